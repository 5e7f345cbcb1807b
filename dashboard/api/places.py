"""The villages (村) as JSON: the register, the state of each on the day, where it lies."""

from collections.abc import Mapping
from typing import Any

from dashboard import names
from dashboard.api.answers import day_of, edition_facts, paged
from dashboard.api.declared import AS_OF, EVERYWHERE, PAGING, Asked, Route
from dashboard.api.schemas import DAY, NUMBER, TEXT, TRUTH, WHOLE, maybe, page_of, record
from dashboard.metrics.formats import iso_date
from dashboard.queries.map_villages import place_of
from dashboard.queries.status import STATUSES, VillageState, village_states
from dashboard.queries.villages import Village, villages

VILLAGE = record(
    code=TEXT,
    name=TEXT,
    town_code=TEXT,
    town=TEXT,
    zone=maybe(TEXT),
    is_poor=TRUTH,
    household_count=WHOLE,
    population_count=WHOLE,
    identified_on=DAY,
    planned_exit_year=maybe(WHOLE),
    lon=maybe(NUMBER),
    lat=maybe(NUMBER),
    status=maybe({"type": "string", "enum": list(STATUSES)}),
    registered=maybe(WHOLE),
    poor=maybe(WHOLE),
    criteria_met=maybe(WHOLE),
)


def list_villages(asked: Asked) -> Mapping[str, Any]:
    """Return the villages by code; state and people are those of the poor villages identified by the day."""
    day = day_of(asked)
    states = {state.village.code: state for state in village_states(asked.reading, day)}
    found, pages = paged(asked, villages(asked.reading))
    items = [_village(asked, each, states.get(each.code)) for each in found]
    return {**edition_facts(asked), "as_of": iso_date(day), "crs": "WGS-84", **pages, "items": items}


def _village(asked: Asked, village: Village, state: VillageState | None) -> dict[str, Any]:
    language, place = asked.language, place_of(asked.reading, village)
    return {
        "code": village.code,
        "name": names.village_label(language, village.name),
        "town_code": village.town_code,
        "town": names.town_label(language, village.town_code, name=village.town_name),
        "zone": names.zone_label(language, village.zone) if village.zone else None,
        "is_poor": village.is_poor,
        "household_count": village.household_count,
        "population_count": village.population_count,
        "identified_on": iso_date(village.identified_on),
        "planned_exit_year": village.planned_exit_year,
        "lon": place[0] if place else None,
        "lat": place[1] if place else None,
        "status": state.status if state else None,
        "registered": state.registered if state else None,
        "poor": state.poor if state else None,
        "criteria_met": state.check.met_count if state and state.check else None,
    }


ROUTES = (
    Route(
        name="list_villages",
        path="/api/v1/villages",
        answered=list_villages,
        schema=page_of(VILLAGE, as_of=DAY, crs=TEXT),
        parameters=(AS_OF, *PAGING, *EVERYWHERE),
        problems=("day_outside", "page_past_end"),
    ),
)

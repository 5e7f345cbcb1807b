"""The daily changes (按日变化) an edition brings: people and households by village, by cause, and the seven systems."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Table, Text, cast, func, select

from data import schema, state, systems
from data.schema import CAUSE_DAY_MEASURES, COUNTY_CODE, ITEM_DAY_MEASURES, VILLAGE_DAY_MEASURES, facts
from data.system_days import ItemDays, item_days
from etl import store

Traits = tuple[int, int, int, int]
Stay = tuple[date, date]


def _households(connection: Connection, sizes: Mapping[str, int]) -> list[state.Household]:
    """Return the households, each with its number of people."""
    household = facts["households"]
    h = household.c
    wanted = select(
        h.household_no, h.village_code, h.identified_on, h.main_cause, h.helper_name, h.safe_water, h.farmland_mu,
        h.member_count,
    )  # fmt: skip
    return [
        state.Household(no, village, identified_on, sizes.get(no, 0), cause or "", _traits(*told))
        for no, village, identified_on, cause, *told in connection.execute(wanted.where(store.current(household)))
    ]


def _traits(helper: str | None, safe_water: bool | None, farmland_mu: float | None, members: int | None) -> Traits:
    """Return what a household adds to the daily changes beside its people."""
    farms = farmland_mu is not None and bool(members)
    hundredths = round((farmland_mu or 0) * 100) if farms else 0
    return int(helper is not None), int(safe_water is False), hundredths, (members or 0) if farms else 0


def _movements(connection: Connection) -> tuple[dict[str, list[state.Event]], dict[str, Stay]]:
    """Return the changes by household, and the stays (joined, left) of those people who joined or left, by person."""
    changes: dict[str, list[state.Event]] = defaultdict(list)
    stays: dict[str, Stay] = {}
    for household_no, person_no, day, kind, _ in store.changes_in_order(connection, facts["household_changes"]):
        if kind in state.HOUSEHOLD_CHANGES:
            changes[household_no].append((day, kind))
        else:
            joined, left = stays.get(person_no, (date.min, date.max))
            joined, left = (max(joined, day), left) if kind == state.INCREASE else (joined, min(left, day))
            stays[person_no] = (joined, left)
    return changes, stays


def _people(connection: Connection) -> list[systems.Person]:
    c = facts["persons"].c
    wanted = select(
        c.person_no, c.household_no, cast(c.born_on, Text), c.school_status, c.labour_ability, c.disability,
        c.left_behind, c.rural_medical_insurance, c.serious_illness_insurance, c.pension_insurance, c.old_age_allowance,
    )  # fmt: skip
    return [systems.Person(*row) for row in connection.execute(wanted.where(store.current(facts["persons"]))).all()]


def _measures(connection: Connection) -> list[systems.Measure]:
    c = facts["measures"].c
    wanted = select(c.household_no, c.person_no, c.system, cast(c.implemented_on, Text), c.measure_status)
    return [systems.Measure(*row) for row in connection.execute(wanted.where(store.current(facts["measures"]))).all()]


def append_daily_changes(connection: Connection, edition: int) -> None:
    """Append what this edition changes by day, so that the sum over editions is the present state."""
    changes, stays = _movements(connection)
    people = _people(connection)
    households = _households(connection, Counter(person.household_no for person in people))
    moving: dict[str, list[Stay]] = defaultdict(list)
    for person in people:
        if person.person_no in stays:
            moving[person.household_no].append(stays[person.person_no])
    days = state.daily_changes(households, changes, moving)
    by_village, by_cause = schema.village_day, schema.village_cause_day
    _append(connection, by_village, VILLAGE_DAY_MEASURES, dict(days.villages), edition=edition)
    _append(connection, by_cause, CAUSE_DAY_MEASURES, dict(days.causes), edition=edition)
    items = _items(connection, edition, _homes(households, changes), people=people, stays=stays)
    _append(connection, schema.village_item_day, ITEM_DAY_MEASURES, items, edition=edition)


def _homes(
    households: Iterable[state.Household], changes: Mapping[str, Sequence[state.Event]]
) -> dict[str, systems.Home]:
    """Return the households with their times on the register."""
    found = {}
    for each in households:
        events = state.events_of(each.identified_on, changes.get(each.household_no, ()))
        found[each.household_no] = systems.Home(each.village_code, state.spells_of(events))
    return found


def _items(
    connection: Connection,
    edition: int,
    homes: Mapping[str, systems.Home],
    *,
    people: Sequence[systems.Person],
    stays: Mapping[str, Stay],
) -> ItemDays:
    """Return the changes of the seven systems, by the rules in force on the day of delivery."""
    c = schema.edition.c
    mine = (c.county_code == COUNTY_CODE, c.edition == edition)
    day: date = connection.scalars(select(c.delivered_on).where(*mine)).one()
    rules, last = systems.system_rules(day), systems.horizon(day)
    return item_days(homes, people, _measures(connection), stays=stays, rules=rules, last=last)


def _append(
    connection: Connection,
    table: Table,
    measures: Sequence[str],
    wanted: dict[Any, list[int]],
    *,
    edition: int,
) -> None:
    """Append the differences between what is wanted and what the editions before sum up to; keys end with the day."""
    places = [column.name for column in table.primary_key if column.name not in ("county_code", "edition")]
    sums = [func.sum(table.c[measure]) for measure in measures]
    keys = [table.c[place] for place in places]
    # Days are read as the text they are compared and written as: making dates of tens of thousands is most of the time.
    stored = select(*keys[:-1], cast(keys[-1], Text), *sums).where(table.c.county_code == COUNTY_CODE).group_by(*keys)
    changed = {(*key[:-1], key[-1].isoformat()): row for key, row in wanted.items()}
    nothing = [0] * len(measures)
    for found in connection.execute(stored):
        key, before = tuple(found[: len(places)]), found[len(places) :]
        row = changed.pop(key, nothing)
        if difference := [now - int(was) for now, was in zip(row, before, strict=True)]:
            changed[key] = difference
    rows = [(COUNTY_CODE, *key, edition, *row) for key, row in sorted(changed.items()) if any(row)]
    store.bulk_insert(connection, table, ("county_code", *places, "edition", *measures), rows)

"""The demo county's villages: invented names on the county's real towns, most of them in the south and the centre."""

from dataclasses import replace
from datetime import date
from random import Random

from etl.demo.chance import stream
from etl.demo.names import village_names
from etl.demo.records import BASELINE_PEOPLE, CENTRE, NORTH, SOUTH, Village
from geo.placing import points_in_town
from geo.towns import Town, load_towns

_PROVINCIAL = 41
_POOR_VILLAGES = {
    "610824102": 8, "610824104": 9, "610824110": 9, "610824111": 7,
    "610824107": 5, "610824108": 6, "610824109": 5, "610824112": 4, "610824115": 5, "610824116": 4,
    "610824101": 2, "610824103": 2, "610824105": 1, "610824106": 2, "610824113": 2, "610824114": 1,
}  # fmt: skip
_PLAIN_VILLAGES = {"610824001": 3, "610824101": 2, "610824103": 2, "610824106": 2, "610824115": 2, "610824116": 2}
_PACES = {
    SOUTH: ("exit",) * 3 + ("stuck",) * 5 + ("slow",) * 12 + ("moving",) * 13,
    CENTRE: ("exit",) * 8 + ("slow",) * 4 + ("moving",) * 17,
    NORTH: ("exit",) * 5 + ("moving",) * 5,
}
_POPULATION = {SOUTH: (1000, 1900), CENTRE: (1150, 2050), NORTH: (1500, 2500)}
_INCIDENCE = {"exit": (0.055, 0.08), "stuck": (0.23, 0.3), "slow": (0.19, 0.25), "moving": (0.13, 0.19)}
_EXIT_MONTHS = (3, 3, 4, 4, 5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 6, 6)
_SWAPPED_POSITION = 17


def build_villages(seed: int, *, scale: int) -> tuple[Village, ...]:
    """All villages in order of their codes: 72 poor ones (41 省级, 31 县级) and 非贫困村 with registered households."""
    rng = stream(seed, "villages")
    known = load_towns()
    paces = {zone: rng.sample(names, len(names)) for zone, names in _PACES.items()}
    kinds = rng.sample(["省级"] * _PROVINCIAL + ["县级"] * (sum(_POOR_VILLAGES.values()) - _PROVINCIAL), 72)
    names = village_names(rng, sum(_POOR_VILLAGES.values()) + sum(_plain_count(town) for town in known))
    months = rng.sample(_EXIT_MONTHS, len(_EXIT_MONTHS))
    drafts: list[Village] = []
    for town in known:
        poor = _POOR_VILLAGES.get(town.code, 0)
        for index, place in enumerate(points_in_town(town.code, poor + _plain_count(town), seed)):
            pace = paces[town.zone].pop() if index < poor else "plain"
            drafts.append(
                _village(
                    rng,
                    town,
                    index,
                    name=names.pop() + "村",
                    kind=kinds.pop() if index < poor else "非贫困村",
                    pace=pace,
                    exit_month=months.pop() if pace == "exit" else 0,
                    place=place,
                )
            )
    return _with_exact_people(drafts, scale)


def _plain_count(town: Town) -> int:
    """How many 非贫困村 with registered households a town has."""
    return _PLAIN_VILLAGES.get(town.code, 1)


def _village(
    rng: Random,
    town: Town,
    index: int,
    *,
    name: str,
    kind: str,
    pace: str,
    exit_month: int,
    place: tuple[float, float],
) -> Village:
    """A village draft; `poor_people` still has to be fitted to the county's total."""
    population = rng.randint(*_POPULATION[town.zone])
    low, high = (0.012, 0.026) if pace == "plain" else _INCIDENCE[pace]
    if town.zone == NORTH and pace == "moving":
        low, high = 0.075, 0.1
    day = date(2014, rng.randint(4, 10), rng.randint(1, 28)) if kind == "省级" else date(2015, rng.randint(3, 11), 20)
    return Village(
        code=f"{town.code}{801 + index}",
        name=name,
        town_code=town.code,
        town_name=town.name,
        zone=town.zone,
        kind=kind,
        houses=round(population / rng.uniform(3.1, 4.0)),
        population=population,
        lon=round(place[0], 6),
        lat=round(place[1], 6),
        identified=day,
        poor_people=round(population * rng.uniform(low, high)),
        pace=pace,
        exit_month=exit_month,
    )


def _with_exact_people(drafts: list[Village], scale: int) -> tuple[Village, ...]:
    """The drafts with poor people summing to the baseline exactly, everything that counts heads times `scale`."""
    total = sum(village.poor_people for village in drafts)
    exact = [village.poor_people * BASELINE_PEOPLE / total for village in drafts]
    people = [int(value) for value in exact]
    by_remainder = sorted(range(len(drafts)), key=lambda index: people[index] - exact[index])
    for index in by_remainder[: BASELINE_PEOPLE - sum(people)]:
        people[index] += 1
    return tuple(
        replace(
            draft,
            houses=draft.houses * scale,
            population=draft.population * scale,
            # One village office wrote its longitude and latitude the wrong way round.
            lon=draft.lat if order == _SWAPPED_POSITION else draft.lon,
            lat=draft.lon if order == _SWAPPED_POSITION else draft.lat,
            poor_people=count * scale,
        )
        for order, (draft, count) in enumerate(zip(drafts, people, strict=True))
    )

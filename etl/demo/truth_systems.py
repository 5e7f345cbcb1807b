"""Who is eligible for and covered by each of the seven support systems, by village."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from etl.demo.eligibility import can_work, is_at_least, is_pupil, needs_care
from etl.demo.records import County, Measure, Person
from etl.demo.timeline import OUT, POOR, RETURNED, Timeline

SYSTEMS = ("industry", "employment", "relocation", "medical", "education", "pension", "old_age_allowance", "care")
_BY_MEASURE: dict[str, tuple[str, Callable[[Person, date], bool]]] = {
    "employment": ("就业创业", can_work),
    "education": ("教育资助", lambda person, _: is_pupil(person)),
    "care": ("关爱服务", lambda person, _: needs_care(person)),
}
_BY_COLUMN: dict[str, tuple[Callable[[Person, date], bool], Callable[[Person], bool]]] = {
    "medical": (lambda *_: True, lambda person: person.rural_medical and person.serious_illness),
    "pension": (lambda person, day: is_at_least(person, 60, day=day), lambda person: person.pension),
    "old_age_allowance": (
        lambda person, day: is_at_least(person, 70, day=day),
        lambda person: person.old_age_allowance,
    ),
}


def system_tallies(county: County, lines: Sequence[Timeline], day: date) -> dict[str, dict[str, int]]:
    """Village code → `system.<key>.eligible` and `.covered` on a day."""
    measures: defaultdict[str, list[Measure]] = defaultdict(list)
    for measure in county.measures:
        if measure.day <= day:
            measures[measure.household_no].append(measure)
    tallies: dict[str, dict[str, int]] = {village.code: _empty() for village in county.villages}
    for line in lines:
        if line.state(day) in {POOR, RETURNED, OUT}:
            house = line.household
            _add(tallies[house.village_code], line.present(day), measures.get(house.no, []), day=day)
    return tallies


def _empty() -> dict[str, int]:
    """Zero for every figure."""
    return {f"system.{key}.{part}": 0 for key in SYSTEMS for part in ("eligible", "covered")}


def _add(tally: dict[str, int], people: Sequence[Person], measures: Sequence[Measure], *, day: date) -> None:
    """Add one registered household to its village."""
    real = [measure for measure in measures if measure.status != "计划"]
    _count(tally, "industry", [True], [any(one.system == "产业发展" for one in real)])
    moved = any(measure.system == "易地搬迁" for measure in measures)
    _count(tally, "relocation", [moved], [moved and any(one.system == "易地搬迁" for one in real)])
    for key, (system, is_eligible) in _BY_MEASURE.items():
        for_whom = {measure.person_no for measure in real if measure.system == system}
        chosen = [person for person in people if is_eligible(person, day)]
        _count(tally, key, (True for _ in chosen), (None in for_whom or one.no in for_whom for one in chosen))
    for key, (is_old_enough, has_cover) in _BY_COLUMN.items():
        chosen = [person for person in people if is_old_enough(person, day)]
        _count(tally, key, (True for _ in chosen), (has_cover(person) for person in chosen))


def _count(tally: dict[str, int], key: str, eligible: Iterable[bool], covered: Iterable[bool]) -> None:
    """Add the numbers of a system."""
    tally[f"system.{key}.eligible"] += sum(eligible)
    tally[f"system.{key}.covered"] += sum(covered)

"""Rows behind the seven systems (七大体系): the households and people who are eligible, covered or left out."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy import ColumnElement, and_, false, func, not_, or_, select, true

from dashboard.metrics.registry import metric
from dashboard.metrics.systems import SHARE, part_id, parts_of
from dashboard.queries.evidence.model import Evidence, Ground, Role, RowSet, Term
from dashboard.queries.evidence.people import household_rows, person_rows, state_term
from dashboard.queries.systems import is_told, item_counts
from data.schema import facts
from data.systems import HOUSEHOLDS_WITH_ANY, PEOPLE_WITH_ANY, SYSTEMS, SystemRules, system_rules

_H, _P, _M = facts["households"], facts["persons"], facts["measures"]
Condition = ColumnElement[bool]

USED: Mapping[str, tuple[str, ...]] = {
    "employment": ("born_on", "labour_ability", "school_status"),
    "medical": ("rural_medical_insurance", "serious_illness_insurance"),
    "education": ("school_status",),
    "pension": ("born_on", "pension_insurance"),
    "old_age_allowance": ("born_on", "old_age_allowance"),
    "care": ("left_behind", "disability"),
}
"""Columns of the register of people that decide."""
FLAGS: Mapping[str, tuple[str, ...]] = {
    "medical": ("rural_medical_insurance", "serious_illness_insurance"),
    "pension": ("pension_insurance",),
    "old_age_allowance": ("old_age_allowance",),
}
"""Columns all of which must say yes."""


def _measured(ground: Ground, system: str | None, planned: str | None) -> tuple[Condition, ...]:
    """Return the conditions of measures of a system by the day; with ``planned`` those of that status do not count."""
    m = _M.c
    real = func.coalesce(m.measure_status, "") != planned if planned else m.measure_no.is_not(None)
    mine = m.system == system if system else m.measure_no.is_not(None)
    return ground.here("measures"), mine, m.implemented_on <= ground.as_of, real


def _home_is_covered(ground: Ground, system: str | None, planned: str | None) -> Condition:
    return _H.c.household_no.in_(select(_M.c.household_no).where(*_measured(ground, system, planned)))


def _person_is_covered(ground: Ground, system: str | None, planned: str) -> Condition:
    given = _measured(ground, system, planned)
    own = select(_M.c.person_no).where(*given, _M.c.person_no.is_not(None))
    wide = select(_M.c.household_no).where(*given, _M.c.person_no.is_(None))
    return or_(_P.c.person_no.in_(own), _P.c.household_no.in_(wide))


def _years_before(day: date, years: int) -> date:
    """Return the latest birth date of those who are that old on a day."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=day.day - 1)


def _aged(ground: Ground, youngest: int, oldest: int | None = None) -> Condition:
    """Return the condition that a person is of an age in full years; null where the birth date is not known."""
    old_enough = _P.c.born_on <= _years_before(ground.as_of, youngest)
    return old_enough if oldest is None else and_(old_enough, _P.c.born_on > _years_before(ground.as_of, oldest + 1))


def _enrolled(rules: SystemRules) -> Condition:
    return func.coalesce(_P.c.school_status, rules.not_enrolled) != rules.not_enrolled


def _eligible(ground: Ground, key: str, rules: SystemRules) -> tuple[Condition, ...]:
    """Return the conditions under which a registered person is eligible; none for medical insurance."""
    able = and_(_P.c.labour_ability.in_(sorted(rules.able)), not_(_enrolled(rules)))
    by_key: Mapping[str, tuple[Condition, ...]] = {
        "employment": (_aged(ground, *rules.working_ages), able),
        "education": (_enrolled(rules),),
        "pension": (_aged(ground, rules.pension_age),),
        "old_age_allowance": (_aged(ground, rules.allowance_age),),
        "care": (or_(_P.c.left_behind.is_not(None), _P.c.disability.is_not(None)),),
    }
    return by_key.get(key, ())


def _unknown(ground: Ground, key: str, rules: SystemRules) -> tuple[Condition, ...]:
    """Return the conditions under which it cannot be told whether a registered person is eligible."""
    ageless = _P.c.born_on.is_(None)
    if key != "employment":
        return (ageless,)
    unsaid = _P.c.labour_ability.is_(None)
    able = _P.c.labour_ability.in_(sorted(rules.able))
    of_age = _aged(ground, *rules.working_ages)
    return not_(_enrolled(rules)), or_(and_(unsaid, of_age), and_(ageless, or_(able, unsaid)))


def _conditions(ground: Ground, key: str, part: str) -> tuple[Condition, ...]:
    rules = system_rules(ground.as_of)
    system = rules.measure_of.get(key)
    if key in ("industry", "relocation"):
        listed = _home_is_covered(ground, system, None) if key == "relocation" else true()
        return (listed, _home_is_covered(ground, system, rules.planned)) if part == "covered" else (listed,)
    if part == "unknown":
        return _unknown(ground, key, rules)
    eligible = _eligible(ground, key, rules)
    if part == "covered":
        by_flags: list[Condition] = [_P.c[name].is_(True) for name in FLAGS.get(key, ())]
        return (*eligible, *(by_flags or [_person_is_covered(ground, system, rules.planned)]))
    if part == "untold":
        said = [_P.c[name] for name in FLAGS.get(key, ())]
        unsaid = or_(false(), *(each.is_(None) for each in said))
        return (*eligible, unsaid, *(func.coalesce(each, True).is_(True) for each in said))
    return eligible


def _kept(ground: Ground, item: str, measure: str) -> Callable[[], Mapping[str, int]] | None:
    """Return how the groups' totals are read from the daily changes; by cause they are counted from the rows."""
    if ground.condition("cause"):
        return None

    def totals() -> Mapping[str, int]:
        counts, codes = item_counts(ground.reading, ground.as_of).get(item, {}), ground.codes
        here = {code: each[measure] for code, each in counts.items() if codes is None or code in codes}
        return {code: value for code, value in here.items() if value}

    return totals


def _rows(ground: Ground, figure: str, *, homes: bool, used: tuple[str, ...] = ()) -> RowSet:
    """Return the registered households or people; none of them where no register tells the figure."""
    rows = household_rows(ground, "registered") if homes else person_rows(ground, "registered")
    rows = replace(rows, used=(*rows.used, *used))
    if is_told(ground.reading, ground.as_of, figure):
        return rows
    return replace(rows, condition=false(), totals=None)


def _narrowed(rows: RowSet, conditions: tuple[Condition, ...], kept: Callable[[], Mapping[str, int]] | None) -> RowSet:
    totals = None if rows.totals is None else kept
    return replace(rows, condition=and_(rows.condition, *conditions), totals=totals)


def _term(ground: Ground, key: str, part: str, *, of: str, role: Role = "value") -> Term:
    """Return a part of a system as a term of the figure ``of``."""
    figure = part_id(key, part)
    rows = _rows(ground, of, homes=key in ("industry", "relocation"), used=USED.get(key, ()))
    narrowed = _narrowed(rows, _conditions(ground, key, part), _kept(ground, key, part))
    return Term(role, metric(figure).name, figure, narrowed)


def _part(key: str, part: str) -> Callable[[Ground], Evidence]:
    of = part_id(key, part)

    def gap(ground: Ground) -> Evidence:
        eligible = _term(ground, key, "eligible", of=of, role="minuend")
        return Evidence("less", (eligible, _term(ground, key, "covered", of=of, role="subtrahend")))

    return gap if part == "gap" else lambda ground: Evidence("sum", (_term(ground, key, part, of=of),))


def _share(key: str) -> Callable[[Ground], Evidence]:
    def made(ground: Ground) -> Evidence:
        covered = _term(ground, key, "covered", of=part_id(key, "covered"), role="numerator")
        eligible = _term(ground, key, "eligible", of=part_id(key, "eligible"), role="denominator")
        known = all(is_told(ground.reading, ground.as_of, part_id(key, part)) for part in ("covered", "eligible"))
        return Evidence("ratio", (covered, eligible), {"known": float(known)})

    return made


def _share_with_any(item: str) -> Callable[[Ground], Evidence]:
    figure = f"measures.{item}"
    of = "households.registered" if item == HOUSEHOLDS_WITH_ANY else "people.registered"

    def made(ground: Ground) -> Evidence:
        (any_measure,) = _with_any(item)(ground).terms
        known = is_told(ground.reading, ground.as_of, figure)
        terms = replace(any_measure, role="numerator"), state_term(ground, of, "denominator")
        return Evidence("ratio", terms, {"known": float(known)})

    return made


def _with_any(item: str) -> Callable[[Ground], Evidence]:
    figure, homes = f"measures.{item}", item == HOUSEHOLDS_WITH_ANY

    def made(ground: Ground) -> Evidence:
        planned = system_rules(ground.as_of).planned
        covered = (_home_is_covered if homes else _person_is_covered)(ground, None, planned)
        rows = _narrowed(_rows(ground, figure, homes=homes), (covered,), _kept(ground, item, "covered"))
        return Evidence("sum", (Term("value", metric(figure).name, figure, rows),))

    return made


BUILDERS: Mapping[str, Callable[[Ground], Evidence]] = {
    **{part_id(key, part): _part(key, part) for key in SYSTEMS for part in parts_of(key)},
    **{part_id(key, SHARE): _share(key) for key in SYSTEMS},
    **{f"measures.{item}_{SHARE}": _share_with_any(item) for item in (HOUSEHOLDS_WITH_ANY, PEOPLE_WITH_ANY)},
    **{f"measures.{item}": _with_any(item) for item in (HOUSEHOLDS_WITH_ANY, PEOPLE_WITH_ANY)},
}
"""How the evidence of each figure is put together."""

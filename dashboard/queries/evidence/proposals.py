"""Rows behind the figures that only the scorecard of proposals (提案建议) shows."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Table, and_, func, literal, or_, select

from dashboard.metrics.proposals import TIMELY_RULE
from dashboard.metrics.registry import metric
from dashboard.queries.evidence.model import Evidence, Ground, RowSet, Term
from dashboard.queries.evidence.people import household_rows
from dashboard.queries.evidence.villages import village_rows
from dashboard.queries.proposals import CLOSED, last_half_year
from dashboard.queries.status import baseline_day
from dashboard.queries.villages import NOT_POOR, PROVINCE, villages
from data.rules import rule
from data.schema import COUNTY_CODE, edition, facts
from data.state import IDENTIFIED, OUT, REMOVED, RETURNED

_H, _C = facts["households"], facts["household_changes"]
_DELIVERED = _C.alias()
_M, _J = facts["measures"], facts["projects"]
_A, _R = facts["assessments"], facts["proposals"]
PLANNED, LOAN = "计划", "创业贷款贴息"
STATE_CHANGES = (OUT, RETURNED, IDENTIFIED, REMOVED)
VILLAGE_USED = ("village_code", "village_level", "identified_on")
Builder = Callable[[Ground], Evidence]


def _sum(name: str, rows: RowSet, *, counts_groups: bool = False) -> Evidence:
    figure = f"proposals.{name}"
    return Evidence("sum", (Term("value", metric(figure).name, figure, rows, counts_groups=counts_groups),))


def _plain(ground: Ground, kind: str, condition: Iterable[ColumnElement[bool]], *, shown: tuple[str, ...]) -> RowSet:
    """Return rows of a kind under conditions, in one group; each adds 1."""
    table: Table = facts[kind]
    return RowSet(
        kind=kind,
        table=table,
        source=table,
        condition=and_(ground.here(kind), *condition),
        group=literal(""),
        grouping="whole",
        weight=literal(1),
        shown=shown,
        used=shown,
    )


def _villages(name: str, wanted: Callable[[Ground, str, str], bool]) -> Builder:
    """Return the builder of a count of poor villages that ``wanted`` (ground, code, level) holds for."""

    def made(ground: Ground) -> Evidence:
        codes = [
            each.code
            for each in villages(ground.reading)
            if each.is_poor
            and ground.holds(each)
            and each.identified_on <= ground.as_of
            and wanted(ground, each.code, each.level)
        ]
        return _sum(name, village_rows(ground, codes, used=VILLAGE_USED))

    return made


def _places(ground: Ground, work: str) -> frozenset[str]:
    """Return the codes of the villages that projects of a work programme name."""
    named = select(_J.c.place_codes).where(ground.here("projects"), _J.c.place_codes.is_not(None)).distinct()
    found = ground.reading.rows(named.where(_J.c.work == work))
    return frozenset(code for (codes,) in found for code in codes.split(","))


def _with_project(name: str, work: str) -> Builder:
    def made(ground: Ground) -> Evidence:
        named = _places(ground, work)
        return _villages(name, lambda _, code, __: code in named)(ground)

    return made


def _measured(ground: Ground, *more: ColumnElement[bool]) -> tuple[ColumnElement[bool], ...]:
    return ground.here("measures"), _M.c.implemented_on <= ground.as_of, *more


def _households(name: str, *more: ColumnElement[bool]) -> Builder:
    """Return the builder of the registered households with a measure by the day."""

    def made(ground: Ground) -> Evidence:
        with_one = select(_M.c.household_no).where(*_measured(ground, *more))
        rows = household_rows(ground, "registered")
        helped = and_(rows.condition, _H.c.household_no.in_(with_one))
        return _sum(name, replace(rows, condition=helped, totals=None))

    return made


def _change_conditions(ground: Ground) -> tuple[ColumnElement[bool], ...]:
    start: date = baseline_day(ground.as_of)
    return _C.c.changed_on > start, _C.c.changed_on <= ground.as_of, _C.c.change_type.in_(STATE_CHANGES)


def _change_rows(ground: Ground) -> RowSet:
    shown = ("household_no", "changed_on", "change_type")
    return _plain(ground, "household_changes", _change_conditions(ground), shown=shown)


def _in_time(ground: Ground) -> ColumnElement[bool]:
    """Return the condition that a change was first delivered within the days of the rule."""
    before = _DELIVERED
    same = (before.c[name] == _C.c[name] for name in ("county_code", "household_no", "changed_on", "change_type"))
    first = select(func.min(before.c.from_edition)).where(*same).correlate(_C).scalar_subquery()
    days = timedelta(days=int(rule(TIMELY_RULE, ground.as_of).number))
    made = select(edition.c.edition, edition.c.delivered_on).where(edition.c.county_code == COUNTY_CODE)
    by_edition = ((number, day) for number, day in ground.reading.rows(made))
    return or_(*(and_(first == number, _C.c.changed_on >= day - days) for number, day in by_edition))


def _changes_timely(ground: Ground) -> Evidence:
    rows = _change_rows(ground)
    return _sum("changes_timely", replace(rows, condition=and_(rows.condition, _in_time(ground))))


def _kinds(ground: Ground) -> Evidence:
    shown = ("period", "subject_kind", "subject", "indicator", "score")
    rows = _plain(ground, "assessments", (_A.c.period == last_half_year(ground.as_of),), shown=shown)
    return _sum("kinds_assessed", replace(rows, group=_A.c.subject_kind, grouping="subject_kind"), counts_groups=True)


def _filed(name: str, *more: ColumnElement[bool], due: bool = False) -> Builder:
    shown = ("proposal_no", "section", "matter", "handling_unit", "due_on", "proposal_status")

    def made(ground: Ground) -> Evidence:
        late = (_R.c.due_on < ground.as_of,) if due else ()
        return _sum(name, _plain(ground, "proposals", (*more, *late), shown=shown))

    return made


BUILDERS: Mapping[str, Builder] = {
    "proposals.county_villages": _villages("county_villages", lambda _, __, level: level not in (PROVINCE, NOT_POOR)),
    "proposals.households_planned": _households("households_planned"),
    "proposals.villages_advanced": _with_project("villages_advanced", "整村推进"),
    "proposals.villages_ecology": _with_project("villages_ecology", "生态环境保护"),
    "proposals.households_loan": _households(
        "households_loan", _M.c.measure_type == LOAN, func.coalesce(_M.c.measure_status, "") != PLANNED
    ),
    "proposals.changes": lambda ground: _sum("changes", _change_rows(ground)),
    "proposals.changes_timely": _changes_timely,
    "proposals.kinds_assessed": _kinds,
    "proposals.filed": _filed("filed"),
    "proposals.closed": _filed("closed", _R.c.proposal_status == CLOSED),
    "proposals.overdue": _filed("overdue", _R.c.proposal_status != CLOSED, due=True),
}
"""How the evidence of each figure is put together."""

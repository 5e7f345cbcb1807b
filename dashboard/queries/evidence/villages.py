"""Rows behind figures of villages and of those posted to them (贫困村、帮扶力量)."""

from collections.abc import Callable, Mapping
from math import inf
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, case, exists, func, literal, or_, select

from dashboard.metrics.registry import metric
from dashboard.queries.criteria import are_ready
from dashboard.queries.evidence.model import Evidence, Ground, Role, RowSet, Term, label
from dashboard.queries.figures import figures_by
from dashboard.queries.map_villages import place_of
from dashboard.queries.status import village_states
from dashboard.queries.villages import EXITED, PROVINCE, Check, last_changes, latest_checks, villages
from data.rules import rules_in_group
from data.schema import facts

_V, _G, _K = facts["villages"], facts["village_changes"], facts["village_checks"]
_T, _S = facts["teams"], facts["first_secretaries"]


def poor_villages(ground: Ground, *, identified: bool = True) -> list[str]:
    """Return the codes of the poor villages asked for, those identified by the day unless told otherwise."""
    return [
        village.code
        for village in villages(ground.reading)
        if village.is_poor and ground.holds(village) and (not identified or village.identified_on <= ground.as_of)
    ]


def village_rows(ground: Ground, codes: list[str], *, used: tuple[str, ...]) -> RowSet:
    """Return the rows of the register for the villages of these codes; each adds 1."""
    return RowSet(
        kind="villages",
        table=_V,
        source=_V,
        condition=and_(ground.here("villages"), _V.c.village_code.in_(codes)),
        group=_V.c.village_code,
        grouping="village",
        weight=literal(1),
        shown=("village_code", "village_name", "village_level", "identified_on"),
        used=used,
        placing=ground.by_village(_V.c.village_code),
    )


def remaining_rows(ground: Ground) -> RowSet:
    """Return the poor villages that had not exited by the day; each adds 1."""
    changes = last_changes(ground.reading, ground.as_of)
    left = [code for code in poor_villages(ground) if changes.get(code) != EXITED]
    return village_rows(ground, left, used=("village_code", "village_level", "identified_on"))


def exit_rows(ground: Ground) -> RowSet:
    """Return the exits (退出) that are the last change of their village on the day; each adds 1."""
    order = [column.desc() for column in (_G.c.changed_on, _G.c.table_no, _G.c.sheet_row)]
    number = func.row_number().over(partition_by=_G.c.village_code, order_by=order).label("number")
    upto = select(_G.c.village_code, _G.c.changed_on, _G.c.change_type, number)
    upto = upto.where(ground.here("village_changes"), _G.c.changed_on <= ground.as_of)
    last = upto.subquery()
    same = and_(
        last.c.number == 1,
        last.c.village_code == _G.c.village_code,
        last.c.changed_on == _G.c.changed_on,
        last.c.change_type == _G.c.change_type,
    )
    wanted = (ground.here("village_changes"), _G.c.change_type == EXITED, _G.c.village_code.in_(poor_villages(ground)))
    return RowSet(
        kind="village_changes",
        table=_G,
        source=_G.join(last, same),
        condition=and_(*wanted),
        group=_G.c.village_code,
        grouping="village",
        weight=literal(1),
        shown=("village_code", "changed_on", "change_type", "document_no"),
        used=("village_code", "changed_on", "change_type"),
        placing=ground.by_village(_G.c.village_code),
    )


def check_rows(ground: Ground, weights: Mapping[str, int]) -> RowSet:
    """Return the latest checks (退出验收) of these villages; each adds its weight."""
    latest = select(_K.c.village_code, func.max(_K.c.checked_on).label("checked_on"))
    latest = latest.where(ground.here("village_checks"), _K.c.checked_on <= ground.as_of).group_by(_K.c.village_code)
    last = latest.subquery()
    same = and_(last.c.village_code == _K.c.village_code, last.c.checked_on == _K.c.checked_on)
    criteria = tuple(rule.name for rule in rules_in_group("village_criterion", ground.as_of))
    return RowSet(
        kind="village_checks",
        table=_K,
        source=_K.join(last, same),
        condition=and_(ground.here("village_checks"), _K.c.village_code.in_(list(weights))),
        group=_K.c.village_code,
        grouping="village",
        weight=case(weights, value=_K.c.village_code, else_=0) if weights else literal(0),
        shown=("village_code", "checked_on"),
        used=("village_code", "checked_on", *criteria),
        placing=ground.by_village(_K.c.village_code),
    )


def posted_rows(
    ground: Ground, kind: str, *, level: str | None = None, weight: ColumnElement[Any] | None = None
) -> RowSet:
    """Return the teams (驻村工作队) of a level, or the first secretaries, posted to the villages asked for."""
    table: Table = facts[kind]
    known = select(_V.c.village_code).where(ground.here("villages"))
    at_level = literal(value=True) if level is None else _T.c.team_level == level
    shown = (
        ("team_no", "team_level", "sending_unit")
        if kind == "teams"
        else ("secretary_no", "secretary_name", "sending_unit")
    )
    used = (
        ("team_no", "team_level", "village_code", "cadre_count")
        if kind == "teams"
        else ("secretary_no", "village_code")
    )
    return RowSet(
        kind=kind,
        table=table,
        source=table,
        condition=and_(ground.here(kind), at_level, ground.at(table.c.village_code), table.c.village_code.in_(known)),
        group=table.c.village_code,
        grouping="village",
        weight=literal(1) if weight is None else weight,
        shown=shown,
        used=used,
        placing=ground.by_village(table.c.village_code),
    )


def _registered_term(ground: Ground, role: Role = "value") -> Term:
    rows = village_rows(ground, poor_villages(ground), used=("village_code", "village_level", "identified_on"))
    return Term(role, metric("villages.registered").name, "villages.registered", rows)


def _of_province(ground: Ground) -> Evidence:
    levels = {village.code: village.level for village in villages(ground.reading)}
    codes = [code for code in poor_villages(ground) if levels[code] == PROVINCE]
    rows = village_rows(ground, codes, used=("village_code", "village_level", "identified_on"))
    return Evidence("sum", (Term("value", metric("villages.province").name, "villages.province", rows),))


def _exited_term(ground: Ground, role: Role = "value") -> Term:
    return Term(role, metric("villages.exited").name, "villages.exited", exit_rows(ground))


def _ready(ground: Ground) -> Evidence:
    checks = latest_checks(ground.reading, ground.as_of)
    ready = {code: 1 for code in poor_villages(ground) if code in checks and checks[code].is_ready}
    return Evidence("sum", (Term("value", metric("villages.ready").name, "villages.ready", check_rows(ground, ready)),))


def _criteria(figure: str, count: Callable[[Check], int]) -> Callable[[Ground], Evidence]:
    def made(ground: Ground) -> Evidence:
        checks = latest_checks(ground.reading, ground.as_of)
        weights = {code: count(checks[code]) for code in poor_villages(ground) if code in checks}
        return Evidence("sum", (Term("value", metric(figure).name, figure, check_rows(ground, weights)),))

    return made


def _unmet(check: Check) -> int:
    return len(check.results) - check.met_count


def _on_criterion(ground: Ground, check: Check) -> bool:
    """Return whether a check meets the criterion asked for; every one where none is named."""
    asked = ground.condition("criterion")
    return all(result.met for result in check.results if asked in (None, result.rule.name))


def _criterion_term(ground: Ground, *, met: bool, role: Role = "value") -> Term:
    figure = "villages.criterion_met" if met else "villages.criterion_unmet"
    checks = latest_checks(ground.reading, ground.as_of)
    mine = {code: 1 for code in poor_villages(ground) if code in checks and _on_criterion(ground, checks[code]) is met}
    return Term(role, metric(figure).name, figure, check_rows(ground, mine))


def _criterion_share(ground: Ground) -> Evidence:
    terms = (_criterion_term(ground, met=True, role="numerator"), _registered_term(ground, "denominator"))
    return Evidence("ratio", terms)


def _unchecked(ground: Ground) -> Evidence:
    checks, figure = latest_checks(ground.reading, ground.as_of), "villages.unchecked"
    codes = [code for code in poor_villages(ground) if code not in checks]
    rows = village_rows(ground, codes, used=("village_code", "village_level", "identified_on"))
    return Evidence("sum", (Term("value", metric(figure).name, figure, rows),))


def _checked_open(ground: Ground) -> Evidence:
    checks, changes = latest_checks(ground.reading, ground.as_of), last_changes(ground.reading, ground.as_of)
    codes = [code for code in poor_villages(ground) if code in checks and changes.get(code) != EXITED]
    rows, figure = check_rows(ground, dict.fromkeys(codes, 1)), "villages.checked_open"
    return Evidence("sum", (Term("value", metric(figure).name, figure, rows),))


def _unplaced(ground: Ground) -> Evidence:
    poor, figure = set(poor_villages(ground)), "villages.unplaced"
    codes = [
        each.code for each in villages(ground.reading) if each.code in poor and place_of(ground.reading, each) is None
    ]
    rows = village_rows(ground, codes, used=("village_code", "lon", "lat"))
    return Evidence("sum", (Term("value", metric(figure).name, figure, rows),))


def _with_team(ground: Ground) -> Evidence:
    codes = poor_villages(ground, identified=False)
    posted = or_(
        exists().where(ground.here("teams"), _T.c.village_code == _V.c.village_code),
        exists().where(ground.here("first_secretaries"), _S.c.village_code == _V.c.village_code),
    )
    found = ground.reading.rows(select(_V.c.village_code).where(ground.here("villages"), posted))
    rows = village_rows(
        ground, sorted({code for (code,) in found} & set(codes)), used=("village_code", "village_level")
    )
    return Evidence("sum", (Term("value", metric("villages.with_team").name, "villages.with_team", rows),))


def _posted(figure: str, kind: str, *, level: str | None = None) -> Callable[[Ground], Evidence]:
    return lambda ground: Evidence(
        "sum", (Term("value", metric(figure).name, figure, posted_rows(ground, kind, level=level)),)
    )


def _cadres(ground: Ground) -> Evidence:
    rows = posted_rows(ground, "teams", level="县级", weight=_T.c.cadre_count)
    return Evidence("sum", (Term("value", label("teams", "cadre_count"), "teams.cadres", rows),))


def _with_status(name: str) -> Callable[[Ground], Evidence]:
    figure = f"villages.{name}"

    def made(ground: Ground) -> Evidence:
        codes = [
            state.village.code
            for state in village_states(ground.reading, ground.as_of)
            if ground.holds(state.village)
            and (state in are_ready([state]) if name == "ready_open" else state.status == name)
        ]
        used = ("village_code", "village_level", "identified_on")
        return Evidence("sum", (Term("value", metric(figure).name, figure, village_rows(ground, codes, used=used)),))

    return made


def _in_class(ground: Ground) -> Evidence:
    """Return the villages whose value of the figure asked for lies between the limits asked for."""
    low, high = _limits(ground.condition("between") or "")
    values = figures_by(ground.reading, ground.as_of, "village").get(ground.condition("figure") or "", {})
    mine = [state.village for state in village_states(ground.reading, ground.as_of) if ground.holds(state.village)]
    known = ((village.code, values.get(village.code)) for village in mine)
    codes = [code for code, value in known if value is not None and low <= value < high]
    rows = village_rows(ground, codes, used=("village_code", "village_level", "identified_on"))
    figure = "villages.in_class"
    return Evidence("sum", (Term("value", metric(figure).name, figure, rows),))


def _limits(written: str) -> tuple[float, float]:
    """Return the limits of a class as an address writes it (``0.03,0.1``); an open end is infinite."""
    low, _, high = written.partition(",")
    try:
        return float(low or "-inf"), float(high or "inf")
    except ValueError:
        return inf, -inf


def _others(ground: Ground) -> Evidence:
    codes = [village.code for village in villages(ground.reading) if not village.is_poor and ground.holds(village)]
    rows = village_rows(ground, codes, used=("village_code", "village_level"))
    return Evidence("sum", (Term("value", metric("villages.others").name, "villages.others", rows),))


def _neighbours(ground: Ground) -> Evidence:
    every, figure = villages(ground.reading), "villages.neighbours"
    towns = {village.town_code for village in every if village.code == ground.condition("village")}
    codes = [each.code for each in every if each.town_code in towns and each.code != ground.condition("village")]
    rows = village_rows(ground, codes, used=("village_code", "town_name"))
    known = {"known": float(ground.condition("village") is not None)}
    return Evidence("sum", (Term("value", metric(figure).name, figure, rows),), known)


BUILDERS: Mapping[str, Callable[[Ground], Evidence]] = {
    "villages.neighbours": _neighbours,
    "villages.registered": lambda ground: Evidence("sum", (_registered_term(ground),)),
    "villages.province": _of_province,
    "villages.exited": lambda ground: Evidence("sum", (_exited_term(ground),)),
    "villages.remaining": lambda ground: Evidence(
        "less", (_registered_term(ground, "minuend"), _exited_term(ground, "subtrahend"))
    ),
    "villages.ready": _ready,
    "villages.criterion_met": lambda ground: Evidence("sum", (_criterion_term(ground, met=True),)),
    "villages.criterion_unmet": lambda ground: Evidence("sum", (_criterion_term(ground, met=False),)),
    "villages.criterion_share": _criterion_share,
    "villages.unchecked": _unchecked,
    "villages.checked_open": _checked_open,
    "villages.unplaced": _unplaced,
    "villages.in_class": _in_class,
    "villages.others": _others,
    "villages.with_team": _with_team,
    **{f"villages.{name}": _with_status(name) for name in ("near", "moving", "behind", "ready_open")},
    "map.criteria_met": _criteria("map.criteria_met", lambda check: check.met_count),
    "villages.criteria_unmet": _criteria("villages.criteria_unmet", _unmet),
    "teams.province_city": _posted("teams.province_city", "teams", level="省市"),
    "teams.county": _posted("teams.county", "teams", level="县级"),
    "teams.cadres": _cadres,
    "first_secretaries.total": _posted("first_secretaries.total", "first_secretaries"),
}
"""How the evidence of each figure is put together."""

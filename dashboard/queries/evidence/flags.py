"""Rows behind the ledger flags (台账疑点): what each examined, what it singled out, and the money of that."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from sqlalchemy import and_, literal

from dashboard.metrics.flags import LEAVING_OUT, TOTAL, Part, flag_id
from dashboard.metrics.registry import metric
from dashboard.queries.evidence.model import FEN, Evidence, Ground, Role, RowSet, Term
from dashboard.queries.evidence.money import allocation_rows, disbursement_rows, project_rows
from dashboard.queries.flagged import KINDS, Kind, Unit, found_payees, found_projects, tested
from dashboard.queries.flags import flag
from data.schema import facts
from data.text import Text

_P, _A, _D = facts["projects"], facts["allocations"], facts["disbursements"]
_COUNTED = literal(1)
ONE_A_PAYEE = Text("（每个收款人列其最近一笔）", " (of each payee the latest entry is listed)")
_OF_FOUND = {
    "disbursed": Text("筛出项目的累计拨付", "Disbursed to the projects flagged"),
    "allocated": Text("筛出项目的累计下达", "Allocated to the projects flagged"),
}
_EVERY: Mapping[Unit, Text] = {
    "entries": Text("截止日前的拨付分录", "Entries of disbursement by the date"),
    "projects": Text("项目库的项目", "Projects of the register"),
}
USED: Mapping[Kind, tuple[str, ...]] = {
    "reversal": ("voucher_no", "line_no", "disbursed_on", "amount_fen"),
    "before_allocation": ("voucher_no", "line_no", "disbursed_on", "project_no", "amount_fen"),
    "over_disbursed": ("project_no",),
    "stalled": ("project_no", "planned_finish_on", "progress_share", "planned_fen"),
    "same_payee": ("voucher_no", "line_no", "disbursed_on", "project_no", "payee_masked", "amount_fen"),
}
SHOWN_STALLED = ("project_no", "project_name", "planned_finish_on", "progress_share", "place")


def _looked_at(ground: Ground, kind: Kind, *, found: bool) -> RowSet:
    """Return the rows that a flag examined, or those it singled out; each adds 1."""
    test = tested(ground.reading, ground.as_of, kind)
    rows = project_rows(ground) if test.unit == "projects" else disbursement_rows(ground)
    conditions = (test.examined, test.found) if found else (test.examined,)
    return replace(
        rows,
        source=test.source,
        condition=and_(rows.condition, *conditions),
        weight=_COUNTED,
        shown=SHOWN_STALLED if kind == "stalled" else rows.shown,
        used=USED[kind],
    )


def _known(ground: Ground, kind: Kind) -> Mapping[str, float]:
    """A flag that examined nothing has found nothing out: it is not known."""
    return {"known": float(flag(ground.reading, ground.as_of, kind).was_checked)}


def _counted(kind: Kind, part: Part) -> Callable[[Ground], Evidence]:
    figure = flag_id(kind, part)

    def build(ground: Ground) -> Evidence:
        name = metric(figure).name
        if kind == "same_payee":
            name = Text(f"{name.zh}{ONE_A_PAYEE.zh}", f"{name.en}{ONE_A_PAYEE.en}")
        rows = _looked_at(ground, kind, found=part == "found")
        return Evidence("sum", (Term("value", name, figure, rows),), _known(ground, kind))

    return build


def _left_out(kind: Kind) -> Callable[[Ground], Evidence]:
    """Return the entries or projects there are less those a flag could examine."""

    def build(ground: Ground) -> Evidence:
        unit = tested(ground.reading, ground.as_of, kind).unit
        rows = project_rows(ground) if unit == "projects" else disbursement_rows(ground)
        every = Term("minuend", _EVERY[unit], flag_id(kind, "examined"), replace(rows, weight=_COUNTED))
        (examined,) = _counted(kind, "examined")(ground).terms
        return Evidence("less", (every, replace(examined, role="subtrahend")), _known(ground, kind))

    return build


def _total(ground: Ground) -> Evidence:
    """Return what every rule that had data singled out, a term a rule."""
    checked = [kind for kind in KINDS if flag(ground.reading, ground.as_of, kind).was_checked]
    terms = tuple(_counted(kind, "found")(ground).terms[0] for kind in checked or KINDS)
    return Evidence("total", terms, {"known": float(bool(checked))})


def _amount(kind: Kind) -> Callable[[Ground], Evidence]:
    figure = flag_id(kind, "amount")

    def build(ground: Ground) -> Evidence:
        rows = _money(ground, kind)
        return Evidence("sum", (Term("value", metric(figure).name, figure, rows, scale=1 / FEN),), _known(ground, kind))

    return build


def _money(ground: Ground, kind: Kind) -> RowSet:
    """Return what a flag singled out with its money; of a payee every entry."""
    if kind == "same_payee":
        rows = disbursement_rows(ground)
        named = _D.c.payee_pseudonym.in_(found_payees(ground.reading, ground.as_of))
        return replace(rows, condition=and_(rows.condition, named), used=USED[kind])
    weight = _P.c.planned_fen if kind == "stalled" else _D.c.amount_fen
    return replace(_looked_at(ground, kind, found=True), weight=weight)


def _excess(ground: Ground) -> Evidence:
    """Return the money disbursed to the projects flagged less what was allocated to them."""
    numbers = found_projects(tested(ground.reading, ground.as_of, "over_disbursed"))

    def term(role: Role, stage: str, rows: RowSet) -> Term:
        here = (_D if stage == "disbursed" else _A).c.project_no.in_(numbers)
        told = replace(rows, condition=and_(rows.condition, here))
        return Term(role, _OF_FOUND[stage], f"funds.{stage}", told, scale=1 / FEN)

    terms = (
        term("minuend", "disbursed", disbursement_rows(ground)),
        term("subtrahend", "allocated", allocation_rows(ground)),
    )
    return Evidence("less", terms, _known(ground, "over_disbursed"))


BUILDERS: Mapping[str, Callable[[Ground], Evidence]] = {
    **{flag_id(kind, "found"): _counted(kind, "found") for kind in KINDS},
    **{flag_id(kind, "examined"): _counted(kind, "examined") for kind in KINDS},
    **{flag_id(kind, "left_out"): _left_out(kind) for kind in KINDS if kind in LEAVING_OUT},
    **{flag_id(kind, "amount"): _amount(kind) for kind in KINDS},
    flag_id("over_disbursed", "amount"): _excess,
    TOTAL: _total,
}
"""How the evidence of each figure is put together."""

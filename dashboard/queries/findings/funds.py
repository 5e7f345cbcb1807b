"""Rules about money: the ledger flags (台账疑点) and the three funding rules (投入机制) unmet."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache

from sqlalchemy import select

from dashboard.queries.findings.model import Evidence, Hit, Outcome, Subject, SubjectKind
from dashboard.queries.flagged import Kind
from dashboard.queries.flags import Flag, FlagRow, flag
from dashboard.queries.histories import CHUNK
from dashboard.queries.reading import CACHED, Reading, edition_note
from dashboard.queries.rules_of_money import rules_of_money
from dashboard.queries.villages import Village, villages
from data.rules import rule
from data.schema import facts, in_edition

MONEY = "funds.disbursed"
FEN = 100
FIGURES: Mapping[Kind, str] = {"over_disbursed": "funds.over_disbursed", "stalled": "funds.planned"}
"""The figure of the project that the amount of a flag of projects is."""


def flagged(kind: Kind) -> Callable[[Reading, date], Outcome]:
    """Return the rule that takes over a ledger flag."""

    def find(reading: Reading, as_of: date) -> Outcome:
        found = flag(reading, as_of, kind)
        numbers = tuple(sorted({row.project_no for row in found.rows if row.project_no}))
        places = _places(reading, numbers)
        hits = tuple(_hit(found, row, places.get(row.project_no or "", _Place()), as_of) for row in found.rows)
        return Outcome(found.unit, found.examined, hits, left_out=found.count - len(hits))

    return find


class _Place:
    """Where a project lies as far as it is one place, and the department that answers for it."""

    def __init__(self, of: Iterable[Village] = (), department: str | None = None) -> None:
        found = tuple(of)
        self.village = _only(each.code for each in found)
        self.town = _only(each.town_code for each in found)
        self.zone = _only(each.zone for each in found)
        self.department = department


def _only(values: Iterable[str | None]) -> str | None:
    found = set(values)
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=CACHED)
def _places(reading: Reading, numbers: tuple[str, ...]) -> Mapping[str, _Place]:
    p, known = facts["projects"].c, {village.code: village for village in villages(reading)}
    found = {}
    for at in range(0, len(numbers), CHUNK):
        wanted = select(p.project_no, p.place_codes, p.department).where(in_edition(facts["projects"], reading.edition))
        for number, codes, department in reading.rows(wanted.where(p.project_no.in_(numbers[at : at + CHUNK]))):
            inside = [known[code] for code in (codes or "").split(",") if code in known]
            found[number] = _Place(inside, department)
    return found


def _hit(found: Flag, row: FlagRow, place: _Place, as_of: date) -> Hit:
    kinds: Mapping[str, SubjectKind] = {"entries": "entry", "projects": "project", "payees": "payee"}
    kind = kinds[found.unit]
    key = {"entry": f"{row.voucher_no} {row.project_no} {row.day}", "project": row.project_no, "payee": row.payee_key}
    of_project, figure = (("project", row.project_no or ""),), FIGURES.get(found.kind)
    entry = (str(row.voucher_no), str(row.line_no)) if kind == "entry" else ()
    told = [Evidence("gap", row.fen / FEN, MONEY, of_project if figure or entry else (), figure, row=entry)]
    if row.measure is not None and found.kind != "reversal":
        told.append(_measure(found, row, of_project))
    said = "over_disbursed_none" if found.kind == "over_disbursed" and row.measure is None else found.kind
    return Hit(
        Subject(kind, str(key[kind]), row.title, place.village, place.town, place.zone),
        said,
        tuple(told),
        weight=abs(row.fen) / FEN,
        since=_since(found, row, as_of),
        answers=place.department,
    )


def _measure(found: Flag, row: FlagRow, of_project: tuple[tuple[str, str], ...]) -> Evidence:
    """Return what a rule was held against; days late open at the project, days early at the entry, as told there."""
    if found.kind == "over_disbursed":
        return Evidence("measure", row.measure, "funds.progress", of_project)
    if found.kind == "before_allocation":
        key = (str(row.voucher_no), str(row.line_no))
        return Evidence("measure", row.measure, where=of_project, figure=MONEY, row=key)
    if found.kind == "stalled":
        return Evidence("measure", row.measure, where=of_project, figure="funds.planned", row=(row.project_no or "",))
    return Evidence("measure", row.measure)


def _since(found: Flag, row: FlagRow, as_of: date) -> date | None:
    if found.unit == "entries":
        return row.day
    if found.kind == "stalled" and row.day is not None:
        return row.day + timedelta(days=int(rule("flag.stalled_days", as_of).number))
    return None


def unmet(name: str) -> Callable[[Reading, date], Outcome]:
    """Return the rule that one of the three funding rules is unmet, e.g. ``special_fund_share``."""

    def find(reading: Reading, as_of: date) -> Outcome:
        (found,) = (each for each in rules_of_money(reading, as_of) if each.rule.name == name)
        if found.met is None:
            return Outcome("rules", 0)
        if found.met:
            return Outcome("rules", 1)
        gap = None if found.gap_fen is None else found.gap_fen / FEN
        told = (
            Evidence("year", found.year),
            Evidence("share", found.share, found.metric_id),
            Evidence("target", found.rule.number, found.metric_id),
            Evidence("gap", gap, MONEY),
        )
        subject = Subject("target", found.metric_id, edition_note(reading).county_name)
        return Outcome("rules", 1, (Hit(subject, "target", told, weight=gap or 0.0),))

    return find

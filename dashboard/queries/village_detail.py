"""A single village in detail (村情): causes of poverty of its households, its changes, money, who answers for it."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import select

from dashboard.metrics.disclosure import Suppressed, disclose, small_count_limit
from dashboard.queries.answering import Answering, answering
from dashboard.queries.figures import Value, figures_by
from dashboard.queries.progress import FLOW_TERMS, MonthFlow, Scope, monthly_flow
from dashboard.queries.reading import CACHED, Reading
from dashboard.queries.registry import cause_counts
from data.schema import facts, in_edition


@dataclass(frozen=True, slots=True)
class Cause:
    """A main cause of poverty (主要致贫原因) and the poor households that name it, small counts withheld."""

    cause: str
    households: int | Suppressed


@dataclass(frozen=True, slots=True)
class VillageChange:
    """A change of a village's own state (认定, 退出, 返贫) with its document (文号)."""

    changed_on: date
    change_type: str
    document_no: str | None


@dataclass(frozen=True, slots=True)
class VillageMoney:
    """Money of a village in yuan; None where the register was never loaded. Never to be added up."""

    planned: Value
    allocated: Value
    disbursed: Value


@lru_cache(maxsize=CACHED)
def poor_causes(reading: Reading, code: str, as_of: date) -> tuple[Cause, ...]:
    """Return the main causes among the village's households that are poor on the day, most first.

    A count below the policy's limit comes as Suppressed: a cause is nobody else's business in a small village.
    """
    limit = small_count_limit(as_of)
    counts = {
        cause: mine["poor_households"]
        for (village, cause), mine in cause_counts(reading, as_of).items()
        if village == code and cause and mine["poor_households"]
    }
    found = []
    for cause, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        shown = disclose(count, area="village", sees_households=False, limit=limit)
        found.append(Cause(cause, shown if shown is not None else 0))
    return tuple(found)


@lru_cache(maxsize=CACHED)
def village_changes(reading: Reading, code: str, as_of: date) -> tuple[VillageChange, ...]:
    """Return the village's own changes on or before the day, the latest first."""
    table = facts["village_changes"]
    c = table.c
    wanted = select(c.changed_on, c.change_type, c.document_no)
    here = (in_edition(table, reading.edition), c.village_code == code, c.changed_on <= as_of)
    return tuple(VillageChange(*row) for row in reading.rows(wanted.where(*here).order_by(c.changed_on.desc())))


def recent_flow(reading: Reading, code: str, as_of: date, *, months: int = 3) -> tuple[MonthFlow, ...]:
    """Return the last months in which anything moved in the village, the latest first."""
    moved = [m for m in monthly_flow(reading, Scope(village=code), as_of) if any(m.terms[term] for term in FLOW_TERMS)]
    return tuple(reversed(moved[-months:]))


def village_money(reading: Reading, code: str, as_of: date) -> VillageMoney:
    """Return the village's money: plans and allocations of projects wholly in it, and disbursements."""
    figures = figures_by(reading, as_of, "village")
    stages = (figures.get(f"funds.{stage}", {}).get(code) for stage in ("planned", "allocated", "disbursed"))
    return VillageMoney(*stages)


def answering_for(reading: Reading, code: str) -> Answering:
    """Return who answers for the village; empty where nobody is posted."""
    return answering(reading).get(code, Answering())

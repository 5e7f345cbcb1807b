"""The register of proposals (提案建议台账) and which proposal of the speech each of its rows answers to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from sqlalchemy import select

from dashboard.queries.reading import CACHED, Reading
from data.proposals import Proposal, proposals
from data.schema import facts, in_edition

CLOSED = "已办结"
STATUS_NAMES: Mapping[str, str] = MappingProxyType({"未办理": "not_begun", "办理中": "under_way", CLOSED: "closed"})
"""The states of the register (状态) and their names in the catalogue."""
HALF_YEAR_MONTHS = 6


@dataclass(frozen=True, slots=True)
class Filed:
    """A row of the register of proposals: who handles it, by when, its state, the reply."""

    number: str
    section: str
    matter: str
    unit: str
    due_on: date
    status: str
    replied_on: date | None
    reply: str | None

    def is_overdue(self, on: date) -> bool:
        """Whether the row is due before the day and not closed."""
        return self.status != CLOSED and self.due_on < on


@lru_cache(maxsize=CACHED)
def filed(reading: Reading) -> tuple[Filed, ...]:
    """Return the rows of the register of proposals, by number."""
    table = facts["proposals"]
    c = table.c
    columns = (
        c.proposal_no, c.section, c.matter, c.handling_unit, c.due_on, c.proposal_status, c.replied_on,
        c.reply_summary,
    )  # fmt: skip
    found = reading.rows(select(*columns).where(in_edition(table, reading.edition)).order_by(c.proposal_no))
    return tuple(Filed(*row) for row in found)


def answers_to(row: Filed, known: Iterable[Proposal]) -> Proposal | None:
    """Return the proposal a row answers to: of its section, the one most of whose words its matter holds.

    None where it holds none of them, or as many of two proposals: a guess is not made.
    """
    hits = [(sum(word in row.matter for word in each.keywords), each) for each in known if each.section == row.section]
    most = max((count for count, _ in hits), default=0)
    best = [each for count, each in hits if count == most]
    return best[0] if most and len(best) == 1 else None


@dataclass(frozen=True, slots=True)
class Matched:
    """The rows of the register by the key of the proposal they answer to, and those that answer to none."""

    by_proposal: Mapping[str, tuple[Filed, ...]]
    unmatched: tuple[Filed, ...]


@lru_cache(maxsize=CACHED)
def matched(reading: Reading) -> Matched:
    """Return every row of the register under the proposal it answers to; none is dropped."""
    found: dict[str, list[Filed]] = {}
    left: list[Filed] = []
    for row in filed(reading):
        mine = answers_to(row, proposals())
        (left if mine is None else found.setdefault(mine.key, [])).append(row)
    return Matched({key: tuple(rows) for key, rows in found.items()}, tuple(left))


def last_half_year(day: date) -> str:
    """Return the last half-year (考核期) that had ended before the day, as the store writes it (``2015H2``)."""
    return f"{day.year}H1" if day.month > HALF_YEAR_MONTHS else f"{day.year - 1}H2"

"""The editions (版次) a screen can be opened in: the last of each month-end, those with a name, the newest."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Engine, select

from dashboard.metrics.arithmetic import last_month_end
from dashboard.records.journal import Entry, Journal, standing
from dashboard.records.subjects import EDITION_NAME
from data import schema
from data.schema import COUNTY_CODE


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition: its number, the last day a delivery of it covers, why it was made, what users call it.

    ``named_by`` and ``named_at`` (UTC, ISO 8601) tell who gave the name and when; empty without a name.
    """

    number: int
    delivered_on: date
    created_at: str
    cause: str
    name: str = ""
    named_by: str = ""
    named_at: str = ""


def editions(engine: Engine, journal: Journal) -> tuple[Edition, ...]:
    """Return every edition of the store with its name, the newest first."""
    e, names = schema.edition.c, standing(journal, EDITION_NAME)
    wanted = select(e.edition, e.delivered_on, e.created_at, e.cause).where(e.county_code == COUNTY_CODE)
    with engine.connect() as connection:
        rows = connection.execute(wanted.order_by(e.edition.desc())).all()
    return tuple(Edition(*row, *_named(names.get(str(row[0])))) for row in rows)


def kept(known: Iterable[Edition], *, shown: int) -> tuple[Edition, ...]:
    """Return the editions to choose from, in the order given (the newest first).

    These are the last edition of each month-end, those with a name, the newest, and the one being shown.
    """
    seen: set[date] = set()
    found = []
    for each in known:
        month = last_month_end(each.delivered_on)
        if month not in seen or each.name or each.number == shown:
            found.append(each)
        seen.add(month)
    return tuple(found)


def _named(entry: Entry | None) -> tuple[str, ...]:
    name = entry.content.get("name", "") if entry else ""
    return (name, entry.author, entry.written_at) if entry and name else ()

"""The deliveries (报送) as JSON: files with their digest, tables, and what became of the rows."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from dashboard.api.answers import edition_facts, paged
from dashboard.api.declared import EVERYWHERE, PAGING, Asked, Route
from dashboard.api.schemas import DAY, TEXT, WHOLE, listed, maybe, page_of, record
from dashboard.metrics.formats import iso_date
from dashboard.queries.deliveries import Delivery, ReceivedFile, deliveries
from data.schema import COUNTS

ROWS = record(**dict.fromkeys(COUNTS, WHOLE))
_WORDS = listed(TEXT)
TABLE = record(number=WHOLE, kind=TEXT, sheet=TEXT, header_row=WHOLE, rows=ROWS, columns=_WORDS, ignored=_WORDS)
FILE = record(
    number=WHOLE,
    path=TEXT,
    sha256=TEXT,
    byte_count=WHOLE,
    status=TEXT,
    reason=maybe(TEXT),
    tables=listed(TABLE),
)
DELIVERY = record(
    number=WHOLE,
    delivered_on=DAY,
    received_at=TEXT,
    edition=WHOLE,
    withdrawn_edition=maybe(WHOLE),
    rows=ROWS,
    files=listed(FILE),
)


def list_deliveries(asked: Asked) -> Mapping[str, Any]:
    """Return the deliveries known in the edition, the newest first."""
    found, pages = paged(asked, deliveries(asked.reading))
    return {**edition_facts(asked), **pages, "items": [_delivery(asked, each) for each in found]}


def _delivery(asked: Asked, each: Delivery) -> dict[str, Any]:
    return {
        "number": each.number,
        "delivered_on": iso_date(each.delivered_on),
        "received_at": each.received_at,
        "edition": each.edition,
        "withdrawn_edition": each.withdrawn_edition,
        "rows": asdict(each.counts),
        "files": [_file(asked, file) for file in each.files],
    }


def _file(asked: Asked, file: ReceivedFile) -> dict[str, Any]:
    tables = [
        {
            "number": table.number,
            "kind": table.kind,
            "sheet": table.sheet,
            "header_row": table.header_row,
            "rows": asdict(table.counts),
            "columns": list(table.columns),
            "ignored": list(table.ignored),
        }
        for table in file.tables
    ]
    return {
        "number": file.number,
        "path": file.path,
        "sha256": file.sha256,
        "byte_count": file.byte_count,
        "status": file.status,
        "reason": file.reason[asked.language] if file.reason else None,
        "tables": tables,
    }


ROUTES = (
    Route(
        name="list_deliveries",
        path="/api/v1/deliveries",
        answered=list_deliveries,
        schema=page_of(DELIVERY),
        parameters=(*PAGING, *EVERYWHERE),
        problems=("page_past_end",),
    ),
)

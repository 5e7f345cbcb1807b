"""What the answers of the API share: what is said of the edition, the day asked for, pages."""

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar
from urllib.parse import urlencode

from dashboard import names
from dashboard.api.declared import Asked
from dashboard.api.problem import Problem
from dashboard.metrics.arithmetic import last_month_end
from dashboard.metrics.formats import iso_date
from dashboard.queries.status import baseline_day

Item = TypeVar("Item")


def edition_facts(asked: Asked) -> dict[str, Any]:
    """Return what every answer says of its edition."""
    note = asked.note
    return {
        "county": names.county_label(asked.language, note.county_name),
        "edition": note.edition,
        "made_at": note.created_at,
        "delivered_on": iso_date(note.delivered_on),
        "is_demo": note.is_demo,
    }


def day_of(asked: Asked) -> date:
    """Return the day asked for, by default the last month-end delivered; Problem for a day nothing is known of."""
    usual = last_month_end(asked.note.delivered_on)
    day: date = asked.values.get("as_of", usual)
    first, last = min(baseline_day(usual), usual), asked.note.delivered_on
    if not first <= day <= last:
        allowed = {"as_of": {"from": iso_date(first), "to": iso_date(last)}}
        raise Problem("day_outside", allowed=allowed, day=iso_date(day), first=iso_date(first), last=iso_date(last))
    return day


def paged(asked: Asked, items: Sequence[Item]) -> tuple[Sequence[Item], dict[str, Any]]:
    """Return the items of the page asked for, and what is said of the pages; Problem for a page past the end."""
    size, page = asked.page_size, asked.page
    pages = max(1, -(-len(items) // size))
    if page > pages:
        raise Problem("page_past_end", allowed={"page": {"from": 1, "to": pages}}, page=page, pages=pages)
    said: dict[str, Any] = {"total": len(items), "page": page, "pages": pages, "page_size": size}
    said["next"] = _address(asked, page + 1) if page < pages else None
    return items[(page - 1) * size : page * size], said


def _address(asked: Asked, page: int) -> str:
    query = {name: value for name, value in asked.values.items() if name != "id"} | {"page": page}
    return f"{asked.address}?{urlencode(query)}"

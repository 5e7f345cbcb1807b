"""The deliveries: every file of the demo county by the day it is delivered, the unreadable ones among them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from etl.demo.event_files import event_parcels
from etl.demo.later_files import later_parcels
from etl.demo.office_files import office_parcels
from etl.demo.people_files import people_parcels
from etl.demo.records import County
from etl.demo.scribe import Parcel, Scribe


def parcels(before: County | None, after: County, *, day: date, seed: int) -> Iterator[Parcel]:
    """The files of one delivery under a folder named by its day; nothing of a file is kept once the next is asked for.

    `before` is what the deliveries before it told, None for the first: that one holds the full registers.
    """
    scribe = Scribe(seed)
    made = (
        _first(after, scribe, seed=seed) if before is None else later_parcels(before, after, scribe, day=day, seed=seed)
    )
    for parcel in made:
        counts = tuple(replace(count, path=f"{day}/{count.path}") for count in parcel.counts)
        yield replace(parcel, path=f"{day}/{parcel.path}", counts=counts)


def _first(county: County, scribe: Scribe, *, seed: int) -> Iterator[Parcel]:
    """The full registers."""
    yield from people_parcels(county, scribe, seed=seed)
    yield from event_parcels(county, scribe, seed=seed)
    yield from office_parcels(county, scribe, seed=seed)
    yield Parcel("11其他/空白表.xlsx", b"", is_bad=True)
    yield Parcel("11其他/情况说明.xls", "演示：本文件是改了扩展名的文字说明。\r\n".encode("gb18030"), is_bad=True)
    yield scribe.no_table("11其他/通讯录.xlsx")

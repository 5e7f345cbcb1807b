"""The whole delivery: every file of the demo county, the unreadable ones among them."""

from collections.abc import Iterator

from etl.demo.event_files import event_parcels
from etl.demo.office_files import office_parcels
from etl.demo.people_files import people_parcels
from etl.demo.records import County
from etl.demo.scribe import Parcel, Scribe


def parcels(county: County, *, seed: int) -> Iterator[Parcel]:
    """All files one after the other; nothing of a file is kept once the next is asked for."""
    scribe = Scribe(seed)
    yield from people_parcels(county, scribe, seed=seed)
    yield from event_parcels(county, scribe, seed=seed)
    yield from office_parcels(county, scribe, seed=seed)
    yield Parcel("11其他/空白表.xlsx", b"", is_bad=True)
    yield Parcel("11其他/情况说明.xls", "演示：本文件是改了扩展名的文字说明。\r\n".encode("gb18030"), is_bad=True)
    yield scribe.no_table("11其他/通讯录.xlsx")

"""The files about incomes, changes, exits and measures: what happens to households and villages."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from random import Random

from etl.demo.chance import stream
from etl.demo.headers import Group
from etl.demo.layout import Dress
from etl.demo.people_rows import change_rows, check_rows, income_rows, measure_rows, village_change_rows
from etl.demo.records import County
from etl.demo.scribe import Parcel, Scribe, Sheet, TextFile
from etl.demo.tables import Raw, Spoiled, Table, table

_NO_VILLAGE = "610824999801"
_NO_HOUSEHOLD = "3999999999"
_AFTER = date(2016, 7, 15)
_DAY_LINE = "截至2016年3月31日"
_ROUNDS = (date(2015, 1, 1), date(2015, 12, 31), date(2016, 3, 31))
_CRITERIA = Group(
    "验收指标",
    (("贫困发生率", "贫困发生率（%）"), ("电力入户率", "电力入户率（%）"), ("有安全饮水", "有安全饮水")),
)


def event_parcels(county: County, scribe: Scribe, *, seed: int) -> Iterator[Parcel]:
    """All files of this subject."""
    rng = stream(seed, "event files")
    yield from _income_files(county, scribe, rng)
    yield from _change_files(county, scribe, rng)
    yield _exit_book(county, scribe, rng)
    yield _mixed_checks(county, scribe)
    yield from _measure_files(county, scribe, rng)


def _income_files(county: County, scribe: Scribe, rng: Random) -> Iterator[Parcel]:
    """收入核查表 by year, each in another unit, and one without any unit that must be rejected as a whole."""
    rows = {year: income_rows(one for one in county.incomes if one.year == year) for year in (2014, 2015, 2016)}
    sheets = {year: table("incomes", rows[year]) for year in rows}
    early = sheets[2014].with_fault("unreadable", 30, 人均纯收入=Raw("不详")).with_older(rng, 2, 工资性收入=100)
    middle = sheets[2015].with_fault("unknown_reference", 11, 户编号=_NO_HOUSEHOLD)
    middle = middle.with_fault("negative_amount", 80, 工资性收入=-50_000)
    dress = Dress(title="收入核查表", unit="元", unit_line=True, blanks=3)
    yield scribe.text(TextFile("03收入/收入核查2014.csv", early, dress, "gb18030"))
    book_dress = Dress(title="2015年收入", unit="万元", unit_in_header=True, number_codes=True, extras=("序号",))
    yield scribe.book("03收入/收入核查2015.xlsx", [Sheet("2015", middle, book_dress)])
    late_dress = Dress(unit="元", unit_in_header=True, foot=False)
    yield scribe.text(TextFile("03收入/脱贫户收入复核2016.csv", sheets[2016], late_dress, "utf-16", "\t"))
    lost = Table("incomes", early.columns, [], spoiled=[Spoiled(row, "no_unit") for row in rows[2014][:6]])
    yield scribe.text(TextFile("03收入/补报（未注明单位）.csv", lost, Dress(foot=False, slips=0.0)))


def _change_files(county: County, scribe: Scribe, rng: Random) -> Iterator[Parcel]:
    """动态管理台账: a book of 2015, a CSV file of 2016 with the changes that cannot be."""
    limit = date(2016, 1, 1)
    early = table("household_changes", change_rows(line for line in county.changes if line.day < limit))
    late = table("household_changes", change_rows(line for line in county.changes if line.day >= limit))
    counts = Counter(line.household_no for line in county.changes)
    day = date(2016, 3, 23)
    quiet = next(house for house in county.households if not counts[house.no])
    gone = next(
        line for line in county.changes if line.kind == "脱贫" and counts[line.household_no] == 1 and line.day < day
    )
    early = early.with_older(rng, 2, 变动原因="重复上报")
    early = early.with_fault("unknown_code", 20, 变动类型="搬家")
    early = early.with_fault("unknown_reference", 21, 户编号=_NO_HOUSEHOLD)
    late = late.with_fault("impossible_change", 1, 户编号=quiet.no, 人编号=None, 变动类型="返贫", 变动日期=day)
    late = late.with_fault("impossible_change", 2, 户编号=gone.household_no, 人编号=None, 变动类型="脱贫", 变动日期=day)
    late = late.with_fault("date_out_of_range", 3, 户编号=quiet.no, 人编号=None, 变动类型="脱贫", 变动日期=_AFTER)
    late = late.with_fault("missing", 4, 户编号=quiet.no, 人编号=None, 变动类型="死亡")
    dress = Dress(title="动态管理台账", dates="cell", extras=("序号", "备注"), number_codes=True)
    yield scribe.book("04动态/动态管理2015.xlsx", [Sheet("台账", early, dress)], explained=True)
    yield scribe.text(TextFile("04动态/动态管理2016年1-3月.csv", late, Dress(dates="slash", blanks=3), "gb18030"))


def _exit_book(county: County, scribe: Scribe, rng: Random) -> Parcel:
    """退出台账 and the rounds of acceptance, each with another way of writing percents."""
    exits = table("village_changes", village_change_rows(county.village_changes, rng))
    exits = exits.with_fault("unknown_reference", 4, 村编码=_NO_VILLAGE)
    exits = exits.with_fault("unreadable", 8, 变动日期=Raw("年底"))
    first, second = (
        table("village_checks", check_rows(one for one in county.village_checks if start < one.day <= end))
        for start, end in pairwise(_ROUNDS)
    )
    first = first.with_fault("missing", 3, 村编码=None).with_older(rng, 1, 有安全饮水=False)
    second = second.with_fault("unknown_reference", 2, 村编码=_NO_VILLAGE)
    two_rows = Dress(title="退出验收表", groups=(_CRITERIA,), dates="chinese", extras=("序号",), number_codes=True)
    return scribe.book(
        "05退出/贫困村退出.xlsx",
        [
            Sheet("退出台账", exits, Dress(dates="serial", blanks=2)),
            Sheet("2015年底", first, two_rows),
            Sheet("2016年3月", second, Dress(title="验收表", day_line=_DAY_LINE, shares="format", dates="cell")),
        ],
        explained=True,
    )


def _mixed_checks(county: County, scribe: Scribe) -> Parcel:
    """A preliminary check that mixes fractions and percents under a header without %: rejected as a whole."""
    whole = table("village_checks", check_rows(county.village_checks[:7]))
    for index, text in enumerate(("0.082", "2.3", "0.14", "11.5", "0.06", "7.2")):
        whole = whole.with_fault("ambiguous_percent", index, 贫困发生率=Raw(text), 电力入户率=Raw("100%"))
    mixed = Table("village_checks", whole.columns, [], spoiled=whole.spoiled)
    return scribe.text(TextFile("05退出/初验（口径不一）.csv", mixed, Dress(shares="fraction", foot=False)))


def _measure_files(county: County, scribe: Scribe, rng: Random) -> Iterator[Parcel]:
    """帮扶措施台账: 2015 in ten thousands of yuan, 2016 in yuan."""
    limit = date(2016, 1, 1)
    old = table("measures", measure_rows(one for one in county.measures if one.day < limit))
    new = table("measures", measure_rows(one for one in county.measures if one.day >= limit))
    old = old.with_older(rng, 3, 金额=100).with_fault("unknown_code", 17, 措施编号="BF9000001", 帮扶体系="其他帮扶")
    old = old.with_fault("negative_amount", 44, 措施编号="BF9000002", 金额=-20_000)
    new = new.with_fault("unknown_reference", 25, 措施编号="BF9000003", 户编号=_NO_HOUSEHOLD, 人编号=None)
    new = new.with_fault("date_out_of_range", 60, 措施编号="BF9000004", 实施日期=date(2008, 5, 1))
    dress = Dress(title="帮扶措施台账", unit="万元", unit_in_header=True, dates="iso", blanks=4)
    yield scribe.text(TextFile("08措施/帮扶措施2015.csv", old, dress, "gb18030"))
    book_dress = Dress(dates="cell", extras=("备注",), slips=0.01)
    yield scribe.book("08措施/帮扶措施2016.xlsx", [Sheet("Sheet1", new, book_dress)])

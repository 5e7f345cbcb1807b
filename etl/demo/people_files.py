"""The files about villages, households, people, incomes, changes, exits and measures."""

from collections.abc import Iterator, Sequence
from datetime import date
from random import Random

from etl.demo.chance import stream
from etl.demo.headers import Group
from etl.demo.layout import Dress
from etl.demo.names import wrong_check
from etl.demo.people_rows import (
    change_rows,
    check_rows,
    household_rows,
    income_rows,
    measure_rows,
    person_rows,
    village_change_rows,
    village_rows,
)
from etl.demo.records import CENTRE, NORTH, SOUTH, County, Household
from etl.demo.scribe import Parcel, Scribe, Sheet, TextFile
from etl.demo.tables import Raw, Row, Table, table

_NO_VILLAGE = "610824999801"
_NO_HOUSEHOLD = "3999999999"
_AFTER = date(2016, 7, 15)
_DAY_LINE = "截至2016年6月30日"
_COVER = Group(
    "社会保障",
    (
        ("是否参加新农合", "新农合"),
        ("是否参加大病保险", "是否参加大病保险"),
        ("是否参加养老保险", "是否参加养老保险"),
        ("是否享受高龄补贴", "是否享受高龄补贴"),
    ),
)
_CRITERIA = Group("验收指标", (("贫困发生率", "贫困发生率（%）"), ("电力入户率", "电力入户率（%）"), ("有安全饮水", "有安全饮水")))


def people_parcels(county: County, scribe: Scribe, *, seed: int) -> Iterator[Parcel]:
    """All files of this subject, one at a time since the large ones fill much memory."""
    rng = stream(seed, "people files")
    yield from _village_files(county, scribe, rng)
    yield from _registry_files(county, scribe, rng)
    yield from _income_files(county, scribe, rng)
    yield from _change_files(county, scribe, rng)
    yield _exit_book(county, scribe, rng)
    yield _mixed_checks(county, scribe)
    yield from _measure_files(county, scribe, rng)


def _village_files(county: County, scribe: Scribe, rng: Random) -> Iterator[Parcel]:
    """贫困村名册 as a book of two sheets, and the other villages as a CSV file."""
    upper, lower, plain = (
        table("villages", village_rows((one for one in county.villages if one.kind == kind), rng))
        for kind in ("省级", "县级", "非贫困村")
    )
    upper = upper.with_older(rng, 2, 总户数=1)
    upper = upper.with_fault("missing", 3, 村编码="610824102997", 行政村=None)
    upper = upper.with_fault("unknown_code", 9, 村编码="610824102998", 贫困村类型="乡级")
    lower = lower.with_fault("unreadable", 5, 村编码="610824102996", 总人口=Raw("约千人"))
    ground = Group("基本情况", (("总户数", "总户数"), ("总人口", "总人口")))
    where = Group("坐标", (("经度", "经度"), ("纬度", "纬度")))
    first = Dress(
        title="演示县省级贫困村名册",
        day_line=_DAY_LINE,
        dates="cell",
        groups=(ground, where),
        merged=("乡镇",),
        extras=("序号",),
        subtotals="乡镇",
        number_codes=True,
    )
    second = Dress(title="附件2：县级贫困村", dates="chinese", extras=("备注",), blanks=2, slips=0.06)
    yield scribe.book(
        "01名册/附件1 贫困村名册（定稿）.xlsx",
        [Sheet("省级", upper, first), Sheet("Sheet2", lower, second)],
        explained=True,
    )
    yield scribe.text(TextFile("01名册/非贫困村.csv", plain, Dress(dates="dot", blanks=1), "gb18030"))


def _by_zone(county: County) -> dict[str, list[Household]]:
    """Households by zone."""
    zones = {village.code: village.zone for village in county.villages}
    groups: dict[str, list[Household]] = {SOUTH: [], CENTRE: [], NORTH: []}
    for house in sorted(county.households, key=lambda house: (house.village_code, house.no)):
        groups[zones[house.village_code]].append(house)
    return groups


def _people(households: Sequence[Household]) -> Table:
    """家庭成员 of some households."""
    return table("persons", person_rows(person for house in households for person in house.members))


def _registry_files(county: County, scribe: Scribe, rng: Random) -> Iterator[Parcel]:
    """贫困户信息 and 家庭成员, a zone in a form of its own."""
    zones = _by_zone(county)
    villages = {village.code: village for village in county.villages}
    south, centre, north = (table("households", household_rows(zones[zone], villages, rng)) for zone in zones)
    south = south.with_older(rng, 3, 住房面积=1).with_fault("unknown_reference", 40, 户编号="3900000001", 村编码=_NO_VILLAGE)
    south = south.with_fault("missing", 90, 户编号="3900000002", 主要致贫原因=None)
    centre = centre.with_fault("unknown_code", 60, 户编号="3900000003", 贫困户属性="富裕户").with_older(rng, 2, 家庭人口数=1)
    north = north.with_fault("date_out_of_range", 15, 户编号="3900000004", 识别日期=_AFTER)
    yield scribe.book(
        "02建档立卡/贫困户_南部.xlsx",
        [Sheet("Sheet1", _without(south, "乡镇", "行政村"), Dress(dates="slash", extras=("序号",), number_codes=True))],
    )
    yield scribe.book("02建档立卡/贫困户_中部(2).xlsx", [Sheet("贫困户", _without(centre, "村编码"), _centre_dress())])
    yield from _person_files(zones, scribe, rng)
    north_people = _people(zones[NORTH]).with_older(rng, 2, 务工时间=0)
    yield scribe.archive(
        "02建档立卡/北部上报.zip",
        (
            TextFile("贫困户-北.csv", north, Dress(title="贫困户信息", dates="dot", unit="元", unit_in_header=True), "utf-16", "\t"),
            TextFile("家庭成员-北.csv", north_people, Dress(extras=("联系电话",), dates="dot"), "gb18030"),
        ),
    )


def _centre_dress() -> Dress:
    """The household sheet of the centre: town and village names merged downward instead of codes."""
    return Dress(
        title="演示县贫困户信息采集表",
        day_line=_DAY_LINE,
        dates="serial",
        merged=("乡镇", "行政村"),
        extras=("银行卡号", "联系电话", "备注"),
        blanks=4,
        unit="元",
        unit_in_header=True,
    )


def _person_files(zones: dict[str, list[Household]], scribe: Scribe, rng: Random) -> Iterator[Parcel]:
    """家庭成员 of the south as a large book and of the centre as a semicolon file."""
    south, centre = _people(zones[SOUTH]), _people(zones[CENTRE])
    place = south.place("证件号码")
    number = next(str(row[place]) for row in south.rows if len(str(row[place])) == 18)
    south = south.with_older(rng, 3, 务工时间=0)
    south = south.with_fault("bad_id_number", 200, 人编号="390000000101", 证件号码=wrong_check(number))
    south = south.with_fault("unknown_reference", 300, 人编号="390000000201", 户编号=_NO_HOUSEHOLD)
    south = south.with_fault("missing", 310, 人编号="390000000301", 姓名=None)
    centre = centre.with_fault("missing", 50, 人编号="390000000401", 与户主关系=None)
    centre = centre.with_fault("unknown_reference", 70, 人编号="390000000501", 户编号=_NO_HOUSEHOLD)
    yield scribe.book(
        "02建档立卡/家庭成员_南部.xlsx",
        [Sheet("成员", south, Dress(dates="iso", groups=(_COVER,), number_codes=True, slips=0.01))],
    )
    dress = Dress(title="家庭成员信息", day_line=_DAY_LINE, dates="compact", extras=("序号", "备注"), slips=0.02)
    yield scribe.text(TextFile("02建档立卡/家庭成员_中部.csv", centre, dress, "utf-8-sig", ";"))


def _without(whole: Table, *names: str) -> Table:
    """A table without some of its columns."""
    keep = [place for place, column in enumerate(whole.columns) if column.name not in names]

    def cut(row: Row) -> Row:
        return tuple(row[place] for place in keep)

    return Table(
        kind=whole.kind,
        columns=tuple(whole.columns[place] for place in keep),
        rows=[cut(row) for row in whole.rows],
        older=[(index, cut(row)) for index, row in whole.older],
        spoiled=[type(fault)(cut(fault.row), fault.code) for fault in whole.spoiled],
    )


def _income_files(county: County, scribe: Scribe, rng: Random) -> Iterator[Parcel]:
    """收入核查表 by year, each in another unit, and one without any unit that must be rejected as a whole."""
    sheets = {year: table("incomes", income_rows(one for one in county.incomes if one.year == year)) for year in (2014, 2015, 2016)}
    early = sheets[2014].with_fault("unreadable", 30, 人均纯收入=Raw("不详")).with_older(rng, 2, 工资性收入=100)
    middle = sheets[2015].with_fault("unknown_reference", 11, 户编号=_NO_HOUSEHOLD)
    middle = middle.with_fault("negative_amount", 80, 工资性收入=-50_000)
    dress = Dress(title="收入核查表", unit="元", unit_line=True, blanks=3)
    yield scribe.text(TextFile("03收入/收入核查2014.csv", early, dress, "gb18030"))
    book_dress = Dress(title="2015年收入", unit="万元", unit_in_header=True, number_codes=True, extras=("序号",))
    yield scribe.book("03收入/收入核查2015.xlsx", [Sheet("2015", middle, book_dress)])
    late_dress = Dress(unit="元", unit_in_header=True, foot=False)
    yield scribe.text(TextFile("03收入/脱贫户收入复核2016.csv", sheets[2016], late_dress, "utf-16", "\t"))
    lost = Table("incomes", sheets[2014].columns, [])
    for index in range(6):
        lost = Table("incomes", lost.columns, [], spoiled=[*lost.spoiled, *sheets[2014].with_fault("no_unit", index).spoiled])
    yield scribe.text(TextFile("03收入/补报（未注明单位）.csv", lost, Dress(foot=False, slips=0.0)))


def _change_files(county: County, scribe: Scribe, rng: Random) -> Iterator[Parcel]:
    """动态管理台账: a book up to March, a CSV file from April with the changes that cannot be."""
    rows = change_rows(county.changes)
    early = table("household_changes", [row for row, line in zip(rows, county.changes, strict=True) if line.day < date(2016, 4, 1)])
    late = table("household_changes", [row for row, line in zip(rows, county.changes, strict=True) if line.day >= date(2016, 4, 1)])
    touched = {line.household_no for line in county.changes}
    quiet = next(house for house in county.households if house.no not in touched)
    counts: dict[str, int] = {}
    for line in county.changes:
        counts[line.household_no] = counts.get(line.household_no, 0) + 1
    gone = next(line for line in county.changes if line.kind == "脱贫" and counts[line.household_no] == 1)
    early = early.with_older(rng, 2, 变动原因="重复上报")
    early = early.with_fault("unknown_code", 20, 变动类型="搬家").with_fault("unknown_reference", 21, 户编号=_NO_HOUSEHOLD)
    day = date(2016, 5, 23)
    late = late.with_fault("impossible_change", 1, 户编号=quiet.no, 人编号=None, 变动类型="返贫", 变动日期=day)
    late = late.with_fault("impossible_change", 2, 户编号=gone.household_no, 人编号=None, 变动类型="脱贫", 变动日期=day)
    late = late.with_fault("date_out_of_range", 3, 户编号=quiet.no, 人编号=None, 变动类型="脱贫", 变动日期=_AFTER)
    late = late.with_fault("missing", 4, 户编号=quiet.no, 人编号=None, 变动类型="死亡")
    dress = Dress(title="动态管理台账", day_line="截至2016年3月31日", dates="cell", extras=("序号", "备注"), number_codes=True)
    yield scribe.book("04动态/动态管理1-3月.xlsx", [Sheet("台账", early, dress)], explained=True)
    yield scribe.text(TextFile("04动态/动态管理4-6月.csv", late, Dress(dates="slash", blanks=3), "gb18030"))


def _exit_book(county: County, scribe: Scribe, rng: Random) -> Parcel:
    """退出台账 and the rounds of acceptance, each with another way of writing percents."""
    exits = table("village_changes", village_change_rows(county.village_changes, rng))
    exits = exits.with_fault("unknown_reference", 4, 村编码=_NO_VILLAGE).with_fault("unreadable", 8, 变动日期=Raw("年底"))
    whole = table("village_checks", check_rows(county.village_checks))
    days = whole.place("核查日期")
    rounds = (date(2015, 12, 31), date(2016, 4, 30), date(2016, 5, 31), date(2016, 6, 30))
    parts, start = [], date(2015, 1, 1)
    for end in rounds:
        parts.append([row for row in whole.rows if isinstance(row[days], date) and start < row[days] <= end])
        start = end
    first, second, third, fourth = whole.split(*parts)
    first = first.with_fault("missing", 3, 村编码=None).with_older(rng, 1, 有安全饮水=False)
    fourth = fourth.with_fault("unknown_reference", 2, 村编码=_NO_VILLAGE)
    two_rows = Dress(title="贫困村退出验收表", groups=(_CRITERIA,), dates="chinese", extras=("序号",), number_codes=True)
    return scribe.book(
        "05退出/贫困村退出.xlsx",
        [
            Sheet("退出台账", exits, Dress(dates="serial", blanks=2)),
            Sheet("2015年底", first, two_rows),
            Sheet("2016年3-4月", second, Dress(title="验收表", shares="format", dates="cell")),
            Sheet("2016年5月", third, Dress(shares="text", dates="dot")),
            Sheet("2016年6月", fourth, Dress(day_line=_DAY_LINE, shares="fraction", dates="iso", foot=False)),
        ],
        explained=True,
    )


def _mixed_checks(county: County, scribe: Scribe) -> Parcel:
    """A preliminary check that mixes fractions and percents under a header without %: rejected as a whole."""
    whole = table("village_checks", check_rows(county.village_checks[:7]))
    mixed = Table("village_checks", whole.columns, [])
    for index, text in enumerate(("0.082", "2.3", "0.14", "11.5", "0.06", "7.2")):
        spoiled = whole.with_fault("ambiguous_percent", index, 贫困发生率=Raw(text), 电力入户率=Raw("100%")).spoiled
        mixed = Table("village_checks", whole.columns, [], spoiled=[*mixed.spoiled, *spoiled])
    return scribe.text(TextFile("05退出/初验（口径不一）.csv", mixed, Dress(shares="fraction", foot=False)))


def _measure_files(county: County, scribe: Scribe, rng: Random) -> Iterator[Parcel]:
    """帮扶措施台账: 2015 in ten thousands of yuan, 2016 in yuan."""
    rows = table("measures", measure_rows(county.measures))
    day = rows.place("实施日期")
    limit = date(2016, 1, 1)
    old, new = rows.split(
        [row for row in rows.rows if isinstance(row[day], date) and row[day] < limit],
        [row for row in rows.rows if isinstance(row[day], date) and row[day] >= limit],
    )
    old = old.with_older(rng, 3, 金额=100).with_fault("unknown_code", 17, 措施编号="BF9000001", 帮扶体系="其他帮扶")
    old = old.with_fault("negative_amount", 44, 措施编号="BF9000002", 金额=-20_000)
    new = new.with_fault("unknown_reference", 25, 措施编号="BF9000003", 户编号=_NO_HOUSEHOLD, 人编号=None)
    new = new.with_fault("date_out_of_range", 60, 措施编号="BF9000004", 实施日期=date(2008, 5, 1))
    dress = Dress(title="帮扶措施台账", unit="万元", unit_in_header=True, dates="iso", blanks=4)
    yield scribe.text(TextFile("08措施/帮扶措施2015.csv", old, dress, "gb18030"))
    yield scribe.book("08措施/帮扶措施2016.xlsx", [Sheet("Sheet1", new, Dress(dates="cell", extras=("备注",), slips=0.01))])

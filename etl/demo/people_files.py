"""The files about villages, households and people."""

from collections.abc import Iterator, Sequence
from datetime import date
from random import Random

from etl.demo.chance import stream
from etl.demo.headers import Group
from etl.demo.layout import Dress
from etl.demo.names import wrong_check
from etl.demo.people_rows import household_rows, person_rows, village_rows
from etl.demo.records import CENTRE, NORTH, SOUTH, County, Household
from etl.demo.scribe import Parcel, Scribe, Sheet, TextFile
from etl.demo.tables import Raw, Row, Table, table

_NO_VILLAGE = "610824999801"
_NO_HOUSEHOLD = "3999999999"
_AFTER = date(2016, 7, 15)
_DAY_LINE = "截至2016年3月31日"
_COVER = Group(
    "社会保障",
    (
        ("是否参加新农合", "新农合"),
        ("是否参加大病保险", "是否参加大病保险"),
        ("是否参加养老保险", "是否参加养老保险"),
        ("是否享受高龄补贴", "是否享受高龄补贴"),
    ),
)


def people_parcels(county: County, scribe: Scribe, *, seed: int) -> Iterator[Parcel]:
    """All files of this subject, one at a time since the large ones fill much memory."""
    rng = stream(seed, "people files")
    yield from _village_files(county, scribe, rng)
    yield from _registry_files(county, scribe, rng)


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
    south = south.with_scribbles(rng, 4, 耕地面积=Raw("约十来亩")).with_scribbles(rng, 2, 是否危房户=Raw("待鉴定"))
    south = south.with_older(rng, 3, 住房面积=1).with_fault(
        "unknown_reference", 40, 户编号="3900000001", 村编码=_NO_VILLAGE
    )
    south = south.with_fault("missing", 90, 户编号="3900000002", 主要致贫原因=None)
    centre = centre.with_fault("unknown_code", 60, 户编号="3900000003", 贫困户属性="富裕户").with_older(
        rng, 2, 家庭人口数=1
    )
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
            TextFile(
                "贫困户-北.csv",
                north,
                Dress(title="贫困户信息", dates="dot", unit="元", unit_in_header=True),
                "utf-16",
                "\t",
            ),
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

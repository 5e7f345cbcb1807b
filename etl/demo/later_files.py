"""The later deliveries: what came in since the one before, corrected rows, and some full lists sent again."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from random import Random
from typing import TypeVar

from etl.demo.chance import stream
from etl.demo.columns import Column
from etl.demo.layout import Dress
from etl.demo.office_rows import (
    allocation_rows,
    case_rows,
    department_fund_rows,
    disbursement_rows,
    project_rows,
    proposal_rows,
    team_rows,
)
from etl.demo.people_rows import (
    change_rows,
    check_rows,
    household_rows,
    income_rows,
    measure_rows,
    person_rows,
    village_change_rows,
)
from etl.demo.records import DELIVERIES, County, Household
from etl.demo.scribe import Parcel, Scribe, Sheet, TextFile
from etl.demo.tables import table

_AFTER = date(2016, 7, 15)
_NO_PROJECT, _NO_HOUSEHOLD = "YS2013-9999", "3999999999"
_UNREAD = Column("竣工验收日", "date")
_MISSING_KEYS = 5
_, _APRIL, _MAY, _JUNE = DELIVERIES
_SHARES = {_APRIL: "format", _MAY: "text", _JUNE: "fraction"}
T = TypeVar("T")


def later_parcels(before: County, after: County, scribe: Scribe, *, day: date, seed: int) -> Iterator[Parcel]:
    """The files delivered on a day, by what was known `before` and is known `after` it."""
    rng = stream(seed, f"files of {day}")
    month = f"{day.month}月"
    yield from _registry(before, after, scribe, rng=rng, day=day)
    yield from _happenings(before, after, scribe, rng=rng, day=day)
    yield from _money(before, after, scribe, rng=rng, day=day)
    yield from _offices(before, after, scribe, day=day)
    words = f"演示：{month}的情况说明，本文件是改了扩展名的文字。\r\n"
    yield Parcel(f"11其他/情况说明{month}.xls", words.encode("gb18030"), is_bad=True)


def _news(before: Iterable[T], after: Iterable[T]) -> list[T]:
    """The rows that are new or told otherwise than before."""
    told = set(before)
    return [row for row in after if row not in told]


def _registry(before: County, after: County, scribe: Scribe, *, rng: Random, day: date) -> Iterator[Parcel]:
    """贫困户信息, in May the whole list but some households somebody forgot, and 家庭成员."""
    fresh = _news(before.households, after.households)
    if day == _MAY:
        fresh = _whole_list(after.households, fresh, rng)
    villages = {village.code: village for village in after.villages}
    houses = table("households", household_rows(fresh, villages, rng)).with_older(rng, 2, 住房面积=1)
    houses = houses.with_fault("missing", 3, 户编号=f"39000010{day.month:02d}", 主要致贫原因=None)
    whole = Dress(
        title="贫困户信息",
        day_line=f"截至{day.year}年{day.month}月{day.day}日",
        dates="cell",
        unit="元",
        unit_in_header=True,
        extras=("序号", "备注"),
        blanks=2,
    )
    name = f"02建档立卡/贫困户信息{day.month}月.xlsx"
    yield scribe.book(name, [Sheet("贫困户", houses, whole)], explained=day == _MAY)
    people = _news(*((person for house in county.households for person in house.members) for county in (before, after)))
    members = table("persons", person_rows(people))
    members = members.with_fault("missing", 1, 人编号=f"3900001000{day.month:02d}", 姓名=None)
    dress = Dress(dates="dot", extras=("联系电话",), slips=0.02)
    yield scribe.text(TextFile(f"02建档立卡/新增家庭成员{day.month}月.csv", members, dress, "gb18030"))


def _whole_list(households: Sequence[Household], fresh: Sequence[Household], rng: Random) -> list[Household]:
    """All households but a handful of those without news."""
    news = {house.no for house in fresh}
    forgotten = {house.no for house in rng.sample([one for one in households if one.no not in news], _MISSING_KEYS)}
    return [house for house in households if house.no not in forgotten]


def _happenings(before: County, after: County, scribe: Scribe, *, rng: Random, day: date) -> Iterator[Parcel]:
    """收入核查, 动态管理, 退出 and 措施 since the last delivery."""
    month = f"{day.month}月"
    incomes = table("incomes", income_rows(_news(before.incomes, after.incomes)))
    yield scribe.text(
        TextFile(f"03收入/收入复核{month}.csv", incomes, Dress(unit="元", unit_in_header=True), "utf-16", "\t")
    )
    changes = table("household_changes", change_rows(_news(before.changes, after.changes)))
    changes = changes.with_older(rng, 2, 变动原因="重复上报").with_fault("missing", 4, 变动日期=None)
    changes = changes.with_fault("date_out_of_range", 7, 变动日期=_AFTER)
    dress = Dress(title="动态管理台账", dates="cell", extras=("序号", "备注"), number_codes=True, blanks=2)
    yield scribe.book(f"04动态/动态管理{month}.xlsx", [Sheet("台账", changes, dress)])
    exits = table("village_changes", village_change_rows(_news(before.village_changes, after.village_changes), rng))
    checks = table("village_checks", check_rows(_news(before.village_checks, after.village_checks)))
    sheets = [
        Sheet("退出台账", exits, Dress(title="贫困村退出台账", dates="serial")),
        Sheet("验收", checks, Dress(title="验收表", shares=_SHARES[day], dates="dot")),
    ]
    yield from _filled(scribe, f"05退出/贫困村退出{month}.xlsx", sheets)
    measures = table("measures", measure_rows(_news(before.measures, after.measures))).with_older(rng, 2, 金额=100)
    measures = measures.with_fault("unknown_reference", 5, 措施编号=f"BF90010{day.month:02d}", 户编号=_NO_HOUSEHOLD)
    text = Dress(title="帮扶措施台账", unit="元", unit_in_header=True, dates="slash", blanks=3)
    yield scribe.text(TextFile(f"08措施/帮扶措施{month}.csv", measures, text, "gb18030"))


def _money(before: County, after: County, scribe: Scribe, *, rng: Random, day: date) -> Iterator[Parcel]:
    """项目库 whole, 资金下达 and 资金拨付 since the last delivery, corrected payments among them."""
    month = f"{day.month}月"
    library = table("projects", project_rows(after.projects))
    if day == _APRIL:
        library = replace(library, columns=tuple(_UNREAD if one.name == "验收日期" else one for one in library.columns))
    library = library.with_fault("negative_amount", 30, 项目编号=f"YS2016-91{day.month:02d}", 批复资金=-6_000_000)
    dress = Dress(title="演示县精准扶贫项目库", unit="万元", unit_line=True, shares="text", dates="chinese", blanks=2)
    yield scribe.book(f"06资金/项目库{month}.xlsx", [Sheet("项目", library, dress)])
    given = table("allocations", allocation_rows(_news(before.allocations, after.allocations), rng))
    yield from _filled(
        scribe, f"06资金/资金下达{month}.xlsx", [Sheet("下达", given, Dress(unit="万元", unit_line=True))]
    )
    paid = table("disbursements", disbursement_rows(_news(before.disbursements, after.disbursements), rng))
    paid = paid.with_older(rng, 2, 拨付金额=88_800)
    paid = paid.with_fault("unknown_reference", 6, 凭证号=f"记2016-910{day.month:02d}", 项目编号=_NO_PROJECT)
    paid = paid.with_fault("missing", 9, 凭证号=f"记2016-920{day.month:02d}", 项目编号=None)
    text = Dress(unit="元", unit_in_header=True, dates="slash", extras=("备注",), blanks=2)
    yield scribe.archive(f"06资金/资金拨付{month}.zip", (TextFile("拨付明细.csv", paid, text, "gb18030"),))
    funds = table("department_funds", department_fund_rows(_news(before.department_funds, after.department_funds)))
    yield from _filled(
        scribe, f"06资金/部门资金更正{month}.xlsx", [Sheet("更正", funds, Dress(unit="万元", unit_line=True))]
    )


def _offices(before: County, after: County, scribe: Scribe, *, day: date) -> Iterator[Parcel]:
    """工作队 put right, 监督 and 提案 that are new or have moved on."""
    month = f"{day.month}月"
    teams = table("teams", team_rows(_news(before.teams, after.teams)))
    yield from _filled(scribe, f"07队伍/工作队更正{month}.xlsx", [Sheet("更正", teams, Dress(dates="slash"))])
    cases = table("oversight", case_rows(_news(before.cases, after.cases)))
    matters = table("proposals", proposal_rows(_news(before.proposals, after.proposals)))
    sheets = [
        Sheet("监督", cases, Dress(title="监督台账", dates="cell")),
        Sheet("提案", matters, Dress(title="提案建议办理", dates="dot", extras=("序号", "备注"))),
    ]
    yield from _filled(scribe, f"10督查/监督与提案{month}.xlsx", sheets)


def _filled(scribe: Scribe, path: str, sheets: Sequence[Sheet]) -> Iterator[Parcel]:
    """A book of the sheets that have rows, no book for none."""
    filled = [sheet for sheet in sheets if sheet.table.rows]
    if filled:
        yield scribe.book(path, filled)

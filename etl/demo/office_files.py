"""The files about projects, money, staff, industry, assessments and oversight."""

from collections.abc import Iterator
from datetime import date
from random import Random

from etl.demo.chance import stream
from etl.demo.headers import Group
from etl.demo.layout import Dress
from etl.demo.names import wrong_check
from etl.demo.office_rows import (
    allocation_rows,
    case_rows,
    county_finance_rows,
    department_fund_rows,
    disbursement_rows,
    hit_rows,
    industry_rows,
    project_rows,
    proposal_rows,
    score_rows,
    secretary_rows,
    team_rows,
)
from etl.demo.records import County
from etl.demo.scribe import Parcel, Scribe, Sheet, TextFile
from etl.demo.tables import Raw, table

_NO_VILLAGE = "610824999801"
_NO_PROJECT = "YS2013-9999"
_AFTER = date(2016, 8, 2)
_DAY_LINE = "截至2016年3月31日"


def office_parcels(county: County, scribe: Scribe, *, seed: int) -> Iterator[Parcel]:
    """All files of this subject."""
    rng = stream(seed, "office files")
    yield from _project_files(county, scribe, rng)
    yield _allocation_book(county, scribe, rng)
    yield from _payment_files(county, scribe, rng)
    yield _finance_book(county, scribe, rng)
    yield _staff_book(county, scribe, rng)
    yield from _industry_files(county, scribe, rng)
    yield from _supervision_files(county, scribe, rng)


def _project_files(county: County, scribe: Scribe, rng: Random) -> Iterator[Parcel]:
    """项目库: 2015 under a header of two rows, 2016 as a CSV file."""
    old = table("projects", project_rows(one for one in county.projects if one.no[2:6] == "2015"))
    new = table("projects", project_rows(one for one in county.projects if one.no[2:6] == "2016"))
    old = old.with_older(rng, 3, 形象进度=500, 实际完工=None).with_fault(
        "missing", 14, 项目编号="YS2015-9001", 主管部门=None
    )
    old = old.with_fault("negative_amount", 30, 项目编号="YS2015-9002", 批复资金=-6_000_000)
    new = new.with_fault("unreadable", 22, 项目编号="YS2016-9001", 批复资金=Raw("待定"))
    groups = (
        Group("资金（万元）", (("批复资金", "计划"),)),
        Group("计划", (("计划开工", "开工"), ("计划完工", "完工"))),
        Group("实际", (("实际开工", "开工"), ("实际完工", "完工"))),
    )
    dress = Dress(
        title="演示县精准扶贫项目库",
        day_line=_DAY_LINE,
        unit="万元",
        groups=groups,
        shares="format",
        extras=("序号", "公示情况"),
        blanks=2,
        dates="chinese",
    )
    yield scribe.book("06资金/项目库2015.xlsx", [Sheet("项目", old, dress)], explained=True)
    text = Dress(unit="元", unit_in_header=True, shares="percent header", dates="iso", extras=("备注",))
    yield scribe.text(TextFile("06资金/项目库2016.csv", new, text, "utf-8-sig", ","))


def _allocation_book(county: County, scribe: Scribe, rng: Random) -> Parcel:
    """资金下达台账, the unit on a line of its own."""
    ledger = table("allocations", allocation_rows(county.allocations, rng))
    ledger = ledger.with_older(rng, 3, 下达金额=1_000_000)
    ledger = ledger.with_fault("negative_amount", 12, 指标文号="演财农〔2015〕901号", 下达金额=-3_000_000)
    ledger = ledger.with_fault("unknown_reference", 33, 指标文号="演财农〔2015〕902号", 项目编号=_NO_PROJECT)
    ledger = ledger.with_fault("unknown_code", 55, 指标文号="演财农〔2015〕903号", 资金级次="境外")
    dress = Dress(
        title="财政专项扶贫资金下达台账", unit="万元", unit_line=True, dates="dot", blanks=3, extras=("序号",)
    )
    return scribe.book("06资金/资金下达.xlsx", [Sheet("下达", ledger, dress)])


def _payment_files(county: County, scribe: Scribe, rng: Random) -> Iterator[Parcel]:
    """资金拨付台账: 2015 in a book with its default unit, 2016 in an archive in ten thousands of yuan."""
    limit = date(2016, 1, 1)
    old = table("disbursements", disbursement_rows((one for one in county.disbursements if one.day < limit), rng))
    new = table("disbursements", disbursement_rows((one for one in county.disbursements if one.day >= limit), rng))
    old = old.with_older(rng, 3, 拨付金额=88_800)
    old = old.with_fault("date_out_of_range", 40, 凭证号="记2015-90001", 拨付日期=_AFTER)
    old = old.with_fault("unreadable", 50, 凭证号="记2015-90002", 拨付金额=Raw("见附件"))
    old = old.with_fault("unknown_reference", 60, 凭证号="记2015-90003", 项目编号=_NO_PROJECT)
    new = new.with_fault("missing", 10, 凭证号="记2016-90001", 项目编号=None)
    new = new.with_fault("unknown_reference", 20, 凭证号="记2016-90002", 村编码=_NO_VILLAGE, 户编号=None)
    first = Dress(title="扶贫资金拨付明细", dates="compact", extras=("银行卡号", "备注"), number_codes=True, blanks=3)
    yield scribe.book("06资金/拨付明细2015.xlsx", [Sheet("Sheet1", old, first)])
    second = Dress(unit="万元", unit_in_header=True, dates="slash", foot=True)
    yield scribe.archive("06资金/拨付2016.zip", (TextFile("拨付明细.csv", new, second, "gb18030"),))


def _finance_book(county: County, scribe: Scribe, rng: Random) -> Parcel:
    """县级财政投入 and 部门涉农项目资金 in one book."""
    years = table("county_finance", county_finance_rows(county.county_finance))
    years = years.with_fault("unreadable", 0, 年度=2012, 地方财政收入=Raw("未统计"))
    funds = table("department_funds", department_fund_rows(county.department_funds))
    funds = funds.with_older(rng, 1, 用于贫困村贫困户资金=1_000_000)
    funds = funds.with_fault("negative_amount", 3, 年度=2013, 到村到户项目资金=-1_000_000)
    money = Group(
        "资金（万元）", (("到村到户项目资金", "到村到户项目"), ("用于贫困村贫困户资金", "其中：贫困村贫困户"))
    )
    return scribe.book(
        "06资金/财政投入.xlsx",
        [
            Sheet("县级", years, Dress(title="县级财政投入", unit="元", unit_line=True)),
            Sheet("部门", funds, Dress(title="部门涉农资金", unit="万元", groups=(money,), subtotals="年度")),
        ],
    )


def _staff_book(county: County, scribe: Scribe, rng: Random) -> Parcel:
    """驻村工作队 and 第一书记 in one book."""
    teams = table("teams", team_rows(county.teams)).with_older(rng, 2, 队员人数=9)
    teams = teams.with_fault("unknown_reference", 7, 工作队编号="GZD901", 驻点村编码=_NO_VILLAGE)
    teams = teams.with_fault("missing", 8, 工作队编号="GZD902", 派出单位=None)
    people = table("first_secretaries", secretary_rows(county.secretaries)).with_older(rng, 2, 派出单位="县档案局")
    people = people.with_fault("date_out_of_range", 9, 编号="DYSJ901", 任职日期=date(2005, 9, 1))
    return scribe.book(
        "07队伍/驻村帮扶队伍.xlsx",
        [
            Sheet("工作队", teams, Dress(title="驻村工作队", day_line=_DAY_LINE, dates="slash", extras=("联系电话",))),
            Sheet("第一书记", people, Dress(dates="cell", extras=("序号", "联系电话"), number_codes=True, blanks=2)),
        ],
        explained=True,
    )


def _industry_files(county: County, scribe: Scribe, rng: Random) -> Iterator[Parcel]:
    """产业台账: two years in a book, the last one as a CSV file."""
    rows = {year: industry_rows(one for one in county.industries if one.year == year) for year in (2014, 2015, 2016)}
    first, second, third = (table("industries", rows[year]) for year in (2014, 2015, 2016))
    second = second.with_older(rng, 2, 规模=1).with_fault("unknown_code", 6, 主导产业="试种", 规模单位="平方公里")
    third = third.with_fault("unreadable", 9, 主导产业="试种", 规模=Raw("若干"))
    yield scribe.book(
        "09产业/产业台账2014-2015.xlsx",
        [
            Sheet("2014", first, Dress(title="产业台账", unit="万元", unit_line=True, slips=0.05)),
            Sheet("2015", second, Dress(extras=("序号",), number_codes=True, subtotals="村编码")),
        ],
    )
    dress = Dress(title="产业台账（2016年）", unit="元", unit_in_header=True, blanks=2)
    yield scribe.text(TextFile("09产业/产业2016.csv", third, dress, "utf-8-sig", ";"))


def _supervision_files(county: County, scribe: Scribe, rng: Random) -> Iterator[Parcel]:
    """考核, 比对, 监督 and 提案."""
    scores = table("assessments", score_rows(county.scores)).with_older(rng, 3, 得分=10)
    scores = scores.with_fault("missing", 5, 考核指标="群众评价", 得分=None)
    yield scribe.text(TextFile("10督查/考核得分2015.csv", scores, Dress(title="考核得分表", blanks=2), "utf-8", "\t"))
    hits = table("crosscheck_hits", hit_rows(county.hits))
    hits = hits.with_fault("bad_id_number", 2, 证件号码=wrong_check(county.hits[-1].id_number))
    hits = hits.with_fault("unknown_code", 100, 比对来源="邻居反映")
    yield scribe.text(TextFile("10督查/数据比对.csv", hits, Dress(title="比对名单", dates="slash"), "utf-16", "\t"))
    cases = table("oversight", case_rows(county.cases)).with_fault("missing", 6, 编号="JDTZ-901", 内容=None)
    cases = cases.with_fault("unknown_code", 12, 编号="JDTZ-902", 类型="座谈")
    matters = table("proposals", proposal_rows(county.proposals)).with_older(rng, 1, 状态="未办理")
    matters = matters.with_fault("unknown_code", 2, 提案编号="TA1690", 所属板块="三个必须")
    yield scribe.book(
        "10督查/监督与提案.xlsx",
        [
            Sheet("监督", cases, Dress(title="监督台账", dates="cell", number_codes=True, blanks=1)),
            Sheet("提案", matters, Dress(title="提案建议办理", dates="dot", extras=("序号", "备注"))),
        ],
    )

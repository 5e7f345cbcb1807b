"""Figures of the investment mechanism (投入机制): three shares a year, each against its policy line."""

from dashboard.metrics.model import PERCENT, Metric
from data.text import Text

LATEST_YEAR = Text(
    "年度指标：取截止日所在年及以前的最近一年，须连同口径和收到日期一并显示。",
    "Annual: the latest year up to the year of the date, shown with its basis (口径) and the date received.",
)

METRICS = (
    Metric(
        id="target.special_fund_share",
        name=Text("县级专项扶贫资金占地方财政收入比例", "County special fund as a share of local revenue"),
        short=Text("2% 投入", "2% line"),
        formula=Text(
            "县级财政专项扶贫资金 ÷ 地方财政收入（同一年度）",
            "County special poverty alleviation fund ÷ local fiscal revenue of the same year",
        ),
        unit=PERCENT,
        kind="share",
        decimals=2,
        direction="higher_better",
        sources=("county_finance",),
        rule="target.special_fund_share",
        annual=True,
        note=LATEST_YEAR,
    ),
    Metric(
        id="target.special_fund_growth",
        name=Text("县级专项扶贫资金年增幅", "Yearly growth of the county special fund"),
        short=Text("20% 增幅", "20% line"),
        formula=Text(
            "本年专项扶贫资金 ÷ 上年专项扶贫资金 − 1",
            "Special fund of the year ÷ special fund of the year before − 1",
        ),
        unit=PERCENT,
        kind="share",
        decimals=1,
        direction="higher_better",
        sources=("county_finance",),
        rule="target.special_fund_growth",
        annual=True,
        note=Text(
            "年度指标；任一年为“部分年度”口径时不计算增幅。",
            "Annual; no growth is given where either year is a part-year.",
        ),
    ),
    Metric(
        id="target.department_share",
        name=Text("部门到村到户资金投向贫困村贫困户比例", "Departments' share for poor villages and households"),
        short=Text("60% 投向", "60% line"),
        formula=Text(
            "各部门用于贫困村贫困户资金之和 ÷ 各部门到村到户项目资金之和（同一年度）",
            "Departments' money for poor villages and households ÷ their money for villages and households, "
            "both summed over departments for the same year",
        ),
        unit=PERCENT,
        kind="share",
        decimals=1,
        direction="higher_better",
        sources=("department_funds",),
        rule="target.department_share",
        annual=True,
        note=LATEST_YEAR,
    ),
)

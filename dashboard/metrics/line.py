"""Incomes against the poverty line (收入倒排序), and households out of poverty that may return (返贫风险)."""

from dashboard.metrics.model import HOUSEHOLDS, YUAN_A_HEAD, Direction, Disclosure, Metric, Source
from data.text import Text

REGISTERS: tuple[Source, ...] = ("households", "household_changes", "incomes")
BY_CAUSE: tuple[Source, ...] = ("households", "household_changes")
LATEST = Text(
    "收入取截至当年最近一个年度的人均纯收入，与该年度的扶贫标准比较。",
    "The income is the net income a head of the latest year up to the date's, held against the line of that year.",
)
OF_EXIT = Text(
    "只认脱贫当年及以后年度的收入；更早的收入说明不了脱贫时的情况，计为收入未知。",
    "Only an income of the year the household moved out in, or of a later one, counts; an earlier one says nothing of "
    "the exit: the income is then unknown.",
)


def _line(  # noqa: PLR0913 - what tells these figures apart, each by its name
    name: str,
    title: Text,
    short: Text,
    *,
    formula: Text,
    direction: Direction = "lower_better",
    note: Text | None = LATEST,
    rule: str | None = None,
    group: str | None = None,
    sources: tuple[Source, ...] = REGISTERS,
    disclosure: Disclosure | None = None,
) -> Metric:
    return Metric(
        id=f"exit.{name}",
        name=title,
        short=short,
        formula=formula,
        unit=HOUSEHOLDS,
        kind="count",
        direction=direction,
        sources=sources,
        note=note,
        rule=rule,
        rule_group=group,
        disclosure=disclosure,
    )


METRICS = (
    _line(
        "above_line_listed",
        Text("收入高于扶贫标准的未脱贫户", "Households above the line still listed as poor"),
        Text("线上在册户", "Above, listed"),
        formula=Text(
            "未脱贫户中，人均纯收入高于该年度扶贫标准的户数",
            "Households still poor whose income a head is above the poverty line of its year",
        ),
        group="poverty_line",
    ),
    _line(
        "below_line_out",
        Text("收入未过扶贫标准的已脱贫户", "Households out of poverty but not above the line"),
        Text("线下已脱贫户", "Out, below"),
        formula=Text(
            "已脱贫户中，脱贫当年或以后的人均纯收入不高于该年度扶贫标准的户数",
            "Households out of poverty whose income a head, of the year they moved out or later, is not above the line",
        ),
        note=OF_EXIT,
        group="poverty_line",
    ),
    _line(
        "near_below",
        Text("略低于扶贫标准的在册户", "Households just below the line"),
        Text("线下临界户", "Just below"),
        formula=Text(
            "在册贫困户中，人均纯收入不高于该年度扶贫标准、但相差不到一成的户数",
            "Registered households whose income a head is not above the line of its year, by no more than a tenth",
        ),
        direction="neutral",
        rule="near_line.share",
    ),
    _line(
        "near_above",
        Text("略高于扶贫标准的在册户", "Households just above the line"),
        Text("线上临界户", "Just above"),
        formula=Text(
            "在册贫困户中，人均纯收入高于该年度扶贫标准、但相差不到一成的户数",
            "Registered households whose income a head is above the line of its year by no more than a tenth",
        ),
        direction="neutral",
        rule="near_line.share",
    ),
    _line(
        "far_below",
        Text("远低于扶贫标准的在册户", "Households far below the line"),
        Text("线下较远户", "Far below"),
        formula=Text(
            "在册贫困户中，人均纯收入低于该年度扶贫标准一成以上的户数",
            "Registered households whose income a head is below the line of its year by more than a tenth",
        ),
        rule="near_line.share",
    ),
    _line(
        "further_above",
        Text("高于扶贫标准、不到 1.5 倍的在册户", "Households further above the line, below 1.5 times"),
        Text("线上较远户", "Further above"),
        formula=Text(
            "在册贫困户中，人均纯收入高于该年度扶贫标准一成以上、低于其 1.5 倍的户数",
            "Registered households whose income a head is above the line by more than a tenth, below 1.5 times it",
        ),
        direction="neutral",
        rule="near_line.share",
    ),
    _line(
        "well_above",
        Text("达到扶贫标准 1.5 倍的在册户", "Households at 1.5 times the line or more"),
        Text("远高于线户", "Well above"),
        formula=Text(
            "在册贫困户中，人均纯收入不低于该年度扶贫标准 1.5 倍的户数",
            "Registered households whose income a head is 1.5 times the line of its year or more",
        ),
        direction="higher_better",
        rule="risk.income_multiple",
    ),
    _line(
        "income_unknown",
        Text("没有收入记录的在册户", "Registered households without an income"),
        Text("收入未知户", "Income unknown"),
        formula=Text(
            "在册贫困户中，截至当年没有任何年度收入记录，或该年度没有扶贫标准的户数",
            "Registered households without an income of any year up to the date's, or of a year without a line",
        ),
        note=None,
    ),
    _line(
        "out_income_unknown",
        Text("没有脱贫当年收入的已脱贫户", "Households out of poverty without an income since"),
        Text("脱贫收入未知", "Out, unknown"),
        formula=Text(
            "已脱贫户中，没有脱贫当年或以后年度收入记录的户数",
            "Households out of poverty without an income of the year they moved out or of a later one",
        ),
        note=OF_EXIT,
    ),
    _line(
        "at_risk",
        Text("有返贫风险的已脱贫户", "Households at risk of returning"),
        Text("返贫风险户", "At risk"),
        formula=Text(
            "已脱贫户中，收入低于扶贫标准 1.5 倍、因病、因残三项至少占一项的户数",
            "Households out of poverty with at least one of: income below 1.5 times the line, illness, disability",
        ),
        note=Text(
            "失去工作没有台账登记，未能计量。收入未知的户只按因病、因残判断。",
            "No register tells who lost a job: not measurable. Households of unknown income are judged by illness and "
            "disability alone.",
        ),
        group="risk",
    ),
    _line(
        "at_risk_income",
        Text("收入低于扶贫标准 1.5 倍的已脱贫户", "Out of poverty with less than 1.5 times the line"),
        Text("收入偏低", "Low income"),
        formula=Text(
            "已脱贫户中，脱贫当年或以后的人均纯收入低于该年度扶贫标准 1.5 倍的户数",
            "Households out of poverty whose income a head since then is below 1.5 times the line of its year",
        ),
        note=OF_EXIT,
        rule="risk.income_multiple",
    ),
    _line(
        "at_risk_illness",
        Text("因病致贫的已脱贫户", "Out of poverty, poor through illness before"),
        Text("因病", "Illness"),
        formula=Text(
            "已脱贫户中，主要或其他致贫原因为因病的户数",
            "Households out of poverty that name illness as main or other cause",
        ),
        note=None,
        rule="risk.illness",
        sources=BY_CAUSE,
        disclosure="sensitive",
    ),
    _line(
        "at_risk_disability",
        Text("因残致贫的已脱贫户", "Out of poverty, poor through disability before"),
        Text("因残", "Disability"),
        formula=Text(
            "已脱贫户中，主要或其他致贫原因为因残的户数",
            "Households out of poverty that name disability as main or other cause",
        ),
        note=None,
        rule="risk.disability",
        sources=BY_CAUSE,
        disclosure="sensitive",
    ),
    _line(
        "at_risk_unknown",
        Text("无法判断返贫风险的已脱贫户", "Households whose risk cannot be told"),
        Text("风险未知户", "Risk unknown"),
        formula=Text(
            "已脱贫户中，非因病、非因残，又没有脱贫当年或以后收入的户数",
            "Households out of poverty that name neither illness nor disability, without an income since",
        ),
        direction="neutral",
        note=OF_EXIT,
        group="risk",
    ),
    _line(
        "no_risk_seen",
        Text("未见返贫风险的已脱贫户", "Households out of poverty without a risk seen"),
        Text("未见风险", "No risk seen"),
        formula=Text(
            "已脱贫户中，非因病、非因残，脱贫当年或以后的收入不低于扶贫标准 1.5 倍的户数",
            "Households out of poverty that name neither illness nor disability and have 1.5 times the line or more",
        ),
        direction="higher_better",
        note=OF_EXIT,
        group="risk",
    ),
)
OF_HOUSEHOLD = (
    Metric(
        id="exit.household_income",
        name=Text("户人均纯收入", "Net income a head of the household"),
        short=Text("人均纯收入", "Income a head"),
        formula=Text(
            "该户截至当年最近一个年度的人均纯收入，元",
            "The household's net income a head of the latest year up to the date's, in yuan",
        ),
        unit=YUAN_A_HEAD,
        kind="count",
        direction="higher_better",
        sources=("households", "incomes"),
        note=Text("未指明户的，不计量。", "Not known where no household is named."),
    ),
)
"""Of one household, whatever place the screen shows."""

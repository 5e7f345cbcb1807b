"""Amounts behind the funding rules (投入机制的金额): what was put in, what a rule asks for, what is missing to it."""

from dashboard.metrics.model import YUAN, Direction, Metric, Source
from data.text import Text

SPECIAL, GROWTH, DEPARTMENT = "target.special_fund_share", "target.special_fund_growth", "target.department_share"
NEEDED, GAP = "_needed", "_gap"


def _amount(
    figure: str, name: Text, formula: Text, source: Source, *, rule: str | None = None, direction: Direction = "neutral"
) -> Metric:
    return Metric(
        id=figure,
        name=name,
        short=Text(name.zh[:8], name.en),
        formula=formula,
        unit=YUAN,
        kind="money",
        direction=direction,
        sources=(source,),
        rule=rule,
        annual=True,
    )


METRICS = (
    _amount(
        "target.special_fund",
        Text("县级专项扶贫资金", "County special fund"),
        Text("该年度县级财政专项扶贫资金", "County special poverty alleviation fund of the year"),
        "county_finance",
    ),
    _amount(
        "target.local_revenue",
        Text("地方财政收入", "Local fiscal revenue"),
        Text("该年度地方财政收入", "Local fiscal revenue of the year"),
        "county_finance",
    ),
    _amount(
        SPECIAL + NEEDED,
        Text("按占比规定应有的专项资金", "Special fund that the share asks for"),
        Text("地方财政收入 × 规定的比例", "Local fiscal revenue × the rule's share"),
        "county_finance",
        rule=SPECIAL,
    ),
    _amount(
        SPECIAL + GAP,
        Text("专项资金占比的差额", "Gap to the share of local revenue"),
        Text(
            "地方财政收入 × 规定的比例 − 县级专项扶贫资金",
            "Local fiscal revenue × the rule's share − county special fund",
        ),
        "county_finance",
        rule=SPECIAL,
        direction="lower_better",
    ),
    _amount(
        GROWTH + NEEDED,
        Text("按增幅规定应有的专项资金", "Special fund that the growth asks for"),
        Text("上年专项扶贫资金 ×（1 ＋ 规定的增幅）", "Special fund of the year before × (1 + the rule's growth)"),
        "county_finance",
        rule=GROWTH,
    ),
    _amount(
        GROWTH + GAP,
        Text("专项资金增幅的差额", "Gap to the yearly growth"),
        Text(
            "上年专项扶贫资金 ×（1 ＋ 规定的增幅）− 本年专项扶贫资金",
            "Special fund of the year before × (1 + the rule's growth) − special fund of the year",
        ),
        "county_finance",
        rule=GROWTH,
        direction="lower_better",
    ),
    _amount(
        "target.to_poor",
        Text("部门资金投向贫困村贫困户", "Departments' money for poor villages and households"),
        Text("各部门用于贫困村贫困户资金之和", "Sum of the departments' money for poor villages and households"),
        "department_funds",
    ),
    _amount(
        "target.to_village_household",
        Text("部门到村到户项目资金", "Departments' money for villages and households"),
        Text("各部门到村到户项目资金之和", "Sum of the departments' money for villages and households"),
        "department_funds",
    ),
    _amount(
        DEPARTMENT + NEEDED,
        Text("按投向规定应有的资金", "Money that the departments' share asks for"),
        Text("到村到户项目资金 × 规定的比例", "Money for villages and households × the rule's share"),
        "department_funds",
        rule=DEPARTMENT,
    ),
    _amount(
        DEPARTMENT + GAP,
        Text("部门资金投向的差额", "Gap to the departments' share"),
        Text(
            "到村到户项目资金 × 规定的比例 − 用于贫困村贫困户资金",
            "Money for villages and households × the rule's share − money for poor villages and households",
        ),
        "department_funds",
        rule=DEPARTMENT,
        direction="lower_better",
    ),
)

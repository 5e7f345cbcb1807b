"""Figures of the plan line (计划线): who may still be poor on a day, and how far the actual number is off."""

from dashboard.metrics.model import PEOPLE, PEOPLE_A_MONTH, PERCENT, Metric, Source
from data.text import Text

REGISTRY: tuple[Source, ...] = ("households", "persons", "household_changes")
LINE = Text(
    "计划线由基期按日直线降到期限为 0；剩余天数占比 = 截止日至期限的天数 ÷ 基期至期限的天数。",
    "The plan falls in a straight line by days from the baseline to 0 on the deadline; share of days left = days from "
    "the date to the deadline ÷ days from the baseline to the deadline.",
)


def _of_plan(name: str, title: Text, *, short: Text, formula: Text) -> Metric:
    return Metric(
        id=f"exit.{name}",
        name=title,
        short=short,
        formula=formula,
        unit=PEOPLE,
        kind="count",
        direction="higher_better" if name == "under_plan" else "lower_better",
        sources=REGISTRY,
        rule="goal.deadline",
        note=LINE,
    )


METRICS = (
    Metric(
        id="people.poor_share",
        name=Text("占全县未脱贫人口的比例", "Share of the county's people still poor"),
        short=Text("占全县", "Share"),
        formula=Text("范围内未脱贫人口 ÷ 全县未脱贫人口", "People still poor of the place ÷ of the whole county"),
        unit=PERCENT,
        kind="share",
        direction="neutral",
        sources=REGISTRY,
        decimals=1,
    ),
    Metric(
        id="exit.pace_growth",
        name=Text("清零须提高的脱贫速度", "How much faster zero needs"),
        short=Text("须提高", "Faster by"),
        formula=Text(
            "清零所需月均脱贫人数 ÷ 近三个月月均净脱贫人数 − 1",
            "Monthly pace needed to reach zero ÷ monthly net pace of the last three months − 1",
        ),
        unit=PERCENT,
        kind="share",
        direction="lower_better",
        sources=REGISTRY,
        rule="goal.deadline",
        decimals=1,
    ),
    Metric(
        id="exit.incidence_pace",
        name=Text("贫困发生率达标所需月均脱贫人数", "Pace needed to meet the incidence criterion"),
        short=Text("达标所需", "Pace needed"),
        formula=Text(
            "（未脱贫人口 − 户籍人口 × 贫困发生率标准）÷ 到期限的月数，已达标为 0",
            "(People still poor − registered population × incidence allowed) ÷ months left to the deadline; "
            "0 where the criterion is met",
        ),
        unit=PEOPLE_A_MONTH,
        kind="pace",
        direction="lower_better",
        sources=("villages", *REGISTRY),
        rule="village_criterion.incidence_share",
    ),
    Metric(
        id="exit.pace_shortfall",
        name=Text("脱贫速度差额", "Pace made less pace needed"),
        short=Text("差额", "Shortfall"),
        formula=Text(
            "近三个月月均净脱贫人数 − 清零所需月均脱贫人数",
            "Monthly net pace of the last three months − monthly pace needed to reach zero",
        ),
        unit=PEOPLE_A_MONTH,
        kind="pace",
        direction="higher_better",
        sources=REGISTRY,
        rule="goal.deadline",
        note=Text("负数为尚差的人数。", "Negative: so many people a month are missing."),
    ),
    _of_plan(
        "plan",
        Text("计划未脱贫人口", "People who may still be poor by the plan"),
        short=Text("计划", "Plan"),
        formula=Text("基期未脱贫人口 × 剩余天数占比", "People poor at the baseline × share of days left"),
    ),
    _of_plan(
        "over_plan",
        Text("比计划多的未脱贫人口", "People still poor above the plan"),
        short=Text("比计划多", "Above plan"),
        formula=Text(
            "未脱贫人口 − 基期未脱贫人口 × 剩余天数占比",
            "People still poor − people poor at the baseline × share of days left",
        ),
    ),
    _of_plan(
        "under_plan",
        Text("比计划少的未脱贫人口", "People still poor below the plan"),
        short=Text("比计划少", "Below plan"),
        formula=Text(
            "基期未脱贫人口 × 剩余天数占比 − 未脱贫人口",
            "People poor at the baseline × share of days left − people still poor",
        ),
    ),
)

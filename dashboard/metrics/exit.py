"""Figures of pace (脱贫速度): people a month needed until the deadline, and people a month reached lately."""

from dashboard.metrics.model import PEOPLE_A_MONTH, PLACES, Metric, Source
from data.text import Text

REGISTRY: tuple[Source, ...] = ("households", "persons", "household_changes")

METRICS = (
    Metric(
        id="exit.required_pace",
        name=Text("清零所需月均脱贫人数", "Monthly pace needed to reach zero"),
        short=Text("须每月脱贫", "Pace needed"),
        formula=Text(
            "未脱贫人口 ÷ 剩余月数；剩余月数 = 截止日至期限的天数 ÷ 30.4375",
            "People still poor ÷ months left; months left = days from the date to the deadline ÷ 30.4375",
        ),
        unit=PEOPLE_A_MONTH,
        kind="pace",
        direction="lower_better",
        sources=REGISTRY,
        rule="goal.deadline",
        dimensions=PLACES,
        note=Text(
            "期限当日及以后仍有未脱贫人口时，无数据。",
            "No data on the deadline and after it while people are still poor.",
        ),
    ),
    Metric(
        id="exit.actual_pace",
        name=Text("近三个月月均净脱贫人数", "Monthly net pace of the last three months"),
        short=Text("近三月速度", "Recent pace"),
        formula=Text(
            "（截止日已脱贫人口 − 91 天前已脱贫人口）÷ 3",
            "(People out of poverty at the date − people out of poverty 91 days before) ÷ 3",
        ),
        unit=PEOPLE_A_MONTH,
        kind="pace",
        direction="higher_better",
        sources=REGISTRY,
        dimensions=PLACES,
        note=Text("净数：返贫已扣除，可为负。", "Net of returns to poverty, so it can be negative."),
    ),
)

"""Figures of returns to poverty (返贫户次): how many, out of how many households, how many people a household has."""

from dashboard.metrics.model import HOUSEHOLDS, PEOPLE, Metric, Unit
from data.text import Text

RETURNS = Unit("户次", "returns", "return")

METRICS = (
    Metric(
        id="flow.return_events",
        name=Text("返贫户次", "Returns to poverty"),
        short=Text("返贫户次", "Returns"),
        formula=Text(
            "截止日及以前“返贫”变动的条数，每次都计",
            "Changes that are a return to poverty on or before the date, each time counted",
        ),
        unit=RETURNS,
        kind="count",
        direction="lower_better",
        sources=("households", "household_changes"),
    ),
    Metric(
        id="households.moved_out",
        name=Text("脱过贫的户", "Households that moved out at some time"),
        short=Text("脱过贫", "Moved out"),
        formula=Text(
            "已脱贫户 + 脱贫后又返贫的户",
            "Households out of poverty + households that moved out and returned to poverty",
        ),
        unit=HOUSEHOLDS,
        kind="count",
        direction="neutral",
        sources=("households", "household_changes"),
    ),
)
HOUSEHOLD = (
    Metric(
        id="people.of_household",
        name=Text("户内人口", "People of the household"),
        short=Text("户内人口", "People"),
        formula=Text(
            "截止日在该户的人数：已加入（自然增加）、未离开（自然减少）的成员",
            "Members of the household at the date: those who have joined and not left by then",
        ),
        unit=PEOPLE,
        kind="count",
        direction="neutral",
        sources=("households", "persons", "household_changes"),
        note=Text("未指明户时为 0。", "0 where no household is named."),
    ),
)
"""Of one household, whatever place the screen shows."""

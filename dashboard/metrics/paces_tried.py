"""Figures of paces tried out (照另一速度): who is left at the deadline, and the share of the fastest zone."""

from dashboard.metrics.model import PEOPLE, PERCENT, VILLAGES, Metric, Source, Unit
from dashboard.metrics.projected import AS_FASTEST, REGISTRY, VILLAGE_CHANGES
from data.text import Text

AT_PACE = Text(
    "剩余数 − 该速度 × 剩余月数，不小于 0；剩余月数 = 截止日至期限的天数 ÷ 30.4375",
    "Those left − the pace × months left, never below 0; months left = days from the date to the deadline ÷ 30.4375",
)
SHARE = Text(
    "最快片区近三个月净减少 ÷ 3 ÷ 该区三个月前的剩余数",
    "Net moves of the fastest zone over the last three months ÷ 3 ÷ those left there three months ago",
)


def _left(metric_id: str, name: Text, *, short: Text, unit: Unit, sources: tuple[Source, ...]) -> Metric:
    return Metric(
        id=metric_id,
        name=name,
        short=short,
        formula=AT_PACE,
        unit=unit,
        kind="count",
        direction="lower_better",
        sources=sources,
        rule="goal.deadline",
    )


def _share(metric_id: str, name: Text, sources: tuple[Source, ...]) -> Metric:
    return Metric(
        id=metric_id,
        name=name,
        short=Text("最快片区", "Fastest zone"),
        formula=SHARE,
        unit=PERCENT,
        kind="share",
        direction="higher_better",
        sources=sources,
        decimals=1,
    )


METRICS = (
    _left(
        "exit.pace_left",
        Text("照所选速度年底仍未脱贫人口", "People poor at the deadline at the pace chosen"),
        short=Text("照所选速度", "At that pace"), unit=PEOPLE, sources=REGISTRY,
    ),
    _left(
        "exit.carried_left",
        Text("照近三个月速度年底仍未脱贫人口", "People poor at the deadline at the recent pace"),
        short=Text("照近三月速度", "At recent pace"), unit=PEOPLE, sources=REGISTRY,
    ),
    _left(
        "exit.best_zone_left",
        Text("照最快片区年底仍未脱贫人口", "People poor at the deadline at the fastest zone's pace"),
        short=AS_FASTEST, unit=PEOPLE, sources=REGISTRY,
    ),
    _left(
        "villages.best_zone_left",
        Text("照最快片区年底仍未退出贫困村", "Villages not exited at the deadline at the fastest zone's pace"),
        short=AS_FASTEST, unit=VILLAGES, sources=VILLAGE_CHANGES,
    ),
)  # fmt: skip
SHARES = (
    _share(
        "exit.best_zone_share",
        Text("最快片区月均净脱贫比例", "Monthly share moved out in the fastest zone"),
        REGISTRY,
    ),
    _share(
        "villages.best_zone_share",
        Text("最快片区月均退出比例", "Monthly share of villages exited in the fastest zone"),
        VILLAGE_CHANGES,
    ),
)
"""Of the fastest zone itself, whatever place the screen shows."""

"""Figures that look ahead to the deadline (年底推算): people and villages left, with range, and paces."""

from dashboard.metrics.model import PEOPLE, PEOPLE_A_MONTH, VILLAGES, VILLAGES_A_MONTH, Metric, Source, Unit
from data.text import Text

REGISTRY: tuple[Source, ...] = ("households", "persons", "household_changes")
VILLAGE_CHANGES: tuple[Source, ...] = ("villages", "village_changes")

METHOD = Text(
    "两式自助法：对逐月净减少数重抽 2000 次（越近的月份权重越大，每两个月减半），"
    "一半按人数（村数）、一半按占当时剩余的比例推到期限，",
    "Two-way bootstrap: the monthly net moves are drawn again 2,000 times (later months more often, weights halve "
    "every two months) and carried on to the deadline, half as numbers, half as shares of those then left; ",
)
WIDENED = Text(
    "区间另按回测放宽：从每个较早的月末作同样推算，与后来的实际相比，取 80% 的误差倍数。"
    "固定种子，同样的数得同样的结果。",
    "The range is widened by back-test: the same forecast from every earlier month-end is compared with what came, and "
    "the factor that 80% of them keep is allowed for. The seed is fixed: the same numbers give the same result.",
)
NONE = Text(
    "少于四个月的变动、截止日尚未报送或期限已过时，不作推算。",
    "None with fewer than four months of moves, before the date is reported, or past the deadline.",
)


def _both(first: Text, second: Text) -> Text:
    return Text(first["zh"] + second["zh"], f"{first['en'].rstrip()} {second['en']}")


def _ahead(metric_id: str, name: Text, *, short: Text, end: Text, unit: Unit, sources: tuple[Source, ...]) -> Metric:
    """Return a figure of what is left at the deadline; ``end`` says which part of the paths it is."""
    return Metric(
        id=metric_id,
        name=name,
        short=short,
        formula=_both(METHOD, end),
        unit=unit,
        kind="count",
        direction="lower_better",
        sources=sources,
        rule="goal.deadline",
        note=_both(WIDENED, NONE),
    )


MEDIAN = Text("取中位数。", "the median of them.")
LOWER = Text("取中间 80% 的下端。", "the lower end of the middle 80% of them.")
UPPER = Text("取中间 80% 的上端。", "the upper end of the middle 80% of them.")


def _pace(metric_id: str, name: Text, *, short: Text, formula: Text, unit: Unit, sources: tuple[Source, ...]) -> Metric:
    return Metric(
        id=metric_id,
        name=name,
        short=short,
        formula=formula,
        unit=unit,
        kind="pace",
        direction="neutral",
        sources=sources,
    )


EXPECTED = Text("年底推算", "Expected")
FROM = Text("区间下端", "Range from")
TO = Text("区间上端", "Range to")
AS_FASTEST = Text("照最快片区", "As the fastest zone")
BEST = Text(
    "最快片区近三个月月均净减少 ÷ 该区三个月前的剩余数 × 本范围三个月前的剩余数",
    "Monthly net moves of the fastest zone over the last three months ÷ those left there three months ago × "
    "those left here three months ago",
)

METRICS = (
    _ahead(
        "exit.projected_left",
        Text("年底预计未脱贫人口", "People expected to be poor at the deadline"),
        short=EXPECTED, end=MEDIAN, unit=PEOPLE, sources=REGISTRY,
    ),
    _ahead(
        "exit.projected_low",
        Text("年底预计未脱贫人口，80% 区间下端", "People expected to be poor at the deadline, lower end"),
        short=FROM, end=LOWER, unit=PEOPLE, sources=REGISTRY,
    ),
    _ahead(
        "exit.projected_high",
        Text("年底预计未脱贫人口，80% 区间上端", "People expected to be poor at the deadline, upper end"),
        short=TO, end=UPPER, unit=PEOPLE, sources=REGISTRY,
    ),
    _pace(
        "exit.best_zone_pace",
        Text("照最快片区的月均脱贫人数", "Monthly pace of people as in the fastest zone"),
        short=AS_FASTEST, formula=BEST, unit=PEOPLE_A_MONTH, sources=REGISTRY,
    ),
    _ahead(
        "villages.projected_left",
        Text("年底预计未退出贫困村", "Villages expected not to have exited at the deadline"),
        short=EXPECTED, end=MEDIAN, unit=VILLAGES, sources=VILLAGE_CHANGES,
    ),
    _ahead(
        "villages.projected_low",
        Text("年底预计未退出贫困村，80% 区间下端", "Villages expected not to have exited, lower end"),
        short=FROM, end=LOWER, unit=VILLAGES, sources=VILLAGE_CHANGES,
    ),
    _ahead(
        "villages.projected_high",
        Text("年底预计未退出贫困村，80% 区间上端", "Villages expected not to have exited, upper end"),
        short=TO, end=UPPER, unit=VILLAGES, sources=VILLAGE_CHANGES,
    ),
    _pace(
        "villages.required_pace",
        Text("全部退出所需月均退出村数", "Monthly exits of villages needed"),
        short=Text("须每月退出", "Pace needed"),
        formula=Text(
            "未退出贫困村 ÷ 剩余月数；剩余月数 = 截止日至期限的天数 ÷ 30.4375",
            "Villages still to exit ÷ months left; months left = days from the date to the deadline ÷ 30.4375",
        ),
        unit=VILLAGES_A_MONTH, sources=VILLAGE_CHANGES,
    ),
    _pace(
        "villages.actual_pace",
        Text("近三个月月均净退出村数", "Monthly net exits of villages, last three months"),
        short=Text("近三月退出", "Recent pace"),
        formula=Text(
            "（91 天前未退出贫困村 − 截止日未退出贫困村）÷ 3",
            "(Villages still to exit 91 days before − villages still to exit at the date) ÷ 3",
        ),
        unit=VILLAGES_A_MONTH, sources=VILLAGE_CHANGES,
    ),
    _pace(
        "villages.best_zone_pace",
        Text("照最快片区的月均退出村数", "Monthly exits of villages as in the fastest zone"),
        short=AS_FASTEST, formula=BEST, unit=VILLAGES_A_MONTH, sources=VILLAGE_CHANGES,
    ),
)  # fmt: skip

"""Figures of poor villages (贫困村): how many there are, how many have exited, how many could."""

from dashboard.metrics.model import PLACES, VILLAGES, Metric
from data.text import Text

METRICS = (
    Metric(
        id="villages.registered",
        name=Text("在册贫困村", "Registered poor villages"),
        short=Text("贫困村", "Poor villages"),
        formula=Text(
            "认定日期不晚于截止日的省级、县级贫困村个数（含已退出的）",
            "Villages of the province's and the county's lists identified by the date, those that exited included",
        ),
        unit=VILLAGES,
        kind="count",
        direction="neutral",
        sources=("villages",),
        dimensions=PLACES,
        note=Text(
            "有在册贫困人口的非贫困村不计入本指标，计入人口、户数和资金。",
            "Other villages with registered people are left out here; they count in people, households and money.",
        ),
    ),
    Metric(
        id="villages.exited",
        name=Text("已退出贫困村", "Villages exited"),
        short=Text("已退出", "Exited"),
        formula=Text(
            "截止日前最近一次变动为“退出”的在册贫困村个数",
            "Registered poor villages whose last change by the date is an exit",
        ),
        unit=VILLAGES,
        kind="count",
        direction="higher_better",
        sources=("villages", "village_changes"),
        rule="goal.villages",
        dimensions=PLACES,
    ),
    Metric(
        id="villages.remaining",
        name=Text("未退出贫困村", "Villages still to exit"),
        short=Text("未退出", "Still to exit"),
        formula=Text("在册贫困村 − 已退出贫困村", "Registered poor villages − villages exited"),
        unit=VILLAGES,
        kind="count",
        direction="lower_better",
        sources=("villages", "village_changes"),
        dimensions=PLACES,
    ),
    Metric(
        id="villages.ready",
        name=Text("七条标准全部达到的贫困村", "Villages meeting all seven criteria"),
        short=Text("七条全达标", "All criteria met"),
        formula=Text(
            "截止日前最近一次核查中，现行七条标准全部达到的在册贫困村个数；缺项按未达到计",
            "Registered poor villages whose latest check by the date meets all seven criteria in force; "
            "a criterion left out counts as unmet",
        ),
        unit=VILLAGES,
        kind="count",
        direction="higher_better",
        sources=("villages", "village_checks"),
        rule_group="village_criterion",
        dimensions=PLACES,
        note=Text(
            "七条标准出自 2017 年省级细则，待县里确认。",
            "The seven criteria come from the provincial text of 2017 and await the county's confirmation.",
        ),
    ),
    Metric(
        id="villages.with_team",
        name=Text("有驻村力量的贫困村", "Villages with a team or first secretary"),
        short=Text("驻村覆盖", "Villages covered"),
        formula=Text(
            "有驻村工作队或第一书记的在册贫困村个数",
            "Registered poor villages that have a village team or a first secretary",
        ),
        unit=VILLAGES,
        kind="count",
        direction="higher_better",
        sources=("villages", "teams", "first_secretaries"),
        dimensions=PLACES,
        note=Text("队伍按现有台账计，不随截止日变化。", "Teams count as now registered, whatever the date."),
    ),
)

SCREEN_METRICS = (
    Metric(
        id="villages.province",
        name=Text("省级贫困村", "Villages on the province's list"),
        short=Text("省级村", "Province's list"),
        formula=Text(
            "认定日期不晚于截止日、贫困村类型为“省级”的村个数（含已退出的）",
            "Villages of the province's list identified by the date, those that exited included",
        ),
        unit=VILLAGES,
        kind="count",
        direction="neutral",
        sources=("villages",),
        rule="control.province_villages",
        note=Text("与县级贫困村之和即在册贫困村。", "With the county's list they make the registered poor villages."),
    ),
)

"""Figures that only the map (地图) and a village's panel show: money a head, exit criteria met."""

from dashboard.metrics.model import PLACES, YUAN_A_HEAD, Metric, Unit
from data.text import Text

CRITERIA = Unit("项", "criteria", "criterion")

METRICS = (
    Metric(
        id="map.disbursed_per_head",
        name=Text("人均拨付资金", "Disbursed money a head"),
        short=Text("人均拨付", "Disbursed a head"),
        formula=Text(
            "拨付到村的资金 ÷ 在册贫困人口（先求和，后相除）",
            "Money disbursed to the place ÷ registered people of the place (sums first, then the ratio)",
        ),
        unit=YUAN_A_HEAD,
        kind="count",
        direction="neutral",
        sources=("disbursements", "projects", "households", "persons", "household_changes"),
        dimensions=PLACES,
        note=Text(
            "分子只含写明村编码的拨付；全县数含未分配到村的资金，故高于各村之和相除的结果。",
            "Entries count for the village they name; the county's figure includes money of no village.",
        ),
    ),
    Metric(
        id="map.criteria_met",
        name=Text("达到的退出标准项数", "Exit criteria met"),
        short=Text("达标项数", "Criteria met"),
        formula=Text(
            "截止日前最近一次核查中达到的退出标准项数；区域数为各村之和，没有核查的村不计",
            "Exit criteria met at the latest check by the date; an area adds up its checked villages",
        ),
        unit=CRITERIA,
        kind="count",
        direction="higher_better",
        sources=("villages", "village_checks"),
        rule_group="village_criterion",
        dimensions=PLACES,
        note=Text(
            "每村七项；标准出自 2017 年省级细则，待县里确认。",
            "Seven a village; the criteria come from the provincial text of 2017 and await the county's confirmation.",
        ),
    ),
)

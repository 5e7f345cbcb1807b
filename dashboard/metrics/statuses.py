"""Figures of village statuses (村状态): poor villages near the criteria, under way, far behind, or ready to exit."""

from dashboard.metrics.map_figures import CRITERIA
from dashboard.metrics.model import VILLAGES, Direction, Metric, Source
from data.text import Text

REGISTERS: tuple[Source, ...] = ("villages", "village_changes", "village_checks")
PEOPLE: tuple[Source, ...] = ("households", "persons", "household_changes")


def _status(name: str, title: Text, *, formula: Text, direction: Direction, rule: str | None = None) -> Metric:
    return Metric(
        id=f"villages.{name}",
        name=title,
        short=title,
        formula=formula,
        unit=VILLAGES,
        kind="count",
        direction=direction,
        sources=REGISTERS if name in ("near", "ready_open") else (*REGISTERS, *PEOPLE),
        rule=rule,
        rule_group="village_criterion" if name == "ready_open" else None,
    )


METRICS = (
    _status(
        "near",
        Text("临近达标贫困村", "Villages near the criteria"),
        formula=Text(
            "尚未退出、截止日前最近一次核查至多一项未达到的在册贫困村个数",
            "Registered poor villages not exited with at most one criterion unmet at the latest check by the date",
        ),
        direction="neutral",
        rule="status.near_unmet",
    ),
    _status(
        "moving",
        Text("推进中贫困村", "Villages under way"),
        formula=Text(
            "尚未退出、既非临近达标也非严重滞后的在册贫困村个数",
            "Registered poor villages not exited that are neither near the criteria nor far behind",
        ),
        direction="neutral",
    ),
    _status(
        "behind",
        Text("严重滞后贫困村", "Villages far behind"),
        formula=Text(
            "尚未退出也不临近达标、最近三个月末未脱贫人口均高出计划线且超出基期人数十分之一的在册贫困村个数",
            "Registered poor villages not exited nor near the criteria whose people still poor were above the plan at "
            "the last three month-ends by more than a tenth of the baseline",
        ),
        direction="lower_better",
        rule="status.behind_share_of_baseline",
    ),
    _status(
        "ready_open",
        Text("已达标待退出村", "Villages ready to exit"),
        formula=Text(
            "截止日前最近一次核查七条标准全部达到、尚未退出的在册贫困村个数",
            "Registered poor villages that meet every criterion at the latest check by the date and have not exited",
        ),
        direction="neutral",
    ),
    Metric(
        id="villages.criteria_unmet",
        name=Text("未达到的退出标准项数", "Exit criteria not met"),
        short=Text("未达标项数", "Criteria unmet"),
        formula=Text(
            "截止日前最近一次核查中未达到的退出标准项数；区域数为各村之和，没有核查的村不计",
            "Exit criteria not met at the latest check by the date; an area adds up its checked villages",
        ),
        unit=CRITERIA,
        kind="count",
        direction="lower_better",
        sources=("villages", "village_checks"),
        rule_group="village_criterion",
    ),
    Metric(
        id="villages.in_class",
        name=Text("该档贫困村", "Villages of the class"),
        short=Text("该档村数", "Of the class"),
        formula=Text(
            "所示指标落在该档（下限以上、上限以下，含下限）的在册贫困村个数",
            "Registered poor villages whose value of the figure shown lies in the class, its lower limit included",
        ),
        unit=VILLAGES,
        kind="count",
        direction="neutral",
        sources=(*REGISTERS, *PEOPLE),
    ),
    Metric(
        id="villages.unplaced",
        name=Text("没有位置的贫困村", "Poor villages without a position"),
        short=Text("没有位置", "No position"),
        formula=Text(
            "既没有可用经纬度、又没有村界的在册贫困村个数；不上图，计入总数",
            "Registered poor villages with neither a usable position nor an area of their own: not drawn, but counted",
        ),
        unit=VILLAGES,
        kind="count",
        direction="lower_better",
        sources=("villages",),
    ),
)

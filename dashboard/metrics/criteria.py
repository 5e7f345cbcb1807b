"""Figures of a single exit criterion (退出标准): villages that meet it, that do not, that were never checked."""

from dashboard.metrics.model import PERCENT, VILLAGES, Direction, Metric, Source, Unit
from data.text import Text

REGISTERS: tuple[Source, ...] = ("villages", "village_checks")
RULES = "village_criterion"


def _counted(
    name: str, title: Text, formula: Text, *, direction: Direction, unit: Unit = VILLAGES, decimals: int = 0
) -> Metric:
    return Metric(
        id=f"villages.{name}",
        name=title,
        short=Text(title.zh.removesuffix("的贫困村"), title.en),
        formula=formula,
        unit=unit,
        kind="share" if unit is PERCENT else "count",
        decimals=decimals,
        direction=direction,
        sources=REGISTERS,
        rule_group=RULES,
    )


METRICS = (
    _counted(
        "criterion_met",
        Text("达到该项标准的贫困村", "Villages meeting the criterion"),
        Text(
            "截止日前最近一次核查达到该项退出标准的在册贫困村个数；未指明标准时为各项全部达到的村数",
            "Registered poor villages whose latest check by the date meets the criterion; "
            "all of the criteria where none is named",
        ),
        direction="higher_better",
    ),
    _counted(
        "criterion_unmet",
        Text("未达到该项标准的贫困村", "Villages not meeting the criterion"),
        Text(
            "截止日前最近一次核查未达到该项退出标准的在册贫困村个数；未指明标准时为至少一项未达到的村数",
            "Registered poor villages whose latest check by the date does not meet the criterion; "
            "any of them where none is named",
        ),
        direction="lower_better",
    ),
    _counted(
        "criterion_share",
        Text("该项标准达标率", "Share meeting the criterion"),
        Text(
            "达到该项退出标准的在册贫困村 ÷ 在册贫困村（没有核查的按未达到计）",
            "Registered poor villages meeting the criterion ÷ registered poor villages; "
            "one never checked counts as not",
        ),
        direction="higher_better",
        unit=PERCENT,
        decimals=1,
    ),
    _counted(
        "unchecked",
        Text("没有核查记录的贫困村", "Villages never checked"),
        Text(
            "截止日前没有退出标准核查记录的在册贫困村个数",
            "Registered poor villages without a check against the exit criteria by the date",
        ),
        direction="lower_better",
    ),
    _counted(
        "checked_open",
        Text("核查过的未退出村", "Villages still to exit that were checked"),
        Text(
            "截止日前有退出标准核查记录、尚未退出的在册贫困村个数",
            "Registered poor villages that have not exited and have a check against the exit criteria by the date",
        ),
        direction="neutral",
    ),
)

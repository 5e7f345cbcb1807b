"""How many of the funding rules (投入机制三项规定) are met, and how many are not."""

from dashboard.metrics.model import Direction, Metric, Unit
from data.text import Text

RULES_UNIT = Unit("项", "rules", "rule")
GROUP = "target"


def _counted(name: str, title: Text, formula: Text, *, direction: Direction) -> Metric:
    return Metric(
        id=f"target.{name}",
        name=title,
        short=Text(title.zh[-4:], title.en),
        formula=formula,
        unit=RULES_UNIT,
        kind="count",
        direction=direction,
        sources=("county_finance", "department_funds"),
        rule_group=GROUP,
        annual=True,
        note=Text(
            "没有数据的规定两边都不计；三项的差额性质不同，不相加。",
            "A rule without data counts on neither side; the gaps are of different kinds and never added.",
        ),
    )


METRICS = (
    _counted(
        "rules_met",
        Text("投入机制达标项数", "Funding rules met"),
        Text(
            "投入机制各项规定中，实际投入不少于按规定应有金额的项数",
            "Funding rules for which the money put in is at least what the rule asks for",
        ),
        direction="higher_better",
    ),
    _counted(
        "rules_unmet",
        Text("投入机制未达标项数", "Funding rules not met"),
        Text(
            "投入机制各项规定中，实际投入少于按规定应有金额的项数",
            "Funding rules for which the money put in is less than what the rule asks for",
        ),
        direction="lower_better",
    ),
)

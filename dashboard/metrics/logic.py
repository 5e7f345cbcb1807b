"""Figures of the logic checks (逻辑校验): rows a check examined, rows that contradict themselves or each other."""

from dashboard.metrics.model import VILLAGES, Metric, Source, Unit
from data.text import Text

ROWS = Unit("行", "rows", "row")
SOURCES: tuple[Source, ...] = ("households", "persons", "incomes", "household_changes")
NOTE = Text(
    "疑点不等于违规：命中只是线索，由人核实。未指明规则时，为家庭成员一行的各条规则合起来看。",
    "A hit is a lead, not a verdict: people look into it. Where no check is named, those of single persons are taken "
    "together.",
)

METRICS = (
    Metric(
        id="logic.hits",
        name=Text("逻辑校验命中的行", "Rows hit by a logic check"),
        short=Text("命中行数", "Rows hit"),
        formula=Text(
            "截止日在册的户、人或近两年收入中，自相矛盾、互相矛盾或重要指标为空的行数",
            "Households, people on the register that day, or incomes of the last two years, that contradict themselves "
            "or each other or lack an important cell",
        ),
        unit=ROWS,
        kind="count",
        direction="lower_better",
        sources=SOURCES,
        note=NOTE,
    ),
    Metric(
        id="logic.examined",
        name=Text("逻辑校验已查的行", "Rows examined by a logic check"),
        short=Text("已查行数", "Rows examined"),
        formula=Text(
            "截止日在册的户、人或近两年收入中，该条规则能够判断的行数",
            "Households, people on the register that day, or incomes of the last two years, that the check can judge",
        ),
        unit=ROWS,
        kind="count",
        direction="neutral",
        sources=SOURCES,
        note=NOTE,
    ),
    Metric(
        id="logic.villages_hit",
        name=Text("逻辑校验命中的村", "Villages hit by a logic check"),
        short=Text("涉及村数", "Villages"),
        formula=Text("有一行或多行被该条规则命中的村个数", "Villages of which the check hits a row or more"),
        unit=VILLAGES,
        kind="count",
        direction="lower_better",
        sources=SOURCES,
        note=NOTE,
    ),
)

"""Figures of the comparison lists (比对名单): entries that match a registered person, entries that match nobody."""

from dashboard.metrics.model import Direction, Metric, Source, Unit
from data.text import Text

ENTRIES = Unit("条", "entries", "entry")
SOURCES: tuple[Source, ...] = ("crosscheck_hits", "persons", "households", "household_changes")
NOTE = Text(
    "按证件号码的代号比对，不含号码本身；命中只是线索，须逐级核实。",
    "Compared by the pseudonym of the number, never by the number; a match is a lead to be verified level by level.",
)


def _counted(name: str, title: Text, formula: Text, *, direction: Direction) -> Metric:
    return Metric(
        id=f"exclusions.{name}",
        name=title,
        short=Text(title.zh.removeprefix("比对名单"), title.en),
        formula=formula,
        unit=ENTRIES,
        kind="count",
        direction=direction,
        sources=SOURCES,
        rule_group="exclusion",
        note=NOTE,
    )


METRICS = (
    _counted(
        "matched",
        Text("比对名单命中在册", "Entries matching a registered person"),
        Text(
            "比对名单中，证件号码（代号）与截止日在册人口相同的条数",
            "Entries of the comparison lists whose pseudonym is that of a person on the register that day",
        ),
        direction="lower_better",
    ),
    _counted(
        "listed",
        Text("比对名单条数", "Entries of the comparison lists"),
        Text("比对名单的全部条数", "All entries of the comparison lists"),
        direction="neutral",
    ),
)

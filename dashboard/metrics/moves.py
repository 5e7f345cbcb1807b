"""Entries and exits (进出) as the ledger of changes tells them: of the month, and since the baseline."""

from dashboard.metrics.model import HOUSEHOLDS, PEOPLE, Direction, Metric, Source
from data.text import Text

LEDGER: tuple[Source, ...] = ("households", "household_changes")
TERMS: tuple[tuple[str, Text, Direction], ...] = (
    ("identified", Text("新识别", "newly identified"), "neutral"),
    ("out", Text("脱贫", "moved out of poverty"), "higher_better"),
    ("returned", Text("返贫", "returned to poverty"), "lower_better"),
    ("removed", Text("清退", "removed"), "neutral"),
    ("increase", Text("自然增加", "of natural increase"), "neutral"),
    ("decrease", Text("自然减少", "of natural decrease"), "neutral"),
)
"""Kinds of change (变动类型): name, words, direction; the last two concern single people."""
OF_PEOPLE = ("increase", "decrease")
BY_ROW = Text(
    "一户当月变动几次计几次；以识别日期直接入册、台账没有“新识别”一行的户不在此列。",
    "A household that changed several times counts each time; one that entered the register by its day of "
    "identification, without a row in the ledger of changes, is not among them.",
)


def move_id(term: str, *, total: bool = False) -> str:
    """Return the figure of a kind of change: the month's, or since the baseline."""
    return f"moves.{term}{'_total' if total else ''}"


def _move(term: tuple[str, Text, Direction], *, total: bool) -> Metric:
    name, word, direction = term
    unit, who = (PEOPLE, Text("人", "people")) if name in OF_PEOPLE else (HOUSEHOLDS, Text("户", "households"))
    since, span = Text("当月", "in the month"), Text("上月末之后至截止日", "after the last month's end up to the date")
    if total:
        since, span = (
            Text("基期以来", "since the baseline"),
            Text("基期之后至截止日", "after the baseline up to the date"),
        )
    return Metric(
        id=move_id(name, total=total),
        name=Text(f"{since.zh}{word.zh}{who.zh}次", f"Changes of {who.en} {word.en} {since.en}"),
        short=Text(word.zh, word.en.capitalize()),
        formula=Text(
            f"动态管理台账中{span.zh}变动类型为“{word.zh}”的行数",
            f"Rows of the ledger of changes that say {who.en} {word.en}, {span.en}",
        ),
        unit=unit,
        kind="count",
        direction=direction,
        sources=LEDGER,
        note=BY_ROW if name == "identified" else None,
    )


METRICS = tuple(_move(term, total=total) for total in (False, True) for term in TERMS)

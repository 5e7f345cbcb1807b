"""The flow of poor people (减贫流量): each term by which their number moved in the month, and since the baseline."""

from dashboard.metrics.model import PEOPLE, PERCENT, VILLAGES, Direction, Metric, Source
from data.text import Text

REGISTRY: tuple[Source, ...] = ("households", "persons", "household_changes")
TERMS: tuple[tuple[str, Text, Direction, Text], ...] = (
    (
        "identified", Text("新识别", "newly identified"), "neutral",
        Text("所在户新识别的在册人口", "People of households identified"),
    ),
    (
        "returned", Text("返贫", "returned"), "lower_better",
        Text("所在户由脱贫变为返贫的人口", "People of households that returned to poverty"),
    ),
    (
        "increase", Text("自然增加", "natural increase"), "neutral",
        Text("加入未脱贫户的人口", "People who joined a household that was poor"),
    ),
    (
        "out", Text("脱贫", "moved out"), "higher_better",
        Text("所在户脱贫的人口", "People of households that moved out of poverty"),
    ),
    (
        "removed", Text("清退", "removed"), "neutral",
        Text("所在户在未脱贫时被清退的人口", "People of households removed from the register while poor"),
    ),
    (
        "decrease", Text("自然减少", "natural decrease"), "neutral",
        Text("离开未脱贫户的人口", "People who left a household that was poor"),
    ),
)  # fmt: skip
MONTH = Text("当月", "this month")
TOTAL = Text("基期以来", "since the baseline")
SPAN = {
    MONTH: Text("，上月末之后至截止日，每次都计", ", after the last month's end up to the date, each time counted"),
    TOTAL: Text("，基期之后至截止日，每次都计", ", after the baseline up to the date, each time counted"),
}


def flow_id(term: str, *, total: bool = False) -> str:
    """Return the figure of a term of the flow (``out`` or ``out_flow``): the month's, or since the baseline."""
    return f"flow.{term.removesuffix('_flow')}{'_total' if total else ''}"


def _flow(term: tuple[str, Text, Direction, Text], since: Text) -> Metric:
    name, word, direction, who = term
    return Metric(
        id=flow_id(name, total=since is TOTAL),
        name=Text(f"{since.zh}{word.zh}人次", f"People {word.en} {since.en}"),
        short=Text(word.zh, word.en.capitalize()),
        formula=Text(who.zh + SPAN[since].zh, who.en + SPAN[since].en),
        unit=PEOPLE,
        kind="count",
        direction=direction,
        sources=REGISTRY,
        note=Text(
            "人次按变动当时在户的人计，现已离开的也计入。",
            "Counted are the people of the household at the time of the change, those who have left since included.",
        ),
    )


METRICS = (
    *(_flow(term, since) for since in (MONTH, TOTAL) for term in TERMS),
    Metric(
        id="flow.return_rate",
        name=Text("返贫率", "Rate of return"),
        short=Text("返贫率", "Rate of return"),
        formula=Text(
            "基期以来返贫人次 ÷ 基期以来脱贫人次",
            "People returned since the baseline ÷ people moved out since the baseline, each time counted",
        ),
        unit=PERCENT,
        kind="share",
        direction="lower_better",
        sources=REGISTRY,
        decimals=1,
    ),
    Metric(
        id="flow.villages_out",
        name=Text("基期以来有人脱贫的村", "Villages whose people moved out since the baseline"),
        short=Text("有人脱贫的村", "Villages with moves out"),
        formula=Text(
            "基期之后至截止日有脱贫人次的村个数",
            "Villages of which people moved out of poverty after the baseline up to the date",
        ),
        unit=VILLAGES,
        kind="count",
        direction="higher_better",
        sources=REGISTRY,
    ),
)

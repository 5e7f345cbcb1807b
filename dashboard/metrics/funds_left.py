"""Figures of money allocated and not disbursed (未拨付), and of money disbursed beyond what was allocated."""

from dashboard.metrics.model import YUAN, Metric, Source
from data.text import Text

LEDGERS: tuple[Source, ...] = ("allocations", "disbursements", "projects")

METRICS = (
    Metric(
        id="funds.undisbursed",
        name=Text("未拨付资金", "Money not disbursed"),
        short=Text("未拨付", "Not disbursed"),
        formula=Text("下达资金 − 拨付资金", "Money allocated − money disbursed"),
        unit=YUAN,
        kind="money",
        direction="lower_better",
        sources=LEDGERS,
    ),
    Metric(
        id="funds.over_disbursed",
        name=Text("拨付超过下达的资金", "Money disbursed beyond what was allocated"),
        short=Text("超过下达", "Beyond allocated"),
        formula=Text("拨付资金 − 下达资金", "Money disbursed − money allocated"),
        unit=YUAN,
        kind="money",
        direction="lower_better",
        sources=LEDGERS,
    ),
)

"""Shares of a figure in the whole it is a part of (占比): those of the scorecard of proposals without a name yet."""

from collections.abc import Mapping

from dashboard.metrics.model import PERCENT, Metric
from data.proposals import Told, proposals
from data.text import Text

_SHORT = Text("占比", "Share")


def share_id(told: Told) -> str | None:
    """Return the id of the share that a figure of a proposal is of its whole; None where it has none."""
    if told.of is None:
        return None
    return told.share or f"share.{told.metric}"


def unnamed_shares() -> Mapping[str, tuple[str, str]]:
    """Return the figure and its whole by the id of their share, for the shares that have no name of their own."""
    told = (each for proposal in proposals() for each in proposal.figures)
    return {share_id(each) or "": (each.metric, each.of) for each in told if each.of and not each.share}


def shares(known: Mapping[str, Metric]) -> tuple[Metric, ...]:
    """Return the figures of ``unnamed_shares``, worded by those they are made of."""
    return tuple(_share(name, known[part], known[whole]) for name, (part, whole) in unnamed_shares().items())


def _share(name: str, part: Metric, whole: Metric) -> Metric:
    return Metric(
        id=name,
        name=Text(f"{part.name.zh}占比", f"{part.name.en}: share"),
        short=_SHORT,
        formula=Text(f"{part.name.zh} ÷ {whole.name.zh}", f"{part.name.en} ÷ {whole.name.en}"),
        unit=PERCENT,
        kind="share",
        decimals=1,
        direction=part.direction,
        sources=tuple(dict.fromkeys((*part.sources, *whole.sources))),
        rule=part.rule,
        disclosure=part.disclosure or whole.disclosure,
        note=part.note,
    )

"""Villages named in a place as written (实施地点): each name leads to its village's page, the rest stays text."""

import re
from collections.abc import Iterable, Iterator, Sequence

from dash import dcc

from dashboard.components.text import Child
from dashboard.components.village_link import village_href
from dashboard.names import VILLAGE_SUFFIX
from dashboard.queries.screen import Screen
from dashboard.queries.villages import Village, villages

Piece = tuple[str, str | None]
"""Words, and the address they lead to; None for words that lead nowhere."""
_BETWEEN = re.compile(r"([、，,;；/]+)")


def place_pieces(screen: Screen, written: str, codes: Iterable[str]) -> list[Piece]:
    """Return a place in pieces that give it again when joined; ``codes`` are the villages it was found to name."""
    wanted = frozenset(codes)
    named = [village for village in villages(screen.reading) if village.code in wanted]
    return list(_pieces(screen, written, named)) if named else [(written, None)]


def place_words(screen: Screen, written: str, codes: Iterable[str]) -> list[Child]:
    """Return a place as a page prints it: each village a link."""
    return [
        words if href is None else dcc.Link(words, href=href, className="link")
        for words, href in place_pieces(screen, written, codes)
    ]


def _pieces(screen: Screen, written: str, named: Sequence[Village]) -> Iterator[Piece]:
    for part in _BETWEEN.split(written):
        found = _village_of(part, named)
        if part:
            yield part, village_href(screen, found.code) if found else None


def _village_of(part: str, named: Sequence[Village]) -> Village | None:
    """Return the village that a part names, with or without its town and 村; of two names within it the longer."""
    held = [village for village in named if village.name.removesuffix(VILLAGE_SUFFIX) in part]
    return max(held, key=lambda village: len(village.name), default=None)

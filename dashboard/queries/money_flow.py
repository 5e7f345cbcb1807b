"""Where disbursed money went (资金流向): from level to category to place, net of reversals, in fen."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dashboard.queries import ledgers
from dashboard.queries.ledgers import UNASSIGNED
from dashboard.queries.progress import Scope, scope_villages
from dashboard.queries.reading import CACHED, Reading
from dashboard.queries.villages import Village

OTHER = "other"
"""The middle node that holds the small categories (其他)."""

OTHER_PLACES = "other_places"
"""The right node that holds the places beyond the largest, where a scope has many."""

MOST_NODES = 10
SMALL_SHARE = 1 / 50


@dataclass(frozen=True, slots=True)
class Node:
    """A level, category or place with the money that went through it, net, in fen; ``zone`` (片区) of a place."""

    key: str
    fen: int
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """Money from one node to the next, net, in fen; negative where reversals exceed payments."""

    source: str
    target: str
    fen: int


@dataclass(frozen=True, slots=True)
class MoneyFlow:
    """The flow of a scope up to a day. Nodes stand by amount, small categories (``other``) and unassigned money last.

    ``merged`` are the categories within ``other``, ``merged_places`` the places within ``other_places``. Every
    column of nodes sums to ``total_fen``.
    """

    total_fen: int
    levels: tuple[Node, ...]
    categories: tuple[Node, ...]
    places: tuple[Node, ...]
    to_categories: tuple[Link, ...]
    to_places: tuple[Link, ...]
    merged: tuple[str, ...] = ()
    merged_places: tuple[str, ...] = ()

    @property
    def negative(self) -> tuple[Link, ...]:
        """Links that cannot be drawn because more was taken back than paid."""
        return tuple(link for link in (*self.to_categories, *self.to_places) if link.fen < 0)


def small_ones(sums: Mapping[str, int]) -> frozenset[str]:
    """Return the members that share one node: those below 2 % of the total, and beyond ten nodes the smallest.

    A single small one stays by itself: a node "other" of one would say less than its name.
    """
    total = sum(sums.values())
    ranked = sorted(sums, key=lambda name: (-sums[name], name))
    small = {name for name in ranked if sums[name] < SMALL_SHARE * total}
    if len(ranked) > MOST_NODES:
        small |= set(ranked[MOST_NODES - 1 :])
    return frozenset(small) if len(small) > 1 else frozenset()


@lru_cache(maxsize=CACHED)
def money_flow(reading: Reading, scope: Scope, as_of: date) -> MoneyFlow:
    """Return the flow of money disbursed to a scope's villages; unassigned money belongs to the county only.

    Places are zones, in a zone its towns, in a town its villages.
    """
    place, zones = _places(scope, scope_villages(reading, scope))
    rows = []
    for each in ledgers.disbursed(reading, as_of):
        where = place(each.villages[0]) if each.villages else UNASSIGNED
        if where != UNASSIGNED or scope == Scope():
            rows.append((each.level, each.category, where, each.fen))
    small = small_ones(_sums((category, fen) for _, category, _, fen in rows))
    few = small_ones(_sums((where, fen) for _, _, where, fen in rows)) if scope.zone or scope.town else frozenset()
    rows = [
        (level, OTHER if category in small else category, OTHER_PLACES if where in few else where, fen)
        for level, category, where, fen in rows
    ]
    return MoneyFlow(
        total_fen=sum(row[3] for row in rows),
        levels=_nodes(_sums((row[0], row[3]) for row in rows)),
        categories=_nodes(_sums((row[1], row[3]) for row in rows)),
        places=_nodes(_sums((row[2], row[3]) for row in rows), zones),
        to_categories=_links((row[0], row[1], row[3]) for row in rows),
        to_places=_links((row[1], row[2], row[3]) for row in rows),
        merged=tuple(sorted(small)),
        merged_places=tuple(sorted(few)),
    )


def _places(scope: Scope, inside: Iterable[Village]) -> tuple[Callable[[str], str], Mapping[str, str | None]]:
    """Return how a village code becomes the key of a place, and the zone of each such key."""
    keys, zones = {}, {}
    for village in inside:
        key = village.code if scope.town else village.town_code if scope.zone else village.zone or UNASSIGNED
        keys[village.code], zones[key] = key, village.zone
    return lambda code: keys.get(code, UNASSIGNED), zones


def _sums(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for name, fen in pairs:
        found[name] = found.get(name, 0) + fen
    return found


def _nodes(sums: Mapping[str, int], zones: Mapping[str, str | None] | None = None) -> tuple[Node, ...]:
    ranked = sorted(sums, key=lambda name: (name in (OTHER, OTHER_PLACES, UNASSIGNED), -sums[name], name))
    return tuple(Node(name, sums[name], (zones or {}).get(name)) for name in ranked)


def _links(triples: Iterable[tuple[str, str, int]]) -> tuple[Link, ...]:
    found: dict[tuple[str, str], int] = {}
    for source, target, fen in triples:
        found[source, target] = found.get((source, target), 0) + fen
    return tuple(Link(*ends, fen) for ends, fen in sorted(found.items()) if fen)

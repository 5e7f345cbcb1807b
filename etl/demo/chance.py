"""Repeatable chance: a stream of random numbers for each topic, so that one register's draw never shifts another's."""

from collections.abc import Mapping
from random import Random
from typing import TypeVar

T = TypeVar("T")


def stream(seed: int, topic: str) -> Random:
    """The random stream of a topic; the same seed and topic give the same stream on every machine."""
    return Random(f"{seed}:{topic}")  # noqa: S311 - invented figures, nothing secret


def pick(rng: Random, weights: Mapping[T, float]) -> T:
    """One key of `weights`, as likely as its weight."""
    return rng.choices(tuple(weights), tuple(weights.values()))[0]

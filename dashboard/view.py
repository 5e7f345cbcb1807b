"""What a screen shows, as one frozen value that goes into the address and comes out of it (视图 ⇄ 网址)."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import lru_cache
from typing import Self, TypedDict, Unpack
from urllib.parse import parse_qsl, urlencode

from data.text import Locale
from geo.towns import ZONES

MOST_CHARACTERS = 40
MOST_DIGITS = 10
MOST_CODES, CODE_DIGITS = 300, 6
"""Lengths of a word and of a number in an address; longer ones are none of ours."""


class Changes(TypedDict, total=False):
    """Values of a view that may be changed; what they are is told by ``View``."""

    language: Locale
    as_of: date | None
    zone: str | None
    town: str | None
    village: str | None
    metric: str | None
    show: str | None
    present: bool
    edition: int | None
    pace: int | None
    against: date | None
    against_edition: int | None
    page: int | None
    across: str | None
    upright: str | None
    picked: str | None
    order: str | None
    industry: str | None


@dataclass(frozen=True, slots=True)
class View:
    """One view of one page: a link that carries it reopens exactly what was seen.

    ``as_of`` None means the last month-end a delivery covers, ``edition`` None the newest; ``pace`` is one tried
    out, in people a month; ``against`` and ``against_edition`` are the other side of a comparison, ``page`` the page
    of a list from 1; ``across`` and ``upright`` are two figures set against each other, ``picked`` the villages chosen
    there, ``order`` what a list is sorted by, ``industry`` the one industry looked at. A value the product does not
    know becomes the default, so that an old or mistyped address still opens.
    """

    language: Locale = "zh"
    as_of: date | None = None
    zone: str | None = None
    town: str | None = None
    village: str | None = None
    metric: str | None = None
    show: str | None = None
    present: bool = False
    edition: int | None = None
    pace: int | None = None
    against: date | None = None
    against_edition: int | None = None
    page: int | None = None
    across: str | None = None
    upright: str | None = None
    picked: str | None = None
    order: str | None = None
    industry: str | None = None

    @classmethod
    def from_query(cls, query: Mapping[str, str], *, browser_language: str = "zh") -> Self:
        """Return the view of a query string's values; unknown values become the default."""
        language = query.get("lang", browser_language)
        return cls(
            language="en" if language == "en" else "zh",
            as_of=_day(query.get("as_of")),
            zone=query.get("zone") if query.get("zone") in ZONES else None,
            town=_digits(query.get("town"), 9),
            village=_digits(query.get("village"), 12),
            metric=_word(query.get("metric")),
            show=_word(query.get("show")),
            present=query.get("present") == "1",
            edition=_number(query.get("edition")),
            pace=_number(query.get("pace")),
            against=_day(query.get("against")),
            against_edition=_number(query.get("against_edition")),
            page=_number(query.get("page")),
            across=_word(query.get("across")),
            upright=_word(query.get("upright")),
            picked=_codes(query.get("picked")),
            order=_word(query.get("order")),
            industry=_name(query.get("industry")),
        )

    @classmethod
    def from_search(cls, search: str | None, *, browser_language: str = "zh") -> Self:
        """Return the view of an address's search part (``?as_of=…``)."""
        return cls.from_query(dict(parse_qsl((search or "").lstrip("?"))), browser_language=browser_language)

    def change(self, **changes: Unpack[Changes]) -> Self:
        """Return the view with some values changed; another zone drops a town, another place an open village.

        A list begins again with its first page.
        """
        changes.setdefault("page", None)
        if "zone" in changes and "town" not in changes:
            changes["town"] = None
        if ({"zone", "town"} & set(changes)) and "village" not in changes:
            changes["village"] = None
        if {"zone", "town", "industry"} & set(changes):
            changes.setdefault("picked", None)
        return replace(self, **changes)

    @property
    def search(self) -> str:
        """The search part of the address; the language always stands in it."""
        return _search_of(self)

    def href(self, path: str) -> str:
        """Return the address of this view on another page."""
        return path + self.search

    def _written(self) -> list[tuple[str, str]]:
        written = [("lang", str(self.language))]
        for field in fields(self)[1:]:
            value = getattr(self, field.name)
            text = "1" if value is True else "" if value in (None, False) else str(value)
            written.append((field.name, text))
        return written


@lru_cache(maxsize=4096)
def _search_of(view: View) -> str:
    # A page writes the address of its own view some thousand times.
    return "?" + urlencode([(name, value) for name, value in view._written() if value])  # noqa: SLF001 - of this module


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _digits(text: str | None, count: int) -> str | None:
    return text if text and len(text) == count and text.isascii() and text.isdigit() else None


def _codes(text: str | None) -> str | None:
    """Return village codes without the county's, each of six digits, joined by dots; None for anything else."""
    parts = (text or "").split(".")
    usable = len(parts) <= MOST_CODES and all(_digits(part, CODE_DIGITS) for part in parts)
    return text if usable else None


def _number(text: str | None) -> int | None:
    usable = text and text.isascii() and text.isdigit() and len(text) < MOST_DIGITS
    return (int(text) or None) if usable and text else None


def _name(text: str | None) -> str | None:
    """Return a name as a cell may have it; the word of a control for all there are is none."""
    usable = text and text != "all" and len(text) <= MOST_CHARACTERS and text.isprintable()
    return text if usable else None


def _word(text: str | None) -> str | None:
    plain = (text or "").replace("_", "").replace(".", "").replace("-", "")
    return text if text and len(text) <= MOST_CHARACTERS and plain.isalnum() else None

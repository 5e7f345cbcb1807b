"""What an address of the API is: its parameters, its answer and its problems, declared once.

Flask's routes, the check of what is given and the OpenAPI document are all made from these declarations.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from dashboard.api.problem import Problem
from dashboard.api.schemas import Schema
from dashboard.queries.reading import EditionNote, Reading
from dashboard.records.journal import Journal
from data.text import Locale

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
WHOLE = re.compile(r"[1-9]\d{0,8}")
MOST_NUMBER = 999_999_999
MOST_PAGE_SIZE = 500
USUAL_PAGE_SIZE = 100
_TEMPLATE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: its name, where it stands, its schema, how its text is read (ValueError: not acceptable)."""

    name: str
    schema: Schema
    read: Callable[[str], Any]
    place: Literal["query", "path"] = "query"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request understood: the edition it is about, its language, its values by parameter, its journal."""

    reading: Reading
    note: EditionNote
    journal: Journal
    language: Locale
    values: Mapping[str, Any]
    address: str

    @property
    def page(self) -> int:
        """The page asked for, from 1."""
        return int(self.values.get("page", 1))

    @property
    def page_size(self) -> int:
        """Items a page."""
        return int(self.values.get("page_size", USUAL_PAGE_SIZE))


Answer = Callable[[Asked], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Route:
    """An address that answers GET; ``problems`` are those of its own, beside the ones every address has."""

    name: str
    path: str
    answered: Answer
    schema: Schema
    parameters: tuple[Parameter, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def rule(self) -> str:
        """The address as Flask writes it."""
        return _TEMPLATE.sub(r"<\1>", self.path)

    def holds(self, path: str) -> bool:
        """Return whether a path is one of this route's."""
        pattern = "[^/]+".join(re.escape(part) for part in _TEMPLATE.split(self.path)[::2])
        return re.fullmatch(pattern, path) is not None


def _day(text: str) -> date:
    if not DAY.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)


def _whole(most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not WHOLE.fullmatch(text) or int(text) > most:
            raise ValueError(text)
        return int(text)

    return read


def _one_of(words: Sequence[str]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in words:
            raise ValueError(text)
        return text

    return read


def whole(name: str, most: int = MOST_NUMBER) -> Parameter:
    """Return a parameter that is a whole number from 1."""
    return Parameter(name, {"type": "integer", "minimum": 1, "maximum": most}, _whole(most))


def choice(name: str, words: Sequence[str]) -> Parameter:
    """Return a parameter that is one of several words."""
    return Parameter(name, {"type": "string", "enum": list(words)}, _one_of(words))


LANGUAGE = choice("lang", ("zh", "en"))
EDITION = whole("edition")
AS_OF = Parameter("as_of", {"type": "string", "format": "date"}, _day)
PAGING = (whole("page"), whole("page_size", MOST_PAGE_SIZE))
EVERYWHERE = (LANGUAGE, EDITION)


def read_values(route: Route, given: Mapping[str, Sequence[str]], path: Mapping[str, str]) -> dict[str, Any]:
    """Return the values given by parameter; Problem for an unknown, repeated or unusable one."""
    known = {each.name: each for each in route.parameters}
    values: dict[str, Any] = {}
    for name, texts in {**given, **{name: [text] for name, text in path.items()}}.items():
        if name not in known:
            raise Problem("unknown_parameter", allowed={"parameters": _names(route)}, name=shortened(name))
        if len(texts) > 1:
            raise Problem("repeated_parameter", name=name)
        try:
            values[name] = known[name].read(texts[0])
        except ValueError:
            allowed = {name: known[name].schema}
            raise Problem("bad_value", allowed=allowed, name=name, value=shortened(texts[0])) from None
    return values


def shortened(text: str) -> str:
    """Return a text of the request as an answer may repeat it: its beginning."""
    return text if len(text) <= 40 else f"{text[:40]}…"


def _names(route: Route) -> list[str]:
    return [each.name for each in route.parameters if each.place == "query"]

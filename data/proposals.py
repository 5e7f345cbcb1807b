"""The proposals of the speech (提案建议) as data: what was proposed, which figure tells of it, what would meet it.

They stand in ``data/policy/proposals.toml`` beside the rules they are held against, in the order of the speech.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from data.rules import POLICY_FOLDER, PolicyError
from data.text import Text

FILE = POLICY_FOLDER / "proposals.toml"
Test = Literal["rule", "all", "none", "any", "least", "track"]
TESTS: tuple[Test, ...] = get_args(Test)
"""How a figure is judged: by a policy rule, all of its whole, none left, any at all, at least so many, not at all."""


@dataclass(frozen=True, slots=True)
class Told:
    """A figure that tells how far a proposal has come.

    ``of`` is the figure of the whole it is a part of, ``share`` that of the one in the other where it has a name of its
    own; ``criterion`` narrows it to an exit criterion, ``proxy`` marks
    one that stands in for what no register holds (替代指标) and then ``note`` says for what. ``by`` is the day by
    which the speech wants it; None = the deadline of the whole work.
    """

    metric: str
    test: Test
    of: str | None = None
    share: str | None = None
    rule: str | None = None
    least: int | None = None
    criterion: str | None = None
    proxy: bool = False
    by: date | None = None
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposal: its section (所属板块) and number there, title, the speech's words, words it is known by.

    ``page`` and ``show`` lead to the page behind it; ``unmeasured`` says what of it no register holds.
    """

    key: str
    section: str
    number: int
    title: Text
    quote: Text
    keywords: tuple[str, ...]
    page: str
    figures: tuple[Told, ...]
    unmeasured: Text
    show: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the speech (四个精准 …) and its name."""

    key: str
    title: Text


@cache
def proposals() -> tuple[Proposal, ...]:
    """Return the proposals in the order of the speech; raises PolicyError for a fault in the file."""
    return tuple(_proposal(table) for table in _content(FILE)["proposal"])


@cache
def sections() -> tuple[Section, ...]:
    """Return the sections of the speech in its order."""
    return tuple(Section(each["key"], _text(each["title"])) for each in _content(FILE)["section"])


@cache
def source() -> Text:
    """Return where the proposals come from."""
    return _text(_content(FILE)["source"])


@cache
def _content(path: Path) -> Mapping[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _text(words: Mapping[str, str]) -> Text:
    if set(words) != {"zh", "en"} or not all(words.values()):
        raise PolicyError(f"{FILE.name}: a text must be given in zh and en: {words}")
    return Text(zh=words["zh"], en=words["en"])


def _proposal(table: Mapping[str, Any]) -> Proposal:
    unknown = set(table) - {field.name for field in fields(Proposal)}
    if unknown:
        raise PolicyError(f"{FILE.name} {table.get('key')}: unknown {sorted(unknown)}")
    return Proposal(
        key=table["key"],
        section=table["section"],
        number=table["number"],
        title=_text(table["title"]),
        quote=_text(table["quote"]),
        keywords=tuple(table["keywords"]),
        page=table["page"],
        figures=tuple(_told(table["key"], each) for each in table.get("figures", ())),
        unmeasured=_text(table["unmeasured"]),
        show=table.get("show"),
    )


def _told(key: str, table: Mapping[str, Any]) -> Told:
    unknown = set(table) - {field.name for field in fields(Told)}
    if unknown or table["test"] not in TESTS:
        raise PolicyError(f"{FILE.name} {key}: unknown {sorted(unknown)} or test {table['test']!r}")
    given: dict[str, Any] = {name: _text(each) if name == "note" else each for name, each in table.items()}
    told = Told(**given)
    needs = {"rule": told.rule, "all": told.of, "least": told.least}.get(told.test, True)
    if not needs or (told.proxy and told.note is None):
        raise PolicyError(f"{FILE.name} {key}: {told.metric} lacks what its test or its proxy needs")
    return told

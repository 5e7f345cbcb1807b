"""Texts of the screens in Chinese and English (界面文字): ``*.toml`` beside this file, one a subject.

A text is ``key = { zh = "…", en = "…" }``; its name is file and key (``overview.title``). Slots are ``{name}``.
English texts are written in the plural; a count of one puts its noun into the singular.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from data.text import Locale

FOLDER = Path(__file__).parent
SINGULAR: Mapping[str, str] = MappingProxyType({
    "villages": "village", "people": "person", "households": "household", "days": "day", "months": "month",
    "entries": "entry", "projects": "project", "payees": "payee", "sites": "site", "flags": "flag",
    "categories": "category", "departments": "department", "criteria": "criterion", "items": "item",
    "members": "member", "deliveries": "delivery", "files": "file", "tables": "table", "rows": "row",
    "warnings": "warning", "keys": "key", "findings": "finding", "rules": "rule", "places": "place",
    "registers": "register", "cases": "case", " are": " is", " have": " has", " meet": " meets", " do": " does",
})  # fmt: skip
"""English words that a count of one changes: the noun after it and its verb."""
NOUNS = "|".join(word for word in SINGULAR if word[0] != " ")
# Control signs may stand between the number and its noun: they mark the number as one that opens.
COUNTED_ONE = re.compile(rf"(?<![\d.,])1(?P<mark>[\x1c-\x1f]*) (?P<noun>{NOUNS})\b(?P<verb> (?:are|have|meet|do)\b)?")
LANGUAGES: tuple[Locale, ...] = ("zh", "en")


class CatalogueError(ValueError):
    """A text is missing in a language, or a catalogue cannot be read."""


@cache
def catalogue() -> Mapping[str, Mapping[str, str]]:
    """Return all texts by name; CatalogueError if one lacks a language."""
    found: dict[str, Mapping[str, str]] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        for key, texts in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if set(texts) != set(LANGUAGES) or not all(texts.values()):
                raise CatalogueError(f"{path.name}: {key} needs zh and en")
            found[f"{path.stem}.{key}"] = MappingProxyType(texts)
    return MappingProxyType(found)


def t(language: Locale, name: str, /, **slots: object) -> str:
    """Return a text in ``language`` with its slots filled; KeyError for a name that is in no catalogue."""
    text = catalogue()[name][language]
    if not slots:
        return text
    filled = text.format(**slots)
    return COUNTED_ONE.sub(_singular, filled) if language == "en" else filled


def _singular(found: re.Match[str]) -> str:
    verb = found["verb"] or ""
    return f"1{found['mark']} {SINGULAR[found['noun']]}{SINGULAR.get(verb, verb)}"

"""Texts of the screens in Chinese and English (界面文字): ``*.toml`` beside this file, one a subject.

A text is ``key = { zh = "…", en = "…" }``; its name is file and key (``overview.title``). Slots are ``{name}``.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from data.text import Locale

FOLDER = Path(__file__).parent
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
    return text.format(**slots) if slots else text

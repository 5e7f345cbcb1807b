"""The project's own files as texts and syntax trees, read once, and the verdict every house rule ends with."""

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[3]
ROOMS = ("dashboard", "pages", "data", "geo", "etl", "tests")
SCREENS = ("dashboard", "pages")


@dataclass(frozen=True, slots=True)
class Source:
    """A Python file: its path from the project's root, its text and its syntax tree."""

    path: str
    text: str
    tree: ast.Module

    def at(self, node: ast.AST) -> str:
        """Return where a node stands, as ``path:line``."""
        return f"{self.path}:{getattr(node, 'lineno', 1)}"

    @property
    def in_demo(self) -> bool:
        """Whether the file belongs to the model of the demo county, which has numbers of its own."""
        return self.path.startswith("etl/demo/")


def sources(*folders: str) -> tuple[Source, ...]:
    """Return every Python file below the folders, in order."""
    return tuple(source for folder in folders for source in _sources_of(folder))


@cache
def _sources_of(folder: str) -> tuple[Source, ...]:
    return tuple(
        Source(path.relative_to(ROOT).as_posix(), text, ast.parse(text))
        for path in sorted((ROOT / folder).glob("**/*.py"))
        for text in [path.read_text(encoding="utf-8")]
    )


def files(*patterns: str) -> list[Path]:
    """Return the files below the root that match any of the patterns, in order."""
    return sorted({path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file()})


def own_files(*suffixes: str) -> list[Path]:
    """Return every file of the rooms and of the root with one of the suffixes, in order."""
    return files(*(f"{room}/**/*{suffix}" for room in ROOMS for suffix in suffixes), *(f"*{each}" for each in suffixes))


def calls(source: Source) -> Iterator[tuple[str, ast.Call]]:
    """Yield every call with the last part of the name called."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call):
            called = node.func
            yield (called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")), node


def functions(source: Source) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function of a file, inner ones too."""
    yield from (node for node in ast.walk(source.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def strings(source: Source) -> Iterator[ast.Constant]:
    """Yield every string of a file that is not a docstring, parts of f-strings included."""
    said = {id(node.value) for node in ast.walk(source.tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node


def held(faults: Iterable[str], examined: Sequence[object] | int, *, at_least: int = 1) -> None:
    """Fail where there are faults, and where fewer things were examined than there must be."""
    count, found = examined if isinstance(examined, int) else len(examined), sorted(set(faults))
    assert count >= at_least, f"only {count} examined: the rule has not been tested"
    assert not found, f"{len(found)} of {count} examined:\n" + "\n".join(found)

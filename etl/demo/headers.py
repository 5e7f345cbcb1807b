"""Header cells: one of a column's names, its unit, stray spaces and line breaks, and groups of two header rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from etl.demo.cells import Hand
from etl.demo.columns import Column
from etl.demo.tables import Table


@dataclass(frozen=True, slots=True)
class Group:
    """An upper header over neighbouring columns: (canonical name, text of the lower cell) each."""

    upper: str
    members: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of the sheet: its header, the table's column and its place there (None and -1 for an extra one)."""

    lower: str
    upper: str
    column: Column | None
    place: int


def headings(table: Table, groups: Sequence[Group], *, extras: Sequence[str], unit: str, hand: Hand) -> list[Heading]:
    """The sheet's columns in a shuffled order, groups kept together, extra columns first (序号) or anywhere."""
    grouped = {name: (group.upper, lower) for group in groups for name, lower in group.members}
    blocks: list[list[Heading]] = []
    blocks.extend(
        [_grouped(table, name, upper=group.upper, lower=lower) for name, lower in group.members] for group in groups
    )
    for place, column in enumerate(table.columns):
        if column.name not in grouped:
            blocks.append([Heading(_text(column, unit, hand), "", column, place)])
    # Registers keep what identifies a row in front; only the rest changes places from office to office.
    head, rest = blocks[len(groups) : len(groups) + 2], blocks[: len(groups)] + blocks[len(groups) + 2 :]
    hand.rng.shuffle(rest)
    for name in extras:
        if name != "序号":
            rest.insert(hand.rng.randrange(len(rest) + 1), [Heading(name, "", None, -1)])
    front = [[Heading("序号", "", None, -1)]] if "序号" in extras else []
    return [heading for block in front + head + rest for heading in block]


def _grouped(table: Table, name: str, *, upper: str, lower: str) -> Heading:
    """A column under an upper header."""
    place = table.place(name)
    return Heading(lower, upper, table.columns[place], place)


def _text(column: Column, unit: str, hand: Hand) -> str:
    """The header text of a column as the clerk writes it."""
    name = hand.rng.choice((column.name, column.name, *column.others))
    suffix = column.suffix
    if column.sort == "money":
        suffix = unit
    if column.sort == "share" and hand.shares == "percent header":
        suffix = "%"
    left, right = hand.rng.choice(("（）", "()"))
    draw = hand.rng.random()
    if draw < 0.12 and "（" not in name:
        name = " ".join(name)
    elif draw < 0.25 and hand.in_book and len(name) > 3:
        name = f"{name[:2]}\n{name[2:]}"
    return f"{name}{left}{suffix}{right}" if suffix else name

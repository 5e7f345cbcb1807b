"""Where the header of a sheet could stand: one row or two of the first few (表头位置)."""

from collections.abc import Iterator
from dataclasses import dataclass

from data.registers import Column
from etl.headers import HeaderIndex, is_unit_only, split_unit, written
from etl.read import Sheet

MAX_ROWS_ABOVE = 6
"""Rows of title, unit and date line that may stand above a header."""

_LAST, _PLAIN, _UNIT_ABOVE, _NAMED_ABOVE = range(4)


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of one sheet column: ``found`` is the register column it names in each kind that knows it."""

    index: int
    written: str
    named: str
    unit: str | None
    found: dict[str, Column]


@dataclass(frozen=True, slots=True)
class Header:
    """A header row that may be one; ``lower`` is its 0-based last row, ``upper`` the first where it takes two.

    ``rank`` decides between headers that know equally many columns, the higher first.
    """

    upper: int
    lower: int
    headings: tuple[Heading, ...]
    rank: int


def possible_headers(sheet: Sheet, index: HeaderIndex) -> Iterator[Header]:
    """Yield every header that the first rows of ``sheet`` could hold, from top to bottom."""
    for top in range(min(MAX_ROWS_ABOVE + 1, len(sheet.rows))):
        bottom = _merged_down_to(sheet, top)
        if bottom == top:
            headings = [_heading(column, cell, index) for column, cell in enumerate(sheet.rows[top])]
            yield Header(upper=top, lower=top, headings=_named(headings), rank=_PLAIN)
        if max(bottom, top + 1) < len(sheet.rows):
            yield from _two_rows(sheet, index, top=top, bottom=max(bottom, top + 1))


def _merged_down_to(sheet: Sheet, top: int) -> int:
    """Return the last row to which the cells of row ``top`` are merged downward, ``top`` if none is."""
    ends = [end for start, _, end, _ in sheet.merges if start == top and end <= top + 2]
    return max(ends, default=top)


def _two_rows(sheet: Sheet, index: HeaderIndex, *, top: int, bottom: int) -> Iterator[Header]:
    """Yield the header of two rows, unless its upper row adds nothing to the lower: then that is a title."""
    upper = [written(cell) for cell in sheet.rows[top]]
    lower = [written(cell) for cell in sheet.rows[bottom]]
    width = max(len(upper), len(lower))
    upper += [""] * (width - len(upper))
    lower += [""] * (width - len(lower))
    spans = _spread(sheet, top=top, cells=upper)
    headings = [
        _stacked(column, upper=spans[column], lower=below, index=index)
        if below
        else _heading(column, upper[column], index)
        for column, below in enumerate(lower)
    ]
    if any(start == top and end == bottom for start, _, end, _ in sheet.merges):
        rank = _PLAIN
    elif not sheet.merges and _names_what_is_above(upper, lower, headings):
        rank = _NAMED_ABOVE
    elif _units_from_above(spans, lower, headings):
        rank = _UNIT_ABOVE
    elif any(heading.found and not index.find(lower[heading.index]) for heading in headings):
        rank = _LAST
    else:
        return
    yield Header(upper=top, lower=bottom, headings=_named(headings), rank=rank)


def _spread(sheet: Sheet, *, top: int, cells: list[str]) -> list[str]:
    """Return the upper cells spread over their merges, or rightwards over blanks where the row has no merges."""
    spread = list(cells)
    merges = [(left, right) for start, left, end, right in sheet.merges if start <= top <= end and right > left]
    for left, right in merges:
        for column in range(left, min(right + 1, len(cells))):
            spread[column] = cells[left]
    if not merges:
        for column in range(1, len(cells)):
            spread[column] = cells[column] or spread[column - 1]
    return spread


def _heading(column: int, cell: object, index: HeaderIndex) -> Heading:
    text = written(cell)
    return Heading(index=column, written=text, named=text, unit=split_unit(text)[1], found=index.find(text))


def _stacked(column: int, *, upper: str, lower: str, index: HeaderIndex) -> Heading:
    """Return the heading of a lower cell under an upper one: named by the lower or by both in either order."""
    above, above_unit = split_unit(upper)
    below, below_unit = split_unit(lower)
    if is_unit_only(lower):
        below, below_unit = "", split_unit(f"x({lower.strip('()（）')})")[1]
    found = dict(index.find(lower))
    for joined in (below + above, above + below):
        found = {**index.find(joined), **found}
    return Heading(
        index=column, written=upper + lower if upper else lower, named=lower, unit=below_unit or above_unit, found=found
    )


def _named(headings: list[Heading]) -> tuple[Heading, ...]:
    return tuple(heading for heading in headings if heading.named)


def _units_from_above(spans: list[str], lower: list[str], headings: list[Heading]) -> bool:
    """Return whether upper cells over a part of the columns give known ones a unit that they lack themselves."""
    over_a_part = len(set(spans)) > 1 and not any("单位" in span for span in spans)
    return over_a_part and any(
        heading.found and heading.unit and lower[heading.index] and not split_unit(lower[heading.index])[1]
        for heading in headings
    )


def _names_what_is_above(upper: list[str], lower: list[str], headings: list[Heading]) -> bool:
    """Return whether a row can only be the lower half of a header, in files that carry no merges (CSV).

    Either it holds nothing but units, or texts under blank upper cells while every known column is named above.
    """
    filled = [column for column, cell in enumerate(lower) if cell]
    if not filled:
        return False
    if all(is_unit_only(lower[column]) for column in filled):
        return True
    if any(headings[column].found or lower[column].replace(".", "").isdigit() for column in filled):
        return False
    return any(not upper[column] for column in filled)

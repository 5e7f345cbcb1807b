"""Which register a sheet holds, told by its header row alone (台账识别): file and sheet names say nothing reliable."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from data.registers import Column, Register
from etl.datarows import data_rows
from etl.headers import HeaderIndex, money_unit_of_line, split_unit
from etl.layout import Header, possible_headers
from etl.read import Sheet


@dataclass(frozen=True, slots=True)
class FoundColumn:
    """A register column found on a sheet (列): ``index`` is its 0-based sheet column.

    ``header`` is the canonical heading, ``written`` the one in the file, with the cell above, ``named`` without;
    ``unit`` the unit in the heading or above it.
    """

    index: int
    name: str
    header: str
    written: str
    named: str
    unit: str | None


@dataclass(frozen=True, slots=True)
class Recognised:
    """A table of a known kind (台账): ``header_row`` is the 1-based lower header row (CSV: record).

    ``unit_line`` is the unit of money declared above the header. ``frame`` has a column a found column, raw values,
    None for blank, and is indexed by 1-based sheet row; ``rows_read`` = its rows + ``skipped``.
    """

    kind: str
    header_row: int
    columns: tuple[FoundColumn, ...]
    ignored_columns: tuple[str, ...]
    unit_line: str | None
    rows_read: int
    skipped: int
    frame: pd.DataFrame


def recognise(sheet: Sheet, registers: Mapping[str, Register]) -> Recognised | None:
    """Return the table on ``sheet``, None if no header row there holds all required columns of any kind."""
    best: tuple[Register, Header, dict[str, FoundColumn]] | None = None
    score = (0, 0)
    for header in possible_headers(sheet, HeaderIndex(registers)):
        for kind in dict.fromkeys(kind for heading in header.headings for kind in heading.found):
            columns = _columns(header, kind)
            if (len(columns), header.rank) > score and _fits(registers[kind], columns):
                best, score = (registers[kind], header, columns), (len(columns), header.rank)
    return None if best is None else _table(sheet, *best)


def _columns(header: Header, kind: str) -> dict[str, FoundColumn]:
    """Return the columns of ``kind`` that ``header`` names, by name.

    Of two headings for one column the canonical one counts (总户数 beside the 户数 of poor households), else the first.
    """
    found: dict[str, FoundColumn] = {}
    for heading in header.headings:
        column = heading.found.get(kind)
        if column is None:
            continue
        known = found.get(column.name)
        if known is None or (_is_canonical(heading.named, column) and not _is_canonical(known.named, column)):
            found[column.name] = FoundColumn(
                index=heading.index,
                name=column.name,
                header=column.header,
                written=heading.written,
                named=heading.named,
                unit=heading.unit,
            )
    return found


def _is_canonical(heading: str, column: Column) -> bool:
    return split_unit(heading)[0] == split_unit(column.header)[0]


def _fits(register: Register, found: Mapping[str, FoundColumn]) -> bool:
    criteria = sum(column.criterion and column.name in found for column in register.columns)
    complete = all(_names_for(column, found) for column in register.columns if column.required)
    return complete and criteria >= (register.criteria_minimum or 0)


def _names_for(column: Column, found: Mapping[str, FoundColumn]) -> tuple[str, ...]:
    """Return the found columns that give a required column: itself, or all of its alternative; empty if neither."""
    if column.name in found:
        return (column.name,)
    return column.alternative if all(name in found for name in column.alternative) else ()


def _table(sheet: Sheet, register: Register, header: Header, found: dict[str, FoundColumn]) -> Recognised:
    rows = data_rows(
        sheet,
        {name: column.index for name, column in found.items()},
        first=header.lower + 1,
        required=[name for column in register.columns if column.required for name in _names_for(column, found)],
        key=[name for name in register.key if name in found],
    )
    used = {column.index for column in found.values()}
    return Recognised(
        kind=register.kind,
        header_row=header.lower + 1,
        columns=tuple(found.values()),
        ignored_columns=tuple(heading.named for heading in header.headings if heading.index not in used),
        unit_line=_unit_line(sheet, header.upper),
        rows_read=rows.rows_read,
        skipped=rows.skipped,
        frame=rows.frame,
    )


def _unit_line(sheet: Sheet, above: int) -> str | None:
    units = (money_unit_of_line(cell) for row in sheet.rows[:above] for cell in row)
    return next((unit for unit in units if unit is not None), None)

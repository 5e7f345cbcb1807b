"""Readers of whole columns: each distinct raw value is read once, however often it stands in the column."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.registers import Column
from etl import cells, privacy
from etl.cells import CellFault

Values = npt.NDArray[np.object_]
Reader = Callable[[object], object]

EARLIEST_DAY = "2010-01-01"
"""No event of these registers lies before this day."""


@dataclass(frozen=True, slots=True)
class Context:
    """What reading a delivery needs to know: the day it was delivered, the pseudonym key."""

    delivered_on: str
    key: bytes


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """A column read: one array a stored column, and the codes of faulty cells by position."""

    values: Mapping[str, Values]
    faults: Mapping[int, str]


def _each_distinct(raw: Values, read: Reader) -> tuple[Values, dict[int, str]]:
    """Return ``read`` of every cell, reading each distinct raw value once, and the codes of cells it refused."""
    codes, distinct = pd.factorize(raw, use_na_sentinel=True)
    found = np.empty(len(distinct) + 1, dtype=object)
    refused: dict[int, str] = {}
    for position, value in enumerate(distinct):
        try:
            found[position] = read(value)
        except CellFault as fault:
            refused[position] = fault.code
    faults = {}
    if refused:
        for at in np.flatnonzero(np.isin(codes, list(refused))).tolist():
            faults[at] = refused[int(codes[at])]
    return found[codes], faults


def _known_codes(column: Column) -> dict[str, str]:
    known = {}
    for code, others in column.codes.items():
        known.update(dict.fromkeys(map(cells.plain, (code, *others)), code))
    return known


def _choice(raw: object, *, known: Mapping[str, str], suffix: str) -> str | None:
    value = cells.plain(raw)
    if value in known:
        return known[value]
    if value in cells.EMPTY_MARKS:
        return None
    code = known.get(value.removesuffix(suffix)) if suffix else None
    if code is None:
        raise CellFault("unknown_code")
    return code


def _choices(raw: object, *, column: Column, known: Mapping[str, str]) -> str | None:
    value = cells.plain(raw)
    for separator in column.separators:
        value = value.replace(cells.plain(separator), "、")
    found = [_choice(part, known=known, suffix=column.strip_suffix) for part in value.split("、")]
    codes = list(dict.fromkeys(code for code in found if code))
    if column.max is not None and len(codes) > column.max:
        raise CellFault("unreadable")
    return "、".join(codes) or None


def _masked_name(raw: object) -> str | None:
    name = cells.name(raw)
    return privacy.mask_name(name) if name else None


def _official_name(raw: object) -> str | None:
    name = cells.name(raw)
    return cells.hide_long_numbers(name) if name else None


def _place(raw: object) -> str | None:
    value = cells.text(raw)
    return value.replace(" ", "") if value else None


def _plain_reader(column: Column) -> Reader:
    """Return the reader of a column that yields one stored column and needs no unit."""
    known = _known_codes(column)
    bounds = {} if column.minimum is None else {"minimum": column.minimum}
    signed = {"minimum": None} if column.name in ("lon", "lat") else bounds
    readers: dict[str, Reader] = {
        "identifier": partial(cells.identifier, digits=column.digits),
        "text": cells.text,
        "person_name": _masked_name,
        "official_name": _official_name,
        "choice": partial(_choice, known=known, suffix=column.strip_suffix),
        "choices": partial(_choices, column=column, known=known),
        "flag": cells.flag,
        "integer": partial(cells.integer, maximum=column.maximum, **bounds),
        "number": partial(cells.number, maximum=column.maximum, **signed),
        "date": cells.day,
        "year": cells.year,
        "period": cells.half_year,
        "place": _place,
    }
    return readers[column.type]


def _read_days(column: Column, raw: Values, context: Context) -> ReadColumn:
    values, faults = _each_distinct(raw, cells.day)
    if column.bounded:
        for position, value in enumerate(values):
            if value is not None and not EARLIEST_DAY <= value <= context.delivered_on:
                faults[position] = "date_out_of_range"
    return ReadColumn({column.name: values}, faults)


def _read_identity(column: Column, raw: Values, context: Context) -> ReadColumn:
    def read(value: object) -> str | None:
        full = None if cells.plain(value) in cells.EMPTY_MARKS else privacy.id_number(value)
        return privacy.pseudonym(context.key, full) if full else None

    values, faults = _each_distinct(raw, read)
    return ReadColumn({column.name: values}, faults)


def _read_payee(column: Column, raw: Values, context: Context) -> ReadColumn:
    names, faults = _each_distinct(raw, cells.name)
    masked = np.array([privacy.mask_name(name) if name else None for name in names], dtype=object)
    hidden = np.array([privacy.pseudonym(context.key, name) if name else None for name in names], dtype=object)
    return ReadColumn({column.name: masked, f"{column.name.removesuffix('_masked')}_pseudonym": hidden}, faults)


def read_column(column: Column, raw: Values, context: Context) -> ReadColumn:
    """Return the stored values of a column of raw cells.

    Money and rates are read by ``read_money`` and ``read_shares``.
    """
    special = {"date": _read_days, "id_number": _read_identity, "payee": _read_payee}
    if column.type in special:
        return special[column.type](column, raw, context)
    values, faults = _each_distinct(raw, _plain_reader(column))
    return ReadColumn({column.name: values}, faults)


def read_money(column: Column, raw: Values, *, unit: str) -> ReadColumn:
    """Return amounts in fen of a column whose bare numbers are in ``unit``."""
    reader = partial(cells.money_fen, unit=unit, may_be_negative=column.may_be_negative)
    values, faults = _each_distinct(raw, reader)
    return ReadColumn({column.name: values}, faults)


def needs_unit(raw: Values) -> bool:
    """Return whether any cell of a column of amounts leaves its unit to the column."""
    return any(cells.is_bare_amount(value) for value in raw)


def _bare_are_percent(bare: set[Decimal]) -> bool:
    """Return whether bare numbers are percents; CellFault ``ambiguous_percent`` when both conventions are mixed."""
    if all(0 <= value <= 1 for value in bare):
        return False
    if all(value == 0 or value > 1 for value in bare):
        return True
    raise CellFault("ambiguous_percent")


def read_shares(
    column: Column, raw: Values, *, header_is_percent: bool, formatted: npt.NDArray[np.bool_]
) -> ReadColumn:
    """Return rates (比率) as fractions.

    A cell with a percent number format (``formatted``) is a fraction already, one with its own % a percent. Bare
    numbers are percents under a header with %; else the whole column decides. Raises CellFault
    ``ambiguous_percent`` when the column mixes both conventions; a value outside the declared range is unreadable.
    """
    parts, faults = _each_distinct(raw, cells.share_parts)
    bare = {
        part[0] for part, is_fraction in zip(parts, formatted, strict=True) if part and not part[1] and not is_fraction
    }
    bare_percent = header_is_percent or _bare_are_percent({value for value in bare if value >= 0})
    low, high = column.range or (0, 100)
    values = np.empty(len(raw), dtype=object)
    for position, part in enumerate(parts):
        if part is None:
            continue
        value, own_percent = part
        is_percent = own_percent or (bare_percent and not formatted[position])
        percent = value if is_percent else value * 100
        if not low <= percent <= high:
            faults[position] = "unreadable"
        else:
            values[position] = float(percent / 100)
    return ReadColumn({column.name: values}, faults)

"""The twenty kinds of register (台账种类) as data: columns, synonyms, types, units, codes and references.

Each ``data/registers/<kind>.toml`` describes one kind. The reader of deliveries, the store's schema, the templates
and the dictionary all take their knowledge of a register from here, so that a county adds a synonym without code.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType

from data.text import Text

FOLDER = Path(__file__).parent / "registers"

COLUMN_TYPES = frozenset(
    {
        "identifier", "text", "person_name", "official_name", "payee", "id_number", "choice", "choices", "flag",
        "integer", "number", "money", "percent", "date", "year", "period", "place",
    }
)  # fmt: skip

PERSONAL_TYPES = frozenset({"person_name", "payee", "id_number"})
"""Types whose cells are never stored as received: they would identify a registered person or a payee."""


class RegisterError(ValueError):
    """A register description is not usable; the message names file and fault."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a register (台账列).

    ``header`` is the canonical heading, ``synonyms`` the other accepted ones. ``name`` is the column of the store and
    carries the unit it is stored in (``_fen``, ``_mu``, ``_share``, ``_count`` …).
    """

    name: str
    header: str
    type: str
    label: Text
    note: Text
    example: str
    synonyms: tuple[str, ...] = ()
    required: bool = False
    reference: str | None = None
    alternative: tuple[str, ...] = ()
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    on_unknown: str = "reject"
    default: str | None = None
    default_unit: str | None = None
    range: tuple[float, float] | None = None
    digits: int | None = None
    minimum: float | None = None
    maximum: float | None = None
    max: int | None = None
    separators: str = ""
    strip_suffix: str = ""
    bounded: bool = True
    may_be_negative: bool = False
    criterion: bool = False

    @property
    def personal(self) -> bool:
        """Whether a cell of this column identifies a registered person or payee."""
        return self.type in PERSONAL_TYPES


@dataclass(frozen=True, slots=True)
class Register:
    """One kind of register (台账): what a row of it is, its key and its columns in canonical order."""

    kind: str
    table: str
    key: tuple[str, ...]
    title: Text
    note: Text
    columns: tuple[Column, ...]
    full_list: bool = False
    criteria_minimum: int | None = None

    def column(self, name: str) -> Column:
        """Return the column stored as ``name``; KeyError if the register has none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.kind}.{name}")


def _label(raw: object, where: str) -> Text:
    if not isinstance(raw, dict) or set(raw) != {"zh", "en"}:
        raise RegisterError(f"{where}: a text needs exactly zh and en")
    return Text(zh=raw["zh"], en=raw["en"])


def _column(raw: Mapping[str, object], where: str) -> Column:
    fields = dict(raw)
    at = f"{where}.{fields.get('name')}"
    if fields.get("type") not in COLUMN_TYPES:
        raise RegisterError(f"{at}: unknown type {fields.get('type')!r}")
    for text in ("label", "note"):
        fields[text] = _label(fields.get(text), at)
    for many in ("synonyms", "alternative", "range"):
        if many in fields:
            fields[many] = tuple(fields[many])  # type: ignore[arg-type]
    if "codes" in fields:
        codes = fields["codes"]
        if not isinstance(codes, dict):
            raise RegisterError(f"{at}: codes must be a table")
        fields["codes"] = MappingProxyType({code: tuple(others) for code, others in codes.items()})
    try:
        return Column(**fields)  # type: ignore[arg-type]
    except TypeError as error:
        raise RegisterError(f"{at}: {error}") from None


def parse_register(text: str, where: str) -> Register:
    """Return the register described by TOML ``text``; RegisterError names ``where`` and what is wrong."""
    raw = tomllib.loads(text)
    columns = tuple(_column(column, where) for column in raw["columns"])
    names = {column.name for column in columns}
    key = tuple(raw["key"])
    if len(names) != len(columns) or not set(key) <= names:
        raise RegisterError(f"{where}: column names must differ and the key must be among them")
    return Register(
        kind=raw["kind"],
        table=raw["table"],
        key=key,
        title=_label(raw["title"], where),
        note=_label(raw["note"], where),
        columns=columns,
        full_list=raw.get("full_list", False),
        criteria_minimum=raw.get("criteria_minimum"),
    )


LOAD_ORDER = (
    "villages", "households", "persons", "incomes", "household_changes", "village_changes", "village_checks",
    "projects", "allocations", "disbursements", "county_finance", "department_funds", "teams", "first_secretaries",
    "measures", "industries", "assessments", "crosscheck_hits", "oversight", "proposals",
)  # fmt: skip
"""Kinds in the order in which they are shown and loaded: a kind comes after those it refers to."""


@cache
def load_registers(folder: Path = FOLDER) -> Mapping[str, Register]:
    """Return the registers by kind, in load order. RegisterError if a description is missing or unusable."""
    found = {}
    for path in folder.glob("*.toml"):
        register = parse_register(path.read_text(encoding="utf-8"), path.name)
        found[register.kind] = register
    if missing := set(LOAD_ORDER) ^ set(found):
        raise RegisterError(f"register descriptions missing or not in the load order: {sorted(missing)}")
    return MappingProxyType({kind: found[kind] for kind in LOAD_ORDER})

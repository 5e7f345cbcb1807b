"""Tables of the fact store (事实库), SQLAlchemy Core.

Every key begins with ``county_code`` so that a distributed database can place rows by county. A fact row is a
version: it holds from ``from_edition`` until ``to_edition`` (null: still holds) and is never overwritten, so any
earlier edition can be read again. Each version names the received table and sheet row it came from and keeps the
cells as received (personal ones masked). The fact tables are made from the register descriptions, so a column has
one definition; money is in fen, areas in mu, shares are fractions, days are ISO dates.
"""

from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKeyConstraint,
    FromClause,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    and_,
    or_,
)  # fmt: skip
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.types import TypeEngine

from data.registers import Column as RegisterColumn
from data.registers import Register, load_registers

COUNTY_CODE = "610824"
"""Administrative code (行政区划代码) of the one county of this store."""

metadata = MetaData()


def _key(*names: str) -> PrimaryKeyConstraint:
    return PrimaryKeyConstraint("county_code", *names)


def _refers(columns: list[str], target: str, to: list[str]) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["county_code", *columns], [f"{target}.county_code", *(f"{target}.{c}" for c in to)])


county = Table(
    "county", metadata,
    Column("county_code", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("is_demo", Boolean, nullable=False),
    Column("key_fingerprint", Text, nullable=False),
    Column("created_at", Text, nullable=False),
    _key(),
)  # fmt: skip

edition = Table(
    "edition", metadata,
    Column("county_code", Text, nullable=False),
    Column("edition", Integer, nullable=False),
    Column("created_at", Text, nullable=False),
    Column("delivered_on", Date, nullable=False),
    Column("cause", Text, nullable=False),
    Column("deliveries_known", Text, nullable=False),
    _key("edition"),
)  # fmt: skip

delivery = Table(
    "delivery", metadata,
    Column("county_code", Text, nullable=False),
    Column("delivery_no", Integer, nullable=False),
    Column("path", Text, nullable=False),
    Column("delivered_on", Date, nullable=False),
    Column("received_at", Text, nullable=False),
    Column("edition", Integer),
    Column("withdrawn_edition", Integer),
    _key("delivery_no"),
    _refers(["edition"], "edition", ["edition"]),
    _refers(["withdrawn_edition"], "edition", ["edition"]),
)  # fmt: skip

source_file = Table(
    "source_file", metadata,
    Column("county_code", Text, nullable=False),
    Column("file_no", Integer, nullable=False),
    Column("delivery_no", Integer, nullable=False),
    Column("path", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("byte_count", BigInteger, nullable=False),
    Column("status", Text, nullable=False),
    Column("reason_class", Text),
    Column("reason_zh", Text),
    Column("reason_en", Text),
    _key("file_no"),
    _refers(["delivery_no"], "delivery", ["delivery_no"]),
    Index("source_file_sha256", "county_code", "sha256"),
)  # fmt: skip

COUNTS = ("rows_read", "loaded", "unchanged", "superseded", "rejected", "skipped")
"""What became of the rows of a received table; the first is the sum of the others (行数守恒)."""

source_table = Table(
    "source_table", metadata,
    Column("county_code", Text, nullable=False),
    Column("table_no", Integer, nullable=False),
    Column("file_no", Integer, nullable=False),
    Column("sheet", Text),
    Column("kind", Text, nullable=False),
    Column("header_row", Integer, nullable=False),
    *(Column(count, Integer, nullable=False) for count in COUNTS),
    Column("ignored_columns", Text, nullable=False),
    Column("column_names", Text, nullable=False),
    _key("table_no"),
    _refers(["file_no"], "source_file", ["file_no"]),
)  # fmt: skip

listed_keys = Table(
    "listed_keys", metadata,
    Column("county_code", Text, nullable=False),
    Column("table_no", Integer, nullable=False),
    Column("key_count", Integer, nullable=False),
    Column("packed_keys", LargeBinary, nullable=False),
    _key("table_no"),
    _refers(["table_no"], "source_table", ["table_no"]),
)  # fmt: skip
"""Keys that the tables of full registers (全量名册) listed, changed or not; see ``data.listing``."""


def _remark(name: str) -> Table:
    """A remark on a cell of a received table: a rejected row or a warning."""
    return Table(
        name, metadata,
        Column("county_code", Text, nullable=False),
        Column("table_no", Integer, nullable=False),
        Column("sheet_row", Integer, nullable=False),
        Column("column_header", Text, nullable=False),
        Column("value", Text),
        Column("code", Text, nullable=False),
        Column("reason_zh", Text, nullable=False),
        Column("reason_en", Text, nullable=False),
        _key("table_no", "sheet_row", "column_header"),
        _refers(["table_no"], "source_table", ["table_no"]),
    )  # fmt: skip


rejection = _remark("rejection")
warning = _remark("warning")

VILLAGE_DAY_MEASURES = (
    "registered_people", "poor_people", "out_people", "returned_people",
    "registered_households", "poor_households", "out_households", "returned_households", "paired_households",
    "unsafe_water_households", "farmland_hundredths_mu", "farmland_members",
    "identified_flow", "returned_flow", "increase_flow", "out_flow", "removed_flow", "decrease_flow",
)  # fmt: skip
"""Changes kept by village and day, of people and households on the register.

``paired``: with a 帮扶责任人; ``unsafe_water``: 未解决安全饮用水; farmland and members are of households that give
both. The last six are the terms of the flow of poor people (减贫流量).
"""

CAUSE_DAY_MEASURES = ("poor_people", "poor_households", "returned_people", "returned_households")
"""Changes kept by village, main cause of poverty (主要致贫原因) and day."""

ITEM_DAY_MEASURES = ("eligible", "covered", "unknown", "untold")
"""Changes kept by village, item of support (``data.systems.ITEMS``) and day.

``unknown``: whether they are eligible cannot be told; ``untold``: eligible, and nothing on record of being covered.
"""

village_day = Table(
    "village_day", metadata,
    Column("county_code", Text, nullable=False),
    Column("village_code", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("edition", Integer, nullable=False),
    *(Column(measure, Integer, nullable=False) for measure in VILLAGE_DAY_MEASURES),
    _key("village_code", "day", "edition"),
    _refers(["edition"], "edition", ["edition"]),
)  # fmt: skip

village_cause_day = Table(
    "village_cause_day",
    metadata,
    Column("county_code", Text, nullable=False),
    Column("village_code", Text, nullable=False),
    Column("main_cause", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("edition", Integer, nullable=False),
    *(Column(measure, Integer, nullable=False) for measure in CAUSE_DAY_MEASURES),
    _key("village_code", "main_cause", "day", "edition"),
    _refers(["edition"], "edition", ["edition"]),
)

village_item_day = Table(
    "village_item_day",
    metadata,
    Column("county_code", Text, nullable=False),
    Column("village_code", Text, nullable=False),
    Column("item", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("edition", Integer, nullable=False),
    *(Column(measure, Integer, nullable=False) for measure in ITEM_DAY_MEASURES),
    _key("item", "village_code", "day", "edition"),
    _refers(["edition"], "edition", ["edition"]),
    sqlite_with_rowid=False,  # the rows lie in the order in which they are summed
)

area = Table(
    "area", metadata,
    Column("county_code", Text, nullable=False),
    Column("area_code", Text, nullable=False),
    Column("name", Text),
    Column("rings", Text, nullable=False),
    Column("source_path", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("edition", Integer, nullable=False),
    _key("area_code", "edition"),
    _refers(["edition"], "edition", ["edition"]),
)  # fmt: skip

_SQL_TYPES: dict[str, type[TypeEngine[Any]]] = {
    "flag": Boolean, "integer": Integer, "year": Integer, "number": Float, "percent": Float, "money": BigInteger,
    "date": Date,
}  # fmt: skip


def stored_names(column: RegisterColumn) -> tuple[str, ...]:
    """Return the columns of the store that a register column fills: itself and what is derived from it."""
    if column.type == "payee":
        return column.name, column.name.removesuffix("_masked") + "_pseudonym"
    if column.type == "place":
        return column.name, f"{column.name}_codes"
    return (column.name,)


def _fact_columns(register: Register) -> list[Column[object]]:
    columns: list[Column[object]] = []
    for column in register.columns:
        sql_type = _SQL_TYPES.get(column.type, Text)
        columns += [Column(name, sql_type, nullable=name not in register.key) for name in stored_names(column)]
    return columns


def _fact_table(register: Register) -> Table:
    return Table(
        register.table, metadata,
        Column("county_code", Text, nullable=False),
        *_fact_columns(register),
        Column("from_edition", Integer, nullable=False),
        Column("to_edition", Integer),
        Column("table_no", Integer, nullable=False),
        Column("sheet_row", Integer, nullable=False),
        Column("cells", Text, nullable=False),
        _key(*register.key, "from_edition"),
        _refers(["from_edition"], "edition", ["edition"]),
        _refers(["to_edition"], "edition", ["edition"]),
        _refers(["table_no"], "source_table", ["table_no"]),
    )  # fmt: skip


facts: dict[str, Table] = {kind: _fact_table(register) for kind, register in load_registers().items()}
"""Fact table of each kind of register."""

INDEXES: dict[str, tuple[str, tuple[str, ...]]] = {
    "household_village": ("households", ("village_code",)),
    "household_change_type": ("household_changes", ("change_type",)),
    "household_change_person": ("household_changes", ("person_no",)),
    "person_household": ("persons", ("household_no",)),
    "measure_household": ("measures", ("household_no",)),
    "disbursement_project": (
        "disbursements",
        ("project_no", "village_code", "level", "disbursed_on", "amount_fen", "from_edition", "to_edition"),
    ),
    "disbursement_order": ("disbursements", ("disbursed_on", "voucher_no", "line_no", "from_edition", "to_edition")),
    "disbursement_sums": (
        "disbursements",
        (
            "disbursed_on",
            "project_no",
            "village_code",
            "level",
            "amount_fen",
            "payee_pseudonym",
            "from_edition",
            "to_edition",
        ),
    ),
    "allocation_sums": (
        "allocations",
        ("allocated_on", "project_no", "level", "amount_fen", "from_edition", "to_edition"),
    ),
    "project_sums": (
        "projects",
        ("project_no", "from_edition", "to_edition", "category", "department", "place_codes", "planned_fen"),
    ),
}
"""Indexes by name: kind of register and columns after the county.

Those of sums and of a project's payments hold all that a sum reads, in the order in which the rows are put together.
"""

for _name, (_kind, _columns) in INDEXES.items():
    Index(_name, *(facts[_kind].c[column] for column in ("county_code", *_columns)))


@lru_cache(1024)
def in_edition(table: FromClause, number: int) -> ColumnElement[bool]:
    """Return the condition that a version of ``table`` holds in edition ``number``."""
    return and_(
        table.c.county_code == COUNTY_CODE,
        table.c.from_edition <= number,
        or_(table.c.to_edition.is_(None), table.c.to_edition > number),
    )

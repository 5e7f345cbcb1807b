"""The tables: every key begins with the county, every register column is stored, editions are ranges."""

import pytest
from sqlalchemy import Engine, create_engine, insert, select

from data.registers import load_registers
from data.schema import COUNTY_CODE, facts, in_edition, metadata, stored_names, village_day


def test_every_key_begins_with_the_county() -> None:
    for table in metadata.tables.values():
        assert table.primary_key.columns.keys()[0] == "county_code", table.name


@pytest.mark.parametrize("kind", list(load_registers()))
def test_every_column_of_a_register_is_stored(kind: str) -> None:
    register = load_registers()[kind]
    stored = {name for column in register.columns for name in stored_names(column)}
    versions = {"county_code", "from_edition", "to_edition", "table_no", "sheet_row", "cells"}
    assert set(facts[kind].columns.keys()) == stored | versions
    assert facts[kind].primary_key.columns.keys() == ["county_code", *register.key, "from_edition"]


def test_what_is_derived_stands_beside_what_was_received() -> None:
    column = load_registers()["disbursements"].column
    assert stored_names(column("payee_masked")) == ("payee_masked", "payee_pseudonym")
    assert stored_names(load_registers()["projects"].column("place")) == ("place", "place_codes")
    assert stored_names(column("amount_fen")) == ("amount_fen",)


def test_names_and_numbers_of_persons_are_not_among_the_columns() -> None:
    names = {column.name for table in metadata.tables.values() for column in table.columns}
    assert not {"id_number", "phone", "bank_account", "name", "payee"} & (names - {"name"})
    assert {"name_masked", "person_pseudonym"} <= names


@pytest.fixture
def memory() -> Engine:
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    return engine


@pytest.mark.parametrize(("edition", "holds"), [(1, []), (2, ["a"]), (3, ["a"]), (4, []), (5, ["b"])])
def test_a_version_holds_from_its_edition_until_the_next(memory: Engine, edition: int, holds: list[str]) -> None:
    table = facts["oversight"]
    with memory.begin() as connection:
        for code, first, last in (("a", 2, 4), ("b", 5, None)):
            row = {
                "case_no": code,
                "from_edition": first,
                "to_edition": last,
                "table_no": 1,
                "sheet_row": 1,
                "cells": "[]",
            }
            connection.execute(insert(table).values(county_code=COUNTY_CODE, **row))
            connection.execute(insert(table).values(county_code="999999", **row))
        found = connection.scalars(select(table.c.case_no).where(in_edition(table, edition)))
        assert list(found) == holds
    memory.dispose()


def test_the_measures_of_a_day_are_columns() -> None:
    assert {"poor_people", "out_flow", "decrease_flow"} <= set(village_day.columns.keys())

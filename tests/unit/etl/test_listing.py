"""A full list's keys are remembered, changed or not; rows refused for another cell were listed too."""

from sqlalchemy import select

from data.engine import reader
from data.listing import unpack
from data.schema import listed_keys
from tests import builders
from tests.builders import CENTRE, NORTH, SOUTH, village
from tests.conftest import Loader


def kept(url: str) -> dict[int, frozenset[str]]:
    engine = reader(url)
    with engine.connect() as connection:
        c = listed_keys.c
        rows = connection.execute(select(c.table_no, c.key_count, c.packed_keys)).all()
    engine.dispose()
    found = {table_no: unpack(packed) for table_no, _, packed in rows}
    assert {table_no: count for table_no, count, _ in rows} == {table_no: len(keys) for table_no, keys in found.items()}
    return found


def test_unchanged_and_refused_rows_are_among_the_keys(loaded: Loader, store_url: str) -> None:
    loaded({"villages": [village(SOUTH), village(CENTRE)]})
    loaded({"villages": [village(SOUTH), village(NORTH, 贫困村类型="国家级"), {"村编码": "12", "行政村": "坏村"}]})
    assert kept(store_url) == {1: {SOUTH, CENTRE}, 2: {SOUTH, NORTH}}


def test_registers_that_are_no_full_lists_keep_none(loaded: Loader, store_url: str) -> None:
    loaded(builders.county())
    engine = reader(store_url)
    with engine.connect() as connection:
        found = "SELECT kind FROM source_table JOIN listed_keys USING (table_no)"
        kinds = set(connection.exec_driver_sql(found).scalars())
    engine.dispose()
    assert kinds == {"villages", "households", "persons", "projects", "teams", "first_secretaries", "proposals"}

"""The rows of every figure are found in good time: no register is gone through once for each row of another."""

import re
from datetime import date

import pytest
from sqlalchemy.dialects import sqlite

from dashboard.metrics.registry import METRICS
from dashboard.opened import Opened
from dashboard.queries.evidence.listing import BUILDERS, evidence_of, listing
from dashboard.queries.evidence.model import RowSet
from dashboard.queries.reading import Reading, open_reading
from tests.demo_store import demo_store
from tests.unit.house.sources import held

DAY = date(2016, 6, 30)
WHOLE = re.compile(r"SCAN \w+|SEARCH \w+ USING (?:COVERING )?INDEX \w+ \(county_code=\?\)$")
"""A step that goes through all rows of a table."""


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    return open_reading(demo_store(tmp_path_factory)[0])


def loops(reading: Reading, rows: RowSet) -> list[str]:
    """Return the tables a listing of all rows of a set goes through, the outermost first."""
    statement = listing(rows).compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
    with reading.engine.connect() as connection:
        steps = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}".replace("%", "%%")).all()
    return [str(detail) for _, parent, _, detail in steps if parent == 0 and re.match("SCAN|SEARCH", str(detail))]


def test_no_register_is_gone_through_for_each_row_of_another(reading: Reading) -> None:
    faults, examined = [], 0
    for figure in BUILDERS.keys() & METRICS.keys():
        for term in evidence_of(reading, Opened.of(figure, as_of=DAY)).terms:
            examined += 1
            outermost, *inner = loops(reading, term.rows)
            # There are few deliveries.
            inner = [] if outermost == "SCAN delivery" else inner
            faults += [f"{figure}: {outermost}, then {step}" for step in inner if WHOLE.match(step)]
    held(faults, examined, at_least=250)

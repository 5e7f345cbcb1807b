"""The rows behind a figure: they add up to it, page by page and group by group, for every figure and breakdown."""

import math
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from dashboard.metrics.model import DIMENSIONS, Dimension
from dashboard.metrics.registry import HEADLINES, METRICS
from dashboard.opened import SEVERAL, Opened
from dashboard.queries.evidence.listing import (
    BUILDERS,
    PAGE_ROWS,
    NoEvidence,
    evidence_of,
    figure_value,
    groups_of,
    listing,
    rows_page,
    term_value,
    value_from_rows,
)
from dashboard.queries.figures import Value, figures_by, total_figures
from dashboard.queries.reading import Reading
from tests import builders
from tests.conftest import deliver, fresh_store, reading_of
from tests.unit.house.sources import held

DAYS = (date(2016, 6, 30), date(2016, 3, 19), date(2015, 12, 31))
NOTHING_THERE = (None, 0)


@pytest.fixture(scope="module")
def readings(empty_store: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Reading, ...]:
    """A small county, as first delivered and after a correction."""
    folder = tmp_path_factory.mktemp("evidence")
    url = fresh_store(empty_store, folder / "store")
    deliver(url, folder / "one", builders.county())
    again = builders.county()
    corrected = {
        "disbursements": [{**again["disbursements"][0], "拨付金额(元)": 60000}],
        "households": [{**again["households"][1], "村编码": builders.NORTH}],
        "household_changes": [builders.change("H2", "2016-05-05", "脱贫"), builders.change("H1", "2016-06-01", "返贫")],
    }
    deliver(url, folder / "two", corrected)
    return reading_of(url, 1), reading_of(url, 2)


def same(found: Value, wanted: Value) -> bool:
    if found is None or wanted is None:
        # A figure whose register holds no row at all is no data; its rows are none.
        return found in NOTHING_THERE and wanted in NOTHING_THERE
    return math.isclose(found, wanted, rel_tol=1e-9, abs_tol=1e-9)


def test_the_rows_of_every_figure_add_up_to_it(readings: tuple[Reading, ...]) -> None:
    asked = [(reading, day, figure) for reading in readings for day in DAYS for figure in HEADLINES]
    faults = (
        f"{figure} {day} edition {reading.edition}"
        for reading, day, figure in asked
        if not same(value_from_rows(reading, Opened.of(figure, as_of=day)), total_figures(reading, day).get(figure))
    )
    held(faults, asked, at_least=200)


def test_the_rows_of_every_part_add_up_to_it(readings: tuple[Reading, ...]) -> None:
    examined, faults = 0, []
    first, corrected = readings
    for reading, dimensions in ((first, ("village",)), (corrected, DIMENSIONS)):
        for by in dimensions:
            for figure, parts in figures_by(reading, DAYS[0], by).items():
                for member, value in parts.items():
                    examined += 1
                    opened = Opened.of(figure, as_of=DAYS[0], **{by: member})
                    if not same(value_from_rows(reading, opened), value):
                        faults.append(f"{figure} {by}={member}: {value_from_rows(reading, opened)} for {value}")
    held(faults, examined, at_least=300)


def test_groups_that_are_kept_ready_equal_their_rows(readings: tuple[Reading, ...]) -> None:
    examined, faults = 0, []
    reading = readings[-1]
    for figure in BUILDERS:
        opened = Opened.of(figure, as_of=DAYS[0])
        for at, term in enumerate(evidence_of(reading, opened).terms):
            rows = listing(term.rows).subquery()
            listed = reading.value(select(func.sum(rows.c.weight)).select_from(rows)) or 0
            examined += 1
            total = sum(group.value for group in groups_of(reading, opened, at))
            if not math.isclose(listed * term.scale, total, rel_tol=1e-9, abs_tol=1e-9):
                faults.append(f"{figure} term {at}: rows {listed * term.scale}, groups {total}")
    held(faults, examined, at_least=80)


@pytest.mark.parametrize(
    ("figure", "by"),
    [
        ("funds.disbursed", "category"),
        ("funds.disbursed", "village"),
        ("funds.disbursed", "zone"),
        ("people.poor", "zone"),
    ],
)
def test_a_figure_of_several_members_is_the_sum_of_theirs(
    readings: tuple[Reading, ...], figure: str, by: Dimension
) -> None:
    every = figures_by(readings[-1], DAYS[0], by)[figure]
    parts = {member: value for member, value in every.items() if value}
    assert len(parts) >= 2
    opened = Opened.of(figure, as_of=DAYS[0], **{by: SEVERAL.join(parts)})
    assert same(figure_value(readings[-1], opened), sum(parts.values()))


def test_every_figure_can_be_opened() -> None:
    held((figure for figure in METRICS if figure not in BUILDERS), list(METRICS), at_least=45)
    held((figure for figure in BUILDERS if figure not in METRICS), list(BUILDERS), at_least=45)


def test_a_group_is_listed_page_by_page_with_origins(readings: tuple[Reading, ...]) -> None:
    opened = Opened.of("people.registered", as_of=DAYS[0])
    page = rows_page(readings[0], opened, 0, group=builders.CENTRE)
    assert (page.count, page.value, len(page.rows)) == (3, 3, 3)
    assert all(row.table_no and row.sheet_row and row.edition == 1 and row.value == 1 for row in page.rows)
    assert {row.shown["name_masked"] for row in page.rows} == {"张**"}
    assert rows_page(readings[0], opened, 0, group=builders.CENTRE, page=99).rows == page.rows
    turned = rows_page(readings[0], opened, 0, group=builders.CENTRE, sort="-person_no")
    assert [row.key for row in turned.rows] == [row.key for row in reversed(page.rows)]


def test_a_reversal_is_a_row_of_the_group_of_no_village(readings: tuple[Reading, ...]) -> None:
    page = rows_page(readings[0], Opened.of("funds.disbursed", as_of=DAYS[0]), 0, group="")
    assert [row.value for row in page.rows] == [pytest.approx(-1234.56)]


def test_pages_hold_a_fixed_number_of_rows(readings: tuple[Reading, ...]) -> None:
    assert PAGE_ROWS >= 20
    opened = Opened.of("people.registered", as_of=DAYS[0])
    for group in groups_of(readings[1], opened, 0):
        assert len(rows_page(readings[1], opened, 0, group=group.key).rows) == min(PAGE_ROWS, group.value)


def test_what_is_narrowed_twice_is_counted_from_its_rows(readings: tuple[Reading, ...]) -> None:
    opened = Opened.of("funds.disbursed", as_of=DAYS[0], category="基础设施", level="中央")
    assert figure_value(readings[0], opened) == pytest.approx(50000 - 1234.56)
    assert figure_value(readings[1], opened) == pytest.approx(60000 - 1234.56)
    assert (
        term_value(readings[0], Opened.of("people.poor", as_of=DAYS[0], cause="因病"), 0)
        == total_figures(readings[0], DAYS[0])["people.poor"]
    )


def test_an_unknown_figure_has_no_evidence(readings: tuple[Reading, ...]) -> None:
    with pytest.raises(NoEvidence):
        evidence_of(readings[0], Opened.of("people.happy", as_of=DAYS[0]))
    with pytest.raises(NoEvidence):
        figure_value(readings[0], Opened.of("people.poor"))

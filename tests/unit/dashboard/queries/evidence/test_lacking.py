"""A figure whose register was never loaded is no data, and its drawer says which register is missing."""

from datetime import date
from pathlib import Path

import pytest

from dashboard.components.drawer import drawer
from dashboard.components.static_html import written
from dashboard.metrics.registry import METRICS
from dashboard.opened import Look, Opened
from dashboard.queries.evidence.lacking import ANY_OF_THEM
from dashboard.queries.evidence.listing import figure_value
from dashboard.queries.reading import Reading
from dashboard.queries.screen import open_screen
from dashboard.view import View
from data.registers import load_registers
from tests import builders
from tests.builders import SOUTH
from tests.conftest import deliver, fresh_store, reading_of
from tests.unit.house.sources import held

JUNE = date(2016, 6, 30)
MISSING = (
    "incomes", "projects", "allocations", "disbursements", "village_checks", "teams", "first_secretaries", "measures",
    "industries", "assessments", "crosscheck_hits", "oversight", "proposals",
)  # fmt: skip


@pytest.fixture(scope="module")
def store(empty_store: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A county that delivered villages, households, people and their changes, and nothing else."""
    folder = tmp_path_factory.mktemp("lacking")
    url = fresh_store(empty_store, folder / "store")
    rows = {kind: each for kind, each in builders.county().items() if kind not in MISSING}
    unsaid = ("帮扶责任人", "帮扶责任人单位", "是否危房户")
    rows["households"] = [
        {name: cell for name, cell in row.items() if name not in unsaid} for row in rows["households"]
    ]
    deliver(url, folder, rows)
    return url


@pytest.fixture(scope="module")
def reading(store: str) -> Reading:
    return reading_of(store)


@pytest.mark.parametrize("where", [{}, {"zone": "南部"}, {"village": SOUTH}])
def test_a_figure_of_a_register_never_loaded_is_no_data(reading: Reading, where: dict[str, str]) -> None:
    asked = [each.id for each in METRICS.values() if set(each.sources) & set(MISSING) and each.id not in ANY_OF_THEM]
    asked = [each for each in asked if not each.startswith("dq.")]
    values = {each: figure_value(reading, Opened.of(each, as_of=JUNE, **where)) for each in asked}
    held((f"{each} {value}" for each, value in values.items() if value is not None), asked, at_least=60)


@pytest.mark.parametrize(
    "figure", ["households.unpaired", "households.lost_helper", "helpers.total", "households.unsafe_house"]
)
def test_a_column_that_no_household_fills_is_no_data(reading: Reading, figure: str) -> None:
    assert figure_value(reading, Opened.of(figure, as_of=JUNE, town=SOUTH[:9])) is None


def test_what_the_registers_do_hold_is_told(reading: Reading) -> None:
    assert figure_value(reading, Opened.of("exit.at_risk_illness", as_of=JUNE)) is not None
    assert figure_value(reading, Opened.of("villages.moving", as_of=JUNE)) is not None
    assert figure_value(reading, Opened.of("moves.out_total", as_of=JUNE)) == 1


@pytest.mark.parametrize(
    ("figure", "register"),
    [("exit.at_risk", "incomes"), ("cases.open", "oversight"), ("assessment.points", "assessments"),
     ("exclusions.matched", "crosscheck_hits"), ("villages.with_project", "projects")],
)  # fmt: skip
def test_the_drawer_names_the_register_that_is_missing(store: str, figure: str, register: str) -> None:
    screen = open_screen(store, View(language="en"))
    shown = written(drawer(screen, Look(Opened.of(figure, as_of=JUNE))))
    assert '<span class="drawer-value">—</span>' in shown
    assert load_registers()[register].title["en"] in shown.partition("Not received yet:")[2]

"""Runs the worked examples of figures (tests/cases/figures_*.toml): rows in, day, figure out."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dashboard.metrics.registry import HEADLINES
from dashboard.queries.figures import figures_by, total_figures
from dashboard.queries.reading import Reading
from tests import builders
from tests.conftest import deliver, fresh_store, reading_of
from tests.unit.house.sources import ROOT, held

EXAMPLES = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "tests" / "cases").glob("figures_*.toml"))
}
CASES = [
    pytest.param(name, case, id=f"{name}: {case['name']['en']}")
    for name, example in EXAMPLES.items()
    for case in example["case"]
]
WORDS = {"name", "figure", "on"}


@pytest.fixture(scope="module")
def readings(empty_store: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Reading]:
    """The registers of each file, loaded once into a store of their own."""
    found = {}
    for name, example in EXAMPLES.items():
        folder = tmp_path_factory.mktemp(name)
        url = fresh_store(empty_store, folder / "store")
        (folder / "in").mkdir()
        for file, content in example.get("files", {}).items():
            (folder / "in" / file).write_text(content, encoding="utf-8")
        report = deliver(url, folder / "in", example["registers"], on=example["delivered"])
        assert report.total("rows_read") == sum(map(len, example["registers"].values()))
        found[name] = reading_of(url)
    return found


def value_of(reading: Reading, case: dict[str, Any]) -> float | None:
    day: date = case["on"]
    if "by" in case:
        return figures_by(reading, day, case["by"])[case["figure"]][case["member"]]
    return total_figures(reading, day).get(case["figure"])


@pytest.mark.parametrize(("name", "case"), CASES)
def test_example(readings: dict[str, Reading], name: str, case: dict[str, Any]) -> None:
    place = {"by", "member"} if "by" in case else set()
    assert set(case) == WORDS | place | ({"null"} if "null" in case else {"expect"})
    assert case["name"]["zh"]
    found = value_of(readings[name], case)
    assert found == (None if case.get("null") else pytest.approx(case["expect"], rel=1e-9, abs=1e-12))


def test_no_row_of_an_example_is_refused_but_where_that_is_the_point(readings: dict[str, Reading]) -> None:
    rejected = {name: total_figures(each, date(2016, 6, 30))["dq.rejected"] for name, each in readings.items()}
    held((name for name, count in rejected.items() if count and name != "figures_quality"), len(rejected), at_least=4)


def test_every_headline_figure_has_an_example() -> None:
    shown = {case["figure"] for example in EXAMPLES.values() for case in example["case"] if "expect" in case}
    held((figure for figure in HEADLINES if figure not in shown), list(HEADLINES), at_least=35)
    assert shown <= set(HEADLINES)


def test_an_example_has_the_headings_of_the_registers() -> None:
    kinds = {kind for example in EXAMPLES.values() for kind in example["registers"]}
    assert kinds <= set(builders.county())

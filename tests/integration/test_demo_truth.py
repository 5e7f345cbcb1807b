"""The demo county through the whole trip: written, loaded, measured; every figure equals what its generator knows."""

import math
from collections import Counter
from collections.abc import Mapping
from datetime import date

import pytest

from dashboard.metrics.model import DIMENSIONS
from dashboard.metrics.registry import METRICS, metrics_by
from dashboard.queries.figures import Value, figures_by, total_figures
from dashboard.queries.reading import Reading, open_reading
from etl.demo import DELIVERED, DemoTruth
from tests.demo_store import demo_store

DAYS = (date(2015, 12, 31), date(2016, 2, 14), date(2016, 3, 31), DELIVERED, date(2016, 9, 30))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Reading, DemoTruth]:
    url, truth = demo_store(tmp_path_factory)
    return open_reading(url), truth


def same(want: Value, got: Value) -> bool:
    if want is None or got is None:
        return want is got
    return math.isclose(want, got, rel_tol=1e-9, abs_tol=0.006)


@pytest.mark.parametrize("day", DAYS)
def test_every_figure_of_the_county_equals_the_truth(demo: tuple[Reading, DemoTruth], day: date) -> None:
    reading, truth = demo
    wanted, got = truth.metrics(day, None), total_figures(reading, day)
    known = set(METRICS) & set(wanted)
    assert len(known) >= 36
    assert {m: (wanted[m], got.get(m)) for m in known if not same(wanted[m], got.get(m))} == {}


@pytest.mark.parametrize("by", DIMENSIONS)
@pytest.mark.parametrize("day", DAYS)
def test_every_part_equals_the_truth(demo: tuple[Reading, DemoTruth], day: date, by: str) -> None:
    reading, truth = demo
    wanted, got = truth.metrics(day, by), figures_by(reading, day, by)
    compared = 0
    for metric in metrics_by(by):
        if metric.id not in wanted:
            continue
        mine, theirs = got.get(metric.id, {}), wanted[metric.id]
        for member in {*mine, *theirs}:
            assert same(_part(theirs, member), _part(mine, member)), (metric.id, member)
            compared += 1
    assert compared > 5


def _part(parts: Mapping[str, Value], member: str) -> Value:
    """An absent member is 0, or null for a ratio: both read as None here."""
    return parts.get(member) or None


def test_what_became_of_the_rows_equals_the_truth(demo: tuple[Reading, DemoTruth]) -> None:
    reading, truth = demo
    figures = total_figures(reading, DELIVERED)
    wanted = truth.metrics(DELIVERED, None)
    assert figures["dq.rejected"] == wanted["dq.rejected"] == len(truth.rejections) > 0
    assert len(Counter(rejection.code for rejection in truth.rejections)) == 10


def test_the_demo_county_is_the_one_of_the_speech(demo: tuple[Reading, DemoTruth]) -> None:
    figures = total_figures(demo[0], date(2015, 12, 31))
    spoken = {
        "villages.registered": 72, "people.poor": 18_900, "funds.disbursed": 78_700_000, "funds.categories": 10,
        "funds.items": 128, "teams.province_city": 19, "teams.county": 54, "teams.cadres": 163,
        "first_secretaries.total": 99,
    }  # fmt: skip
    assert {metric: figures[metric] for metric in spoken} == spoken

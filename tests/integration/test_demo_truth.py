"""The demo county through the whole trip: written, loaded, measured; every figure equals what its generator knows."""

import math
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from dashboard.metrics.model import DIMENSIONS
from dashboard.metrics.registry import METRICS, metrics_by
from dashboard.queries.figures import Value, figures_by, total_figures
from dashboard.queries.reading import Reading, edition_note, open_reading
from etl.demo import DELIVERED, DELIVERIES, DemoTruth
from tests.demo_store import demo_store

DAYS = (date(2015, 12, 31), date(2016, 2, 14), date(2016, 3, 31), DELIVERED, date(2016, 9, 30))
EARLIER = range(1, len(DELIVERIES))
"""Numbers of the editions before the newest one."""


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, tuple[DemoTruth, ...]]:
    return demo_store(tmp_path_factory)


@pytest.fixture(scope="module")
def demo(editions: tuple[str, tuple[DemoTruth, ...]]) -> tuple[Reading, DemoTruth]:
    url, truths = editions
    return open_reading(url), truths[-1]


def same(want: Value, got: Value) -> bool:
    if want is None or got is None:
        return want is got
    return math.isclose(want, got, rel_tol=1e-9, abs_tol=0.006)


def total_differs(reading: Reading, truth: DemoTruth, day: date) -> dict[str, tuple[object, object]]:
    wanted, got = truth.metrics(day, None), total_figures(reading, day)
    known = set(METRICS) & set(wanted)
    assert len(known) >= 36
    return {m: (wanted[m], got.get(m)) for m in known if not same(wanted[m], got.get(m))}


def parts_differ(reading: Reading, truth: DemoTruth, day: date, *, by: str) -> list[tuple[str, str]]:
    wanted, got = truth.metrics(day, by), figures_by(reading, day, by)
    pairs = [
        (metric.id, member)
        for metric in metrics_by(by)
        if metric.id in wanted
        for member in {*got.get(metric.id, {}), *wanted[metric.id]}
    ]
    assert len(pairs) > 5
    return [(m, member) for m, member in pairs if not same(_part(wanted[m], member), _part(got.get(m, {}), member))]


def _part(parts: Mapping[str, Value], member: str) -> Value:
    """An absent member is 0, or null for a ratio: both read as None here."""
    return parts.get(member) or None


@pytest.mark.parametrize("day", DAYS)
def test_every_figure_of_the_county_equals_the_truth(demo: tuple[Reading, DemoTruth], day: date) -> None:
    assert total_differs(*demo, day) == {}


@pytest.mark.parametrize("by", DIMENSIONS)
@pytest.mark.parametrize("day", DAYS)
def test_every_part_equals_the_truth(demo: tuple[Reading, DemoTruth], day: date, by: str) -> None:
    assert parts_differ(*demo, day, by=by) == []


@pytest.mark.parametrize("number", EARLIER)
def test_an_earlier_edition_equals_what_was_known_then(
    editions: tuple[str, tuple[DemoTruth, ...]], number: int
) -> None:
    url, truths = editions
    reading, truth = open_reading(url, edition=number), truths[number - 1]
    for day in (date(2015, 12, 31), truth.delivered - timedelta(31), truth.delivered):
        assert total_differs(reading, truth, day) == {}
        for by in ("zone", "village", "category"):
            assert parts_differ(reading, truth, day, by=by) == []


def test_what_was_said_in_april_of_april_is_not_what_is_said_today(
    editions: tuple[str, tuple[DemoTruth, ...]],
) -> None:
    url, _ = editions
    april = DELIVERIES[1]
    then, now = (total_figures(open_reading(url, edition=number), april) for number in (2, len(DELIVERIES)))
    changed = {metric for metric in then if then[metric] != now[metric]}
    assert {"people.out", "people.poor", "funds.disbursed", "funds.planned", "target.department_share"} <= changed


def test_every_delivery_is_an_edition_of_its_day(editions: tuple[str, tuple[DemoTruth, ...]]) -> None:
    url, truths = editions
    notes = [edition_note(open_reading(url, edition=number)) for number in (*EARLIER, len(DELIVERIES))]
    assert all(note.is_demo for note in notes)
    assert [note.delivered_on for note in notes] == [truth.delivered for truth in truths] == list(DELIVERIES)
    assert open_reading(url).edition == len(DELIVERIES)


def test_what_became_of_the_rows_equals_the_truth(editions: tuple[str, tuple[DemoTruth, ...]]) -> None:
    url, truths = editions
    for number, truth in enumerate(truths, start=1):
        figures = total_figures(open_reading(url, edition=number), truth.delivered)
        wanted = truth.metrics(truth.delivered, None)
        for metric in ("dq.rows_read", "dq.rejected", "dq.files_quarantined"):
            assert figures[metric] == wanted[metric], (number, metric)
    assert len(Counter(rejection.code for rejection in truths[-1].rejections)) == 10


def test_the_demo_county_is_the_one_of_the_speech(demo: tuple[Reading, DemoTruth]) -> None:
    figures = total_figures(demo[0], date(2015, 12, 31))
    spoken = {
        "villages.registered": 72, "people.poor": 18_900, "funds.disbursed": 78_700_000, "funds.categories": 10,
        "funds.items": 128, "teams.province_city": 19, "teams.county": 54, "teams.cadres": 163,
        "first_secretaries.total": 99,
    }  # fmt: skip
    assert {metric: figures[metric] for metric in spoken} == spoken

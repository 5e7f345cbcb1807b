"""The tab of quality: one register opened, the worst village first, pages."""

import pytest

from dashboard.components.data_quality import quality_section
from dashboard.components.quality_remarks import asked_rows, cause_name
from dashboard.i18n import catalogue
from dashboard.queries.screen import open_screen
from dashboard.view import View
from etl.messages import REASONS, WARNINGS
from tests import builders
from tests.conftest import Loader
from tests.trees import links, words
from tests.unit.house.sources import held


def drawn(url: str, **view: object) -> list[object]:
    return list(quality_section(open_screen(url, View(**view))))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("warning.unreadable.2", ("warning", "unreadable", 2)),
        ("rejection.missing.0", ("rejection", "missing", 1)),
        ("rejection.missing", None),
        ("other.missing.1", None),
        ("households", None),
        (None, None),
    ],
)
def test_the_address_names_sort_cause_and_page(asked: str | None, found: object) -> None:
    assert asked_rows(asked) == found


def test_every_code_of_the_loader_has_a_name() -> None:
    codes = sorted({*REASONS, *WARNINGS})
    held((code for code in codes if f"quality.cause_{code}" not in catalogue()), codes, at_least=10)
    assert cause_name("en", "no_such") == "Other: no_such"


def test_the_tab_shows_registers_villages_and_positions(loaded: Loader, store_url: str) -> None:
    loaded()
    said = words(drawn(store_url))
    assert "必填列齐全 100.0%" in said
    assert "贫困户信息：各列完整度" in said
    assert "没有提示" in said
    assert "5 个村没有位置" in said
    assert "项目库：各列完整度" in words(drawn(store_url, metric="projects"))


def test_villages_follow_the_filter(loaded: Loader, store_url: str) -> None:
    loaded()
    assert "北丁村" in words(drawn(store_url))
    assert "北丁村" not in words(drawn(store_url, zone="南部"))


def test_rejected_rows_open_by_cause(loaded: Loader, store_url: str) -> None:
    county = builders.county()
    loaded({**county, "households": [*county["households"], builders.household("X", "610824104999")]})
    body = drawn(store_url, show="quality")
    assert any("rejection.unknown_reference.1" in each for each in links(body))
    opened = words(drawn(store_url, metric="rejection.unknown_reference.1"))
    assert "第 1–1 行，共 1 行" in opened
    past = words(drawn(store_url, metric="rejection.unknown_reference.9"))
    assert "没有第 9 页" in past

"""The page of data: what it says in every state, in both languages."""

import pytest
from dash.development.base_component import Component

from dashboard.i18n import LANGUAGES
from dashboard.queries.screen import open_screen
from dashboard.view import View
from pages import data
from tests import builders
from tests.conftest import Loader
from tests.trees import parts, words


def draw(url: str, **query: str) -> tuple[str, str, list[Component]]:
    content = data.draw(open_screen(url, View.from_query({"as_of": "2016-06-30", **query})))
    return words(content.finding), words(content.body), list(parts(content.body))


@pytest.fixture
def url(loaded: Loader, store_url: str) -> str:
    loaded()
    return store_url


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "query",
    [
        *({"show": section} for section in data.SECTIONS),
        {"show": "nonsense"},
        {"present": "1"},
        {"zone": "北部"},
        {"as_of": "2016-12-31"},
        {"edition": "1"},
    ],
)
def test_every_part_and_state_draws(url: str, query: dict[str, str], lang: str) -> None:
    finding, body, _ = draw(url, lang=lang, **query)
    assert finding.strip()
    assert body.strip()
    assert "{" not in finding + body


def test_the_finding_counts_deliveries_rows_and_refused_rows(loaded: Loader, store_url: str) -> None:
    loaded({"villages": [builders.village(builders.SOUTH), {"村编码": "1", "行政村": "无"}]})
    finding, _, _ = draw(store_url)
    assert finding == "共 1 次报送，读入 2 行，退回 1 行，每一行都有交代"
    finding, _, _ = draw(store_url, lang="en")
    assert finding == "1 delivery, 2 rows read: 1 rejected, every row is accounted for"


def test_nothing_refused_is_said(loaded: Loader, store_url: str) -> None:
    loaded({"villages": [builders.village(builders.SOUTH)]})
    finding, _, _ = draw(store_url)
    assert finding == "共 1 次报送，读入 1 行，没有一行退回，每一行都有交代"


def test_a_slide_has_four_numbers(url: str) -> None:
    _, _, drawn = draw(url, present="1")
    assert len([each for each in drawn if "kpi-value" in (getattr(each, "className", None) or "")]) == 4


@pytest.fixture
def twice(loaded: Loader, store_url: str) -> str:
    """Two deliveries; the second has refused rows, more than a page of them, and lacks a village."""
    loaded()
    rows = [builders.village(builders.SOUTH), *({"村编码": "1", "行政村": f"<b>{at}</b>"} for at in range(60))]
    people = [builders.household("H1", 家庭人口数="两"), builders.household("H9", "9")]
    loaded({"villages": [{**builders.village(builders.SOUTH), **row} for row in rows], "households": people})
    return store_url


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("opened", ["d1", "d2", "f1", "f21", "f22", "t1", "t21", "t21.2", "t21.9.9", "t22", "d9", "x"])
def test_whatever_is_opened_draws(twice: str, opened: str, lang: str) -> None:
    finding, body, _ = draw(twice, lang=lang, metric=opened, edition="2")
    assert finding.strip()
    assert body.strip()
    assert "{" not in finding + body


def test_an_open_delivery_shows_files_tables_and_what_is_missing(twice: str) -> None:
    _, body, _ = draw(twice, metric="d2")
    assert "delivery2/villages.csv" in body
    assert "识别出 2 张表" in body
    assert "贫困村名册：上次（第 1 次报送）有、这次没有的 4 个编号" in body
    assert "中甲村" in body
    assert body.count("✓") == 3


def test_rejected_rows_come_fifty_a_page(twice: str) -> None:
    _, first, drawn = draw(twice, metric="t22")
    _, second, _ = draw(twice, metric="t22.2")
    assert "退回 60 行" in first
    assert "第 1 / 2 页" in first
    assert ("第 3 行" in first, "第 3 行" in second) == (True, False)
    assert "第 62 行" in second
    hrefs = [each.href for each in drawn if getattr(each, "href", None)]
    assert any("metric=t22.2.1" in href for href in hrefs)


def test_a_file_with_rejected_rows_offers_the_workbook(twice: str) -> None:
    _, body, drawn = draw(twice, metric="f22")
    assert "把 60 个退回行改好再报" in body
    (form,) = [each for each in drawn if type(each).__name__ == "Form"]
    assert form.to_plotly_json()["props"]["data-address"] == "/rejected?file=22&lang=zh"
    _, body, _ = draw(twice, metric="f1")
    assert "改好再报" not in body


def test_warnings_are_shown_with_their_rows(twice: str) -> None:
    _, body, _ = draw(twice, metric="t21", lang="en")
    assert "1 row rejected (households.csv)" in body
    assert "1 warning" in body.replace("1 warnings", "1 warning")


def test_what_is_not_of_this_edition_is_told(twice: str) -> None:
    _, body, _ = draw(twice, metric="d2", edition="1")
    assert "这一版里没有它" in body


def test_cells_are_passed_as_text(loaded: Loader, store_url: str) -> None:
    loaded({"villages": [{**builders.village("<i>1</i>")}]})
    _, body, drawn = draw(store_url, metric="t1")
    assert "<i>1</i>" in body
    assert not any(type(each).__name__ in {"Markdown", "DangerouslySetInnerHTML"} for each in drawn)

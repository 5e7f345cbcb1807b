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

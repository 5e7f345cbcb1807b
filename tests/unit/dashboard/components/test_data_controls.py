"""The tab of control totals: verdict, who changed what, the opened one with parts, rows, form and history."""

import pytest

from dashboard.components.data_controls import controls_section
from dashboard.queries.screen import open_screen
from dashboard.records.control_totals import CONTROL_TOTAL
from dashboard.records.journal import write
from dashboard.view import View
from data.engine import app_url
from tests.conftest import Loader
from tests.trees import links, parts, words

GIVEN = {"value": "3", "tolerance": "0", "sentence": "三个", "source": "年报"}


def drawn(url: str, **view: object) -> list[object]:
    return list(controls_section(open_screen(url, View(**view))))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("language", "said"), [("zh", "10 项控制数，10 项对不上"), ("en", "10 of 10 control totals do not agree")]
)
def test_the_title_counts_what_is_off(loaded: Loader, store_url: str, language: str, said: str) -> None:
    loaded()
    body = drawn(store_url, language=language)
    assert words(body).startswith(said)
    assert any(
        "metric=goal.people" in each and "show=controls" in each for each in links(drawn(store_url, show="controls"))
    )


def test_an_opened_total_shows_its_rows_and_its_form(loaded: Loader, store_url: str) -> None:
    loaded()
    body = drawn(store_url, metric="control.province_villages")
    said = words(body)
    assert "比公布数少 38 个村" in said
    assert "南部白于山区" in said
    assert "villages.csv" in said
    assert "没有改过" in said
    forms = [each for each in parts(body) if getattr(each, "data-key", None) == "control.province_villages"]
    assert len(forms) == 1


def test_a_changed_total_says_who_when_and_what_it_was(loaded: Loader, store_url: str) -> None:
    loaded()
    write(app_url(store_url), CONTROL_TOTAL, "control.province_villages", content=GIVEN, author="王")
    body = drawn(store_url, metric="control.province_villages")
    said = words(body)
    assert "10 项控制数，9 项对不上" in said
    assert "王 20" in said
    assert "原为 41 村" in said
    assert "恢复默认" in said
    assert "三个" in said
    forms = [each for each in parts(body) if getattr(each, "data-key", None) == "control.province_villages"]
    assert len(forms) == 2


def test_an_unknown_total_opens_nothing(loaded: Loader, store_url: str) -> None:
    loaded()
    assert len(drawn(store_url, metric="no.such")) == len(drawn(store_url))

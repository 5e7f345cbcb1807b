"""The history of the tables users edit leaves with them: who, when, which field, what before and what after."""

import re

import pytest

from dashboard.app import create_app
from dashboard.exports.registry import tables_of
from dashboard.i18n import LANGUAGES
from dashboard.queries.screen import open_screen
from dashboard.records.control_totals import CONTROL_TOTAL, NEW
from dashboard.records.exclusions import EXCLUSION
from dashboard.records.journal import write
from dashboard.records.subjects import accepted
from dashboard.records.town_heads import TOWN_HEADS
from dashboard.settings import Settings
from dashboard.view import View
from data.engine import app_url
from data.rules import rules
from data.text import Locale
from tests.conftest import Loader

DAY = "2016-06-30"
KEY, TOTAL, TOWN = "exclusion.2", "control.province_villages", "610824104"


@pytest.fixture
def url(loaded: Loader, store_url: str) -> str:
    loaded()
    return store_url


def said(url: str, subject: str, key: str, author: str = "王", **fields: str) -> int:
    return write(app_url(url), subject, key, content=accepted(subject, key, fields), author=author)


def history(url: str, page: str, name: str, language: Locale = "zh", **query: str) -> list[tuple[object, ...]]:
    """Return the rows of a history without their times, which are looked at here."""
    screen = open_screen(url, View.from_query({"lang": language, "as_of": DAY, **query}))
    (table,) = (each for each in tables_of(page, screen) if each.key == name)
    rows = [tuple(row) for row in table.rows()]
    assert all(len(row) == len(table.columns) for row in rows)
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", str(row[0])) for row in rows)
    return [row[1:] for row in rows]


def test_an_exclusion_changed_and_put_back(url: str) -> None:
    of = next(each for each in rules() if each.key == KEY)
    said(url, EXCLUSION, KEY, name="有车", clause=of.clause.zh, lists="车辆 工商")
    said(url, EXCLUSION, KEY, "李", name="有车", clause=of.clause.zh, lists="车辆 工商")
    said(url, EXCLUSION, KEY, "李")
    chinese, english = (
        history(url, "oversight", "exclusion_edits", language, show="exclusions") for language in LANGUAGES
    )
    name = of.label.zh
    assert chinese == [
        ("王", name, "修改", "名称", name, "有车"),
        ("王", name, "修改", "比对名单", "车辆、大型农机", "车辆、工商"),
        ("李", name, "修改", None, None, None),
        ("李", name, "恢复默认", "名称", "有车", name),
        ("李", name, "恢复默认", "比对名单", "车辆、工商", "车辆、大型农机"),
    ]
    assert english[0] == ("王", of.label.en, "changed", "Name", of.label.en, "有车")
    assert english[1][-2:] == ("Vehicles, Large farm machines", "Vehicles, Businesses")
    assert len(english) == len(chinese)


def test_a_control_total_changed_and_one_of_the_county_added_and_removed(url: str) -> None:
    words = {"sentence": "省级 3 个", "source": "年报"}
    said(url, CONTROL_TOTAL, TOTAL, value="3", tolerance="0", **words)
    own = {"figure": "people.registered", "as_of": "2015-12-31", "value": "18900", "tolerance": "5", **words}
    number = said(url, CONTROL_TOTAL, NEW, **own)
    said(url, CONTROL_TOTAL, f"own.{number}", "李", **own | {"tolerance": "9"})
    said(url, CONTROL_TOTAL, f"own.{number}", "李")
    found = history(url, "data", "control_edits", show="controls")
    assert ("王", "省级贫困村 41 个", "修改", "公布", "41 村", "3 村") in found
    added = [row for row in found if row[2] == "添加"]
    assert {row[3]: row[4:] for row in added} == {
        "指标": (None, "在册贫困人口"),
        "截至": (None, "2015-12-31"),
        "公布": (None, "18900 人"),
        "容差": (None, "5 人"),
        "原文": (None, "省级 3 个"),
        "出处": (None, "年报"),
    }
    assert ("李", "在册贫困人口", "修改", "容差", "5 人", "9 人") in found
    assert len([row for row in found if row[2] == "删除" and row[-1] is None]) == len(added)


def test_the_control_totals_leave_as_the_page_compares_them(url: str) -> None:
    screen = open_screen(url, View.from_query({"lang": "zh", "show": "controls", "as_of": DAY}))
    table = tables_of("data", screen)[0]
    row = next(tuple(each) for each in table.rows() if each[0] == "省级贫困村 41 个")
    assert [cell.content for cell in row[1:5]] == [41, 3, -38, 0]  # type: ignore[union-attr]
    assert row[6] == "✕ 对不上"
    assert [each.key for each in tables_of("data", open_screen(url, View()))] == ["deliveries", "files"]


def test_the_heads_of_the_towns_under_the_filter(url: str) -> None:
    said(url, TOWN_HEADS, TOWN, party="甲", government="乙")
    said(url, TOWN_HEADS, TOWN, "李", party="甲", government="")
    found = history(url, "proposals", "head_edits", zone="南部")
    assert [row[0] for row in found] == ["王", "王", "李"]
    assert found[-1] == ("李", "周河镇", "修改", "政府（办事处）主要负责人", "乙", None)
    assert history(url, "proposals", "head_edits", zone="北部") == []


def test_a_table_nobody_changed_leaves_its_headings(url: str) -> None:
    client = create_app(Settings(url, cache_folder=None)).server.test_client()
    text = client.get("/export/oversight.csv?show=exclusions&table=exclusion_edits&lang=en").get_data(as_text=True)
    assert text.lstrip("\ufeff").strip() == "When (UTC),Who,Item,Edit,Field,Before,After"

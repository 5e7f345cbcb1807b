"""The grids: locale texts, rows as printed text, links by address."""

import json
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.components import grids
from dashboard.components.place_links import place_pieces
from dashboard.components.village_link import village_href
from dashboard.i18n import LANGUAGES
from dashboard.metrics.formats import format_value, ledger_money
from dashboard.metrics.registry import metric
from dashboard.opened import Opened
from dashboard.queries.entries import PAYEE
from dashboard.queries.evidence.listing import figure_value
from dashboard.queries.evidence.origin import row_detail
from dashboard.queries.screen import Screen, open_screen
from dashboard.view import View
from data.text import Locale
from tests import builders
from tests.builders import CENTRE, SOUTH, SOUTH_2
from tests.conftest import Loader

DAY = date(2016, 6, 30)
NASTY = '<img src=x onerror="alert(1)">'


@pytest.fixture
def url(loaded: Loader, store_url: str) -> str:
    delivery = builders.county()
    delivery["projects"][0]["项目名称"] = NASTY
    loaded(delivery)
    return store_url


def screen(url: str, language: Locale = "zh", **query: str) -> Screen:
    return open_screen(url, View.from_query({"lang": language, "as_of": "2016-06-30", **query}))


def test_a_grid_speaks_the_language_of_the_screen() -> None:
    texts = {language: grids.locale_text(language) for language in LANGUAGES}
    assert texts["zh"]["noRowsToShow"] == "没有符合条件的记录"
    assert texts["en"]["noRowsToShow"] == "Nothing matches"
    assert len(texts["zh"]) == len(texts["en"]) > 30


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_grid_renders_no_markup_and_asks_for_its_rows(url: str, language: Locale) -> None:
    drawn = (grids.project_grid(screen(url, language)), grids.entry_grid(screen(url, language)))
    for grid, opening in zip(drawn, ("OpenFigure", "OpenRow"), strict=True):
        props = grid.children[1].children.to_plotly_json()["props"]
        assert props["rowModelType"] == "infinite"
        assert "dangerously_allow_code" not in props
        renderers = {column.get("cellRenderer") for column in props["columnDefs"]}
        assert renderers == {None, "ProjectLink", "VillageLinks", opening}
        assert all(column["headerName"].strip() for column in props["columnDefs"])


def test_the_rows_of_the_grid_of_projects(url: str) -> None:
    answer = grids.project_rows(screen(url), {"startRow": 0, "endRow": 2})
    assert answer["rowCount"] == 3
    first = answer["rowData"][0]
    assert len(answer["rowData"]) == 2
    assert (first["planned"], first["allocated"], first["disbursed"]) == ("10.00", "8.00", "5.00")
    assert (first["paid_share"], first["work_share"]) == ("62.5", "100.0")
    assert first["project_name"] == NASTY
    assert "metric=X1" in first["href"]
    assert "show=projects" in first["href"]


def test_each_village_of_a_project_leads_to_its_page_under_the_same_filters(url: str) -> None:
    asked = screen(url, zone="南部", edition="1", metric="X2")
    rows = grids.project_rows(asked, {})["rowData"]
    assert [row["villages"] for row in rows if row["project_no"] == "X2"] == [
        [("南甲村", village_href(asked, SOUTH)), ("、", None), ("南乙村", village_href(asked, SOUTH_2))]
    ]
    address = urlsplit(village_href(asked, SOUTH))
    assert address.path == f"/village/{SOUTH}"
    assert parse_qs(address.query) == {"lang": ["zh"], "as_of": ["2016-06-30"], "zone": ["南部"], "edition": ["1"]}
    everywhere = grids.project_rows(screen(url), {})["rowData"]
    assert [row["villages"] for row in everywhere if row["place"] == "全县"] == [[("全县", None)]]


def test_a_village_is_known_in_a_place_with_its_town_and_without_its_ending(url: str) -> None:
    shown = screen(url)
    pieces = place_pieces(shown, "周河镇南甲村，南乙；不在册村", (SOUTH, SOUTH_2))
    assert "".join(words for words, _ in pieces) == "周河镇南甲村，南乙；不在册村"
    leading = {words: href for words, href in pieces if href}
    assert leading == {"周河镇南甲村": village_href(shown, SOUTH), "南乙": village_href(shown, SOUTH_2)}


def test_a_village_of_an_entry_leads_to_its_page(url: str) -> None:
    shown = screen(url, "en")
    rows = {row["voucher_no"]: row["villages"] for row in grids.entry_rows(shown, {})["rowData"]}
    assert rows["P2"] == [("Zhongjia Village", village_href(shown, CENTRE))]
    assert rows["P3"] == [("County-wide, unassigned", None)]


def test_an_amount_of_a_project_opens_what_it_says(url: str) -> None:
    shown = screen(url)
    first = grids.project_rows(shown, {"startRow": 0, "endRow": 1})["rowData"][0]
    assert set(first["opens"]) == {"planned", "allocated", "disbursed", "paid_share"}
    for column, (written, address) in first["opens"].items():
        opened = Opened.parse(written)
        assert opened is not None
        assert opened.conditions == {"project": "X1"}
        value = figure_value(shown.reading, replace(opened, as_of=shown.as_of))
        say = format_value(metric(opened.metric), value, "zh") if column == "paid_share" else ledger_money(value, "zh")
        assert first[column] == say
        assert "open=funds." in address


def test_an_entry_opens_at_its_own_row(url: str) -> None:
    shown = screen(url)
    for row in grids.entry_rows(shown, {"startRow": 0, "endRow": 5})["rowData"]:
        opened, key = Opened.parse(row["open"]), tuple(json.loads(row["row"]))
        assert opened is not None
        assert key == (row["voucher_no"], row["line_no"])
        detail = row_detail(shown.reading, "disbursements", key, used=("amount_fen",))
        assert detail.versions
        assert parse_qs(row["open_href"])["row"] == list(key)


def test_the_rows_of_the_grid_of_entries_in_both_languages(url: str) -> None:
    chinese, english = (grids.entry_rows(screen(url, language), {})["rowData"] for language in LANGUAGES)
    assert [row["amount"] for row in chinese] == ["5.00", "5.00", "−0.12"]
    assert [row["amount"] for row in english] == ["50,000.00", "50,000.00", "−1,234.56"]
    assert (chinese[0]["level"], english[0]["level"]) == ("中央", "Central")
    assert (chinese[2]["village_name"], english[2]["village_name"]) == ("全县统筹/未分配", "County-wide, unassigned")
    assert chinese[0]["payee_masked"] == "李**"
    assert "disbursements.csv" in english[0]["origin"]


def test_words_in_english_are_looked_for_in_english(url: str) -> None:
    asked = {"filterModel": {"level": {"filterType": "text", "type": "startsWith", "filter": "coun"}}}
    assert [row["level"] for row in grids.entry_rows(screen(url, "en"), asked)["rowData"]] == ["County"]
    assert grids.entry_rows(screen(url, "zh"), asked)["rowCount"] == 0


def test_amounts_are_looked_for_in_the_unit_printed(url: str) -> None:
    for language, amount in (("zh", 5), ("en", 50_000)):
        asked = {"filterModel": {"amount": {"filterType": "number", "type": "equals", "filter": amount}}}
        assert grids.entry_rows(screen(url, language), asked)["rowCount"] == 2


def test_a_grid_says_how_many_rows_match(url: str) -> None:
    assert grids.count_text(screen(url), {"rowCount": 1234}) == "符合条件的记录：1,234"
    assert grids.count_text(screen(url, "en"), {"rowCount": 0}) == "Nothing matches: loosen the filters."


def test_the_ledger_of_one_payee(url: str) -> None:
    assert grids.narrowing_of(screen(url, metric=f"{PAYEE}abc")).payee == f"{PAYEE}abc"
    assert grids.narrowing_of(screen(url, metric="X1")).payee is None
    assert grids.entry_rows(screen(url, metric=f"{PAYEE}{'0' * 16}"), {})["rowCount"] == 0

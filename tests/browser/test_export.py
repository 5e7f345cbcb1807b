"""The export menu as a hand and a keyboard use it, and what is downloaded by it."""

import io
from pathlib import Path

import openpyxl
from playwright.sync_api import Locator

from tests.browser.conftest import PageAt, Visit

MENU = "details.export-menu"
PNG = b"\x89PNG"


def opened(visit: Visit) -> Locator:
    """Return the menu after opening it by the keyboard."""
    summary = visit.page.locator(f"{MENU} > summary")
    summary.focus()
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_selector(f"{MENU}[open]")
    return visit.page.locator(".export-body")


def downloaded(visit: Visit, what: Locator) -> tuple[str, bytes]:
    """Return the name and the content of what a click downloads."""
    with visit.page.expect_download(timeout=60_000) as waiting:
        what.click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def test_the_menu_by_keyboard_and_a_workbook_and_a_table(page_at: PageAt) -> None:
    visit = page_at("/exit?zone=南部", size="1024x768")
    menu = opened(visit)
    assert visit.axe_violations() == []
    name, book = downloaded(visit, menu.locator("a").first)
    assert name.startswith("靖边县-退出-")
    assert name.endswith("-演示数据.xlsx")
    matrix = openpyxl.load_workbook(io.BytesIO(book), read_only=True)["村与退出标准"]
    assert {row[3] for row in matrix.iter_rows(min_row=2, values_only=True)} == {"南部白于山区"}
    name, table = downloaded(visit, menu.get_by_role("link", name="CSV：返贫", exact=True))
    assert name.endswith(".csv")
    assert table.startswith(b"\xef\xbb\xbf")
    visit.page.keyboard.press("Escape")
    assert visit.page.locator(f"{MENU}[open]").count() == 0
    assert visit.page.evaluate("document.activeElement.tagName") == "SUMMARY"
    assert not visit.problems


def test_a_chart_as_picture_says_what_it_is(page_at: PageAt) -> None:
    visit = page_at("/", lang="en")
    menu = opened(visit)
    _, picture = downloaded(visit, menu.locator(".export-images button", has_text="PNG").first)
    assert picture.startswith(PNG)
    _, drawing = downloaded(visit, menu.locator(".export-images button", has_text="SVG").first)
    text = drawing.decode()
    assert "Demo data" in text
    assert "Data as of 2016-06-30" in text
    assert "127.0.0.1" in text
    assert not visit.problems


def test_a_ledger_is_exported_as_the_grid_is_narrowed(page_at: PageAt) -> None:
    visit = page_at("/funds?show=ledger", lang="en")
    condition = "{level: {filterType: 'text', type: 'equals', filter: 'Central'}}"
    narrowed = f"() => dash_ag_grid.getApi('entry-grid').setFilterModel({condition})"
    visit.page.locator(".ag-row").first.wait_for()
    visit.page.evaluate(narrowed)
    visit.settle()
    _, table = downloaded(visit, opened(visit).locator("a", has_text="CSV").first)
    lines = table.decode("utf-8-sig").splitlines()
    assert len(lines) > 10
    assert all(",Central," in line for line in lines[1:])


def test_a_presentation_has_no_menu(page_at: PageAt) -> None:
    visit = page_at("/?present=1", size="1024x768")
    assert visit.page.locator(MENU).count() == 0

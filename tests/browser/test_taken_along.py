"""Every part of every page is reached by its link, and every entry of its export menu gives the file it names."""

import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Locator

from tests.browser.conftest import PageAt, Visit

MENU = "details.export-menu"
TABS = ".exit-sections a, .funds-sections a, .data-sections a"
ENDING = "-2016-06-30-第4版-演示数据"
CURRENT = ":is(.exit-sections, .funds-sections, .data-sections) .is-current"
LEAST_FILES = 110
REST = 150
"""Milliseconds between two pictures: without, a download is rarely missed (about 1 run in 14), why is not known."""
LEAST_CHARTS = 2
LAST_CHART = """(display) => {
  const plots = document.querySelectorAll("main .js-plotly-plot");
  plots[plots.length - 1].style.display = display;
  document.querySelector("main").appendChild(document.createElement("i")).remove();
}"""
"""Hides or shows the last chart and changes the page, as where charts are drawn anew."""
FIRST_BYTES = {"png": b"\x89PNG", "svg": b"<svg", "csv": b"\xef\xbb\xbf", "xlsx": b"PK"}


def parts(visit: Visit) -> Iterator[str]:
    """Go through the pages by the bar and through their parts by the links above them; yield the page's name."""
    for page in range(visit.page.locator(".nav a").count()):
        link = visit.page.locator(".nav a").nth(page)
        name = link.inner_text()
        link.click()
        visit.page.locator(".nav .is-current", has_text=name).wait_for()
        visit.settle()
        yield name
        for tab in range(1, visit.page.locator(TABS).count()):
            words = visit.page.locator(TABS).nth(tab).inner_text()
            visit.page.locator(TABS).nth(tab).click()
            visit.page.locator(CURRENT, has_text=words).wait_for()
            yield name


def taken(visit: Visit, what: Locator) -> tuple[str, bytes]:
    """Return the name and the content of what a click on an entry of the menu gives; the menu is opened for it."""
    if not visit.page.locator(f"{MENU}[open]").count():
        visit.page.locator(f"{MENU} > summary").click()
    with visit.page.expect_download() as waiting:
        what.click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def sheets(path: Path) -> list[str]:
    """Return the names of a workbook's sheets."""
    with zipfile.ZipFile(path) as book:
        return re.findall(r'<sheet name="([^"]*)"', book.read("xl/workbook.xml").decode())


def test_every_file_of_every_part_is_what_its_link_says(page_at: PageAt, tmp_path: Path) -> None:
    visit = page_at("/")
    files = 0
    for page in parts(visit):
        assert page != "资金与项目" or visit.page.get_by_text("疑点不等于违规").first.is_visible()
        visit.page.locator(f"{MENU} > summary").click()
        links, pictures = visit.page.locator(".export-body a"), visit.page.locator(".export-images button")
        words = links.all_inner_texts()
        tables = [each.removeprefix("CSV：") for each in words if each.startswith("CSV：")]
        assert len({*words, *pictures.all_inner_texts()}) == links.count() + pictures.count()
        for at in range(links.count()):
            name, content = taken(visit, links.nth(at))
            stem, _, ending = name.rpartition(".")
            table = words[at].removeprefix("CSV：") if ending == "csv" else ""
            assert stem == f"靖边县-{page}{f'-{table}' if table else ''}{ENDING}"
            if ending == "geojson":
                kinds = [each["properties"]["kind"] for each in json.loads(content)["features"]]
                assert kinds.count("village") == 72
                continue
            assert content.startswith(FIRST_BYTES[ending])
            assert b"\n" in content
            if ending == "xlsx":
                (tmp_path / "book.xlsx").write_bytes(content)
                assert len(sheets(tmp_path / "book.xlsx")) == 1 + len(tables)
        for at in range(pictures.count()):
            kind = ("png", "svg")[at % 2]
            label = pictures.nth(at).inner_text()
            visit.page.wait_for_timeout(REST)
            name, content = taken(visit, pictures.nth(at))
            assert name.endswith(f".{kind}")
            assert label.startswith(kind.upper())
            assert content.startswith(FIRST_BYTES[kind])
            assert len(content) > 5_000
        files += links.count() + pictures.count()
        visit.page.keyboard.press("Escape")
    assert files >= LEAST_FILES
    assert visit.problems == []


def test_a_press_is_not_lost_where_another_chart_comes_or_goes_meanwhile(page_at: PageAt) -> None:
    visit = page_at("/")
    visit.page.locator(f"{MENU} > summary").click()
    pictures = visit.page.locator(".export-images button")
    count, words = pictures.count(), pictures.nth(1).inner_text()
    assert count >= 2 * LEAST_CHARTS
    for display in ("none", ""):
        pictures.nth(1).hover()
        visit.page.mouse.down()
        visit.page.evaluate(LAST_CHART, display)
        left = count - 2 * (display == "none")
        visit.page.wait_for_function(f"document.querySelectorAll('.export-images button').length === {left}")
        with visit.page.expect_download() as waiting:
            visit.page.mouse.up()
        assert Path(waiting.value.path()).read_bytes().startswith(FIRST_BYTES["svg"])
        assert pictures.nth(1).inner_text() == words
    assert visit.problems == []

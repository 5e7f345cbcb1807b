"""The page of data by hand: open a delivery, turn pages of rejected rows, get a workbook; clean at three sizes."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import func, select

from data.engine import reader
from data.schema import source_file, source_table
from tests import builders
from tests.browser.conftest import LANGUAGES, SEEN, SIZES, PageAt
from tests.browser.serving import served
from tests.conftest import deliver, fresh_store
from tests.demo_store import demo_store


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory) -> int:
    """The number of the demo county's file with the most rejected rows."""
    engine = reader(demo_store(tmp_path_factory)[0])
    most = func.sum(source_table.c.rejected).desc()
    wanted = select(source_file.c.file_no).join(source_table, source_table.c.file_no == source_file.c.file_no)
    with engine.connect() as connection:
        found = connection.scalar(wanted.group_by(source_file.c.file_no).order_by(most).limit(1))
    engine.dispose()
    return int(found or 0)


@pytest.mark.parametrize(("sizes", "lang"), SEEN)
def test_an_open_delivery_stands(page_at: PageAt, sizes: tuple[str, ...], lang: str) -> None:
    visit = page_at("/data?metric=d1", size=sizes[0], lang=lang)
    assert visit.complaints(*sizes) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_open_file_stands(page_at: PageAt, refused: int, lang: str) -> None:
    visit = page_at(f"/data?metric=f{refused}", size=SIZES[2], lang=lang)
    assert visit.complaints() == []


def test_a_delivery_opens_down_to_its_rows_and_back(page_at: PageAt) -> None:
    visit = page_at("/data")
    visit.page.locator(".data-table tbody a.link").last.click()
    visit.page.wait_for_url("**metric=d1**")
    visit.page.get_by_role("link", name="收入核查表").first.click()
    visit.page.wait_for_url("**metric=t**")
    visit.page.locator(".data-rejections tbody tr").first.wait_for()
    visit.page.get_by_role("link", name="全部报送").click()
    visit.page.wait_for_url(lambda address: "metric" not in address)
    visit.page.get_by_role("columnheader", name="入库日期").wait_for()
    assert visit.problems == []


@pytest.fixture
def many_refused(empty_store: Path, tmp_path: Path) -> Iterator[str]:
    """An application over a store with 60 rejected rows in one table."""
    url = fresh_store(empty_store, tmp_path / "store")
    rows = [builders.village(builders.SOUTH), *(builders.village("1", 行政村=f"村{at}") for at in range(60))]
    deliver(url, tmp_path / "in", {"villages": rows})
    with served(url) as address:
        yield address


def test_rejected_rows_turn_their_pages(page_at: PageAt, many_refused: str) -> None:
    visit = page_at("/data")
    visit.page.goto(f"{many_refused}/data?lang=zh&metric=t1")
    visit.page.get_by_text("第 1 / 2 页").wait_for()
    assert visit.page.locator(".data-rejections tbody tr").count() == 50
    visit.page.locator(".data-rejections .data-pager a").click()
    visit.page.get_by_text("第 2 / 2 页").wait_for()
    assert visit.page.locator(".data-rejections tbody tr").count() == 10
    assert visit.problems == []


def test_the_list_of_rejected_rows_downloads(page_at: PageAt, refused: int, tmp_path: Path) -> None:
    visit = page_at(f"/data?metric=f{refused}")
    with visit.page.expect_download() as waiting:
        visit.page.get_by_role("link", name="下载退回清单").click()
    waiting.value.save_as(tmp_path / "list.xlsx")
    assert waiting.value.suggested_filename == f"rejected-{refused}.xlsx"
    assert openpyxl.load_workbook(BytesIO((tmp_path / "list.xlsx").read_bytes())).sheetnames


def test_another_file_handed_in_is_refused_in_words(page_at: PageAt, refused: int, tmp_path: Path) -> None:
    visit = page_at(f"/data?metric=f{refused}")
    (tmp_path / "other.csv").write_text("x", encoding="utf-8")
    visit.page.set_input_files("input[name=original]", tmp_path / "other.csv")
    visit.page.get_by_role("button", name="生成退回表").click()
    visit.page.get_by_text("这不是要找的那个文件").wait_for(timeout=20_000)
    assert visit.page.locator(".rejected-form button").is_enabled()


def test_the_original_handed_in_gives_a_workbook(
    page_at: PageAt, refused: int, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    url, _ = demo_store(tmp_path_factory)
    engine = reader(url)
    with engine.connect() as connection:
        path = connection.scalar(select(source_file.c.path).where(source_file.c.file_no == refused))
    engine.dispose()
    received = str(path).partition("!")[0]
    home = Path(url.removeprefix("sqlite:///")).parent
    original = next(each for each in home.rglob(Path(received).name) if each.as_posix().endswith(received))
    visit = page_at(f"/data?metric=f{refused}")
    visit.page.set_input_files("input[name=original]", original)
    with visit.page.expect_download(timeout=30_000) as waiting:
        visit.page.get_by_role("button", name="生成退回表").click()
    waiting.value.save_as(tmp_path / "rows.xlsx")
    headings = [cell.value for row in openpyxl.load_workbook(tmp_path / "rows.xlsx").worksheets[0] for cell in row]
    assert "退回原因 reason" in headings
    assert visit.problems == []

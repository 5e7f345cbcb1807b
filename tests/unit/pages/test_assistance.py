"""The page 帮扶: its findings, what it says where a register is missing, tables by zone and town, the slide."""

import pytest

from dashboard.components.frame import PageContent
from dashboard.exports.assistance import tables
from dashboard.queries.screen import open_screen
from dashboard.view import View
from pages import assistance
from tests import builders
from tests.builders import CENTRE, NORTH, SOUTH, SOUTH_2
from tests.conftest import Loader
from tests.demo_store import demo_store
from tests.trees import of_class, parts, words


def page(url: str, **query: str) -> PageContent:
    return assistance.draw(open_screen(url, View.from_query(query)))


def titles(content: PageContent) -> list[str]:
    return [words(each) for each in parts(content.body) if type(each).__name__ == "H2"]


def county(**other: list[builders.Row]) -> builders.Delivery:
    villages = [builders.village(code) for code in (SOUTH, SOUTH_2, CENTRE, NORTH)]
    rows = [builders.household("H1", SOUTH, 帮扶责任人="冯辉"), builders.household("H2", NORTH, 其他致贫原因="因学")]
    return {"villages": villages, "households": rows, "teams": [builders.team("T1", SOUTH)], **other}


@pytest.fixture
def url(loaded: Loader, store_url: str) -> str:
    loaded(county())
    return store_url


def test_the_finding_counts_villages_and_households(url: str) -> None:
    assert words(page(url).finding) == "3 个贫困村没有驻村力量；1 户未脱贫户没有帮扶责任人"
    english = words(page(url, lang="en").finding)
    assert english == "3 poor villages have nobody posted; 1 poor households have no helper"
    assert words(page(url, town=SOUTH[:9]).finding) == "1 个贫困村没有驻村力量；未脱贫户都有帮扶责任人"


def test_a_register_never_received_is_said_with_how_to_bring_it(url: str) -> None:
    body = words(page(url, metric="first_secretaries").body)
    assert "还没有收到：第一书记" in body
    assert "表头见“数据”页" in body
    assert "台账未报送：第一书记" in body


def test_without_helpers_and_posts_the_other_parts_stay_whole(loaded: Loader, store_url: str) -> None:
    rows = [builders.household("H1", SOUTH)]
    loaded({"villages": [builders.village(SOUTH)], "households": rows})
    content = page(store_url)
    assert words(content.finding) == "驻村台账尚未报送；户册没有帮扶责任人一列"
    assert "增加“帮扶责任人”" in words(content.body)
    assert any(title.startswith("未脱贫户致贫主因，因病最多：1 户") for title in titles(content))
    assert of_class(content.body, "kpi-value")
    assert "—" in words(of_class(content.body, "kpi-strip"))


def test_a_month_not_reported_shows_no_figure(url: str) -> None:
    content = page(url, as_of="2016-11-30")
    assert words(content.finding) == "2016年11月的数据还没有报送"
    assert not of_class(content.body, "kpi")


def test_a_place_without_villages_says_so(url: str) -> None:
    content = page(url, zone="中部", town="610824101")
    assert words(content.finding) == "所选范围内没有村"


def test_the_slide_has_one_number(url: str) -> None:
    body = page(url, present="1").body
    assert len(of_class(body, "kpi-hero")) == 1
    assert "南部已结对1 / 1" in words(body)


def test_tables_stand_by_zone_then_by_town(tmp_path_factory: pytest.TempPathFactory) -> None:
    demo, _ = demo_store(tmp_path_factory)
    whole, zone = words(page(demo).body), words(page(demo, zone="北部").body)
    assert "南部" in whole
    assert "东坑镇" in zone.split("合计")[0]


def test_what_is_exported_sums_to_the_page(tmp_path_factory: pytest.TempPathFactory) -> None:
    demo, _ = demo_store(tmp_path_factory)
    screen = open_screen(demo, View.from_query({}))
    found = {each.key: each for each in tables(screen)}
    assert list(found) == ["assistance", "lost_helpers", "loads", "causes"]
    at = [each.metric_id for each in found["assistance"].columns].index("households.poor_unpaired")
    total = sum(int(row[at] or 0) for row in found["assistance"].rows())  # type: ignore[arg-type]  # a count
    assert f"{total} 户未脱贫户没有帮扶责任人" in words(page(demo).finding)

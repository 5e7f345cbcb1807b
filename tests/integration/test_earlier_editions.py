"""An earlier edition renders exactly as it did before a later correction was loaded: every page, both languages."""

import itertools
import json
from datetime import date
from types import ModuleType

import pytest
from dash import Dash
from plotly.utils import PlotlyJSONEncoder

from dashboard.__main__ import main
from dashboard.app import PAGES, create_app
from dashboard.settings import Settings
from etl.withdraw import withdraw
from tests import builders
from tests.conftest import Loader
from tests.trees import words
from tests.unit.house.sources import held

MAY = date(2016, 5, 31)
VIEWS: tuple[dict[str, str], ...] = (
    {},
    {"zone": "南部"},
    {"present": "1"},
    {"village": builders.SOUTH},
    {"as_of": "2016-06-30"},
)
SECTIONS = {"/funds": ("villages", "projects", "ledger", "flags"), "/data": ("dictionary", "totals", "quality")}
NOT_OF_THE_EDITION = {"earlier-edition", "filter-bar", "editions-panel"}
"""What tells of the other editions on purpose: the line above the page, the choice among them, their list."""


def correction() -> builders.Delivery:
    """Return a delivery that changes something of every kind the pages show."""
    changed = builders.county()
    changed["villages"] = [{**row, "总人口": 500, "总户数": 90} for row in changed["villages"]]
    changed["households"] = [{**row, "主要致贫原因": "因学"} for row in changed["households"]]
    changed["household_changes"] = [builders.change("H4", "2016-04-01", "脱贫")]
    changed["village_changes"] = [builders.village_change(builders.SOUTH, "2016-05-02", "退出")]
    changed["village_checks"] = [builders.village_check(builders.SOUTH, 有安全饮水="是")]
    changed["teams"] = [builders.team("D1", 队员人数=9), builders.team("D3", builders.NORTH)]
    changed["first_secretaries"] = [{**row, "姓名": "钱书记"} for row in changed["first_secretaries"]]
    changed["disbursements"] = [{**row, "拨付金额(元)": 70000} for row in changed["disbursements"]]
    changed["allocations"] = [{**row, "下达金额(万元)": 9} for row in changed["allocations"]]
    changed["projects"] = [{**row, "批复资金(万元)": 11} for row in changed["projects"]]
    changed["county_finance"] = [{**row, "县级财政专项扶贫资金": 3000} for row in changed["county_finance"]]
    changed["department_funds"] = [{**row, "用于贫困村贫困户资金": 10} for row in changed["department_funds"]]
    changed["industries"] = [{**row, "规模": 31, "带动贫困户数": 6} for row in changed["industries"]]
    return changed


def plain(node: object) -> object:
    """Return a page as plain values without the parts that tell of other editions."""
    if isinstance(node, dict):
        return {key: plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [plain(each) for each in node if NOT_OF_THE_EDITION.isdisjoint(own_class(each).split())]
    return node


def own_class(node: object) -> str:
    """Return the CSS class of a component as JSON, also of one written out as ready HTML."""
    props = node.get("props", {}) if isinstance(node, dict) else {}
    return str(props.get("className") or props.get("attributes", {}).get("className") or "")


def drawn(app: Dash, page: ModuleType, **query: str) -> str:
    """Return a page as text that tells any difference."""
    with app.server.test_request_context("/"):
        tree = page.layout(**query)
    assert "E-" not in words(tree), "the page could not be drawn"
    return json.dumps(plain(json.loads(json.dumps(tree, cls=PlotlyJSONEncoder))), sort_keys=True)


def pages(url: str) -> dict[str, str]:
    """Return every page of edition 1 in every view, the views by turns in both languages."""
    app, found = create_app(Settings(url, cache_folder=None)), {}
    for page in PAGES:
        views = (*VIEWS, *({"show": each} for each in SECTIONS.get(page.PATH, ())))
        for view, lang in zip(views, itertools.cycle(("zh", "en"))):
            found[f"{page.PATH} {lang} {view}"] = drawn(app, page, edition="1", lang=lang, **view)
    return found


def test_an_earlier_edition_renders_as_it_did(loaded: Loader, store_url: str) -> None:
    loaded(on=MAY)
    before = pages(store_url)
    loaded(correction(), on=date(2016, 6, 30))
    corrected = pages(store_url)
    held((name for name in before if before[name] != corrected[name]), list(before), at_least=len(PAGES) * len(VIEWS))
    withdraw(store_url, "2")
    withdrawn = pages(store_url)
    held((name for name in before if before[name] != withdrawn[name]), list(before), at_least=len(PAGES) * len(VIEWS))


def test_the_correction_is_seen_where_it_was_made(loaded: Loader, store_url: str) -> None:
    loaded(on=MAY)
    before = drawn(create_app(Settings(store_url, cache_folder=None)), PAGES[0], edition="1")
    loaded(correction(), on=date(2016, 6, 30))
    after = drawn(create_app(Settings(store_url, cache_folder=None)), PAGES[0], as_of="2016-05-31")
    assert after != before


def test_the_command_line_reads_an_earlier_edition(
    loaded: Loader, store_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    loaded(on=MAY)
    loaded({"household_changes": [builders.change("H4", "2016-04-01", "脱贫")]}, on=date(2016, 6, 30))
    asked = ["metrics", "--database", store_url, "--as-of", "2016-05-31", "--json"]
    poor = []
    for edition in ("1", "2"):
        assert main([*asked, "--edition", edition]) == 0
        poor.append(json.loads(capsys.readouterr().out)["metrics"]["people.poor"])
    assert poor == [4, 3]
    assert main([*asked, "--edition", "9"]) == 1
    assert "没有第 9 版数据，最新是第 2 版" in capsys.readouterr().err

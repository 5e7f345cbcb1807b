"""References hold within the delivery and with the store, whatever the order of files; villages are found by name."""

from pathlib import Path

import pytest
from sqlalchemy import select

from data.schema import facts
from tests import builders
from tests.builders import CENTRE, SOUTH, SOUTH_2, Delivery
from tests.conftest import Loader, deliver, reading_of


def column(url: str, kind: str, name: str, edition: int = 1) -> list[object]:
    table = facts[kind]
    order = table.primary_key.columns.values()[1]
    return [row[0] for row in reading_of(url, edition).rows(select(table.c[name]).order_by(order))]


def test_files_may_come_in_any_order(store_url: str, tmp_path: Path) -> None:
    backwards = {f"{99 - at:02d}-{kind}": rows for at, (kind, rows) in enumerate(builders.county().items())}
    report = deliver(store_url, tmp_path / "in", backwards)
    assert report.files[0].tables[0].kind == "proposals"
    assert (report.total("rejected"), report.total("loaded")) == (0, report.total("rows_read"))


def test_one_workbook_may_hold_every_table(store_url: str, tmp_path: Path) -> None:
    from_sheets = builders.write_xlsx(tmp_path / "in" / "全部.xlsx", dict(reversed(builders.county().items())))
    report = deliver(store_url, from_sheets.parent, {})
    assert report.total("rejected") == 0
    assert {table.kind for table in report.files[0].tables} == set(builders.county())


def test_what_is_stored_already_can_be_referred_to(loaded: Loader) -> None:
    county = builders.county()
    first: Delivery = {kind: county.pop(kind) for kind in ("villages", "households", "projects")}
    loaded(first)
    report = loaded(county)
    assert (report.total("rejected"), report.total("loaded")) == (0, report.total("rows_read"))


def test_what_came_in_neither_is_unknown(loaded: Loader) -> None:
    county = builders.county()
    del county["villages"]
    report = loaded(county)
    codes = {remark.code for file in report.files for table in file.tables for remark in table.rejections}
    assert codes == {"unknown_reference"}
    kinds = {table.kind for file in report.files for table in file.tables if table.counts["loaded"]}
    free = {
        "projects",
        "allocations",
        "county_finance",
        "department_funds",
        "crosscheck_hits",
        "assessments",
        "proposals",
    }
    assert kinds == free | {"disbursements"}


@pytest.mark.parametrize(("town", "village"), [("周河镇", "南乙村"), ("周河", "南乙"), ("周河 镇", "南乙村委会")])
@pytest.mark.parametrize("stored", [False, True])
def test_households_by_the_names_of_town_and_village(
    loaded: Loader, store_url: str, town: str, village: str, stored: bool
) -> None:
    places: Delivery = {"villages": builders.county()["villages"]}
    households: Delivery = {"households": [builders.household("H1", None, 乡镇=town, 行政村=village)]}
    if stored:
        loaded(places)
        report = loaded(households)
    else:
        report = loaded({**households, **places})
    assert report.total("rejected") == 0
    assert column(store_url, "households", "village_code", 2) == [SOUTH_2]


def test_a_code_goes_before_the_names_and_a_blank_code_falls_back_to_them(loaded: Loader, store_url: str) -> None:
    rows = [
        builders.household("H1", CENTRE, 乡镇="周河", 行政村="南乙"),
        builders.household("H2", "", 村编码="", 乡镇="周河", 行政村="南乙"),
    ]
    assert loaded({"villages": builders.county()["villages"], "households": rows}).total("rejected") == 0
    assert column(store_url, "households", "village_code") == [CENTRE, SOUTH_2]


def test_an_ambiguous_place_is_unassigned_with_a_warning(loaded: Loader, store_url: str) -> None:
    county = builders.county()
    county["villages"].append(builders.village("610824105002", 行政村="南甲村"))
    county["projects"][1]["实施地点"] = "周河镇南甲村，南乙"
    county["projects"].append(builders.project("X4", 实施地点="中甲村、火星村"))
    report = loaded(county)
    warnings = [remark for file in report.files for table in file.tables for remark in table.warnings]
    assert [(remark.code, remark.value) for remark in warnings] == [
        ("unassigned_place", "南甲村"),
        ("unassigned_place", "中甲村、火星村"),
    ]
    assert column(store_url, "projects", "place_codes") == ["", f"{SOUTH},{SOUTH_2}", "", ""]
    assert column(store_url, "projects", "place")[0] == "南甲村"


def test_a_zone_comes_from_the_file_else_the_town_s_code_else_its_name(loaded: Loader, store_url: str) -> None:
    villages = [
        builders.village("610824104001", 片区="北部"),
        builders.village("610824104002", 片区=""),
        builders.village("999999999001", 片区="", 乡镇="小河"),
        builders.village("999999999002", 片区="", 乡镇="无此镇"),
    ]
    assert loaded({"villages": villages}).total("loaded") == 4
    assert column(store_url, "villages", "zone") == ["北部", "南部", "南部", None]


def test_a_position_in_the_county_is_kept(loaded: Loader, store_url: str) -> None:
    loaded({"villages": [builders.village(SOUTH, 经度=108.79, 纬度=37.52)]})
    assert (column(store_url, "villages", "lon"), column(store_url, "villages", "lat")) == ([108.79], [37.52])

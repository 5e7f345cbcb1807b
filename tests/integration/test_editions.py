"""What a second delivery does to what is stored: unchanged, updated, cleared, kept; earlier editions stay."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from dashboard.queries.figures import total_figures
from data import schema
from data.schema import facts, in_edition
from etl.load import Request, load
from etl.report import LoadReport
from tests import builders
from tests.builders import SOUTH, SOUTH_2, Row
from tests.conftest import Loader, reading_of

MID_2016 = date(2016, 6, 30)


def counts(report: LoadReport, *names: str) -> list[int]:
    return [report.total(name) for name in names]


def stored(url: str, kind: str, edition: int, *names: str) -> list[tuple[object, ...]]:
    table = facts[kind]
    key = next(iter(table.primary_key.columns.keys()[1:2]))
    wanted = select(*(table.c[name] for name in names)).where(in_edition(table, edition)).order_by(table.c[key])
    return [tuple(row) for row in reading_of(url, edition).rows(wanted)]


def versions(url: str, kind: str) -> int:
    with reading_of(url).engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(facts[kind])) or 0


def test_the_same_files_again_are_no_work(loaded: Loader, store_url: str) -> None:
    first = loaded()
    before = Path(store_url.removeprefix("sqlite:///")).read_bytes()
    again = loaded()
    assert first.edition == 1
    assert again.edition is None
    assert again.handled
    assert {file.status for file in again.files} == {"unchanged"}
    assert again.total("rows_read") == 0
    assert Path(store_url.removeprefix("sqlite:///")).read_bytes() == before
    assert total_figures(reading_of(store_url), MID_2016)["dq.rows_read"] == first.total("rows_read")


def test_the_same_content_under_another_name_is_unchanged(loaded: Loader, store_url: str, tmp_path: Path) -> None:
    loaded({"villages": builders.county()["villages"]})
    copy = tmp_path / "改名.csv"
    shutil.copy(tmp_path / "delivery1" / "villages.csv", copy)
    report = load(store_url, Request([copy], MID_2016))
    assert [(file.path, file.status) for file in report.files] == [("改名.csv", "unchanged")]


def test_a_file_twice_in_one_delivery_counts_once(store_url: str, tmp_path: Path) -> None:
    rows = builders.county()["villages"]
    for name in ("a.csv", "b.csv"):
        builders.write_csv(tmp_path / "in" / name, rows)
    report = load(store_url, Request([tmp_path / "in"], MID_2016))
    assert [file.status for file in report.files] == ["loaded", "unchanged"]
    assert report.total("rows_read") == len(rows)


def test_rows_with_the_same_values_are_unchanged_however_written(loaded: Loader, store_url: str) -> None:
    loaded()
    other = {
        "projects": [
            {
                "项目编号": "X1",
                "项目名称": "工程X1",
                "大类": "基础设施",
                "建设地点": "周河镇南甲",
                "主管部门": "县交通局",
                "投资规模（元）": "100，000",
                "计划完工": "2016年12月1日",
                "小项": "道路",
                "形象进度": "1",
            },
        ],
        "households": [
            builders.household("H1", None, 乡镇="周河", 行政村="南甲", 主要致贫原因="因病致贫", 帮扶责任人="王 干部")
        ],
    }
    report = loaded(other)
    assert counts(report, "unchanged", "loaded", "rejected") == [2, 0, 0]
    assert versions(store_url, "projects") == 3


def test_an_absent_column_keeps_and_a_blank_cell_clears(loaded: Loader, store_url: str) -> None:
    full = builders.household("H1", 人均纯收入=2000, 帮扶责任人="王干部", 是否危房户="是")
    loaded({**builders.county(), "households": [full, *builders.county()["households"][1:]]})
    partly = builders.household("H1", 家庭人口数="", 帮扶责任人="")
    report = loaded({"households": [partly]})
    assert counts(report, "loaded", "unchanged") == [1, 0]
    names = ("member_count", "helper_name", "net_income_per_head_fen", "unsafe_housing")
    assert stored(store_url, "households", 2, *names)[0] == (None, None, 200_000, True)
    assert stored(store_url, "households", 1, *names)[0] == (2, "王干部", 200_000, True)


def test_a_cleared_cell_with_a_default_has_its_default_again(loaded: Loader, store_url: str) -> None:
    loaded({"villages": [builders.village(SOUTH, 认定日期="2016-01-05")]})
    loaded({"villages": [builders.village(SOUTH, 认定日期="")]})
    assert stored(store_url, "villages", 1, "identified_on") == [(date(2016, 1, 5),)]
    assert stored(store_url, "villages", 2, "identified_on") == [(date(2015, 12, 31),)]


def test_a_row_missing_from_a_later_file_stays(loaded: Loader, store_url: str) -> None:
    loaded()
    loaded({"villages": [builders.village(SOUTH, 总人口=500)]})
    assert total_figures(reading_of(store_url, 2), MID_2016)["villages.registered"] == 4


def test_a_corrected_row_makes_a_version_and_the_older_one_stays(loaded: Loader, store_url: str) -> None:
    loaded()
    first = total_figures(reading_of(store_url, 1), MID_2016)
    loaded({"disbursements": [builders.disbursement("P1", "X1", **{"拨付金额(元)": "60000", "村编码": SOUTH})]})
    assert dict(total_figures(reading_of(store_url, 1), MID_2016)) == dict(first)
    now = total_figures(reading_of(store_url, 2), MID_2016)
    assert now["funds.disbursed"] == first["funds.disbursed"] + 10_000  # type: ignore[operator]
    table = facts["disbursements"]
    history = select(table.c.from_edition, table.c.to_edition, table.c.amount_fen).where(table.c.voucher_no == "P1")
    rows = reading_of(store_url, 2).rows(history.order_by(table.c.from_edition))
    assert [tuple(row) for row in rows] == [(1, 2, 5_000_000), (2, None, 6_000_000)]


def test_people_follow_a_household_that_is_corrected(loaded: Loader, store_url: str) -> None:
    loaded()
    loaded(
        {
            "households": [builders.household("H2", SOUTH)],
            "household_changes": [builders.change("H4", "2016-06-01", "脱贫")],
        }
    )
    one, two = (total_figures(reading_of(store_url, edition), MID_2016) for edition in (1, 2))
    assert (one["people.poor"], two["people.poor"]) == (4, 3)
    assert (one["people.out"], two["people.out"]) == (2, 3)
    table = schema.village_day
    left = select(func.sum(table.c.registered_households)).where(table.c.village_code == SOUTH_2)
    assert reading_of(store_url, 2).value(left) == 0


def test_of_two_rows_of_one_key_the_later_stands(loaded: Loader, store_url: str) -> None:
    delivery = builders.county()
    delivery["teams"].append(builders.team("D1", 队员人数=9))
    report = loaded(delivery)
    assert counts(report, "superseded", "rejected") == [1, 0]
    assert stored(store_url, "teams", 1, "cadre_count")[0] == (9,)


def test_a_refused_row_supersedes_nothing(loaded: Loader, store_url: str) -> None:
    delivery = builders.county()
    delivery["teams"].append(builders.team("D1", "610824104077", 队员人数=9))
    report = loaded(delivery)
    assert counts(report, "superseded", "rejected") == [0, 1]
    assert stored(store_url, "teams", 1, "cadre_count")[0] == (3,)


def test_an_impossible_change_written_twice_is_refused_twice(loaded: Loader) -> None:
    delivery = builders.county()
    delivery["household_changes"] += [builders.change("H2", "2016-05-01", "返贫")] * 2
    report = loaded(delivery)
    assert counts(report, "superseded", "rejected") == [0, 2]


def test_a_change_stored_already_is_unchanged_and_not_impossible(loaded: Loader) -> None:
    loaded()
    again = {
        "household_changes": [
            builders.change("H1", "2016年3月20日", "脱贫"),
            builders.change("H1", "2016-05-05", "返贫"),
        ]
    }
    assert counts(loaded(again), "unchanged", "loaded", "rejected") == [1, 1, 0]


def test_same_day_the_stored_change_goes_first(loaded: Loader) -> None:
    loaded()
    same_day = {"household_changes": [builders.change("H1", "2016-03-20", "返贫")]}
    assert counts(loaded(same_day), "loaded", "rejected") == [1, 0]


def test_a_delivery_may_not_be_dated_before_the_last(loaded: Loader) -> None:
    from_june = builders.county()
    loaded(from_june)
    with pytest.raises(Exception, match="before the last one") as refused:
        loaded({"villages": [builders.village(SOUTH, 总户数=7)]}, on=date(2016, 6, 29))
    assert "2016-06-30" in refused.value.reason.zh  # type: ignore[attr-defined]


def test_a_quarantined_file_is_counted_once_over_all_deliveries(store_url: str, tmp_path: Path) -> None:
    builders.write_csv(tmp_path / "one" / "villages.csv", builders.county()["villages"])
    (tmp_path / "one" / "bad.xlsx").write_bytes(b"not a workbook")
    builders.write_csv(tmp_path / "two" / "teams.csv", builders.county()["teams"])
    shutil.copy(tmp_path / "one" / "bad.xlsx", tmp_path / "two" / "again.xlsx")
    first, second = (load(store_url, Request([tmp_path / name], MID_2016)) for name in ("one", "two"))
    assert [file.status for file in first.files] == ["quarantined", "loaded"]
    assert second.files[0].counted_before
    assert total_figures(reading_of(store_url, 2), MID_2016)["dq.files_quarantined"] == 1


def test_a_dry_run_writes_nothing(store_url: str, tmp_path: Path) -> None:
    builders.write_delivery(tmp_path / "in", builders.county())
    report = load(store_url, Request([tmp_path / "in"], MID_2016, dry_run=True))
    assert report.total("loaded") == report.total("rows_read")
    assert (report.edition, report.delivery_no) == (None, None)
    with reading_of(store_url).engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(schema.edition)) == 0


def test_every_stored_row_names_file_sheet_and_row(loaded: Loader, store_url: str) -> None:
    loaded()
    table, source, file = facts["persons"], schema.source_table, schema.source_file
    joined = table.join(source, source.c.table_no == table.c.table_no).join(file, file.c.file_no == source.c.file_no)
    wanted = select(table.c.person_no, file.c.path, source.c.sheet, table.c.sheet_row).select_from(joined)
    rows: list[Row] = [dict(row._mapping) for row in reading_of(store_url).rows(wanted.order_by(table.c.person_no))]
    assert rows[2] == {"person_no": "R003", "path": "delivery1/persons.csv", "sheet": "persons.csv", "sheet_row": 4}


def test_money_is_stored_to_the_fen_and_summed_exactly(loaded: Loader, store_url: str) -> None:
    amounts = ["0.1", "0.2", "0.005", "1,234,567.89", "-0.3"]
    delivery = builders.county()
    delivery["disbursements"] = [
        builders.disbursement(f"P{at}", "X1", **{"拨付金额(元)": amount}) for at, amount in enumerate(amounts)
    ]
    loaded(delivery)
    assert [fen for (fen,) in stored(store_url, "disbursements", 1, "amount_fen")] == [10, 20, 1, 123_456_789, -30]
    assert total_figures(reading_of(store_url), MID_2016)["funds.disbursed"] == 1_234_567.90


def test_demo_and_real_data_never_meet(loaded: Loader, store_url: str, tmp_path: Path) -> None:
    loaded()
    builders.write_delivery(tmp_path / "demo", {"villages": [builders.village(SOUTH, 总户数=1)]})
    with pytest.raises(Exception, match="takes no demo data"):
        load(store_url, Request([tmp_path / "demo"], MID_2016, is_demo=True))

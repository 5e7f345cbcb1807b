"""The report of a load in the form others read it in."""

import pytest

from data.text import Text
from etl.clean import Remark
from etl.report import FileReport, LoadReport, TableReport

COUNTS = {"rows_read": 4, "loaded": 1, "unchanged": 1, "superseded": 0, "rejected": 1, "skipped": 1}
REMARK = Remark(7, "户编号", "x", "missing", Text("缺", "missing"))


def table(**counts: int) -> TableReport:
    return TableReport("表1", "teams", 2, ("备注",), ("队号",), {**COUNTS, **counts}, [REMARK])


def test_conservation_is_required() -> None:
    table().require_conservation()
    with pytest.raises(RuntimeError, match="not conserved"):
        table(loaded=2).require_conservation()


def test_the_form_of_the_report() -> None:
    report = LoadReport([FileReport("a/b.csv", "ab" * 32, 10, "loaded", tables=[table()])])
    assert report.as_json() == {
        "files": [
            {
                "path": "a/b.csv",
                "sha256": "ab" * 32,
                "status": "loaded",
                "reason_class": None,
                "reason": None,
                "tables": [{"sheet": "表1", "kind": "teams", "header_row": 2, **COUNTS, "ignored_columns": ["备注"]}],
            }
        ],
        "rejections": [
            {
                "path": "a/b.csv",
                "sheet": "表1",
                "row": 7,
                "column": "户编号",
                "value": "x",
                "code": "missing",
                "reason": {"zh": "缺", "en": "missing"},
            }
        ],
        "warnings": [],
    }


def test_what_counts_as_handled_and_as_clean() -> None:
    def report(*status: str) -> LoadReport:
        return LoadReport([FileReport("a", "b", 1, each) for each in status])

    assert report("quarantined", "loaded").handled
    assert report("unchanged").handled
    assert not report("quarantined").handled
    assert report("loaded").clean
    assert not report("loaded", "quarantined").clean
    assert not LoadReport([FileReport("a", "b", 1, "loaded", tables=[table()])]).clean


def test_totals_run_over_all_tables() -> None:
    report = LoadReport([FileReport("a", "b", 1, "loaded", tables=[table(), table()])])
    assert report.total("rows_read") == 8
    assert report.number_of("loaded") == 1

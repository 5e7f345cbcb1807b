"""Rows are conserved whatever happens to the cells of a delivery, and nothing that offices write makes a load fail."""

import random
import tempfile
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from data import schema
from data.schema import COUNTS, facts
from etl.load import Request, load
from etl.messages import REASONS
from etl.report import LoadReport
from tests import builders
from tests.builders import Delivery
from tests.conftest import Loader, deliver, fresh_store, reading_of

QUICK = (Phase.explicit, Phase.reuse, Phase.generate)
"""Without making a failing example smaller: every try is a load."""
ODD_CELLS = (
    "",
    " ",
    "-",
    "无",
    "0",
    "1",
    "-1",
    "3.5",
    "1e999",
    "1E+15",
    "1E+999999999",
    "99999999999999999999",
    "nan",
    "inf",
    "否",
    "是",
    "2016.1",
    "2016.13",
    "2016-02-30",
    "2009年1月",
    "2999-01-01",
    "42444",
    "50%",
    "0.5",
    "-50%",
    "12.5万元",
    "1,2,3",
    "，",
    "（1）",
    "因病、因残、因学",
    "全县",
    "南甲村、南甲村",
    "合计",
    "注：",
    "填表人：",
    "=1+1",
    "'; DROP TABLE village;--",
    "\u0000",
    "\ufffe",
    "\U0001f600",
    "张 三",
    "610824104001",
    "6.10824104001E+11",
    "000000197001010010",
    "x" * 5000,
    "\n",
    "٣",
    "²",
    "½",
    "{column}",
    "100",
    "H1",
    "R001",
)


@st.composite
def damaged(draw: st.DrawFn) -> Delivery:
    """The small county with some cells made odd, some rows doubled, some left out."""
    county = builders.county()
    cells = [(kind, at, header) for kind, rows in county.items() for at, row in enumerate(rows) for header in row]
    odd = st.sampled_from(ODD_CELLS) | st.text(max_size=6)
    for kind, at, header in draw(st.lists(st.sampled_from(cells), min_size=1, max_size=25, unique=True)):
        county[kind][at][header] = draw(odd)
    kinds = st.lists(st.sampled_from(sorted(county)), max_size=4, unique=True)
    for kind in draw(kinds):
        county[kind] += [dict(row) for row in county[kind]]
    for kind in draw(kinds):
        del county[kind][0]
    return county


def require_conservation(report: LoadReport, url: str) -> None:
    tables = [table for file in report.files for table in file.tables]
    for table in tables:
        read, *parts = (table.counts[name] for name in COUNTS)
        assert read == sum(parts), table
        assert (
            len({remark.sheet_row for remark in table.rejections}) == len(table.rejections) == table.counts["rejected"]
        )
        assert {remark.code for remark in table.rejections} <= set(REASONS)
    if report.edition is None:
        return
    reading = reading_of(url, report.edition)
    sums = [func.coalesce(func.sum(schema.source_table.c[name]), 0) for name in COUNTS]
    stored = reading.rows(select(*sums).where(schema.source_table.c.table_no > 0))[0]
    assert list(stored) == [sum(table.counts[name] for table in tables) for name in COUNTS]
    versions = sum(reading.value(select(func.count()).select_from(table)) for table in facts.values())
    assert versions == report.total("loaded")
    refusals = reading.value(select(func.count()).select_from(schema.rejection))
    assert refusals == report.total("rejected")
    reading.engine.dispose()


@given(delivery=damaged(), as_workbook=st.booleans())
@settings(max_examples=20, deadline=None, phases=QUICK, suppress_health_check=[HealthCheck.too_slow])
def test_rows_are_conserved_under_any_damage(empty_store: Path, delivery: Delivery, as_workbook: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        url = fresh_store(empty_store, Path(folder, "store"))
        if as_workbook:
            clean = {k: [{h: _printable(v) for h, v in row.items()} for row in rows] for k, rows in delivery.items()}
            path = builders.write_xlsx(Path(folder, "in", "a.xlsx"), clean)
            report = load(url, Request([path], date(2016, 6, 30)))
        else:
            report = deliver(url, Path(folder, "in"), delivery)
        require_conservation(report, url)


def _printable(value: object) -> object:
    """XML knows no control characters, so no workbook can hold one; cells end at 32,767 characters."""
    return "".join(sign for sign in value if sign.isprintable() or sign == "\n") if isinstance(value, str) else value


@given(st.lists(st.binary(max_size=60), min_size=1, max_size=6))
@settings(max_examples=10, deadline=None, phases=QUICK)
def test_bytes_put_into_a_table_do_not_stop_a_load(empty_store: Path, pieces: list[bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        url = fresh_store(empty_store, Path(folder, "store"))
        path = builders.write_csv(Path(folder, "in", "v.csv"), builders.county()["villages"])
        content = path.read_bytes()
        for at, piece in enumerate(pieces):
            cut = random.Random(at).randrange(len(content))  # noqa: S311 - places to damage, no secrets
            content = content[:cut] + piece + content[cut:]
        path.write_bytes(content)
        report = load(url, Request([path], date(2016, 6, 30)))
        require_conservation(report, url)


def test_totals_notes_and_signatures_are_skipped_and_counted(loaded: Loader, store_url: str) -> None:
    county = builders.county()
    county["villages"] += [
        {"乡镇": "合计", "总人口": 2000},
        {},
        {"村编码": "注：以上为全部行政村"},
        {"村编码": "填表人：李四"},
    ]
    report = loaded(county)
    table = next(table for file in report.files for table in file.tables if table.kind == "villages")
    assert (table.counts["skipped"], table.counts["loaded"], table.counts["rejected"]) == (4, 5, 0)
    require_conservation(report, store_url)


def test_a_second_delivery_of_changed_and_unchanged_rows_is_conserved(loaded: Loader) -> None:
    loaded()
    county = builders.county()
    county["persons"][0]["姓名"] = "李四"
    county["persons"].append(dict(county["persons"][1]))
    county["persons"].append(builders.person("R900", "H900"))
    report = loaded({"persons": county["persons"]})
    counts = report.files[0].tables[0].counts
    assert counts == {"rows_read": 9, "loaded": 1, "unchanged": 6, "superseded": 1, "rejected": 1, "skipped": 0}

"""No direct identifier of a registered person or payee is in the store's files or in the report of a load."""

from datetime import date
from pathlib import Path

import orjson
import pytest
from sqlalchemy import select

from data.schema import facts
from etl.load import Request, load
from etl.refusal import LoadRefused
from tests import builders
from tests.builders import SOUTH, id_number
from tests.conftest import Loader, deliver, reading_of

PHONE, ACCOUNT = "13987654321", "6222021234567890123"
NAMES = ("欧阳修竹", "上官婉容", "诸葛孔明", "司马相如", "尉迟恭敬")
WRONG = id_number(55)[:17] + ("1" if id_number(55)[17] != "1" else "2")
OLD = "000000700101055"
CERTIFICATE = id_number(66, born="19661231") + "43"
SECRETS = (*NAMES, PHONE, ACCOUNT, id_number(41), id_number(42), id_number(43), WRONG, OLD, CERTIFICATE[:18])


def delivery() -> builders.Delivery:
    county = builders.county()
    county["households"][0].update(户主姓名=NAMES[0], 户主证件号码=id_number(41), 帮扶责任人=f"王干部{PHONE}")
    county["persons"] += [
        builders.person("R901", "H1", 姓名=NAMES[1], 证件号码=id_number(42), 健康状况=f"联系{PHONE}"),
        builders.person("R902", "H9", 姓名=NAMES[2], 证件号码=id_number(43)),
        builders.person("R903", "H1", 姓名=NAMES[3], 证件号码=WRONG),
        builders.person("R904", "H1", 姓名=NAMES[3], 证件号码=OLD),
        builders.person("R905", "H1", 姓名=NAMES[3], 证件号码=CERTIFICATE),
    ]
    county["disbursements"] += [
        builders.disbursement("P8", "X1", 收款人=NAMES[4]),
        builders.disbursement("P9", "X9", 收款人=NAMES[4]),
    ]
    county["crosscheck_hits"][0].update({"证件号码": id_number(43), "明细": f"开户{ACCOUNT}"})
    county["oversight"][0]["内容"] = f"举报电话{PHONE}，账号{ACCOUNT}"
    county["measures"][0].update({"状态": f"电{PHONE}"})
    for rows, header in (("persons", "联系电话"), ("disbursements", "银行账号")):
        for row in county[rows]:
            row[header] = PHONE if header == "联系电话" else ACCOUNT
    return county


def test_neither_the_store_nor_the_report_holds_an_identifier(store_url: str, tmp_path: Path) -> None:
    report = deliver(store_url, tmp_path / "in", delivery())
    assert report.total("rejected") == 4
    said = orjson.dumps(report.as_json())
    files = [path for path in (tmp_path / "store").iterdir() if path.suffix != ".key"]
    content = said + b"".join(path.read_bytes() for path in files)
    assert "欧**".encode() in content
    for secret in SECRETS:
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            assert secret.encode(encoding) not in content, secret


def test_the_same_person_has_one_pseudonym_across_registers(store_url: str, tmp_path: Path) -> None:
    deliver(store_url, tmp_path / "in", delivery())
    persons, hits, heads = facts["persons"].c, facts["crosscheck_hits"].c, facts["households"].c
    reading = reading_of(store_url)
    with_old = set(reading.rows(select(persons.person_pseudonym)))
    assert len(with_old) == len({builders.id_number(at) for at in range(1, 8)}) + 3
    head = reading.value(select(heads.head_pseudonym).where(heads.household_no == "H1"))
    assert len(head) == len(reading.value(select(hits.person_pseudonym))) == 32


def test_ignored_columns_are_named_and_not_kept(store_url: str, tmp_path: Path) -> None:
    report = deliver(store_url, tmp_path / "in", delivery())
    ignored = {table.kind: table.ignored_columns for file in report.files for table in file.tables}
    assert ignored["persons"] == ("联系电话",)
    assert ignored["disbursements"] == ("银行账号",)


def test_without_its_key_a_store_takes_nothing(loaded: Loader, tmp_path: Path) -> None:
    loaded()
    key = tmp_path / "store" / "county.key"
    kept = key.read_text()
    key.unlink()
    more = {"villages": [builders.village(SOUTH, 总户数=5)]}
    with pytest.raises(LoadRefused, match="missing"):
        loaded(more)
    assert not key.exists()
    key.write_text("0" * 64)
    with pytest.raises(LoadRefused, match="not the one"):
        loaded(more)
    key.write_text(kept)
    assert loaded(more).edition == 2


def test_a_refused_load_does_not_pass_by_naming_the_key_in_the_environment(
    loaded: Loader, store_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded()
    monkeypatch.setenv("PSEUDONYM_KEY", "another")
    folder = builders.write_delivery(tmp_path / "more", {"villages": [builders.village(SOUTH, 总户数=5)]})
    with pytest.raises(LoadRefused, match="not the one"):
        load(store_url, Request([folder], date(2016, 6, 30)))

"""Columns as wholes: percents in each convention, the bounds of days, codes, names that are masked."""

from dataclasses import replace

import numpy as np
import pytest

from data.registers import Column, load_registers
from etl import columns, privacy
from etl.cells import CellFault
from etl.columns import Context
from tests.builders import id_number

CONTEXT = Context("2016-06-30", b"a key")
INCIDENCE = load_registers()["village_checks"].column("incidence_share")
ELECTRICITY = load_registers()["village_checks"].column("electricity_share")


def column(kind: str, name: str) -> Column:
    return load_registers()[kind].column(name)


def array(*cells: object) -> columns.Values:
    values = np.empty(len(cells), dtype=object)
    values[:] = cells
    return values


def shares(of: Column, *cells: object, header: bool = False, formatted: tuple[int, ...] = ()) -> columns.ReadColumn:
    marks = np.array([at in formatted for at in range(len(cells))], dtype=bool)
    return columns.read_shares(of, array(*cells), header_is_percent=header, formatted=marks)


@pytest.mark.parametrize(
    ("cells", "header", "formatted", "expected"),
    [
        ((2.4, 0, "3"), False, (), [0.024, 0, 0.03]),
        ((0.024, 0, 1), False, (), [0.024, 0, 1]),
        ((2.4, 0.5, 1), True, (), [0.024, 0.005, 0.01]),
        (("2.4%", 0.03), False, (), [0.024, 0.03]),
        (("0.5%", 2.4), False, (), [0.005, 0.024]),
        ((0.024, 2.4), True, (0,), [0.024, 0.024]),
        ((0.024, 2.4), False, (0,), [0.024, 0.024]),
        ((1, 1), False, (), [1, 1]),
        ((1, 1), True, (), [0.01, 0.01]),
        ((None, "—", 2.4), False, (), [None, None, 0.024]),
        (("２．４％",), False, (), [0.024]),
        (("0%", 0.5), False, (), [0, 0.5]),
    ],
)
def test_rates_by_the_convention_of_their_column(
    cells: tuple[object, ...], header: bool, formatted: tuple[int, ...], expected: list[float | None]
) -> None:
    read = shares(INCIDENCE, *cells, header=header, formatted=formatted)
    assert list(read.values["incidence_share"]) == [None if x is None else pytest.approx(x) for x in expected]
    assert not read.faults


@pytest.mark.parametrize("cells", [(0.024, 2.4), (1, 2.4), (0.5, 100)])
def test_a_column_of_both_conventions_is_refused_not_guessed(cells: tuple[object, ...]) -> None:
    with pytest.raises(CellFault, match="ambiguous_percent"):
        shares(INCIDENCE, *cells)


def test_a_rate_outside_its_range_is_unreadable() -> None:
    assert shares(INCIDENCE, 2.4, "120%", -1).faults == {1: "unreadable", 2: "unreadable"}
    assert shares(ELECTRICITY, 100, 49.9, 50).faults == {1: "unreadable"}
    assert list(shares(ELECTRICITY, 1, 0.995).values["electricity_share"]) == [1.0, 0.995]


def test_unreadable_rates_decide_nothing() -> None:
    read = shares(INCIDENCE, "很低", 2.4)
    assert read.faults == {0: "unreadable"}
    assert read.values["incidence_share"][1] == pytest.approx(0.024)


def test_days_outside_of_the_county_s_time_are_faults_only_where_bounded() -> None:
    days = array("2009-12-31", "2010-01-01", "2016-06-30", "2016-07-01", None)
    bounded = columns.read_column(column("household_changes", "changed_on"), days, CONTEXT)
    assert bounded.faults == {0: "date_out_of_range", 3: "date_out_of_range"}
    free = columns.read_column(column("persons", "born_on"), days, CONTEXT)
    assert not free.faults
    assert free.values["born_on"][0] == "2009-12-31"


UNBOUNDED = {
    ("projects", "planned_start_on"),
    ("projects", "planned_finish_on"),
    ("proposals", "due_on"),
    ("crosscheck_hits", "registered_on"),
    ("persons", "born_on"),
}


def test_just_the_days_that_may_lie_outside_are_free() -> None:
    free = {
        (kind, each.name)
        for kind, register in load_registers().items()
        for each in register.columns
        if each.type == "date" and not each.bounded
    }
    assert free == UNBOUNDED


def test_the_same_identity_has_one_pseudonym_however_written() -> None:
    number = id_number(7)
    read = columns.read_column(
        column("persons", "person_pseudonym"),
        array(number, number.lower(), f" {number[:6]} {number[6:]}", f"{number}11", id_number(8), "123", None),
        CONTEXT,
    )
    values = read.values["person_pseudonym"]
    assert values[0] == values[1] == values[2] == values[3]
    assert values[0] != values[4]
    assert number not in str(values[0])
    assert read.faults == {5: "bad_id_number"}
    assert values[6] is None


def test_another_key_gives_another_pseudonym() -> None:
    of, numbers = column("persons", "person_pseudonym"), array(id_number(7))
    ours = columns.read_column(of, numbers, CONTEXT).values["person_pseudonym"][0]
    theirs = columns.read_column(of, numbers, replace(CONTEXT, key=b"other")).values["person_pseudonym"][0]
    assert ours != theirs


def test_a_payee_is_masked_and_known_again_by_a_pseudonym() -> None:
    names = array("李 四光", "李四光", "李四海", None)
    values = columns.read_column(column("disbursements", "payee_masked"), names, CONTEXT).values
    assert list(values["payee_masked"]) == ["李**", "李**", "李**", None]
    hidden = values["payee_pseudonym"]
    assert hidden[0] == hidden[1] == privacy.pseudonym(CONTEXT.key, "李四光")
    assert hidden[2] != hidden[0]
    assert hidden[3] is None


def test_officials_are_named_in_full_without_their_telephone() -> None:
    read = columns.read_column(column("households", "helper_name"), array("王 干部", "王干部13800138000"), CONTEXT)
    assert list(read.values["helper_name"]) == ["王干部", "王干部***"]


CHOICES = [
    (kind, each.name, written, code)
    for kind, register in load_registers().items()
    for each in register.columns
    if each.type == "choice"
    for code, others in each.codes.items()
    for written in (code, *others)
]


@pytest.mark.parametrize(("kind", "name", "written", "code"), CHOICES)
def test_every_synonym_of_every_code(kind: str, name: str, written: str, code: str) -> None:
    spaced = f" {written[0]} {written[1:]} "
    read = columns.read_column(column(kind, name), array(written, spaced), CONTEXT)
    assert list(read.values[name]) == [code, code]
    assert not read.faults


@pytest.mark.parametrize(
    ("kind", "name", "synonyms"),
    [
        ("households", "household_type", {"五保户": "五保贫困户", "一般农户": "一般贫困户", "低保户": "低保贫困户"}),
        (
            "households",
            "main_cause",
            {"因病致贫": "因病", "缺劳动力": "缺劳力", "其它": "其他", "自身发展力不足": "自身发展动力不足"},
        ),
        (
            "household_changes",
            "change_type",
            {"纳入": "新识别", "脱贫退出": "脱贫", "整户清退": "清退", "婚入": "自然增加", "死亡": "自然减少"},
        ),
        ("village_changes", "change_type", {"出列": "退出", "退回": "返贫"}),
        ("villages", "village_level", {"省级贫困村": "省级", "一般村": "非贫困村"}),
        ("villages", "zone", {"南部白于山区": "南部", "北部风沙滩区": "北部"}),
        ("allocations", "level", {"省": "省级", "行业部门": "部门整合", "社会": "社会帮扶"}),
        ("teams", "team_level", {"省级": "省市", "市级": "省市"}),
    ],
)
def test_synonyms_the_offices_use(kind: str, name: str, synonyms: dict[str, str]) -> None:
    read = columns.read_column(column(kind, name), array(*synonyms), CONTEXT)
    assert list(read.values[name]) == list(synonyms.values())


def test_a_code_that_is_not_known_is_a_fault() -> None:
    read = columns.read_column(column("households", "main_cause"), array("因懒", "—"), CONTEXT)
    assert read.faults == {0: "unknown_code"}
    assert read.values["main_cause"][1] is None


@pytest.mark.parametrize(
    "written", ["因学、缺资金", "因学，缺资金", "因学;缺资金", "因学；缺资金致贫", "因学/缺资金", "因学,缺资金,因学"]
)
def test_several_causes_however_separated(written: str) -> None:
    read = columns.read_column(column("households", "other_causes"), array(written), CONTEXT)
    assert list(read.values["other_causes"]) == ["因学、缺资金"]


def test_more_causes_than_two_are_unreadable() -> None:
    read = columns.read_column(column("households", "other_causes"), array("因学、缺资金、因病", "因学、因懒"), CONTEXT)
    assert read.faults == {0: "unreadable", 1: "unknown_code"}


def test_amounts_take_the_unit_of_their_column() -> None:
    planned = column("projects", "planned_fen")
    assert list(columns.read_money(planned, array("1.5", "1.5元", None), unit="万元").values["planned_fen"]) == [
        1_500_000,
        150,
        None,
    ]
    assert columns.read_money(planned, array(-1), unit="元").faults == {0: "negative_amount"}
    assert not columns.read_money(column("disbursements", "amount_fen"), array(-1), unit="元").faults


def test_months_of_work_are_at_most_twelve() -> None:
    read = columns.read_column(column("persons", "work_months"), array(0, 12, 13, -1), CONTEXT)
    assert read.faults == {2: "unreadable", 3: "unreadable"}


def test_a_longitude_may_be_negative_and_a_farmland_not() -> None:
    assert not columns.read_column(column("villages", "lon"), array(-108.5), CONTEXT).faults
    assert columns.read_column(column("households", "farmland_mu"), array(-1), CONTEXT).faults == {0: "unreadable"}

import openpyxl
import pytest

from data.registers import load_registers
from etl.privacy import id_number
from etl.templates import heading, write_templates

REGISTERS = load_registers()
COLUMNS = [(kind, column) for kind, register in REGISTERS.items() for column in register.columns]


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, openpyxl.Workbook]:
    written = write_templates(tmp_path_factory.mktemp("templates"))
    return {path.stem.rsplit("-", 1)[1]: openpyxl.load_workbook(path) for path in written}


def test_every_kind_has_a_template(books: dict[str, openpyxl.Workbook]) -> None:
    assert sorted(books) == sorted(REGISTERS)
    assert all(len(book.sheetnames) == 2 and book.sheetnames[1] == "说明 Notes" for book in books.values())


def test_every_heading_has_a_note_in_both_languages_and_its_colour(books: dict[str, openpyxl.Workbook]) -> None:
    for kind, register in REGISTERS.items():
        cells = list(books[kind].worksheets[0][1])
        assert [cell.value for cell in cells] == [heading(column) for column in register.columns]
        for cell, column in zip(cells, register.columns, strict=True):
            note = cell.comment.text
            assert column.note.zh in note
            assert column.note.en in note
            assert ("（必填）" in note) is column.required
            assert (cell.fill.fgColor.rgb == "FFF8D7A8") is column.required


def test_every_code_list_and_yes_no_has_a_drop_down(books: dict[str, openpyxl.Workbook]) -> None:
    wanted = [(kind, column) for kind, column in COLUMNS if column.codes or column.type == "flag"]
    assert len(wanted) > 30
    for kind, column in wanted:
        place = REGISTERS[kind].columns.index(column) + 1
        letter = openpyxl.utils.get_column_letter(place)
        rules = books[kind].worksheets[0].data_validations.dataValidation
        offered = [rule.formula1 for rule in rules if f"{letter}2" in rule.sqref]
        codes = list(column.codes) or ["是", "否"]
        assert offered == ['"' + ",".join(codes) + '"'], (kind, column.name)


def test_identifiers_are_text_and_days_are_dates(books: dict[str, openpyxl.Workbook]) -> None:
    for kind, column in COLUMNS:
        cell = books[kind].worksheets[0].cell(2, REGISTERS[kind].columns.index(column) + 1)
        if column.type in ("identifier", "id_number"):
            assert cell.number_format == "@"
        if column.type == "date":
            assert cell.number_format == "yyyy-mm-dd"
            assert cell.value.date().isoformat() == column.example


def test_every_amount_says_its_unit() -> None:
    amounts = [heading(column) for _, column in COLUMNS if column.type == "money"]

    assert len(amounts) > 10
    assert all(text.endswith(("元）", "元)")) for text in amounts), amounts


def test_identity_numbers_of_examples_are_possible_in_form_and_nobodys() -> None:
    numbers = [column.example for _, column in COLUMNS if column.type == "id_number"]

    assert numbers
    assert all(number.startswith("000000") and id_number(number) == number for number in numbers)

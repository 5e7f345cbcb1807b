import io
import struct
import time
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
import xlsxwriter

from etl import read
from etl.discover import ReceivedFile
from etl.problems import Quarantine
from etl.read import Sheet, read_sheets

SECTOR = 512


def file(name: str, content: bytes) -> ReceivedFile:
    return ReceivedFile(path=name, sha256="0" * 64, content=content, problem=None)


def xlsx(write: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        write(book)
    return buffer.getvalue()


def one_cell(book: xlsxwriter.Workbook) -> None:
    book.add_worksheet("表1").write(0, 0, "户编号")


def ole(stream: bytes, name: str) -> bytes:
    """An OLE container with one stream: header, allocation table, directory, stream."""
    stream = stream.ljust(4096, b"\0")
    stream += b"\0" * (-len(stream) % SECTOR)
    sectors = len(stream) // SECTOR
    table = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, sectors + 2), 0xFFFFFFFE]
    table += [0xFFFFFFFF] * (SECTOR // 4 - len(table))

    def entry(title: str, kind: int, **at: int) -> bytes:
        text = title.encode("utf-16-le")
        ends = struct.pack("<HBBiii", len(text) + 2, kind, 1, -1, -1, at["child"])
        return text.ljust(64, b"\0") + ends + bytes(36) + struct.pack("<III", at["start"], at["size"], 0)

    directory = entry("Root Entry", 5, child=1, start=0xFFFFFFFE, size=0)
    directory += entry(name, 2, child=-1, start=2, size=len(stream))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    head += struct.pack("<IIIIIIIII", 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    head += b"\xff" * (SECTOR - len(head))
    return head + struct.pack("<128I", *table) + directory.ljust(SECTOR, b"\0") + stream


def record(code: int, body: bytes) -> bytes:
    return struct.pack("<HH", code, len(body)) + body


def xls(cells: list[bytes], before: bytes = b"") -> bytes:
    """A workbook of one sheet ``S`` in BIFF8: style 0 is general, style 1 a percent format."""
    begin = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0x0DBB, 0x07CC, 0, 6)) + before
    font = record(0x31, struct.pack("<HHHHHBBBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0, 1, 0) + b"A")
    styles = b"".join(record(0xE0, struct.pack("<HHH", 0, number, 0) + bytes(14)) for number in (0, 10))
    end = record(0x0A, b"")
    position = len(begin + font * 5 + styles + end) + 12
    bound = record(0x85, struct.pack("<IHBB", position, 0, 1, 0) + b"S")
    sheet = record(0x809, struct.pack("<HHHHII", 0x600, 16, 0x0DBB, 0x07CC, 0, 6))
    assert len(bound) == 13
    position += 1
    bound = record(0x85, struct.pack("<IHBB", position, 0, 1, 0) + b"S")
    return ole(begin + font * 5 + styles + bound + end + sheet + b"".join(cells) + end, "Workbook")


def number(row: int, column: int, value: float, style: int = 0) -> bytes:
    return record(0x203, struct.pack("<HHHd", row, column, style, value))


def refused(received: ReceivedFile) -> str:
    with pytest.raises(Quarantine) as caught:
        read_sheets(received)
    return caught.value.reason_class


def csv_sheet(content: bytes) -> Sheet:
    (sheet,) = read_sheets(file("表.csv", content))
    return sheet


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_delimiters_of_csv(encoding: str, delimiter: str) -> None:
    lines = [["户编号", "姓名", "备注"], ["6120000007", "张三", "甲,乙;丙"], ["6120000014", "李四", ""]]
    text = "\r\n".join(delimiter.join(f'"{cell}"' if "," in cell else cell for cell in line) for line in lines)
    sheet = csv_sheet(text.encode(encoding))
    assert sheet.rows == lines
    assert sheet.name is None
    assert sheet.merges == ()
    assert sheet.percent_cells([0, 1]) == set()


def test_big_endian_utf16_is_known_by_its_mark() -> None:
    assert csv_sheet(b"\xfe\xff" + "村编码,村".encode("utf-16-be")).rows == [["村编码", "村"]]


def test_a_quoted_record_over_several_lines_is_one_record() -> None:
    assert csv_sheet('"收\n入",年度\n\n"a""b",2015\n'.encode()).rows == [["收\n入", "年度"], [], ['a"b', "2015"]]


def test_commas_in_texts_do_not_hide_the_tabs() -> None:
    text = "编号\t健康状况\n" + "1\t长期慢性病,残疾,大病\n" * 3
    assert csv_sheet(text.encode()).rows[1] == ["1", "长期慢性病,残疾,大病"]


def test_a_quotation_mark_that_is_never_closed_would_swallow_rows() -> None:
    assert refused(file("a.csv", b'no,name\n1,"a\n2,b\n3,c\n')) == "corrupt"


def test_a_stray_quotation_mark_inside_a_cell_is_text() -> None:
    assert csv_sheet(b'no,name\n1,"a"b\n2,5"x\n').rows == [["no", "name"], ["1", "ab"], ["2", '5"x']]


@pytest.mark.parametrize("content", [b"a,b\n1,\x00\n", b"\x01\x02\x03,\x04\n" * 5, b"\xff\xff\xff,\xfe", b"\x80,\x81"])
def test_bytes_that_are_no_text_are_damage(content: bytes) -> None:
    assert refused(file("a.csv", content)) == "corrupt"


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b" \r\n\r\n"])
def test_a_csv_without_content_is_empty(content: bytes) -> None:
    assert refused(file("a.csv", content)) == "empty"


def test_a_workbook_keeps_positions_values_and_merges() -> None:
    def write(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("表1")
        sheet.write(2, 1, 612000106401.0)
        sheet.write(2, 2, " 甲 ")
        sheet.write(3, 2, True)
        sheet.write_datetime(3, 3, date(2016, 3, 15), book.add_format({"num_format": "yyyy-mm-dd"}))
        sheet.merge_range(4, 1, 5, 1, "东坑镇")
        book.add_worksheet("空")
        book.add_chartsheet("图")

    (sheet,) = read_sheets(file("a.xlsx", xlsx(write)))
    assert sheet.name == "表1"
    assert sheet.rows[2] == ["", 612000106401.0, " 甲 ", ""]
    assert sheet.rows[3][2:] == [True, date(2016, 3, 15)]
    assert sheet.merges == ((4, 1, 5, 1),)


def test_percent_formats_are_read_for_the_columns_asked_for() -> None:
    def write(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet("其他").write(0, 0, 1.0, book.add_format({"num_format": 10}))
        sheet = book.add_worksheet("验收 & 表")
        for column, code in enumerate(["0.00", "0%", "0.0%;[Red]-0.0%", '0.0"%"', "0.00\\%"]):
            sheet.write(27, column, 0.024, book.add_format({"num_format": code}))
        sheet.write(28, 27, 0.5, book.add_format({"num_format": 9}))

    sheet = read_sheets(file("a.xlsx", xlsx(write)))[1]
    assert sheet.percent_cells(range(30)) == {(27, 1), (27, 2), (28, 27)}
    assert sheet.percent_cells([0, 2]) == {(27, 2)}
    assert sheet.percent_cells([]) == set()


def test_the_binary_format_and_its_percent_cells() -> None:
    content = xls([number(0, 0, 7.0), number(1, 1, 0.024, style=1), number(1, 2, 2.4)])
    (sheet,) = read_sheets(file("a.xls", content))
    assert sheet.name == "S"
    assert sheet.rows[1] == ["", 0.024, 2.4]
    assert sheet.percent_cells([0, 1, 2, 9]) == {(1, 1)}


@pytest.mark.parametrize("ending", ["xls", "csv", "XLSX", "zip"])
def test_a_workbook_is_known_by_its_content(ending: str) -> None:
    assert read_sheets(file(f"a.{ending}", xlsx(one_cell)))[0].rows == [["户编号"]]
    assert read_sheets(file(f"a.{ending}", xls([number(0, 0, 7.0)])))[0].rows == [[7.0]]


def test_a_problem_known_before_is_raised_again() -> None:
    problem = Quarantine("unsupported", read.problems.empty().reason)
    with pytest.raises(Quarantine) as caught:
        read_sheets(ReceivedFile(path="a.txt", sha256="", content=b"x", problem=problem))
    assert caught.value is problem


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.xlsx", b"", "empty"),
        ("a.xlsx", bytes(range(7, 250)) * 9, "corrupt"),
        ("a.xls", "关于报送数据的说明".encode("gbk"), "corrupt"),
        ("a.xlsx", xlsx(one_cell)[:3000], "corrupt"),
        ("a.xls", xls([number(0, 0, 7.0)])[:1000], "corrupt"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000), "corrupt"),
        ("a.xls", ole(b"text", "WordDocument"), "not_office"),
        ("a.xlsx", ole(b"cipher", "EncryptedPackage"), "encrypted"),
        ("a.xls", xls([], before=record(0x2F, bytes(54))), "encrypted"),
        ("a.xls", b"<html><table><tr><td>1</td></tr></table></html>", "not_office"),
        ("a.csv", b"%PDF-1.7 ...", "not_office"),
        ("a.xlsx", xlsx(lambda book: book.add_worksheet("空")), "empty"),
    ],
)
def test_files_that_are_no_readable_workbook(name: str, content: bytes, expected: str) -> None:
    assert refused(file(name, content)) == expected


def test_a_renamed_document_is_told_from_a_damaged_workbook() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert refused(file("a.xlsx", buffer.getvalue())) == "not_office"
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("x", "")
    assert refused(file("a.xlsx", buffer.getvalue().replace(b"word/", b"ward/"))) == "corrupt"


def test_a_cell_far_out_is_refused_before_it_costs_memory() -> None:
    def write(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write(0, 0, 1)
        sheet.write(1_048_575, 16_383, 1)

    begun = time.perf_counter()
    assert refused(file("a.xlsx", xlsx(write))) == "zip_bomb"
    assert time.perf_counter() - begun < 5


def test_a_far_row_alone_is_no_harm() -> None:
    def write(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write(0, 0, 1)
        sheet.write(100_001, 1, 1)

    (sheet,) = read_sheets(file("a.xlsx", xlsx(write)))
    assert len(sheet.rows) == 100_002


def test_an_impossible_column_in_a_binary_workbook_is_damage() -> None:
    assert refused(file("a.xls", xls([number(0, 0, 1.0), number(65_000, 65_000, 1.0)]))) == "corrupt"


def test_a_workbook_that_unpacks_to_far_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    content = xlsx(one_cell)
    monkeypatch.setattr(read.archives, "MAX_TOTAL_BYTES", 1000)
    assert refused(file("a.xlsx", content)) == "zip_bomb"


@pytest.mark.parametrize("extent", [(0xC8000002, 4), (2, 60_000)])
def test_a_binary_workbook_that_declares_an_absurd_extent_is_damage(extent: tuple[int, int]) -> None:
    rows, columns = extent
    declared = record(0x200, struct.pack("<IIHHH", 0, rows, 0, columns, 0))
    assert refused(file("a.xls", xls([declared, number(0, 0, 1.0)]))) == "corrupt"
    plausible = record(0x200, struct.pack("<IIHHH", 0, 1, 0, 1, 0))
    assert read_sheets(file("a.xls", xls([plausible, number(0, 0, 1.0)])))[0].rows == [[1.0]]


def test_a_container_that_declares_more_than_it_holds_is_damage() -> None:
    content = bytearray(xls([number(0, 0, 1.0)]))
    stream_size = content.index("Workbook".encode("utf-16-le")) + 120
    content[stream_size + 4] = 0x7D
    assert refused(file("a.xls", bytes(content))) == "corrupt"


def test_a_workbook_that_counts_absurdly_many_texts_is_damage() -> None:
    source = zipfile.ZipFile(io.BytesIO(xlsx(one_cell)))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in source.namelist():
            archive.writestr(name, source.read(name).replace(b'uniqueCount="1"', b'uniqueCount="4294967295"'))
    assert refused(file("a.xlsx", buffer.getvalue())) == "corrupt"


def test_many_cells_with_few_texts_are_no_fault() -> None:
    def write(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        for row in range(12_000):
            sheet.write(row, 0, "脱贫")

    assert len(read_sheets(file("repetitive.xlsx", xlsx(write)))[0].rows) == 12_000

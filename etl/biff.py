"""The binary .xls format looked at before it is read: what an OLE container holds, and whether cells are plausible."""

import struct
from io import StringIO

from xlrd import compdoc

from data.text import Text
from etl import problems

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST_COLUMN = 255
_LAST_ROW = 65_535
_CELL_RECORDS = frozenset({0x0006, 0x00BD, 0x00BE, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E})
_OTHER_DOCUMENTS = {
    "WordDocument": Text(zh="Word 文档", en="a Word document"),
    "PowerPoint Document": Text(zh="PowerPoint 演示文稿", en="a PowerPoint presentation"),
}
_FILEPASS = 0x002F
_TEXTS, _EXTENT = 0x00FC, 0x0200
_SIZE_RECORDS = frozenset({_TEXTS, _EXTENT})
_ENTRY_BYTES = 128
_LONG_EXTENT = 14


def check_container(content: bytes) -> None:
    """Check that an OLE file is a readable .xls workbook; Quarantine if encrypted, another document or damaged."""
    if _names("EncryptedPackage", content):
        raise problems.encrypted()
    for stream, what in _OTHER_DOCUMENTS.items():
        if _names(stream, content) and not _names("Workbook", content):
            raise problems.not_a_spreadsheet(what)
    _check_records(_workbook_stream(content))


def _names(stream: str, content: bytes) -> bool:
    return stream.encode("utf-16-le") in content


def _workbook_stream(content: bytes) -> memoryview:
    try:
        container = compdoc.CompDoc(content, logfile=StringIO())
        _check_sizes(container, content)
        for name in ("Workbook", "Book"):
            memory, start, length = container.locate_named_stream(name)
            if memory is not None:
                return memoryview(memory)[start : start + length]
    except (compdoc.CompDocError, AssertionError, IndexError, ValueError, struct.error) as error:
        raise problems.corrupt() from error
    raise problems.corrupt()


def _check_sizes(container: compdoc.CompDoc, content: bytes) -> None:
    """Compare the declared sizes with the file's: the reader claims memory for what is declared, and dies of a lie."""
    declared = [count * container.sec_size for count in struct.unpack_from("<II", content, 40)]
    declared += [count * container.sec_size for count in struct.unpack_from("<I4xI", content, 64)]
    sector = container.dir_first_sec_sid  # type: ignore[attr-defined]  # missing from its type stubs
    for _ in range(len(container.SAT)):
        if sector < 0:
            break
        start = 512 + sector * container.sec_size
        for entry in range(start, start + container.sec_size, _ENTRY_BYTES):
            declared += struct.unpack_from("<Q", content, entry + 120)
        sector = container.SAT[sector]
    if max(declared) > len(content):
        raise problems.corrupt()


def _check_records(stream: memoryview) -> None:
    """Walk the records: a cell or an extent beyond the last row or column would claim memory without end."""
    head = struct.Struct("<HHHH").unpack_from
    position, end = 0, len(stream) - 8
    while position <= end:
        code, length, _, column = head(stream, position)
        if code == _FILEPASS:
            raise problems.encrypted()
        if column > _LAST_COLUMN and code in _CELL_RECORDS:
            raise problems.corrupt()
        if code in _SIZE_RECORDS and not _plausible(code, stream[position + 4 : position + 4 + length], len(stream)):
            raise problems.corrupt()
        position += 4 + length


def _plausible(code: int, body: memoryview, length: int) -> bool:
    """Return whether a record that declares a size keeps within the stream and the format's last row and column."""
    try:
        if code == _TEXTS:
            return int(struct.unpack_from("<4xI", body)[0]) <= length
        _, rows, _, columns = struct.unpack_from("<IIHH" if len(body) >= _LONG_EXTENT else "<HHHH", body)
    except struct.error:
        return False
    return int(rows) <= _LAST_ROW + 1 and int(columns) <= _LAST_COLUMN + 1

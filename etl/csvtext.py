"""CSV text as offices export it: several encodings, three delimiters, records over several lines."""

import codecs
import csv
import re
from io import StringIO
from statistics import median

from data.text import Text
from etl import problems
from etl.problems import Quarantine

DELIMITERS = ",;\t"
_SAMPLE_CHARACTERS = 20_000
_SAMPLE_LINES = 50
_QUOTED = re.compile(r'"[^"]*"')
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_LONGEST_FIELD = 16 * 2**20
csv.field_size_limit(_LONGEST_FIELD)  # the library's own limit takes a long text for a quotation mark never closed
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(content: bytes) -> str:
    """Return the text of a CSV file: UTF-8, UTF-16 with a byte order mark, or GB18030; Quarantine if it is none."""
    # GBK bytes can decode as UTF-16 too, so UTF-16 is believed only where its mark stands
    encodings = ["utf-16"] if content.startswith(_UTF16_MARKS) else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return _checked(text)
    raise problems.corrupt()


def _checked(text: str) -> str:
    text = text.removesuffix("\x1a")  # DOS programs end a file so
    if not text.strip():
        raise problems.empty()
    if "\0" in text or len(_CONTROL.findall(text)) * 100 > len(text):
        raise problems.corrupt()
    return text


def delimiter_of(text: str) -> str:
    """Return the delimiter that stands in most lines of ``text``, then most often in a line; the comma if none does."""
    lines = _QUOTED.sub("", text[:_SAMPLE_CHARACTERS]).splitlines()
    sample = [line for line in lines if line.strip()][:_SAMPLE_LINES]

    def presence(delimiter: str) -> tuple[int, float]:
        counts = [line.count(delimiter) for line in sample]
        return (sum(map(bool, counts)), median(counts)) if counts else (0, 0.0)

    return max(DELIMITERS, key=presence)


def records(text: str) -> list[list[object]]:
    """Return the records of a CSV text, blank lines as empty records; Quarantine if a quoted field never ends."""
    delimiter = delimiter_of(text)
    try:
        return _parsed(text, delimiter=delimiter, strict=True)
    except csv.Error as error:
        if "unexpected end of data" in str(error):
            raise _unclosed_quote() from error
    try:
        return _parsed(text, delimiter=delimiter, strict=False)
    except csv.Error as error:
        raise _unclosed_quote() from error


def _parsed(text: str, *, delimiter: str, strict: bool) -> list[list[object]]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    return [*reader]


def _unclosed_quote() -> Quarantine:
    return Quarantine(
        "corrupt",
        Text(
            zh='CSV 文件中有只开不闭的英文双引号（"），其后的行无法区分。请改正引号，或另存为 .xlsx 后重新报送。',
            en='A quotation mark (") in the CSV file is never closed, so the rows after it run together. '
            "Correct it or save the table as .xlsx, and send it again.",
        ),
    )

"""What one cell as received means: text, number, money, date, yes or no, code (单元格取值).

Each reader takes a raw cell and returns its value, None for an empty cell, or raises ``CellFault`` with the code under
which the row or the cell is refused. They know nothing of tables; ``etl.columns`` runs them over whole columns.
"""

import re
import unicodedata
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

EMPTY_MARKS = frozenset({"", "-", "--", "—", "——", "－", "/", "／", "无", "–"})
"""How offices write that there is nothing to write."""

YES = frozenset({"是", "有", "√", "✓", "✔", "☑", "1", "已", "y", "yes", "true", "对", "v"})
NO = frozenset({"否", "无", "×", "✗", "✘", "x", "0", "未", "n", "no", "false", "没有", "不是", "错"})

MONEY_FACTOR = {"元": 100, "千元": 100_000, "万元": 1_000_000, "百万元": 100_000_000, "亿元": 10_000_000_000}
"""Fen (分) in one of each unit."""

_SHORT_FACTOR = {"万": MONEY_FACTOR["万元"], "亿": MONEY_FACTOR["亿元"]}
_FACTORS = MONEY_FACTOR | _SHORT_FACTOR
_COUNT_UNITS = (
    "人|户|名|个|支|岁|月|个月|亩|只|头|箱|座|千瓦|kw|m2|平方米|平米|米|公里|处|项|分|口|年"
    "|株|棵|棚|眼|台|套|吨|公斤|斤|人次"
)
_UNITS = "|".join([*_FACTORS, "%", _COUNT_UNITS])
_NUMBER = re.compile(rf"[¥￥]?([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)({_UNITS})?")
_AMOUNT_UNITS = frozenset({*_FACTORS, "%"})
"""Units that no count or measure bears: 1.2 万 people would otherwise be read as 1.2."""
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[eE]\+?\d+")
_SPACE_IN_CHINESE = re.compile(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])")
_LONG_DIGITS = re.compile(r"\d{11,}[Xx]?")
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_MONTH = re.compile(r"(\d{4})[-/.年](\d{1,2})月?")
_PERIOD = re.compile(r"(\d{4})年?(上|下)半年")
_YEAR = re.compile(r"(\d{4})(?:\.0)?年?度?")
_CLOCK = re.compile(r"(?<=[\d日])(?:\s+|\s*T\s*)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*$")
_LARGEST = Decimal(10) ** 12
"""No number of a county register is larger; sums over the store stay within 64 bits."""
_LONGEST_CODE = 30
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
"""Characters without any width, carried along by copying from web pages."""
_LARGEST_FEN = 10**15
_EXCEL_START = date(1899, 12, 30)
_SERIAL_DAYS = range(3000, 80_000)
"""Excel day numbers read as dates: 1908 to 2119; smaller ones are more likely years or counts."""


class CellFault(ValueError):
    """A cell that cannot be taken; ``code`` is the reason's code in the report."""

    def __init__(self, code: str) -> None:
        """Remember the reason's code."""
        super().__init__(code)
        self.code = code


def half_width(written: str) -> str:
    """Return what is written in half-width characters (半角) and without invisible ones."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", written))


def plain(raw: object) -> str:
    """Return the cell as text in half-width characters without any space; whole numbers without a decimal point."""
    if raw is None:
        return ""
    if isinstance(raw, str):
        return raw if raw.isascii() and raw.isalnum() else "".join((raw if raw.isascii() else half_width(raw)).split())
    if isinstance(raw, bool):
        return "1" if raw else "0"
    if isinstance(raw, float):
        return str(int(raw)) if raw.is_integer() else repr(raw)
    if isinstance(raw, datetime):
        return raw.isoformat(sep=" ")
    return raw.isoformat() if isinstance(raw, date) else str(raw)


def as_received(raw: object) -> str:
    """Return the cell as it looked: text trimmed at its ends, numbers and dates in their plain form."""
    return raw.strip() if isinstance(raw, str) else plain(raw)


def hide_long_numbers(text: str) -> str:
    """Return ``text`` with runs of eleven digits or more blanked: they may be phone, bank or identity numbers."""
    return _LONG_DIGITS.sub("***", unicodedata.normalize("NFKC", text)) if len(text) > 10 else text


def text(raw: object) -> str | None:
    """Return free text, half-width, spaces folded, long numbers blanked."""
    if not isinstance(raw, str):
        raw = plain(raw)
    value = _SPACE_IN_CHINESE.sub("", " ".join(half_width(raw).split()))
    return None if value in EMPTY_MARKS else hide_long_numbers(value)


def name(raw: object) -> str | None:
    """Return a person's or body's name without inner spaces (张 三 is 张三)."""
    value = plain(raw)
    return None if value in EMPTY_MARKS else value


def _written_out(value: str) -> str:
    """Return a code in scientific notation as its digits; CellFault ``unreadable`` if it is longer than any code."""
    exponent = re.split(r"[eE]\+?", value)[1].lstrip("0")
    if len(exponent) > len(str(_LONGEST_CODE)) or int(exponent or 0) >= _LONGEST_CODE:
        raise CellFault("unreadable")
    return str(int(Decimal(value)))


def identifier(raw: object, *, digits: int | None = None) -> str | None:
    """Return a code or number kept as text; a code stored as a number is written out in full.

    Raises CellFault ``unreadable`` when ``digits`` is given and the code has not just so many digits.
    """
    value = plain(raw).removeprefix("'")  # so a number is kept as text in a spreadsheet
    if value in EMPTY_MARKS:
        return None
    if _SCIENTIFIC.fullmatch(value):
        value = _written_out(value)
    elif value.endswith(".0") and value[:-2].isdecimal():
        value = value[:-2]
    if digits is not None and not (len(value) == digits and value.isdecimal()):
        raise CellFault("unreadable")
    return value


def _believable(value: Decimal) -> Decimal:
    """Return ``value``; CellFault ``unreadable`` for what is no amount or count of a county (1e999, infinity)."""
    if not value.is_finite() or value.copy_abs() > _LARGEST:
        raise CellFault("unreadable")
    return value


def _measured(raw: object) -> tuple[Decimal, str | None] | None:
    """Return number and trailing unit of a cell, None if empty; CellFault ``unreadable`` if it is no number."""
    if isinstance(raw, (bool, date, datetime)):
        raise CellFault("unreadable")
    if isinstance(raw, (int, float)):
        return _believable(Decimal(repr(raw))), None
    value_text = plain(raw)
    if value_text in EMPTY_MARKS:
        return None
    value_text = value_text.replace(",", "").lower()
    if value_text.startswith("(") and value_text.endswith(")"):
        value_text = f"-{value_text[1:-1]}"
    match = _NUMBER.fullmatch(value_text.replace("−", "-"))
    if match is None:
        raise CellFault("unreadable")
    try:
        return _believable(Decimal(match[1])), match[2]
    except InvalidOperation:
        raise CellFault("unreadable") from None


def number(raw: object, *, minimum: float | None = 0, maximum: float | None = None) -> float | None:
    """Return a number within its bounds; CellFault ``unreadable`` otherwise."""
    measured = _measured(raw)
    if measured is None:
        return None
    if measured[1] in _AMOUNT_UNITS:
        raise CellFault("unreadable")
    value = float(measured[0])
    if (minimum is not None and value < minimum) or (maximum is not None and value > maximum):
        raise CellFault("unreadable")
    return value


def integer(raw: object, *, minimum: float | None = 0, maximum: float | None = None) -> int | None:
    """Return a whole number within its bounds; CellFault ``unreadable`` otherwise."""
    value = number(raw, minimum=minimum, maximum=maximum)
    if value is None:
        return None
    if not value.is_integer():
        raise CellFault("unreadable")
    return int(value)


def money_fen(raw: object, *, unit: str, may_be_negative: bool) -> int | None:
    """Return an amount in whole fen, half up; the cell's own unit (12.5万元) goes before ``unit``.

    Raises CellFault ``unreadable``, or ``negative_amount`` where a negative amount is not a reversal.
    """
    measured = _measured(raw)
    if measured is None:
        return None
    value, own_unit = measured
    factor = _FACTORS.get(own_unit or unit)
    if factor is None:
        raise CellFault("unreadable")
    fen = int((value * factor).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    if abs(fen) > _LARGEST_FEN:
        raise CellFault("unreadable")
    if fen < 0 and not may_be_negative:
        raise CellFault("negative_amount")
    return fen


def is_bare_amount(raw: object) -> bool:
    """Return whether a cell is an amount that leaves its unit to the column."""
    try:
        measured = _measured(raw)
    except CellFault:
        return False
    return measured is not None and measured[1] is None


def share_parts(raw: object) -> tuple[Decimal, bool] | None:
    """Return a rate as (number, whether it bears its own percent sign); None if empty."""
    measured = _measured(raw)
    if measured is None:
        return None
    value, unit = measured
    if unit not in (None, "%"):
        raise CellFault("unreadable")
    return value, unit == "%"


def flag(raw: object) -> bool | None:
    """Return yes or no (是/否, 有/无, √/×, 1/0, 已/未)."""
    value = plain(raw).lower()
    if value in YES:
        return True
    if value in NO:
        return False
    if value in EMPTY_MARKS:
        return None
    if value.startswith(("已", "未")):
        return value.startswith("已")
    raise CellFault("unreadable")


def month_end(year: int, month: int) -> date:
    """Return the last day of a month; ValueError if there is no such month."""
    date(year, month, 1)
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)


def _date_of_number(value: float) -> date:
    """Return the date a number stands for: 20160315, an Excel day, or 2016.3 (March).

    2016.1 may be October: refused.
    """
    if value.is_integer():
        whole = int(value)
        if 19_000_101 <= whole <= 21_001_231:
            return date(whole // 10_000, whole // 100 % 100, whole % 100)
        if whole in _SERIAL_DAYS:
            return _EXCEL_START + timedelta(days=whole)
        raise CellFault("unreadable")
    if 1900 < value < 2101 and (match := _MONTH.fullmatch(repr(value))) and match[2] != "1":
        return month_end(int(match[1]), int(match[2]))
    if int(value) in _SERIAL_DAYS:
        return _EXCEL_START + timedelta(days=int(value))
    raise CellFault("unreadable")


def _date_of_text(value: str) -> date:
    if match := _DATE.fullmatch(value):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _MONTH.fullmatch(value):
        return month_end(int(match[1]), int(match[2]))
    return _date_of_number(float(value))


def day(raw: object) -> str | None:
    """Return a day as ISO text; a month without day is its last day. CellFault ``unreadable`` if it is no day."""
    if isinstance(raw, datetime):
        return raw.date().isoformat()
    if isinstance(raw, date):
        return raw.isoformat()
    try:
        if isinstance(raw, (int, float)) and not isinstance(raw, bool):
            return _date_of_number(float(raw)).isoformat()
        # the clock goes first: without the space before it, its hours would join the day
        value = plain(_CLOCK.sub("", raw) if isinstance(raw, str) else raw)
        return None if value in EMPTY_MARKS else _date_of_text(value).isoformat()
    except (ValueError, OverflowError):
        raise CellFault("unreadable") from None


def year(raw: object) -> int | None:
    """Return a year of the plan's time, 1990 to 2100."""
    value = plain(raw)
    if value in EMPTY_MARKS:
        return None
    match = _YEAR.fullmatch(value.replace(",", ""))
    if match is None or not 1990 <= int(match[1]) <= 2100:
        raise CellFault("unreadable")
    return int(match[1])


def half_year(raw: object) -> str | None:
    """Return an assessment period (考核期) as ``2016H1`` or ``2016H2``."""
    value = plain(raw)
    if value in EMPTY_MARKS:
        return None
    match = _PERIOD.fullmatch(value)
    if match is None:
        raise CellFault("unreadable")
    return f"{match[1]}H{1 if match[2] == '上' else 2}"

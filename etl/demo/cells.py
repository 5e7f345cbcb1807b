"""How clerks write a value: dates, money, yes and no, percents and numbers in all the forms that occur."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import TypeAlias

from etl.demo.columns import Column
from etl.demo.tables import Raw, Value


@dataclass(frozen=True, slots=True)
class Percent:
    """A fraction in a cell with a percent number format."""

    fraction: float


Cell: TypeAlias = str | int | float | date | Percent
Writer: TypeAlias = Callable[[Value], Cell]

DATE_FORMS = ("iso", "slash", "dot", "chinese", "compact")
BOOK_DATE_FORMS = (*DATE_FORMS, "cell", "serial")
YES_NO = (("是", "否"), ("有", "无"), ("√", "×"), ("1", "0"), ("已", "未"))
_EMPTY = ("-", "—", "/", "无")
_FULL_WIDTH = str.maketrans("0123456789.-", "０１２３４５６７８９．－")
_EPOCH = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Hand:
    """The habits of the clerk who fills a sheet.

    `dates` and `shares` are forms, `unit` is that of money, `slips` the share of cells written oddly.
    """

    rng: Random
    in_book: bool
    dates: str = "iso"
    shares: str = "percent header"
    unit: str = "元"
    number_codes: bool = False
    slips: float = 0.03

    def slip(self) -> bool:
        """Whether the next cell is written oddly."""
        return self.rng.random() < self.slips


def writer(column: Column, hand: Hand) -> Writer:
    """The function that writes a value of a column in that hand."""
    write = _writer_of_sort(column, hand)
    blanks = ("",) if column.sort == "yes" else _EMPTY

    def cell(value: Value) -> Cell:
        if isinstance(value, Raw):
            return value.text
        if value is None:
            return hand.rng.choice(blanks) if hand.slip() else ""
        return write(value)

    return cell


def _writer_of_sort(column: Column, hand: Hand) -> Writer:
    """The writer of a column for values that are there."""
    if column.sort == "yes":
        return _yes_writer(hand)
    unit = hand.unit or column.default
    makers: dict[str, Writer] = {
        "date": lambda value: _date(value, hand, may_be_serial=True),
        "birth": lambda value: _date(value, hand, may_be_serial=False),
        "money": lambda value: _money(value, hand, unit=unit),
        "share": lambda value: _share(value, hand),
        "number": lambda value: _number(value, hand),
        "tenth": lambda value: _number(_int(value) / 10, hand),
        "degree": lambda value: _plain(value, hand),
        "year": lambda value: _plain(value, hand),
        "code": lambda value: _code(value, hand),
        "name": lambda value: _name(value, hand),
    }
    return makers.get(column.sort, str)


def _int(value: Value) -> int:
    """A value known to be a whole number."""
    if not isinstance(value, int):
        raise TypeError(f"{value!r} is no whole number")
    return value


def _plain(value: Value, hand: Hand) -> Cell:
    """A number as it is: a number in a book, text elsewhere."""
    if not isinstance(value, (int, float)):
        raise TypeError(f"{value!r} is no number")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return value if hand.in_book else str(value)


def _number(value: Value, hand: Hand) -> Cell:
    """A number, sometimes as text with separators or in full-width digits."""
    plain = _plain(value, hand)
    if not hand.slip():
        return plain
    form = hand.rng.randrange(3)
    number = float(str(plain))
    if form == 0:
        return str(plain).translate(_FULL_WIDTH)
    if form == 1 and number >= 1000 and number.is_integer():
        return f"{int(number):,}".replace(",", hand.rng.choice((",", "，")))
    return f" {plain} "


def _money(value: Value, hand: Hand, *, unit: str) -> Cell:
    """An amount of fen in a unit, sometimes with the unit behind it."""
    fen = _int(value)
    amount = fen / 100 if unit == "元" else fen / 1_000_000
    if hand.slip() and hand.rng.random() < 0.3:
        return f"{_plain(amount, hand)}{unit}"
    return _number(amount, hand)


def _share(value: Value, hand: Hand) -> Cell:
    """Basis points as a percent under a header with %, as text with %, as a fraction, or in a percent format."""
    points = _int(value)
    match hand.shares:
        case "percent header":
            return _plain(points / 100, hand)
        case "text":
            return f"{_plain(points / 100, hand)}%"
        case "format":
            return Percent(points / 10_000)
        case "fraction":
            return _plain(points / 10_000, hand)
    raise ValueError(f"unknown form of percents: {hand.shares}")


def _code(value: Value, hand: Hand) -> Cell:
    """A code as text, or as a number in the sheets of clerks who never set the text format."""
    text = str(value)
    return int(text) if hand.number_codes and hand.in_book else text


def _name(value: Value, hand: Hand) -> Cell:
    """A person's name, one of two characters sometimes spaced (张 三)."""
    text = str(value)
    return f"{text[0]}{hand.rng.choice((' ', '　'))}{text[1]}" if len(text) == 2 and hand.slip() else text


def _yes_writer(hand: Hand) -> Writer:
    """Yes and no in one of the forms, kept through a column."""
    yes, no = hand.rng.choice(YES_NO)
    return lambda value: yes if value else no


def _date(value: Value, hand: Hand, *, may_be_serial: bool) -> Cell:
    """A date in the clerk's form, one in ten in another; month-ends sometimes as the month only."""
    if not isinstance(value, date):
        raise TypeError(f"{value!r} is no date")
    form = hand.dates
    if hand.rng.random() < 0.1:
        form = hand.rng.choice(BOOK_DATE_FORMS if hand.in_book else DATE_FORMS)
        if value.day == monthrange(value.year, value.month)[1]:
            form = hand.rng.choice(("month dot", "month chinese"))
    if form == "serial" and not may_be_serial:
        form = "iso"
    return _dated(value, form, in_book=hand.in_book)


def _dated(day: date, form: str, *, in_book: bool) -> Cell:
    """A date in a form."""
    match form:
        case "cell":
            return day
        case "serial":
            return (day - _EPOCH).days
        case "compact":
            text = day.strftime("%Y%m%d")
            return int(text) if in_book else text
    return {
        "iso": f"{day:%Y-%m-%d}",
        "slash": f"{day.year}/{day.month}/{day.day}",
        "dot": f"{day.year}.{day.month}.{day.day}",
        "chinese": f"{day.year}年{day.month}月{day.day}日",
        "time": f"{day:%Y-%m-%d} 00:00:00",
        "month dot": f"{day.year}.{day.month}",
        "month chinese": f"{day.year}年{day.month}月",
    }[form]

"""The only place that writes figures as text: numbers, units, differences, dates, parts that sum.

Values come in as stored: counts, yuan, fractions, people a month. Chinese prints money in 万元 and 亿元, English in
million yuan. Halves are rounded away from zero. Amounts below 1 万元 get two more decimals, paces below 10 one more.
100% is everybody and 0% nobody: a share that is not quite either gets the decimals that tell, see percent_number.
"""

import math
from collections.abc import Sequence
from datetime import date
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import TypeAlias

from dashboard.metrics.disclosure import Suppressed
from dashboard.metrics.model import PERCENT, Metric, Unit
from data.text import Locale

NO_DATA = "—"
MINUS = "−"
WAN = 10_000
YI = 100_000_000
PERCENT_SCALE = 100
PERCENT_DECIMALS = 1
MOST_PERCENT_DECIMALS = 2
PERCENT_NOISE = Decimal("1e-10")
PACE_WITH_TENTHS_BELOW = 10
LEDGER_DECIMALS = 2
PROSE_DECIMALS = 2

MONEY_UNITS: dict[Locale, Unit] = {
    "zh": Unit("万元", "10,000 yuan", "10,000 yuan"),
    "en": Unit("百万元", "million yuan", "million yuan"),
}
MONEY_SCALE: dict[Locale, int] = {"zh": WAN, "en": 1_000_000}
MONEY_DECIMALS: dict[Locale, int] = {"zh": 0, "en": 2}
POINTS: dict[Locale, str] = {"zh": "个百分点", "en": "pp"}
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

Shown: TypeAlias = float | Suppressed | None


def format_number(value: float | Decimal, decimals: int = 0) -> str:
    """A number with thousands commas and − for negatives, e.g. 12,474 or −2.4; a rounded zero has no sign."""
    rounded = _rounded(value, decimals)
    text = f"{abs(rounded):,.{decimals}f}"
    return f"{MINUS}{text}" if rounded < 0 else text


def format_value(metric: Metric, value: Shown, locale: Locale) -> str:
    """The value without its unit, e.g. 12,474, 5,384 (万元), 34.0 (%); — for no data, <5 for a withheld count."""
    if isinstance(value, Suppressed):
        return str(value)
    exact = _present(value)
    if exact is None:
        return NO_DATA
    if metric.kind == "share":
        return _percent(exact, metric.decimals)
    scaled = _scaled(metric, exact, locale)
    return format_number(scaled, _decimals(metric, scaled, locale))


def percent_number(share: float | None, decimals: int = PERCENT_DECIMALS) -> str:
    """A share of one in percent without its sign, e.g. 34.0; — for no data.

    Only 0 prints as 0 and only 1 as 100: 0.9996 is 99.96 and 0.004 without decimals 0.4. Where two decimals do not tell
    either, >99.99, <0.01 or >100.
    """
    exact = _present(share)
    return NO_DATA if exact is None else _percent(exact, decimals)


def percent(share: float | None, decimals: int = PERCENT_DECIMALS) -> str:
    """A share of one with its sign, e.g. 34.0%, as by percent_number; — alone for no data."""
    text = percent_number(share, decimals)
    return text if text == NO_DATA else f"{text}{PERCENT.zh}"


def percent_decimals(share: float, *, most: int) -> int:
    """The decimals (1 to ``most``) with which a share in percent does not read as 0 or 100 unless it is."""
    scaled = _exact(share) * PERCENT_SCALE
    told = (places for places in range(PERCENT_DECIMALS, most) if not _is_misread(scaled, places))
    return next(told, most)


def with_unit(metric: Metric, value: Shown, locale: Locale) -> str:
    """The value with its unit, e.g. 12,474 人, 5,384 万元, 34.0%; — alone for no data."""
    text = format_value(metric, value, locale)
    return text if text == NO_DATA else _joined(text, display_unit(metric, locale, single=text == "1"))


def signed(metric: Metric, value: float | None, locale: Locale) -> str:
    """The value without its unit but with + or −, e.g. +12, −3,024; 0 has no sign.

    A difference of shares too small for the figure's decimals gets up to two.
    """
    exact = _present(value)
    if exact is None or metric.kind != "share":
        return _with_sign(format_value(metric, value, locale))
    scaled = exact * PERCENT_SCALE
    small = not _rounded(scaled, metric.decimals) and abs(scaled) > PERCENT_NOISE
    return _with_sign(format_number(scaled, max(metric.decimals, MOST_PERCENT_DECIMALS) if small else metric.decimals))


def difference(metric: Metric, value: float | None, locale: Locale) -> str:
    """A difference of two values, signed and with its unit: +2.8 个百分点 / pp for shares, −3,024 人 for counts."""
    text = signed(metric, value, locale)
    if text == NO_DATA:
        return text
    if metric.kind == "share":
        return f"{text} {POINTS[locale]}"
    return _joined(text, display_unit(metric, locale, single=text.lstrip(f"+{MINUS}") == "1"))


def prose(metric: Metric, value: Shown, locale: Locale) -> str:
    """The value as it stands in a sentence: 1.89 万人 / 18,900 people, 1.14 亿元 / 114.17 million yuan."""
    exact = None if isinstance(value, Suppressed) else _present(value)
    if locale == "zh" and exact is not None:
        if metric.kind == "money" and abs(_rounded(exact / WAN, 0)) >= WAN:
            return f"{format_number(exact / YI, PROSE_DECIMALS)} 亿元"
        if metric.kind in {"count", "pace"} and abs(_rounded(exact, 0)) >= WAN:
            return f"{format_number(exact / WAN, PROSE_DECIMALS)} 万{metric.unit.zh}"
    return with_unit(metric, value, locale)


def to_display(metric: Metric, value: float, locale: Locale) -> float:
    """The raw value in the unit in which it is printed, unrounded: for axes, bars and spreadsheets."""
    return float(_scaled(metric, _exact(value), locale))


def display_unit(metric: Metric, locale: Locale, *, single: bool = False) -> str:
    """The unit in which the figure is printed, e.g. 万元 / million yuan, %, 人 / people."""
    unit = MONEY_UNITS[locale] if metric.kind == "money" else metric.unit
    return unit.one if single and locale == "en" else unit[locale]


def part_of(part: int, whole: int) -> str:
    """A share of few units as the two counts, e.g. 17 / 72."""
    return f"{format_number(part)} / {format_number(whole)}"


def ledger_money(yuan: float | None, locale: Locale) -> str:
    """One entry of a ledger, 2 decimals, without unit: 万元 in Chinese, yuan in English (see ledger_unit)."""
    exact = _present(yuan)
    if exact is None:
        return NO_DATA
    return format_number(exact / (WAN if locale == "zh" else 1), LEDGER_DECIMALS)


def ledger_unit(locale: Locale) -> str:
    """The unit of ledger_money."""
    return {"zh": "万元", "en": "yuan"}[locale]


def axis_label(value: float, largest: float, locale: Locale) -> str:
    """A tick of an axis of counts: 0.5万, 1万 where the axis reaches 10,000 in Chinese, else with commas."""
    if locale == "zh" and largest >= WAN and value:
        return f"{_trimmed(value / WAN)}万"
    return _trimmed(value)


def iso_date(day: date | None) -> str:
    """A date in data and footers, e.g. 2016-06-30."""
    return NO_DATA if day is None else day.isoformat()


def prose_date(day: date, locale: Locale, *, year: bool = False) -> str:
    """A date in a sentence: 6月30日 / 30 June, with the year 2016年6月30日 / 30 June 2016."""
    if locale == "zh":
        return f"{day.year}年{day.month}月{day.day}日" if year else f"{day.month}月{day.day}日"
    text = f"{day.day} {MONTHS[day.month - 1]}"
    return f"{text} {day.year}" if year else text


def month_label(day: date, locale: Locale, *, year: bool = False) -> str:
    """The month of a date on an axis: 6月 / Jun, with the year 2016年6月 / Jun 2016."""
    if locale == "zh":
        return f"{day.year}年{day.month}月" if year else f"{day.month}月"
    text = MONTHS[day.month - 1][:3]
    return f"{text} {day.year}" if year else text


def parts_that_sum(values: Sequence[float], total: float, decimals: int = 0) -> tuple[float, ...]:
    """The parts rounded so that they add up to the rounded total (largest remainder; ties to the earlier part).

    Values and total in the unit printed. Raises ValueError where the parts do not sum to the total beforehand.
    """
    step = Decimal(1).scaleb(-decimals)
    exact = [_exact(value) for value in values]
    if abs(sum(exact, Decimal(0)) - _exact(total)) >= step / 2:
        raise ValueError(f"the parts sum to {sum(exact, Decimal(0))}, not to {total}")
    floors = [value.quantize(step, ROUND_FLOOR) for value in exact]
    missing = int((_rounded(total, decimals) - sum(floors, Decimal(0))) / step)
    by_remainder = sorted(range(len(exact)), key=lambda at: floors[at] - exact[at])
    raised = set(by_remainder[:missing])
    return tuple(float(floor + step * (at in raised)) for at, floor in enumerate(floors))


def _present(value: float | None) -> Decimal | None:
    # A data frame writes a missing number as NaN.
    return None if value is None or math.isnan(value) else _exact(value)


def _scaled(metric: Metric, value: Decimal, locale: Locale) -> Decimal:
    if metric.kind == "money":
        return value / MONEY_SCALE[locale]
    return value * (PERCENT_SCALE if metric.kind == "share" else 1)


def _decimals(metric: Metric, scaled: Decimal, locale: Locale) -> int:
    if metric.kind == "money":
        usual = MONEY_DECIMALS[locale]
        # Below 1 万元 (0.01 million yuan) a small entry would print as 0: two more decimals show it.
        small = abs(scaled) * MONEY_SCALE[locale] < WAN
        return usual + 2 if small and scaled else usual
    if metric.kind == "pace" and scaled and abs(scaled) < PACE_WITH_TENTHS_BELOW:
        return metric.decimals + 1
    return metric.decimals


def _percent(share: Decimal, decimals: int) -> str:
    scaled, most = share * PERCENT_SCALE, max(decimals, MOST_PERCENT_DECIMALS)
    for places in range(decimals, most + 1):
        if not _is_misread(scaled, places):
            return format_number(scaled, places)
    least = Decimal(1).scaleb(-most)
    if scaled < 1:
        return f"<{least}"
    return f">{PERCENT_SCALE - least}" if scaled < PERCENT_SCALE else f">{PERCENT_SCALE}"


def _is_misread(percent: Decimal, decimals: int) -> bool:
    # Only shares: below 0 there are but growths and gaps, of which 0 says little enough.
    rounded = _rounded(percent, decimals)
    return percent > 0 and rounded in {0, PERCENT_SCALE} and abs(percent - rounded) > PERCENT_NOISE


def _joined(text: str, unit: str) -> str:
    return f"{text}{unit}" if unit == PERCENT.zh else f"{text} {unit}"


def _with_sign(text: str) -> str:
    zero = not any(character in "123456789" for character in text)
    return text if zero or text.startswith(MINUS) else f"+{text}"


def _trimmed(value: float) -> str:
    for decimals in range(3):
        if abs(value - float(_rounded(value, decimals))) < 10 ** -(decimals + 4):
            return format_number(value, decimals)
    return format_number(value, 3)


def _exact(value: float | Decimal) -> Decimal:
    # By way of float: numbers out of a data frame spell themselves np.float64(…).
    return value if isinstance(value, Decimal) else Decimal(repr(float(value)))


def _rounded(value: float | Decimal, decimals: int) -> Decimal:
    return _exact(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)

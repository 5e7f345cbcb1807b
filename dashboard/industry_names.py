"""Names of industries (产业名称) and their units of size in both languages; what the table lacks stays as written."""

from collections import Counter
from collections.abc import Iterable

from dashboard.i18n import catalogue, t
from dashboard.queries.industry import IndustrySum
from data.text import Locale


def industry_label(language: Locale, name: str) -> str:
    """Return an industry's name, e.g. ``山地苹果`` or ``Hill apples``."""
    return _known(language, name)


def unit_label(language: Locale, unit: str) -> str:
    """Return a unit of size (规模单位), e.g. ``亩`` or ``mu``."""
    return _known(language, f"unit_{unit}", unit)


def labels_of(language: Locale, industries: Iterable[IndustrySum]) -> tuple[str, ...]:
    """Return the names in order; an industry that comes in several units is told apart by them."""
    given = tuple(industries)
    times = Counter(each.industry for each in given)
    found = []
    for each in given:
        name = industry_label(language, each.industry)
        if times[each.industry] > 1:
            name = t(language, "industry_names.in_unit", name=name, unit=unit_label(language, each.unit))
        found.append(name)
    return tuple(found)


def _known(language: Locale, key: str, written: str | None = None) -> str:
    # The name comes from a cell: it is looked up, never filled into a text's slots unseen.
    texts = catalogue().get(f"industry_names.{key}")
    return texts[language] if texts else written or key

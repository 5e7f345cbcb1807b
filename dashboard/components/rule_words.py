"""Words of a funding rule (投入机制): its line, how far the figure is from it, the formula filled in."""

from datetime import date

from dashboard.components.funds_text import money
from dashboard.components.opening import linked
from dashboard.i18n import t
from dashboard.metrics.formats import difference, display_unit, to_display, with_unit
from dashboard.metrics.registry import metric
from dashboard.metrics.rule_amounts import GAP, NEEDED
from dashboard.queries.rules_of_money import DEPARTMENT, GROWTH, SHARE, MoneyRule
from dashboard.queries.screen import Screen
from data.text import Locale

PUT_IN = {SHARE: "target.special_fund", GROWTH: "target.special_fund", DEPARTMENT: "target.to_poor"}
BASES = {SHARE: "target.local_revenue", GROWTH: "target.special_fund", DEPARTMENT: "target.to_village_household"}
"""Figures of what was put in, and of what it is held against (in the year before, for the growth)."""
FORMULAS = {SHARE: "formula_share", GROWTH: "formula_growth", DEPARTMENT: "formula_department"}


def target_text(language: Locale, found: MoneyRule) -> str:
    """Return the policy line (政策线) as the policy writes it, e.g. ``2%`` or ``20%``."""
    share = metric(found.metric_id)
    return f"{to_display(share, found.rule.number, language):g}{display_unit(share, language)}"


def gap_text(language: Locale, found: MoneyRule) -> str:
    """Return how far the figure is from the line: money short of it, or points above; empty without a share."""
    if found.met is None or found.over_target is None:
        return ""
    if found.gap_fen:
        return t(language, "funds.rule_short_by", gap=money(language, found.gap_fen))
    if not found.over_target:
        return t(language, "funds.rule_just_met")
    points = difference(metric(found.metric_id), found.over_target, language).lstrip("+")
    return t(language, "funds.rule_over_by", points=points)


def gap_opening(screen: Screen, found: MoneyRule, words: str, *, as_of: date | None = None) -> str:
    """Return words of a gap (缺口) marked to open it; one that is none stays as it is."""
    return linked(screen, found.metric_id + GAP, words, as_of=as_of) if found.gap_fen else words


def gap_told(screen: Screen, found: MoneyRule) -> str:
    """Return the same as ``gap_text``, the money marked to open."""
    if not found.gap_fen or found.met is None:
        return gap_text(screen.language, found)
    gap = gap_opening(screen, found, money(screen.language, found.gap_fen))
    return t(screen.language, "funds.rule_short_by", gap=gap)


def needed_opening(screen: Screen, found: MoneyRule, words: str, *, as_of: date | None = None) -> str:
    """Return words of the amount a rule asks for (按规定应有) marked to open it."""
    return linked(screen, found.metric_id + NEEDED, words, as_of=as_of)


def formula_told(screen: Screen, found: MoneyRule) -> str:
    """Return the rule's formula with its numbers, marked to open; empty where one is missing."""
    language = screen.language
    if found.put_in_fen is None or found.base_fen is None or found.year is None:
        return ""
    before = date(found.year - 1, 12, 31) if found.metric_id == GROWTH else None
    slots = {
        "put": linked(screen, PUT_IN[found.metric_id], money(language, found.put_in_fen)),
        "base": linked(screen, BASES[found.metric_id], money(language, found.base_fen), as_of=before),
    }
    return t(language, f"funds.{FORMULAS[found.metric_id]}", year=found.year, before=found.year - 1, **slots)


def value_text(language: Locale, found: MoneyRule) -> str:
    """Return the rule's figure with its unit; — for none."""
    return with_unit(metric(found.metric_id), found.share, language)

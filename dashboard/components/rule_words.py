"""Words of a funding rule (投入机制): its line, how far the figure is from it, the formula filled in."""

from dashboard.components.funds_text import money
from dashboard.i18n import t
from dashboard.metrics.formats import difference, display_unit, to_display, with_unit
from dashboard.metrics.registry import metric
from dashboard.queries.rules_of_money import DEPARTMENT, GROWTH, SHARE, MoneyRule
from data.text import Locale

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


def formula_text(language: Locale, found: MoneyRule) -> str:
    """Return the rule's formula with its numbers; empty where one is missing."""
    if found.put_in_fen is None or found.base_fen is None or found.year is None:
        return ""
    slots = {"put": money(language, found.put_in_fen), "base": money(language, found.base_fen)}
    return t(language, f"funds.{FORMULAS[found.metric_id]}", year=found.year, before=found.year - 1, **slots)


def value_text(language: Locale, found: MoneyRule) -> str:
    """Return the rule's figure with its unit; — for none."""
    return with_unit(metric(found.metric_id), found.share, language)

"""The figures (指标) as JSON: the list of one day, and one of them in total or by member."""

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from dashboard.api.answers import day_of, edition_facts, paged
from dashboard.api.declared import AS_OF, EVERYWHERE, PAGING, Asked, Parameter, Route, choice, shortened
from dashboard.api.problem import Problem
from dashboard.api.schemas import DAY, NUMBER, TEXT, TRUTH, WHOLE, Schema, listed, maybe, page_of, record
from dashboard.exports.members import member_label, member_order
from dashboard.metrics.disclosure import Suppressed, disclose, is_protected, small_count_limit
from dashboard.metrics.formats import iso_date
from dashboard.metrics.model import DIMENSIONS, Dimension, Metric
from dashboard.metrics.registry import DAILY
from dashboard.metrics.rules_of import rules_of
from dashboard.queries.daily import daily_value
from dashboard.queries.figures import Value, figures_by
from data.rules import Rule

VALUE: dict[str, Schema] = {"value": maybe(NUMBER), "withheld_below": maybe(WHOLE)}
RULE = record(key=TEXT, label=TEXT, clause=TEXT, source=TEXT, confirmed=TRUTH)
DEFINITION: dict[str, Schema] = {
    "id": TEXT,
    "name": TEXT,
    "unit": TEXT,
    "kind": {"type": "string", "enum": ["count", "money", "share", "pace"]},
    "formula": TEXT,
    "note": maybe(TEXT),
    "sources": listed(TEXT),
    "rules": listed(RULE),
    "dimensions": listed({"type": "string", "enum": list(DIMENSIONS)}),
    "annual": TRUTH,
}
UNITS: Mapping[str, tuple[str, str]] = {"share": ("1", "1"), "money": ("元", "yuan")}
"""Units of raw values where they are not those of the figure: a share is a fraction of one."""


def _known_id(text: str) -> str:
    if text not in DAILY:
        raise Problem("unknown_metric", allowed={"id": list(DAILY)}, name=shortened(text))
    return text


def list_metrics(asked: Asked) -> Mapping[str, Any]:
    """Return every figure of the day with its definition."""
    day = day_of(asked)
    found, pages = paged(asked, tuple(DAILY.values()))
    items = [
        {**_definition(asked, each, day), **_value(each, daily_value(asked.reading, each.id, day), day, None)}
        for each in found
    ]
    return {**edition_facts(asked), "as_of": iso_date(day), **pages, "items": items}


def one_metric(asked: Asked) -> Mapping[str, Any]:
    """Return one figure with its definition; with ``by`` its values by member, a page of them."""
    day, figure = day_of(asked), DAILY[asked.values["id"]]
    by = cast("Dimension | None", asked.values.get("by"))
    total = daily_value(asked.reading, figure.id, day)
    said = {**edition_facts(asked), "as_of": iso_date(day), "by": by, **_definition(asked, figure, day)}
    said |= _value(figure, total, day, None)
    if by is not None and by not in figure.dimensions:
        allowed = {"by": list(figure.dimensions)}
        raise Problem("unsupported_breakdown", allowed=allowed, name=figure.name[asked.language], by=by)
    parts = figures_by(asked.reading, day, by).get(figure.id, {}) if by else {}
    members, pages = paged(asked, member_order(by, parts) if by else ())
    items = [
        {"member": each, "name": member_label(asked.reading, asked.language, by, each)}
        | _value(figure, parts[each], day, by)
        for each in members
        if by
    ]
    return {**said, **pages, "items": items}


def _definition(asked: Asked, figure: Metric, day: date) -> dict[str, Any]:
    language = asked.language
    zh, en = UNITS.get(figure.kind, (figure.unit.zh, figure.unit.en))
    return {
        "id": figure.id,
        "name": figure.name[language],
        "unit": zh if language == "zh" else en,
        "kind": figure.kind,
        "formula": figure.formula[language],
        "note": figure.note[language] if figure.note else None,
        "sources": list(figure.sources),
        "rules": [_rule(asked, each) for each in rules_of(figure, day)],
        "dimensions": list(figure.dimensions),
        "annual": figure.annual,
    }


def _rule(asked: Asked, found: Rule) -> dict[str, Any]:
    language = asked.language
    words = {"label": found.label[language], "clause": found.clause[language], "source": found.source[language]}
    return {"key": found.key, **words, "confirmed": found.confirmed}


def _value(figure: Metric, value: Value, day: date, by: Dimension | None) -> dict[str, Any]:
    if by == "village" and is_protected(figure) and isinstance(value, int):
        shown = disclose(value, area="village", sees_households=False, limit=small_count_limit(day))
        if isinstance(shown, Suppressed):
            return {"value": None, "withheld_below": shown.below}
    return {"value": value, "withheld_below": None}


_ID = Parameter("id", {"type": "string", "enum": list(DAILY)}, _known_id, place="path")
_MEMBER = record(member=TEXT, name=TEXT, **VALUE)
ROUTES = (
    Route(
        name="list_metrics",
        path="/api/v1/metrics",
        answered=list_metrics,
        schema=page_of(record(**DEFINITION, **VALUE), as_of=DAY),
        parameters=(AS_OF, *PAGING, *EVERYWHERE),
        problems=("day_outside", "page_past_end"),
    ),
    Route(
        name="one_metric",
        path="/api/v1/metrics/{id}",
        answered=one_metric,
        schema=page_of(_MEMBER, as_of=DAY, by=maybe(TEXT), **DEFINITION, **VALUE),
        parameters=(_ID, AS_OF, choice("by", DIMENSIONS), *PAGING, *EVERYWHERE),
        problems=("unknown_metric", "unsupported_breakdown", "day_outside", "page_past_end"),
    ),
)

"""What may be written about a control total (控制数): value, tolerance, sentence and source; none restores the default.

The key is the policy rule replaced, ``new`` for a total of the county's own, or ``own.<entry>`` for a change to that.
"""

import math
import re
from collections.abc import Mapping
from types import MappingProxyType

from dashboard.metrics.model import Metric
from dashboard.metrics.registry import HEADLINES, METRICS
from dashboard.records.fields import Fields, NotAcceptable, day_of, text_of
from data.rules import rules
from data.text import Text

CONTROL_TOTAL = "control_total"
NEW, OWN = "new", "own."
GROUPS = ("goal", "control")
PERCENT = 100

FIGURES: Mapping[str, Metric] = MappingProxyType({**HEADLINES, "villages.province": METRICS["villages.province"]})
"""Figures a published total can be held against: those with one value a day for the county."""

VALUE, TOLERANCE = Text("公布数", "Published value"), Text("容差", "Tolerance")
SENTENCE, SOURCE = Text("原文", "Sentence"), Text("出处", "Source")
DAY = Text("截至", "As of")
_OWN_KEY = re.compile(r"own\.\d{1,9}")


def default_keys() -> frozenset[str]:
    """Return the keys of the policy rules that are control totals: those that name the figure they are held against."""
    return frozenset(each.key for each in rules() if each.group in GROUPS and each.figure)


def control_total(key: str, fields: Fields) -> Fields:
    """Return what is kept of an entry; nothing where it only takes back what stood. Raises NotAcceptable."""
    if key not in default_keys() and key != NEW and not _OWN_KEY.fullmatch(key):
        raise NotAcceptable(Text("没有这个控制数。", "There is no such control total."))
    if "value" not in fields and key != NEW:
        return {}
    kept = {
        "value": _number(fields, "value", label=VALUE, required=True),
        "tolerance": _number(fields, "tolerance", label=TOLERANCE, required=False),
        "sentence": text_of(fields, "sentence", label=SENTENCE, required=True),
        "source": text_of(fields, "source", label=SOURCE, required=True),
    }
    if key in default_keys():
        return kept
    return kept | {"figure": _figure(fields), "as_of": day_of(fields, "as_of", label=DAY)}


def scale_of(figure: Metric) -> int:
    """Return by what a value typed is divided: shares are typed in percent, everything else in its raw unit."""
    return PERCENT if figure.kind == "share" else 1


def _number(fields: Fields, name: str, *, label: Text, required: bool) -> str:
    text = text_of(fields, name, label=label, required=required).replace(",", "").replace("，", "")
    try:
        value = float(text or 0)
    except ValueError:
        value = math.nan
    if not math.isfinite(value) or value < 0:
        raise NotAcceptable(Text(f"“{label.zh}”须是不小于 0 的数。", f"“{label.en}” must be a number of 0 or more."))
    return f"{value:.15g}"


def _figure(fields: Fields) -> str:
    figure = fields.get("figure", "")
    if figure not in FIGURES:
        raise NotAcceptable(Text("请选择一个指标。", "Please choose a figure."))
    return figure

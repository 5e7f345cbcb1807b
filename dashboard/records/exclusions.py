"""What may be written about one of the nine exclusions (九不包括): name, clause, the lists held against it.

No fields at all restore the working table's own.
"""

import re

from dashboard.records.fields import MOST_OF_A_NAME, Fields, NotAcceptable, text_of
from data.registers import load_registers
from data.rules import rules
from data.text import Text

EXCLUSION = "exclusion"
LISTS: tuple[str, ...] = tuple(load_registers()["crosscheck_hits"].column("source").codes)
"""Kinds of comparison list (比对来源) that the register knows."""
_BETWEEN = re.compile(r"[、，,；;/ ]+")


def lists_in(text: str) -> tuple[str, ...]:
    """Return the lists a text names; what is none is left out."""
    return tuple(each for each in _BETWEEN.split(text) if each in LISTS)


def exclusion(key: str, fields: Fields) -> Fields:
    """Return what is kept of an entry; nothing where it only takes back what stood. Raises NotAcceptable."""
    if key not in {each.key for each in rules() if each.group == EXCLUSION}:
        raise NotAcceptable(Text("没有这一条。", "There is no such rule."))
    if "name" not in fields:
        return {}
    label = Text("比对来源", "Comparison lists")
    named = [each for each in _BETWEEN.split(text_of(fields, "lists", label=label)) if each]
    unknown = [each for each in named if each not in LISTS]
    if unknown:
        known = "、".join(LISTS)
        raise NotAcceptable(
            Text(f"没有“{unknown[0]}”这种名单，可填：{known}。", f"There is no list {unknown[0]}: {known}.")
        )
    return {
        "name": text_of(fields, "name", label=Text("名称", "Name"), required=True, most=MOST_OF_A_NAME),
        "clause": text_of(fields, "clause", label=Text("条文", "Clause"), required=True),
        "lists": "、".join(named),
    }

"""What people write about who answers first for a town (第一责任人): the heads of its party and its government."""

from dashboard.records.fields import MOST_OF_A_NAME, Fields, NotAcceptable, text_of
from data.text import Text
from geo.towns import load_towns

TOWN_HEADS = "town_heads"
PARTY, GOVERNMENT = "party", "government"
NAMES = {
    PARTY: Text("党委（党工委）主要负责人", "Head of the party committee"),
    GOVERNMENT: Text("政府（办事处）主要负责人", "Head of the government"),
}


def town_heads(key: str, fields: Fields) -> Fields:
    """Check the first responsible persons of a town; the key is its code, an empty name takes one away."""
    if key not in {town.code for town in load_towns()}:
        raise NotAcceptable(Text("没有这个乡镇。", "There is no such town."))
    return {name: text_of(fields, name, label=label, most=MOST_OF_A_NAME) for name, label in NAMES.items()}


def is_named(content: Fields) -> bool:
    """Return whether both heads (党政“一把手”) are named."""
    return all(content.get(name) for name in NAMES)

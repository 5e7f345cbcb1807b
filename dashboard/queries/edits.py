"""What users changed in a table they may edit (修改记录): field by field, who, when, what before and what after."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from dashboard.records.control_totals import NEW, OWN
from dashboard.records.journal import Entry, Journal, entries
from data.text import Text

Kind = Literal["added", "changed", "restored", "removed"]
Values = Mapping[str, Text]
NOTHING = Text("", "")


@dataclass(frozen=True, slots=True)
class Edit:
    """A field of a row as an entry changed it; ``before`` and ``after`` are empty where there was or is nothing.

    ``field`` is empty where the entry only says again what stood already.
    """

    entry: Entry
    key: str
    kind: Kind
    field: str
    before: Text
    after: Text


def edits(
    journal: Journal, subject: str, *, fields: Sequence[str], default: Callable[[str], Values | None]
) -> tuple[Edit, ...]:
    """Return what was changed of a subject, the oldest first.

    ``default`` gives what stands of a row while nothing is written about it; None for a row that users added.
    """
    standing: dict[str, Values] = {}
    found: list[Edit] = []
    for entry in entries(journal, subject):
        key = f"{OWN}{entry.number}" if entry.key == NEW else entry.key
        own = default(key)
        before, after = standing.get(key, own or {}), _written(entry, own or {})
        kind = _kind(entry, has_default=own is not None)
        pairs = [(name, before.get(name, NOTHING), after.get(name, NOTHING)) for name in fields]
        moved = [Edit(entry, key, kind, *pair) for pair in pairs if pair[1] != pair[2]]
        found += moved or [Edit(entry, key, kind, "", NOTHING, NOTHING)]
        standing[key] = after
    return tuple(found)


def _written(entry: Entry, own: Values) -> Values:
    """Return what stands after an entry; words of the default in either language are the default itself."""
    if not entry.content:
        return own
    found = {}
    for name, text in entry.content.items():
        default = own.get(name, NOTHING)
        found[name] = default if text in (default.zh, default.en) else Text(text, text)
    return found


def _kind(entry: Entry, *, has_default: bool) -> Kind:
    if entry.key == NEW:
        return "added"
    if entry.content:
        return "changed"
    return "restored" if has_default else "removed"

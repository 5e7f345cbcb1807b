"""What may be written about each subject: fields, their form and their limits. A new subject is one more entry here."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from dashboard.records import control_totals, exclusions, findings, town_heads
from dashboard.records.fields import MOST_OF_A_NAME, Check, Fields, NotAcceptable, text_of
from dashboard.records.journal import Entry
from data.text import Text

EDITION_NAME = "edition_name"


def accepted(subject: str, key: str, fields: Fields, *, earlier: Sequence[Entry] = ()) -> Fields:
    """Return the fields of an entry as they are kept; ``earlier`` are the entries of its key, the oldest first.

    Raises NotAcceptable, LookupError for an unknown subject.
    """
    kept = SUBJECTS[subject](key, fields)
    if subject == findings.VERDICT:
        findings.require_turn(kept, [entry.content for entry in earlier])
    return kept


def _edition_name(key: str, fields: Fields) -> Fields:
    """Check the name of an edition (版次命名, e.g. 半年汇报); the key is its number, an empty name takes it away."""
    if not (key.isascii() and key.isdigit()):
        raise NotAcceptable(Text("没有这一版数据。", "There is no such edition."))
    return {"name": text_of(fields, "name", label=Text("版次名称", "Name"), most=MOST_OF_A_NAME)}


SUBJECTS: Mapping[str, Check] = MappingProxyType(
    {
        EDITION_NAME: _edition_name,
        control_totals.CONTROL_TOTAL: control_totals.control_total,
        exclusions.EXCLUSION: exclusions.exclusion,
        findings.HANDLING: findings.handling,
        findings.VERDICT: findings.verdict,
        findings.AUTHORED: findings.authored,
        town_heads.TOWN_HEADS: town_heads.town_heads,
    }
)

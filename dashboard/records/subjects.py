"""What may be written about each subject: fields, their form and their limits. A new subject is one more entry here."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from data.text import Text

MOST_CHARACTERS = 400
MOST_OF_A_NAME = 40


class NotAcceptable(ValueError):
    """An entry that cannot be taken; ``reason`` says what to do, in both languages."""

    def __init__(self, reason: Text) -> None:
        """Remember the reason."""
        super().__init__(reason.en)
        self.reason = reason


Fields = Mapping[str, str]
Check = Callable[[str, Fields], Fields]
"""Takes the key and the fields as they came; returns what is to be kept, or raises NotAcceptable."""

EDITION_NAME = "edition_name"


def accepted(subject: str, key: str, fields: Fields) -> Fields:
    """Return the fields of an entry as they are kept; raises NotAcceptable, LookupError for an unknown subject."""
    return SUBJECTS[subject](key, fields)


def text_of(fields: Fields, name: str, *, label: Text, required: bool = False, most: int = MOST_CHARACTERS) -> str:
    """Return a field as plain text of one line; raises NotAcceptable where it is missing or too long."""
    value = " ".join(fields.get(name, "").split())
    if required and not value:
        raise NotAcceptable(Text(f"请填写“{label.zh}”。", f"Please fill in “{label.en}”."))
    if len(value) > most:
        raise NotAcceptable(Text(f"“{label.zh}”最多 {most} 字。", f"“{label.en}” may have at most {most} characters."))
    return value


def _edition_name(key: str, fields: Fields) -> Fields:
    """Check the name of an edition (版次命名, e.g. 半年汇报); the key is its number, an empty name takes it away."""
    if not (key.isascii() and key.isdigit()):
        raise NotAcceptable(Text("没有这一版数据。", "There is no such edition."))
    return {"name": text_of(fields, "name", label=Text("版次名称", "Name"), most=MOST_OF_A_NAME)}


SUBJECTS: Mapping[str, Check] = MappingProxyType({EDITION_NAME: _edition_name})

"""Fields of an entry (字段): how they are read and why one is refused. Every module of subjects stands on this."""

from collections.abc import Callable, Collection, Mapping
from datetime import date

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


def text_of(fields: Fields, name: str, *, label: Text, required: bool = False, most: int = MOST_CHARACTERS) -> str:
    """Return a field as plain text of one line; raises NotAcceptable where it is missing or too long."""
    value = " ".join(fields.get(name, "").split())
    if required and not value:
        raise NotAcceptable(Text(f"请填写“{label.zh}”。", f"Please fill in “{label.en}”."))
    if len(value) > most:
        raise NotAcceptable(Text(f"“{label.zh}”最多 {most} 字。", f"“{label.en}” may have at most {most} characters."))
    return value


def choice_of(fields: Fields, name: str, *, label: Text, among: Collection[str], required: bool = True) -> str:
    """Return a field that is one of few words; raises NotAcceptable for another, for none where one is required."""
    value = fields.get(name, "")
    if value in among or (not value and not required):
        return value
    raise NotAcceptable(Text(f"请选择“{label.zh}”。", f"Please choose “{label.en}”."))


def day_of(fields: Fields, name: str, *, label: Text) -> str:
    """Return a field that is a day (ISO 8601) or empty; raises NotAcceptable for anything else."""
    value = fields.get(name, "").strip()
    try:
        return date.fromisoformat(value).isoformat() if value else ""
    except ValueError:
        raise NotAcceptable(
            Text(f"“{label.zh}”须是日期，例如 2016-07-15。", f"“{label.en}” must be a date, e.g. 2016-07-15.")
        ) from None

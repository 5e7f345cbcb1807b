"""What can go wrong in this room, said in Chinese and in English."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence for the person at the desk, complete in both languages."""

    zh: str
    en: str


class GeoError(Exception):
    """A geographic input that cannot be used; `code` is stable, `message` is what to show."""

    def __init__(self, code: str, *, zh: str, en: str) -> None:
        """Keep the stable code and both wordings."""
        super().__init__(f"{zh} / {en}")
        self._code = code
        self._message = Message(zh=zh, en=en)

    @property
    def code(self) -> str:
        """One of: unreadable, no_code_column, outside_county, duplicate_codes, unknown_zone, unknown_town, build."""
        return self._code

    @property
    def message(self) -> Message:
        """Return both wordings."""
        return self._message

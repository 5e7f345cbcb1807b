"""What is said in both languages of the product (中英文双语)."""

from dataclasses import dataclass
from typing import Literal

Locale = Literal["zh", "en"]
"""Language of a text or a screen: Chinese or English."""


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in Chinese and in English."""

    zh: str
    en: str

    def __getitem__(self, locale: str) -> str:
        """The words in that locale, zh or en; raises KeyError for any other."""
        return {"zh": self.zh, "en": self.en}[locale]

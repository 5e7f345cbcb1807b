"""Words in both languages side by side (中英对照): the reader's own first, the other quiet below it."""

from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.text import Child
from data.text import Locale, Text

OTHER: dict[Locale, Locale] = {"zh": "en", "en": "zh"}
TAGS: dict[Locale, str] = {"zh": "zh-CN", "en": "en"}


def both(language: Locale, words: Text) -> list[Child]:
    """Return the words in the reader's language and, marked as such, in the other one."""
    other = OTHER[language]
    mine: Child = html.Span(words[language], className="words-own")
    return (
        [mine] if words.zh == words.en else [mine, html.Span(words[other], lang=TAGS[other], className="words-other")]
    )


def both_line(language: Locale, words: Text) -> Component:
    """Return both as one block, e.g. in a cell."""
    return html.Span(both(language, words), className="words")

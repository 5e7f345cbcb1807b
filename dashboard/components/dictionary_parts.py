"""What the parts of the dictionary (口径字典) share: its address, its words in both languages, marks for the search.

Any part of the product can link to an entry: a figure's id, a kind of register or a rule's key.
"""

from typing import Any

from dashboard.i18n import t
from dashboard.view import View
from data.text import Text

PATH = "/data"
SHOW = "dictionary"


def dictionary_href(view: View, entry: str) -> str:
    """Return the address of the dictionary opened at an entry: a figure's id, a kind of register or a rule's key."""
    return view.change(show=SHOW, metric=entry, present=False).href(PATH)


def word(name: str) -> Text:
    """Return a text of the dictionary in both languages."""
    return Text(t("zh", f"dictionary.{name}"), t("en", f"dictionary.{name}"))


def joined(words: list[Text]) -> Text:
    """Return several words as a list in both languages."""
    return Text(
        t("zh", "shell.list_comma").join(each.zh for each in words),
        t("en", "shell.list_comma").join(each.en for each in words),
    )


def findable(entry: str, *, asked: str | None) -> dict[str, Any]:
    """Return the marks of an entry that the search looks at; the one the address asks for is scrolled to."""
    return {"data-find": entry} | ({"data-asked": "1"} if asked == entry else {})


def group() -> dict[str, Any]:
    """Return the mark of a group that is hidden when the search finds nothing in it."""
    return {"data-find-group": "1"}

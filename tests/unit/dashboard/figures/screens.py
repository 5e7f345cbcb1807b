"""A screen without a store, for figures that look at the view and the day only."""

from datetime import date
from typing import cast

from dashboard.metrics.arithmetic import month_ends
from dashboard.queries.reading import EditionNote, Reading
from dashboard.queries.screen import Screen
from dashboard.records.journal import Journal
from dashboard.view import View

START, END = date(2015, 12, 31), date(2016, 12, 31)
JUNE = date(2016, 6, 30)


def screen(*, as_of: date = JUNE, last: date = JUNE, **query: str) -> Screen:
    note = EditionNote(1, "", last, False, "靖边县")
    return Screen(View.from_query(query), cast("Reading", None), note, as_of, last, month_ends(START, END), Journal(""))

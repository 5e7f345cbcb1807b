"""What every screen starts from: the view asked for, the edition being read, the day it speaks of."""

from dataclasses import dataclass
from datetime import date

from dashboard.metrics.arithmetic import last_month_end, month_ends
from dashboard.queries.editions import Edition, editions
from dashboard.queries.figures import deadline
from dashboard.queries.progress import Scope
from dashboard.queries.reading import EditionNote, Reading, edition_note, open_reading
from dashboard.queries.status import baseline_day
from dashboard.records.journal import Journal, open_journal
from dashboard.view import View
from data.engine import app_url
from data.text import Locale


@dataclass(frozen=True, slots=True)
class Screen:
    """A view of an edition. ``as_of`` is the month-end shown, ``last_day`` the last one a delivery covers.

    ``journal`` is what users have written: part of the screen, so that a kept page never hides a new entry.
    ``editions`` are all there are, the newest first: part of it for the same reason.
    A month-end after ``last_day`` has not been reported: it shows the plan only, figures are "no data yet".
    """

    view: View
    reading: Reading
    note: EditionNote
    as_of: date
    last_day: date
    month_ends: tuple[date, ...]
    journal: Journal
    editions: tuple[Edition, ...] = ()

    @property
    def is_newest(self) -> bool:
        """Whether the edition being read is the newest."""
        return not self.editions or self.editions[0].number == self.note.edition

    @property
    def language(self) -> Locale:
        """Language of the screen."""
        return self.view.language

    @property
    def is_known(self) -> bool:
        """Whether the day shown is covered by a delivery."""
        return self.as_of <= self.last_day

    @property
    def scope(self) -> Scope:
        """The villages the filter leaves."""
        return Scope.of(self.view)


def open_screen(url: str, view: View) -> Screen:
    """Return the screen of a view of the store at ``url``.

    Raises StoreUnusable without a usable store, UnknownEdition for an edition that is not kept.
    """
    reading = open_reading(url, edition=view.edition)
    note = edition_note(reading)
    last_day = last_month_end(note.delivered_on)
    options = month_ends(baseline_day(last_day), max(deadline(last_day), last_day))
    as_of = view.as_of if view.as_of in options else last_day
    journal = open_journal(app_url(url))
    known = editions(reading.engine, journal)
    return Screen(view, reading, note, as_of, last_day, options, journal, known)

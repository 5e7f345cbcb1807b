"""What is said of a store as a whole: its edition, and whether it may be shown on other computers."""

from sqlalchemy.exc import SQLAlchemyError

from dashboard.queries.reading import EditionNote, UnknownEdition, edition_note, open_reading
from data.migrate import StoreUnusable


def store_note(url: str, *, edition: int | None = None) -> EditionNote | None:
    """Return what is said of the store's edition; None while there is no usable store, hence no data to show."""
    try:
        return edition_note(open_reading(url, edition=edition))
    except (StoreUnusable, UnknownEdition):
        return None


def is_private(url: str) -> bool:
    """Return whether the store may be shown on this computer only: it holds data, and not the demo county's."""
    try:
        note = store_note(url)
    except SQLAlchemyError:
        return True
    return note is not None and not note.is_demo

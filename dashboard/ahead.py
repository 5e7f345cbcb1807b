"""Draw the pages before anybody asks for them (预先算好): at the start, and again when a new edition has been loaded.

What a page needs of an edition is kept once it is known, so that the first visitor waits no longer than the next one.
"""

import gc
import threading
import time
from collections.abc import Iterator, Mapping
from urllib.parse import urlencode

from dash import Dash
from sqlalchemy.exc import DatabaseError

from dashboard.app import PAGES
from dashboard.components import exit_sections, frame, oversight_sections, oversight_text
from dashboard.i18n import LANGUAGES
from dashboard.queries.reading import Reading, open_reading
from data.migrate import StoreUnusable
from geo.towns import ZONES

PARTS: Mapping[str, tuple[str, ...]] = {
    exit_sections.PATH: exit_sections.SECTIONS[1:],
    oversight_text.PATH: oversight_sections.SECTIONS[1:],
    "/funds": ("works", "flags"),
    "/data": ("controls", "quality", "dictionary"),
}
"""Parts of pages, by the page's address, that ask more of the store than the page's first part."""
SECONDS_BETWEEN_LOOKS = 5.0
MOST_REST_SECONDS = 2.0
MONTHS_READ = 12
"""Month-ends before the last one that are read ahead, the latest of them: a year."""
OBJECTS, ROUNDS, OLD_ROUNDS = 20_000, 20, 50
"""How many new objects the collector of circular garbage waits for, and how rarely it looks at older ones."""


def spare_collector() -> None:
    """Have Python look for circular garbage less often: a page is made of many small parts, none of them circular."""
    gc.freeze()
    gc.set_threshold(OBJECTS, ROUNDS, OLD_ROUNDS)


def newest(url: str) -> Reading | None:
    """Return the newest edition of the store at ``url``; None while there is none that can be read."""
    try:
        return open_reading(url)
    except (StoreUnusable, DatabaseError):
        return None


def draw_pages(app: Dash) -> Iterator[str]:
    """Draw every page and its heavy parts as a first visitor sees them; yield the address of each once it is drawn."""
    for language in LANGUAGES:
        for page in PAGES:
            for show in (None, *PARTS.get(page.PATH, ())):
                query = {"lang": language} | ({"show": show} if show else {})
                with app.server.test_request_context(page.PATH, query_string=query):
                    page.layout(**query)
                yield f"{page.PATH} {show or ''} {language}"


def read_around(app: Dash) -> Iterator[str]:
    """Read what the pages need of the three zones and of the year before; yield the address of each once read.

    The pages are not kept: they would drive out those that are asked for first.
    """
    try:
        with app.server.test_request_context("/"):
            screen = frame.screen_of("")
    except (StoreUnusable, DatabaseError):
        # The store was taken away meanwhile.
        return
    earlier = [{"as_of": day.isoformat()} for day in reversed(screen.month_ends) if day < screen.last_day]
    for narrowed in [*({"zone": zone} for zone in ZONES), *earlier[:MONTHS_READ]]:
        for page in PAGES:
            for show in (None, *PARTS.get(page.PATH, ())):
                query = narrowed | ({"show": show} if show else {})
                with app.server.test_request_context(page.PATH, query_string=query):
                    _read(page.draw, urlencode(query))
                yield f"{page.PATH} {urlencode(query)}"


def _read(draw: frame.Draw, search: str) -> None:
    try:
        draw(frame.screen_of(search))
    except Exception as error:  # noqa: BLE001 - logged with its trace; whoever asks for the page is told of it
        frame.new_incident(error)


def go_ahead(app: Dash) -> Iterator[str]:
    """Draw the pages and read what zones and earlier days need; yield each address once done.

    What is kept afterwards stays until the next edition: until then it is not looked through for circular garbage.
    """
    gc.unfreeze()
    yield from draw_pages(app)
    yield from read_around(app)
    gc.collect()
    gc.freeze()


def draw_if_new(app: Dash, drawn: Reading | None, *, rest: bool = True) -> Reading | None:
    """Draw the pages if the newest edition is another than ``drawn``; return the newest.

    It rests after each page as long as the page took, at most some seconds, so that visitors come first; an edition
    that appears meanwhile makes it stop.
    """
    url = str(app.server.config[frame.DATABASE])
    found = newest(url)
    if found is None or found == drawn:
        return found
    start = time.perf_counter()
    for _ in go_ahead(app):
        if newest(url) != found:
            break
        if rest:
            time.sleep(min(time.perf_counter() - start, MOST_REST_SECONDS))
        start = time.perf_counter()
    return found


def keep_drawn(app: Dash) -> threading.Thread:
    """Start drawing ahead beside the requests, for as long as the process lives; return the thread."""

    def watch() -> None:
        drawn: Reading | None = None
        while True:
            drawn = draw_if_new(app, drawn)
            time.sleep(SECONDS_BETWEEN_LOOKS)

    thread = threading.Thread(target=watch, daemon=True, name="ahead")
    thread.start()
    return thread

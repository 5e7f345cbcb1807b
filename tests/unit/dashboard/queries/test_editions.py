"""Which editions can be chosen: the last of each month-end, those with a name, the newest, the one shown."""

from datetime import date

from dashboard.queries.editions import Edition, editions, kept
from dashboard.records.journal import open_journal, write
from dashboard.records.subjects import EDITION_NAME
from data.engine import app_url
from tests import builders
from tests.conftest import Loader, reading_of


def edition(number: int, day: str, name: str = "") -> Edition:
    return Edition(number, date.fromisoformat(day), "", "load", name)


KNOWN = (
    edition(6, "2016-06-30"),
    edition(5, "2016-06-30"),
    edition(4, "2016-06-10"),
    edition(3, "2016-05-31", "半年汇报"),
    edition(2, "2016-05-31"),
    edition(1, "2016-04-30"),
)


def test_of_each_month_end_the_last_edition_is_kept() -> None:
    # Number 4 of 10 June tells of no month-end after May and came after 3, so it stands for the end of May.
    assert [each.number for each in kept(KNOWN, shown=6)] == [6, 4, 3, 1]


def test_the_one_shown_is_always_among_them() -> None:
    assert [each.number for each in kept(KNOWN, shown=2)] == [6, 4, 3, 2, 1]


def test_a_name_tells_who_gave_it_and_an_empty_one_takes_it_away(loaded: Loader, store_url: str) -> None:
    loaded(on=date(2016, 4, 30))
    loaded({"villages": [builders.village(builders.SOUTH, 总户数=7)]}, on=date(2016, 6, 30))
    url = app_url(store_url)
    write(url, EDITION_NAME, "1", content={"name": "半年汇报"}, author="王干部")
    known = editions(reading_of(store_url).engine, open_journal(url))
    assert [(each.number, each.name, each.named_by, each.cause) for each in known] == [
        (2, "", "", "load"),
        (1, "半年汇报", "王干部", "load"),
    ]
    write(url, EDITION_NAME, "1", content={"name": ""}, author="李干部")
    assert [each.name for each in editions(reading_of(store_url).engine, open_journal(url))] == ["", ""]

"""Which changes of a household may follow which, walked by day; the stored ones are taken as they are."""

from datetime import date

import pytest

from etl.check import impossible_changes

STORED = -1


def refused(*changes: tuple[str, str], identified: str | None = None, stored: int = 0) -> list[int]:
    walk = [(date.fromisoformat(day), STORED if at < stored else at, kind) for at, (day, kind) in enumerate(changes)]
    return sorted(impossible_changes(walk, date.fromisoformat(identified) if identified else None))


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ("脱贫", []),
        ("清退", []),
        ("返贫", [0]),
        ("新识别", []),
        ("新识别 新识别", [1]),
        ("新识别 脱贫 返贫 脱贫 清退 新识别", []),
        ("脱贫 脱贫", [1]),
        ("脱贫 返贫 返贫", [2]),
        ("脱贫 清退 返贫", [2]),
        ("脱贫 清退 脱贫", [2]),
        ("清退 清退", [1]),
        ("新识别 返贫", [1]),
        ("脱贫 脱贫 返贫", [1]),
        ("脱贫 新识别", [1]),
        ("清退 新识别 脱贫", []),
    ],
)
def test_walks(kinds: str, expected: list[int]) -> None:
    days = [f"2016-0{at}-01" for at in range(1, 7)]
    assert refused(*zip(days, kinds.split(), strict=False)) == expected


def test_a_household_cannot_move_before_it_is_identified() -> None:
    assert refused(("2016-01-31", "脱贫"), identified="2016-02-10") == [0]
    assert refused(("2016-02-10", "脱贫"), identified="2016-02-10") == []
    assert refused(("2015-12-30", "脱贫")) == [0]


def test_a_household_newly_identified_early_may_move_early() -> None:
    assert refused(("2014-05-01", "新识别"), ("2015-06-30", "脱贫")) == []


def test_stored_changes_are_never_refused() -> None:
    assert refused(("2016-01-01", "返贫"), ("2016-02-01", "脱贫"), stored=1) == []
    assert refused(("2016-01-01", "脱贫"), ("2016-01-01", "脱贫"), stored=1) == [1]


def test_a_refused_identification_changes_nothing() -> None:
    walk = (("2016-01-01", "脱贫"), ("2016-02-01", "脱贫"), ("2016-03-01", "返贫"), ("2016-04-01", "新识别"))
    assert refused(*walk, stored=1) == [1, 3]


def test_a_refused_identification_does_not_make_the_household_start_unidentified() -> None:
    changes = [(date(2016, 1, 1), 0, "返贫"), (date(2016, 2, 1), STORED, "脱贫"), (date(2016, 3, 1), 1, "新识别")]
    assert sorted(impossible_changes(changes, None)) == [0, 1]
    changes[0] = (date(2016, 1, 1), 0, "清退")
    assert sorted(impossible_changes(changes, None)) == [1]

"""Where a household and its people stand on a day, read from the changes register (动态管理)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from etl.demo.records import Change, Household, Person

POOR, OUT, RETURNED, REMOVED, UNKNOWN = "poor", "out", "returned", "removed", "unknown"
STATE_AFTER = {"新识别": POOR, "脱贫": OUT, "返贫": RETURNED, "清退": REMOVED}
JOINS, LEAVES = "自然增加", "自然减少"


@dataclass(frozen=True, slots=True)
class Timeline:
    """The changes of one household in order of days, and the days its people joined or left."""

    household: Household
    changes: tuple[Change, ...]
    joined: dict[str, date]
    left: dict[str, date]

    def state(self, day: date) -> str:
        """POOR, OUT, RETURNED, REMOVED, or UNKNOWN before the household was identified."""
        if self.household.identified > day:
            return UNKNOWN
        state = POOR
        for change in self.changes:
            if change.day <= day:
                state = STATE_AFTER[change.kind]
        return state

    def present(self, day: date) -> list[Person]:
        """The members counted on a day: not yet left (自然减少) and already joined (自然增加)."""
        return [person for person in self.household.members if self._counts(person.no, day)]

    def _counts(self, person_no: str, day: date) -> bool:
        """Whether a member is there on a day."""
        joined, left = self.joined.get(person_no), self.left.get(person_no)
        return (joined is None or joined <= day) and (left is None or left > day)


def timelines(households: Sequence[Household], changes: Iterable[Change]) -> list[Timeline]:
    """One timeline a household, in the order of `households`."""
    own: defaultdict[str, list[Change]] = defaultdict(list)
    for change in sorted(changes, key=lambda change: change.day):
        own[change.household_no].append(change)
    return [_timeline(household, own.get(household.no, [])) for household in households]


def _timeline(household: Household, changes: list[Change]) -> Timeline:
    """The timeline of one household from its sorted changes."""
    return Timeline(
        household=household,
        changes=tuple(change for change in changes if change.kind in STATE_AFTER),
        joined={change.person_no: change.day for change in changes if change.kind == JOINS and change.person_no},
        left={change.person_no: change.day for change in changes if change.kind == LEAVES and change.person_no},
    )

"""Rules of the logic checks (逻辑校验): one finding a village and check, with the rows to be opened."""

from collections.abc import Callable
from datetime import date

from dashboard.queries.findings.model import Check, Evidence, Hit, Outcome, Unit
from dashboard.queries.findings.villages import subject_of
from dashboard.queries.logic.counting import CHECKS as LOGIC
from dashboard.queries.logic.counting import counted, delivered_by_edition
from dashboard.queries.logic.model import LogicCheck, Of
from dashboard.queries.reading import Reading
from dashboard.queries.villages import villages

HITS, EXAMINED = "logic.hits", "logic.examined"
UNITS: dict[Of, Unit] = {"households": "households", "persons": "people", "incomes": "incomes"}


def hits_of(check: LogicCheck) -> Callable[[Reading, date], Outcome]:
    """Return the rule of a check: the villages with rows it hits; nothing examined where its columns are missing."""

    def find(reading: Reading, as_of: date) -> Outcome:
        found = counted(reading, as_of)[check.name]
        days, hits, named = delivered_by_edition(reading), [], (("check", check.name),)
        for village in villages(reading):
            mine = found.by_village.get(village.code)
            if mine is None or not mine.hits:
                continue
            told = (
                Evidence("examined", mine.examined, where=named, figure=EXAMINED),
                Evidence("gap", mine.hits, HITS, where=named),
            )
            since = days.get(mine.first_edition or 0)
            hits.append(Hit(subject_of(village), f"logic_{check.of}", told, weight=mine.hits, since=since))
        return Outcome(UNITS[check.of], found.examined, tuple(hits))

    return find


CHECKS = tuple(Check(check.key, hits_of(check), is_lasting=True, by_delivery=True) for check in LOGIC)
"""The logic checks as rules of the worklist: their rows bear no month, a later delivery puts them right."""

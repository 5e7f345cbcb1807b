"""Who answers for a village (谁负责), as it stands on a page: officials on duty are public."""

from dataclasses import dataclass
from typing import Literal

from dashboard import names
from dashboard.queries.answering import Answering
from data.text import Locale


@dataclass(frozen=True, slots=True)
class InCharge:
    """The one to ask first: name and sending unit in the language of the page, and what he or she is."""

    name: str
    unit: str
    role: Literal["secretary", "leader"]


def in_charge(language: Locale, who: Answering | None) -> InCharge | None:
    """Return the first secretary (第一书记) of a village, else a team's leader (队长); None if there is nobody."""
    if who is None:
        return None
    if who.secretaries:
        return _told(language, who.secretaries[0].name, who.secretaries[0].sending_unit, role="secretary")
    for team in who.teams:
        if team.leader_name:
            return _told(language, team.leader_name, team.sending_unit, role="leader")
    return None


def _told(language: Locale, name: str, unit: str, *, role: Literal["secretary", "leader"]) -> InCharge:
    return InCharge(names.person_label(language, name), names.unit_label(language, unit), role)

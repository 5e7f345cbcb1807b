"""Who answers for a village (谁负责): leaders of its teams and its first secretaries, officials on duty in full."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from sqlalchemy import select

from dashboard.queries.reading import CACHED, Reading
from data.schema import facts, in_edition


@dataclass(frozen=True, slots=True)
class Team:
    """A work team (驻村工作队) posted to a village."""

    team_no: str
    level: str
    lead_unit: str | None
    sending_unit: str
    leader_name: str | None
    cadre_count: int
    arrived_on: date


@dataclass(frozen=True, slots=True)
class FirstSecretary:
    """A first secretary (第一书记) of a village."""

    secretary_no: str
    name: str
    sending_unit: str
    appointed_on: date


@dataclass(frozen=True, slots=True)
class Answering:
    """The officials who answer for a village, in the order of their registers."""

    teams: tuple[Team, ...] = ()
    secretaries: tuple[FirstSecretary, ...] = ()

    @property
    def first(self) -> str | None:
        """Name and unit of the one to ask first: a first secretary, else a team's leader; None if there is nobody."""
        if self.secretaries:
            return f"{self.secretaries[0].name}（{self.secretaries[0].sending_unit}）"
        leaders = [team for team in self.teams if team.leader_name]
        return f"{leaders[0].leader_name}（{leaders[0].sending_unit}）" if leaders else None


@lru_cache(maxsize=CACHED)
def answering(reading: Reading) -> Mapping[str, Answering]:
    """Return who answers for each village, by code; villages with nobody are absent."""
    team, secretary = facts["teams"], facts["first_secretaries"]
    t, s = team.c, secretary.c
    teams: dict[str, list[Team]] = {}
    columns = (
        t.village_code,
        t.team_no,
        t.team_level,
        t.lead_unit,
        t.sending_unit,
        t.leader_name,
        t.cadre_count,
        t.arrived_on,
    )
    for code, *row in reading.rows(select(*columns).where(in_edition(team, reading.edition)).order_by(t.team_no)):
        teams.setdefault(code, []).append(Team(*row))
    secretaries: dict[str, list[FirstSecretary]] = {}
    posted = select(s.village_code, s.secretary_no, s.secretary_name, s.sending_unit, s.appointed_on)
    for code, *row in reading.rows(posted.where(in_edition(secretary, reading.edition)).order_by(s.secretary_no)):
        secretaries.setdefault(code, []).append(FirstSecretary(*row))
    return MappingProxyType(
        {
            code: Answering(tuple(teams.get(code, ())), tuple(secretaries.get(code, ())))
            for code in {*teams, *secretaries}
        }
    )

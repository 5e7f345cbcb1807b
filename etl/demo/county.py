"""The demo county put together: every register from one seed."""

from etl.demo.earnings import build_incomes
from etl.demo.exits import build_checks, build_village_changes
from etl.demo.finance import build_county_finance, build_department_funds
from etl.demo.funds import build_funds
from etl.demo.industry import build_industries
from etl.demo.notices import build_notices
from etl.demo.places import build_villages
from etl.demo.projects import build_projects
from etl.demo.proposals import build_proposals
from etl.demo.records import County
from etl.demo.registry import build_registry
from etl.demo.staff import build_secretaries, build_teams
from etl.demo.supervision import build_cases, build_hits, build_scores
from etl.demo.support import build_measures


def build_county(seed: int, *, scale: int) -> County:
    """The county of a seed; `scale` multiplies people and money, not villages and teams."""
    villages = build_villages(seed, scale=scale)
    registry = build_registry(seed, villages, scale=scale)
    drafts = build_projects(seed, villages, scale=scale)
    funds = build_funds(seed, drafts, registry.households, scale=scale)
    teams, secretaries = build_teams(seed, villages), build_secretaries(seed, villages)
    towns = tuple(dict.fromkeys(village.town_name for village in villages))
    notices = build_notices(seed, funds.projects, funds.allocations)
    return County(
        villages=villages,
        households=registry.households,
        changes=registry.changes,
        village_changes=build_village_changes(villages),
        village_checks=build_checks(seed, villages, registry),
        incomes=build_incomes(seed, registry.households, registry.changes),
        projects=funds.projects,
        allocations=funds.allocations,
        disbursements=funds.disbursements,
        county_finance=build_county_finance(),
        department_funds=build_department_funds(seed),
        teams=teams,
        secretaries=secretaries,
        measures=build_measures(seed, registry.households),
        industries=build_industries(seed, villages),
        scores=build_scores(seed, teams, secretaries, towns=towns),
        hits=build_hits(seed, registry.households),
        cases=(*build_cases(seed, funds.projects, villages), *notices),
        proposals=build_proposals(seed),
    )

"""Rows of the registers about money, staff, industry and oversight, in the words clerks use."""

from collections.abc import Iterable
from random import Random

from etl.demo.records import (
    Allocation,
    Case,
    CountyFinance,
    DepartmentFund,
    Disbursement,
    Hit,
    Industry,
    Project,
    Proposal,
    Score,
    Secretary,
    Team,
)
from etl.demo.tables import Row

_LEVELS = {
    "省级": ("省级", "省"),
    "市级": ("市级", "市"),
    "县级": ("县级", "县"),
    "部门整合": ("部门整合", "行业部门"),
    "社会帮扶": ("社会帮扶", "社会"),
}


def _level(level: str, rng: Random) -> str:
    """A level of funds (资金级次) by one of its names."""
    return rng.choice(_LEVELS.get(level, (level,)))


def project_rows(projects: Iterable[Project]) -> list[Row]:
    """Rows of 项目库."""
    return [
        (
            project.no,
            project.name,
            project.category,
            project.item,
            project.location,
            project.department,
            project.operator,
            project.planned_fen,
            project.planned_start,
            project.planned_finish,
            project.started,
            project.finished,
            project.accepted,
            project.progress_bp,
            project.households,
            project.people,
            project.programme,
            project.system,
        )
        for project in projects
    ]


def allocation_rows(allocations: Iterable[Allocation], rng: Random) -> list[Row]:
    """Rows of 资金下达台账."""
    return [
        (line.document, line.day, _level(line.level, rng), line.project_no, line.amount_fen) for line in allocations
    ]


def disbursement_rows(payments: Iterable[Disbursement], rng: Random) -> list[Row]:
    """Rows of 资金拨付台账; the first line of a voucher often goes without its number."""
    return [
        (
            line.voucher,
            None if line.line == 1 and rng.random() < 0.3 else line.line,
            line.day,
            _level(line.level, rng),
            line.project_no,
            line.village_code,
            line.household_no,
            line.payee,
            line.amount_fen,
        )
        for line in payments
    ]


def county_finance_rows(years: Iterable[CountyFinance]) -> list[Row]:
    """Rows of 县级财政投入."""
    return [(line.year, line.revenue_fen, line.special_fen, line.basis) for line in years]


def department_fund_rows(lines: Iterable[DepartmentFund]) -> list[Row]:
    """Rows of 部门涉农项目资金."""
    return [(line.year, line.department, line.total_fen, line.poor_fen, line.basis) for line in lines]


def team_rows(teams: Iterable[Team]) -> list[Row]:
    """Rows of 驻村工作队."""
    return [
        (
            team.no,
            team.level,
            team.lead_unit,
            team.unit,
            team.village_code,
            team.leader,
            team.members,
            team.since,
        )
        for team in teams
    ]


def secretary_rows(secretaries: Iterable[Secretary]) -> list[Row]:
    """Rows of 第一书记."""
    return [(one.no, one.name, one.unit, one.village_code, one.since) for one in secretaries]


def industry_rows(industries: Iterable[Industry]) -> list[Row]:
    """Rows of 产业台账."""
    return [
        (
            line.village_code,
            line.year,
            line.name,
            line.size,
            line.size_unit,
            line.output_fen,
            line.households,
            line.operator_kind,
            line.operator,
            line.demonstration,
        )
        for line in industries
    ]


def score_rows(scores: Iterable[Score]) -> list[Row]:
    """Rows of 考核得分表."""
    return [
        (line.period, line.subject_kind, line.subject, line.indicator, line.full, line.got_tenths) for line in scores
    ]


def hit_rows(hits: Iterable[Hit]) -> list[Row]:
    """Rows of 比对名单."""
    return [(hit.id_number, hit.source, hit.detail, hit.registered) for hit in hits]


def case_rows(cases: Iterable[Case]) -> list[Row]:
    """Rows of 监督台账."""
    return [
        (
            case.no,
            case.kind,
            case.day,
            case.project_no,
            case.village_code,
            case.content,
            case.status,
            case.settled,
        )
        for case in cases
    ]


def proposal_rows(proposals: Iterable[Proposal]) -> list[Row]:
    """Rows of 提案建议台账."""
    return [
        (
            one.no,
            one.block,
            one.matter,
            one.unit,
            one.due,
            one.status,
            one.answered,
            one.answer,
        )
        for one in proposals
    ]

"""Project money: allocated (下达) and disbursed (拨付), by the end of 2015 exactly 78.7 million yuan at scale 1."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from etl.demo.chance import pick, stream
from etl.demo.records import BASELINE, DELIVERED, Allocation, Disbursement, Household, Project

DISBURSED_2015_FEN = 7_870_000_000
_LEVELS = {"中央": 27.0, "省级": 26.0, "市级": 14.0, "县级": 18.0, "部门整合": 11.0, "社会帮扶": 4.0}
_PAYEES = (
    "绿芽养殖农民专业合作社", "云坪建筑有限公司", "石羽道路养护队", "晨穗种业经销部", "禾泉水利工程队",
    "星沟电力安装部", "月湾苗木专业合作社", "杉岔机电经销部", "音渠培训学校", "羽梁运输队", "泉砭农资门市",
    "穗塬羊业有限公司",
)  # fmt: skip
_ROUND_FEN = 10_000
_OVERSPENT, _EARLY, _REVERSALS = 5, 6, 14


@dataclass(frozen=True, slots=True)
class Funds:
    """Projects with their final planned money, and the two ledgers in order of numbers."""

    projects: tuple[Project, ...]
    allocations: tuple[Allocation, ...]
    disbursements: tuple[Disbursement, ...]


@dataclass(frozen=True, slots=True)
class _Spending:
    """What one project gets and spends: allocated share of the plan, shares of that spent by the two dates."""

    allocated: float
    spent_2015: float
    spent_now: float


def build_funds(seed: int, projects: Sequence[Project], households: Sequence[Household], *, scale: int) -> Funds:
    """The funds of all projects."""
    rng = stream(seed, "funds")
    spending = [_spending(rng, project) for project in projects]
    for index in rng.sample([i for i, project in enumerate(projects) if project.no[2:6] == "2015"], _OVERSPENT):
        spending[index] = replace(spending[index], spent_now=rng.uniform(1.06, 1.14))
    target = DISBURSED_2015_FEN * scale
    draft = sum(p.planned_fen * s.allocated * s.spent_2015 for p, s in zip(projects, spending, strict=True))
    final = tuple(
        replace(project, planned_fen=round(project.planned_fen * target / draft / _ROUND_FEN) * _ROUND_FEN)
        for project in projects
    )
    early = set(rng.sample([project.no for project in final if project.no[2:6] == "2015"], _EARLY))
    allocations: list[Allocation] = []
    payments: list[Disbursement] = []
    payees = _village_payees(households)
    for project, plan in zip(final, spending, strict=True):
        given = _allocate(rng, project, round(project.planned_fen * plan.allocated / _ROUND_FEN) * _ROUND_FEN)
        allocations += given
        payments += _pay(rng, project, given, plan=plan, early=project.no in early, payees=payees)
    payments = _exact(payments, target)
    payments += _reversals(rng, payments)
    return Funds(final, tuple(allocations), _numbered(rng, payments))


def _spending(rng: Random, project: Project) -> _Spending:
    """How far a project's money has come by the end of 2015 and by the delivery."""
    allocated = rng.choice((1.0, 1.0, 1.0, 0.95, 0.9))
    if project.no[2:6] == "2016":
        share = 0.0 if rng.random() < 0.3 else rng.uniform(0.15, 0.6)
        return _Spending(allocated=allocated, spent_2015=0.0, spent_now=share)
    spent = 1.0 if project.progress_bp == 10_000 else rng.uniform(0.45, 0.85)
    by_then = spent * rng.uniform(0.72, 0.97)
    return _Spending(allocated=allocated, spent_2015=by_then, spent_now=min(spent, by_then + rng.uniform(0.0, 0.2)))


def _allocate(rng: Random, project: Project, amount_fen: int) -> list[Allocation]:
    """One or two documents that give a project its money."""
    year = int(project.no[2:6])
    last = 10 if year == 2015 else 5
    parts = [amount_fen]
    if rng.random() < 0.35:
        first = round(amount_fen * rng.uniform(0.4, 0.7) / _ROUND_FEN) * _ROUND_FEN
        parts = [first, amount_fen - first]
    numbers = sorted(rng.sample(range(1, 46), len(parts)))
    lines = []
    for number, part in zip(numbers, parts, strict=True):
        day = date(year, 2 + (number * (last - 2)) // 46, 3 + number % 25)
        lines.append(Allocation(f"演财农〔{year}〕{number}号", day, pick(rng, _LEVELS), project.no, part))
    return lines


def _pay(
    rng: Random,
    project: Project,
    given: Sequence[Allocation],
    *,
    plan: _Spending,
    early: bool,
    payees: Mapping[str, list[tuple[str, str]]],
) -> list[Disbursement]:
    """The payments of a project in 2015 and 2016; vouchers are numbered later."""
    total = sum(line.amount_fen for line in given)
    start = given[0].day + timedelta(-20 if early else rng.randint(3, 30))
    spent = round(total * plan.spent_2015)
    later = round(total * plan.spent_now) - spent
    lines = [
        _payment(rng, project, given, day=start if early and not order else day, amount=amount, payees=payees)
        for order, (day, amount) in enumerate(_instalments(rng, spent, start, BASELINE, most=5))
    ]
    after = max(start, date(2016, 1, 5))
    return lines + [
        _payment(rng, project, given, day=day, amount=amount, payees=payees)
        for day, amount in _instalments(rng, later, after, DELIVERED, most=3)
    ]


def _instalments(rng: Random, total: int, start: date, end: date, *, most: int) -> list[tuple[date, int]]:
    """(day, fen) parts of a sum paid between two days, in order of days; none for nothing to pay."""
    if total <= 0:
        return []
    count = rng.randint(1, most)
    days = sorted(start + timedelta(rng.randint(0, max(0, (end - start).days))) for _ in range(count))
    cuts = sorted(rng.randint(1, total) for _ in range(count - 1))
    return [
        (min(day, end), high - low)
        for day, low, high in zip(days, [0, *cuts], [*cuts, total], strict=True)
        if high > low
    ]


def _village_payees(households: Sequence[Household]) -> dict[str, list[tuple[str, str]]]:
    """(household number, head's name) by village, of the households known by the end of 2014."""
    found: dict[str, list[tuple[str, str]]] = {}
    for household in households:
        if household.identified.year <= 2014:
            found.setdefault(household.village_code, []).append((household.no, household.head.name))
    return found


def _payment(
    rng: Random,
    project: Project,
    given: Sequence[Allocation],
    *,
    day: date,
    amount: int,
    payees: Mapping[str, list[tuple[str, str]]],
) -> Disbursement:
    """A payment to a firm, to a household of the village, or to nobody named."""
    village = rng.choice(project.places) if project.places else None
    household, payee = None, rng.choice(_PAYEES) if rng.random() < 0.8 else None
    if village is not None and village in payees and amount < 3_000_000 and rng.random() < 0.5:
        household, payee = rng.choice(payees[village])
    return Disbursement("", 1, day, rng.choice(given).level, project.no, village, household, payee, amount)


def _exact(payments: list[Disbursement], target: int) -> list[Disbursement]:
    """The payments with those of 2015 summing to `target` fen: the largest takes the difference of rounding."""
    old = [index for index, payment in enumerate(payments) if payment.day <= BASELINE]
    missing = target - sum(payments[index].amount_fen for index in old)
    largest = max(old, key=lambda index: payments[index].amount_fen)
    amount = payments[largest].amount_fen + missing
    if amount <= 0:
        raise ValueError(f"the payments of 2015 miss their total by {missing} fen")
    payments[largest] = replace(payments[largest], amount_fen=amount)
    return payments


def _reversals(rng: Random, payments: Sequence[Disbursement]) -> list[Disbursement]:
    """Pairs of a payment booked twice and its reversal (冲销) a few days later in the same year."""
    usable = [payment for payment in payments if payment.day.month not in {6, 12}]
    lines = []
    for payment in rng.sample(usable, _REVERSALS):
        lines += [payment, replace(payment, day=payment.day + timedelta(5), amount_fen=-payment.amount_fen)]
    return lines


def _numbered(rng: Random, payments: list[Disbursement]) -> tuple[Disbursement, ...]:
    """The payments by day with voucher numbers a year; some vouchers have several lines (分录)."""
    lines: list[Disbursement] = []
    number, line, year = 0, 1, 0
    for payment in sorted(payments, key=lambda payment: (payment.day, payment.project_no, payment.amount_fen)):
        if payment.day.year != year:
            number, line, year = 1, 1, payment.day.year
        elif line < 3 and rng.random() < 0.12:
            line += 1
        else:
            number, line = number + 1, 1
        lines.append(replace(payment, voucher=f"记{year}-{number:05d}", line=line))
    return tuple(lines)

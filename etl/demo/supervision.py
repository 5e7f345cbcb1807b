"""Assessments (考核), data comparison hits (比对) and oversight cases (监督)."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from etl.demo.catalogue import DEPARTMENTS
from etl.demo.chance import pick, stream
from etl.demo.members import birth_date
from etl.demo.names import FAKE_REGION, check_digit
from etl.demo.records import DELIVERED, Case, Hit, Household, Project, Score, Secretary, Team, Village

_INDICATORS = (("组织领导", 20), ("精准识别", 25), ("精准帮扶", 35), ("资金与项目", 20))
_PERIODS = ("2015上半年", "2015年下半年")
_SOURCES = {"车辆": 30.0, "房产": 26.0, "工商": 18.0, "财政供养": 9.0, "村干部": 8.0, "大型农机": 7.0, "其他": 2.0}
_DETAILS = {"车辆": "小型轿车", "房产": "县城商品房", "工商": "个体工商户", "大型农机": "联合收割机"}
_CONTENTS = (
    "项目公告未写明补助标准",
    "反映低保评定不公，来电10000000000",
    "资金拨付滞后于工程进度",
    '=HYPERLINK("http://example.invalid","点此查看")',
    "<script>alert('演示')</script>公示栏内容缺失",
    "同一收款人在多个项目领款",
    "羊舍补助发放名单与台账不一致",
    "+1+1 公示期不足七日",
)


def build_scores(
    seed: int, teams: Sequence[Team], secretaries: Sequence[Secretary], *, towns: Sequence[str]
) -> tuple[Score, ...]:
    """The two assessments of 2015: departments and towns in both halves, teams and secretaries in the second."""
    rng = stream(seed, "scores")
    always = [("部门", name) for name in DEPARTMENTS] + [("乡镇", name) for name in towns]
    later = [("驻村工作队", team.no) for team in teams] + [("第一书记", secretary.no) for secretary in secretaries]
    return tuple(
        Score(period, kind, subject, indicator, full, round(full * 10 * min(1.0, rng.uniform(0.62, 1.02))))
        for period, subjects in ((_PERIODS[0], always), (_PERIODS[1], always + later))
        for kind, subject in subjects
        for indicator, full in _INDICATORS
    )


def build_hits(seed: int, households: Sequence[Household]) -> tuple[Hit, ...]:
    """Hits on registered people and on others, each person at most once."""
    rng = stream(seed, "hits")
    people = [house.head for house in rng.sample(households, 86)]
    strangers = [_stranger(rng, order) for order in range(24)]
    return tuple(_hit(rng, number) for number in [person.id_number for person in people] + strangers)


def _stranger(rng: Random, order: int) -> str:
    """An identity number of somebody who is not registered: high sequence numbers, which households never reach."""
    first_17 = f"{FAKE_REGION}{birth_date(rng, 40):%Y%m%d}{950 + order:03d}"
    return first_17 + check_digit(first_17)


def _hit(rng: Random, id_number: str) -> Hit:
    """One hit of a person."""
    source = pick(rng, _SOURCES)
    day = date(2007, 1, 1) + timedelta(rng.randint(0, 3300)) if rng.random() < 0.8 else None
    return Hit(id_number, source, _DETAILS.get(source), day)


def build_cases(seed: int, projects: Sequence[Project], villages: Sequence[Village]) -> tuple[Case, ...]:
    """Forty-four cases of all four types, some settled, some still open."""
    rng = stream(seed, "cases")
    return tuple(_case(rng, order, projects, villages) for order in range(1, 45))


def _case(rng: Random, order: int, projects: Sequence[Project], villages: Sequence[Village]) -> Case:
    """One case of oversight."""
    day = date(2015, 3, 1) + timedelta(rng.randint(0, 470))
    status = rng.choice(("未整改", "整改中", "已整改", "已整改"))
    known = [project.no for project in projects if int(project.no[2:6]) <= day.year]
    settled = min(day + timedelta(rng.randint(10, 60)), DELIVERED) if status == "已整改" else None
    return Case(
        no=f"JDTZ-{order:03d}",
        kind=rng.choice(("公告公示", "信访举报", "督查检查", "审计")),
        day=day,
        project_no=rng.choice(known) if rng.random() < 0.6 else None,
        village_code=rng.choice(villages).code if rng.random() < 0.7 else None,
        content=_CONTENTS[order % len(_CONTENTS)],
        status=status,
        settled=settled,
    )

"""The records of the demo county's own model: plain frozen facts, before any untidiness."""

from dataclasses import dataclass
from datetime import date

SOUTH, CENTRE, NORTH = "南部", "中部", "北部"
ZONES = (SOUTH, CENTRE, NORTH)
BASELINE = date(2015, 12, 31)
DELIVERIES = (date(2016, 3, 31), date(2016, 4, 30), date(2016, 5, 31), date(2016, 6, 30))
DELIVERED = DELIVERIES[-1]
DEADLINE = date(2016, 12, 31)
BASELINE_PEOPLE = 18_900


@dataclass(frozen=True, slots=True)
class Village:
    """A village (行政村); `kind` is 省级, 县级 or 非贫困村; `pace` says how its people move out in the simulation."""

    code: str
    name: str
    town_code: str
    town_name: str
    zone: str
    kind: str
    houses: int
    population: int
    lon: float
    lat: float
    identified: date
    poor_people: int
    pace: str
    exit_month: int

    @property
    def is_poor(self) -> bool:
        """True for a registered poor village (贫困村)."""
        return self.kind != "非贫困村"


@dataclass(frozen=True, slots=True)
class Person:
    """A member of a registered household (家庭成员)."""

    no: str
    household_no: str
    name: str
    id_number: str
    sex: str
    born: date | None
    relation: str
    education: str | None
    school: str | None
    health: str
    labour: str | None
    work_place: str | None
    work_months: int
    rural_medical: bool
    serious_illness: bool
    pension: bool
    dibao: bool
    wubao: bool
    old_age_allowance: bool
    disability: str | None
    left_behind: str | None


@dataclass(frozen=True, slots=True)
class Household:
    """A registered household (贫困户); income in fen a head and year, areas in tenths of a mu and in m²."""

    no: str
    village_code: str
    attribute: str
    standard: str
    cause: str
    other_causes: tuple[str, ...]
    identified: date
    income_fen: int
    land_tenth_mu: int
    housing_m2: int
    dangerous: bool
    safe_water: bool
    helper: str | None
    helper_unit: str | None
    members: tuple[Person, ...]

    @property
    def head(self) -> Person:
        """The head of the household (户主), always its first member."""
        return self.members[0]


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the changes register (动态管理台账); `person_no` only for natural changes."""

    household_no: str
    person_no: str | None
    day: date
    kind: str
    word: str
    reason: str


@dataclass(frozen=True, slots=True)
class VillageChange:
    """One line of the village register of exits (贫困村退出台账)."""

    village_code: str
    day: date
    kind: str
    document: str


@dataclass(frozen=True, slots=True)
class VillageCheck:
    """One acceptance check (验收) of a village; rates in basis points (1/100 %), None = not filled in."""

    village_code: str
    day: date
    incidence_bp: int
    income_ratio_up: bool | None
    collective: bool | None
    paved_road: bool | None
    safe_water: bool | None
    power_bp: int
    clinic: bool | None

    @property
    def is_ready(self) -> bool:
        """True when all seven criteria in force are met; an absent one is not met."""
        asked = (self.income_ratio_up, self.collective, self.paved_road, self.safe_water, self.clinic)
        return self.incidence_bp < 300 and self.power_bp == 10_000 and all(value is True for value in asked)


@dataclass(frozen=True, slots=True)
class Income:
    """A household's income sheet of one year (收入核查表), all in fen."""

    household_no: str
    year: int
    wages: int
    business: int
    property_income: int
    transfers: int
    costs: int
    per_head: int


@dataclass(frozen=True, slots=True)
class Project:
    """A project of the library (项目库); `places` empty with `location` 全县 or unknown means no village."""

    no: str
    name: str
    category: str
    item: str
    location: str
    places: tuple[str, ...]
    department: str
    operator: str
    planned_fen: int
    planned_start: date
    planned_finish: date
    started: date | None
    finished: date | None
    accepted: date | None
    progress_bp: int
    households: int
    people: int
    programme: str | None
    system: str | None


@dataclass(frozen=True, slots=True)
class Allocation:
    """Money allocated to a project by a document (资金下达)."""

    document: str
    day: date
    level: str
    project_no: str
    amount_fen: int


@dataclass(frozen=True, slots=True)
class Disbursement:
    """Money paid out (资金拨付); negative is a reversal (冲销)."""

    voucher: str
    line: int
    day: date
    level: str
    project_no: str
    village_code: str | None
    household_no: str | None
    payee: str | None
    amount_fen: int


@dataclass(frozen=True, slots=True)
class CountyFinance:
    """The county's own money of a year (县级财政投入)."""

    year: int
    revenue_fen: int
    special_fen: int
    basis: str | None


@dataclass(frozen=True, slots=True)
class DepartmentFund:
    """A department's project money of a year (部门涉农项目资金)."""

    year: int
    department: str
    total_fen: int
    poor_fen: int
    basis: str | None


@dataclass(frozen=True, slots=True)
class Team:
    """A resident work team (驻村工作队)."""

    no: str
    level: str
    lead_unit: str | None
    unit: str
    village_code: str
    leader: str
    members: int
    since: date


@dataclass(frozen=True, slots=True)
class Secretary:
    """A first secretary (第一书记)."""

    no: str
    name: str
    unit: str
    village_code: str
    since: date


@dataclass(frozen=True, slots=True)
class Measure:
    """A support measure (帮扶措施); without `person_no` it is for the whole household."""

    no: str
    household_no: str
    person_no: str | None
    system: str
    category: str
    day: date
    amount_fen: int | None
    status: str | None


@dataclass(frozen=True, slots=True)
class Industry:
    """A village's industry in a year (产业台账)."""

    village_code: str
    year: int
    name: str
    size: int
    size_unit: str
    output_fen: int | None
    households: int
    operator_kind: str | None
    operator: str | None
    demonstration: bool


@dataclass(frozen=True, slots=True)
class Score:
    """A line of an assessment (考核得分)."""

    period: str
    subject_kind: str
    subject: str
    indicator: str
    full: int
    got_tenths: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A hit of a data comparison (比对名单)."""

    id_number: str
    source: str
    detail: str | None
    registered: date | None


@dataclass(frozen=True, slots=True)
class Case:
    """A case of oversight (监督台账)."""

    no: str
    kind: str
    day: date
    project_no: str | None
    village_code: str | None
    content: str
    status: str | None
    settled: date | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal and its handling (提案建议)."""

    no: str
    block: str
    matter: str
    unit: str
    due: date
    status: str
    answered: date | None
    answer: str | None


@dataclass(frozen=True, slots=True)
class County:
    """The whole demo county; every register as it truly is."""

    villages: tuple[Village, ...]
    households: tuple[Household, ...]
    changes: tuple[Change, ...]
    village_changes: tuple[VillageChange, ...]
    village_checks: tuple[VillageCheck, ...]
    incomes: tuple[Income, ...]
    projects: tuple[Project, ...]
    allocations: tuple[Allocation, ...]
    disbursements: tuple[Disbursement, ...]
    county_finance: tuple[CountyFinance, ...]
    department_funds: tuple[DepartmentFund, ...]
    teams: tuple[Team, ...]
    secretaries: tuple[Secretary, ...]
    measures: tuple[Measure, ...]
    industries: tuple[Industry, ...]
    scores: tuple[Score, ...]
    hits: tuple[Hit, ...]
    cases: tuple[Case, ...]
    proposals: tuple[Proposal, ...]

"""Yearly money of the county and its departments: the 2 % rule just missed, growth met, the 60 % rule missed."""

from etl.demo.catalogue import DEPARTMENTS
from etl.demo.chance import stream
from etl.demo.records import CountyFinance, DepartmentFund

_WAN = 1_000_000
_COUNTY = (
    (2013, 212_600, 2_205, "执行"),
    (2014, 205_400, 2_660, "执行"),
    (2015, 183_900, 3_240, "执行"),
    (2016, 198_600, 3_931, "预算"),
)
_POOR_SHARE = {2014: (0.34, 0.5), 2015: (0.4, 0.57), 2016: (0.43, 0.64)}


def build_county_finance() -> tuple[CountyFinance, ...]:
    """The county's own revenue (地方财政收入) and 专项扶贫资金 of 2013 to 2016."""
    return tuple(
        CountyFinance(year, revenue * _WAN, special * _WAN, basis) for year, revenue, special, basis in _COUNTY
    )


def build_department_funds(seed: int) -> tuple[DepartmentFund, ...]:
    """到村到户项目资金 of the departments, 2014 to 2016, with the part used for poor villages and households."""
    rng = stream(seed, "department funds")
    rows = []
    for year, bounds in _POOR_SHARE.items():
        for department in DEPARTMENTS[:10]:
            total = rng.randint(900, 4200)
            poor = round(total * rng.uniform(*bounds), 1)
            basis = "执行" if year < 2016 else rng.choice((None, "预算", "部分年度"))
            rows.append(DepartmentFund(year, department, total * _WAN, round(poor * 10) * (_WAN // 10), basis))
    return tuple(rows)

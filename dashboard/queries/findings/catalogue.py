"""The rules of the worklist in the order in which they are listed. A new rule is one more entry here.

Its policy rule ``finding.<name>`` with severity, words and threshold stands in ``data/policy``.
"""

from dashboard.queries.findings import cases, exclusions, funds, households, logic, places, registers, villages
from dashboard.queries.findings.model import Check

CHECKS: tuple[Check, ...] = (
    Check("county_over_plan", places.county_over_plan),
    Check("criteria_unmet", villages.criteria_unmet),
    Check("incidence_pace", villages.incidence_pace),
    Check("village_returns", villages.many_returns),
    Check("over_disbursed", funds.flagged("over_disbursed")),
    Check("special_fund_share", funds.unmet("special_fund_share")),
    Check("zone_over_plan", places.zones_over_plan),
    Check("village_behind", villages.behind),
    Check("never_checked", villages.never_checked),
    Check("before_allocation", funds.flagged("before_allocation"), is_lasting=True),
    Check("stalled", funds.flagged("stalled"), is_lasting=True),
    Check("special_fund_growth", funds.unmet("special_fund_growth")),
    Check("department_share", funds.unmet("department_share")),
    Check("returned", households.returned),
    Check("no_helper", households.no_helper),
    Check("no_team", villages.no_team),
    Check("case_overdue", cases.overdue),
    Check("paid_no_notice", cases.paid_without_notice),
    Check("listed_person", exclusions.listed, is_lasting=True, by_delivery=True),
    Check("no_secretary", villages.no_secretary),
    Check("town_over_plan", places.towns_over_plan),
    Check("check_old", villages.check_old),
    Check("reversal", funds.flagged("reversal"), is_lasting=True),
    Check("same_payee", funds.flagged("same_payee")),
    Check("late_register", registers.late),
    *logic.CHECKS,
)

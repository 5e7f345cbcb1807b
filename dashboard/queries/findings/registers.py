"""Rules about the registers themselves: a kind whose newest delivery is too old (台账逾期)."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

from sqlalchemy import and_, func, or_, select

from dashboard.queries.findings.model import Evidence, Hit, Outcome, Subject
from dashboard.queries.reading import CACHED, Reading
from data.rules import holds, rule
from data.schema import COUNTY_CODE, delivery, source_file, source_table

RHYTHMS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "monthly": ("households", "persons", "household_changes", "projects", "allocations", "disbursements"),
    "quarterly": ("village_checks", "measures", "oversight", "proposals"),
    "yearly": ("incomes", "county_finance", "department_funds", "industries", "teams", "first_secretaries"),
})  # fmt: skip
"""How often kinds of register are due; how late they may be stands in the policy files (register_age)."""


@lru_cache(maxsize=CACHED)
def newest_deliveries(reading: Reading) -> Mapping[str, date]:
    """Return the day of the newest delivery of each kind of register that the edition knows and was not withdrawn."""
    joined = source_table.join(
        source_file, and_(source_file.c.county_code == COUNTY_CODE, source_file.c.file_no == source_table.c.file_no)
    )
    joined = joined.join(
        delivery, and_(delivery.c.county_code == COUNTY_CODE, delivery.c.delivery_no == source_file.c.delivery_no)
    )
    withdrawn = delivery.c.withdrawn_edition
    wanted = select(source_table.c.kind, func.max(delivery.c.delivered_on)).select_from(joined)
    wanted = wanted.where(
        source_table.c.county_code == COUNTY_CODE,
        delivery.c.edition <= reading.edition,
        or_(withdrawn.is_(None), withdrawn > reading.edition),
    )
    return MappingProxyType({row[0]: row[1] for row in reading.rows(wanted.group_by(source_table.c.kind))})


def late(reading: Reading, as_of: date) -> Outcome:
    """Return the kinds of register whose newest delivery is too old on the day; one that never came is no less so."""
    newest, found = newest_deliveries(reading), []
    for rhythm, kinds in RHYTHMS.items():
        limit = rule(f"register_age.{rhythm}", as_of)
        for kind in kinds:
            day = newest.get(kind)
            if day is None:
                found.append(Hit(Subject("register", kind, kind), "register_never", ()))
            elif not holds(limit, (as_of - day).days):
                told = (Evidence("day", day), Evidence("gap", (as_of - day).days), Evidence("limit", limit.number))
                since = day + timedelta(days=int(limit.number) + 1)
                weight = float((as_of - day).days)
                found.append(Hit(Subject("register", kind, kind), "register_late", told, weight=weight, since=since))
    return Outcome("registers", sum(map(len, RHYTHMS.values())), tuple(found))

"""Figures of the people sent to help (帮扶力量): village teams, their cadres, first secretaries."""

from dashboard.metrics.model import PEOPLE, PLACES, Metric, Unit
from data.text import Text

TEAMS = Unit("支", "teams", "team")
AS_REGISTERED = Text("按现有台账计，不随截止日变化。", "As now registered, whatever the date.")

METRICS = (
    Metric(
        id="teams.province_city",
        name=Text("省市驻村工作队", "Provincial and city village teams"),
        short=Text("省市队", "Province, city"),
        formula=Text("工作队级别为省市的驻村工作队个数", "Village teams of provincial or city level"),
        unit=TEAMS,
        kind="count",
        direction="neutral",
        sources=("teams",),
        rule="control.province_city_teams",
        dimensions=PLACES,
        note=AS_REGISTERED,
    ),
    Metric(
        id="teams.county",
        name=Text("县级驻村工作队", "County village teams"),
        short=Text("县级队", "County"),
        formula=Text("工作队级别为县级的驻村工作队个数", "Village teams of county level"),
        unit=TEAMS,
        kind="count",
        direction="neutral",
        sources=("teams",),
        rule="control.county_teams",
        dimensions=PLACES,
        note=AS_REGISTERED,
    ),
    Metric(
        id="teams.cadres",
        name=Text("县级驻村干部", "Cadres in county teams"),
        short=Text("驻村干部", "Cadres"),
        formula=Text("县级驻村工作队队员人数之和", "Sum of the members of county village teams"),
        unit=PEOPLE,
        kind="count",
        direction="neutral",
        sources=("teams",),
        rule="control.cadres",
        dimensions=PLACES,
        note=AS_REGISTERED,
    ),
    Metric(
        id="first_secretaries.total",
        name=Text("第一书记", "First secretaries"),
        short=Text("第一书记", "First secretaries"),
        formula=Text("第一书记台账中的人数", "First secretaries in the register"),
        unit=PEOPLE,
        kind="count",
        direction="neutral",
        sources=("first_secretaries",),
        rule="control.first_secretaries",
        dimensions=PLACES,
        note=AS_REGISTERED,
    ),
)

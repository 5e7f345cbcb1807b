"""Head of the page 帮扶: its finding, the line below, key figures, the projected slide."""

from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.assistance_parts import Part, here, parts, place_name, poor_villages, total, whole
from dashboard.components.bars import Progress, bar_row
from dashboard.components.opening import figure_cell, linked, struck, told
from dashboard.components.panel import kpi, kpi_strip, stack
from dashboard.components.source import chip
from dashboard.components.text import Child, Children
from dashboard.i18n import t
from dashboard.metrics.arithmetic import ratio
from dashboard.metrics.formats import format_number, format_value, iso_date
from dashboard.metrics.registry import metric
from dashboard.queries.figures import Value
from dashboard.queries.screen import Screen
from dashboard.queries.villages import has_rows

NOBODY, UNPAIRED = "villages.without_team", "households.poor_unpaired"
LOST, POOR = "households.lost_helper", "households.poor"
SECRETARIES, ELSEWHERE = "first_secretaries.total", "first_secretaries.elsewhere"
LISTED = "villages.poor_listed"


def finding(screen: Screen) -> Children:
    """Return the page's finding: villages with nobody posted, households still poor without a helper."""
    everything = whole(screen)
    if not everything.villages:
        return t(screen.language, "assistance.finding_none")
    words = t(
        screen.language,
        "assistance.finding_joined",
        first=_clause(screen, NOBODY, everything, names=("nobody", "everywhere", "posts_unknown")),
        second=_clause(screen, UNPAIRED, everything, names=("unpaired", "paired", "helpers_unknown")),
    )
    return told(screen, words)


def _clause(screen: Screen, metric_id: str, part: Part, *, names: tuple[str, str, str]) -> str:
    """Return what is said of a figure: how many there are, that there is none, or that it is unknown."""
    value, (some, none, unknown) = total(screen, metric_id, part.villages), names
    if value is None:
        return t(screen.language, f"assistance.finding_{unknown}")
    if not value:
        return t(screen.language, f"assistance.finding_{none}")
    count = struck(linked(screen, metric_id, format_number(value)))
    return t(screen.language, f"assistance.finding_{some}", count=count)


def sub_line(screen: Screen) -> str:
    """Return what the page speaks of and on which day."""
    return t(screen.language, "assistance.sub", place=place_name(screen), day=iso_date(screen.as_of))


def kpis(screen: Screen) -> Component:
    """Return the key figures: villages with nobody, teams, first secretaries, households without a helper, lost."""
    language, everything = screen.language, whole(screen)
    listed = format_number(len(poor_villages(everything.villages)))
    villages = linked(screen, LISTED, listed, place=everything.place)
    poor = _told(screen, POOR, everything)
    levels = [linked(screen, f"teams.{name}", _text(screen, f"teams.{name}", everything)) for name in LEVELS]
    split = told(screen, t(language, "assistance.teams_split", province=levels[0], county=levels[1]))
    elsewhere = total(screen, SECRETARIES, (v for v in everything.villages if not v.is_poor))
    count = linked(screen, ELSEWHERE, format_number(elsewhere or 0), place=everything.place)
    outside = told(screen, t(language, "assistance.posted_elsewhere", count=count)) if elsewhere else None
    return kpi_strip(
        _kpi(screen, NOBODY, goal=told(screen, t(language, "assistance.of_villages", count=villages)), behind=True),
        _kpi(screen, "teams.total", goal=split),
        _kpi(screen, SECRETARIES, goal=outside),
        _kpi(screen, UNPAIRED, goal=told(screen, t(language, "assistance.of_poor", count=poor)), behind=True),
        _kpi(screen, LOST, goal=t(language, "assistance.lost_goal"), behind=True),
    )


LEVELS = ("province_city", "county")


def _kpi(screen: Screen, metric_id: str, *, goal: Children | None = None, behind: bool = False) -> Component:
    figure, value = metric(metric_id), value_of(screen, metric_id, whole(screen))
    text = format_value(figure, value, screen.language)
    return kpi(
        figure.name[screen.language],
        figure_cell(screen, metric_id, text, place=whole(screen).place),
        figure.unit[screen.language] if value is not None else "",
        chip=chip(screen, metric_id, **here(screen)),
        goal=goal,
        behind=behind and bool(value),
    )


def value_of(screen: Screen, metric_id: str, part: Part) -> Value:
    """Return a headline figure of a part; teams of both levels together for ``teams.total``."""
    if metric_id != "teams.total":
        return total(screen, metric_id, part.villages)
    known = [total(screen, f"teams.{name}", part.villages) for name in LEVELS]
    return None if not has_rows(screen.reading, "teams") else sum(value or 0 for value in known)


def _text(screen: Screen, metric_id: str, part: Part) -> str:
    return format_value(metric(metric_id), total(screen, metric_id, part.villages), screen.language)


def _told(screen: Screen, metric_id: str, part: Part) -> str:
    return linked(screen, metric_id, _text(screen, metric_id, part))


def slide(screen: Screen) -> Component:
    """Return the one idea for the projector: poor households without a helper, and the share paired by zone."""
    language, everything = screen.language, whole(screen)
    value = total(screen, UNPAIRED, everything.villages)
    hero = kpi(
        t(language, "assistance.slide_helpers"),
        figure_cell(screen, UNPAIRED, format_value(metric(UNPAIRED), value, language)),
        metric(UNPAIRED).unit[language] if value is not None else "",
        behind=bool(value),
    )
    return stack(html.Div(hero, className="kpi-hero"), html.Div([_paired_row(screen, part) for part in parts(screen)]))


def _paired_row(screen: Screen, part: Part) -> Component:
    paired = total(screen, "households.paired", part.villages)
    registered = total(screen, "households.registered", part.villages)
    texts = [format_value(metric("households.paired"), value, screen.language) for value in (paired, registered)]
    ids = ("households.paired", "households.registered")
    words: list[Child] = [figure_cell(screen, ids[0], texts[0], place=part.place), " / "]
    words.append(figure_cell(screen, ids[1], texts[1], place=part.place))
    name = t(screen.language, "assistance.slide_zone", zone=part.name)
    return bar_row(name, Progress(ratio(paired, registered)), html.Span(words), label=f"{name} {' / '.join(texts)}")

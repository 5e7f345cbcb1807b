"""The half-year assessment (半年考核) as a part of 督查: ranking with bands, profile, the registers beside."""

from dash import dcc
from dash.development.base_component import Component

from dashboard import names
from dashboard.components import plain_html as html
from dashboard.components import states
from dashboard.components.opening import figure_cell, linked, told
from dashboard.components.oversight_sections import choices, part_href, words_of
from dashboard.components.panel import panel
from dashboard.components.source import chip, register_titles
from dashboard.components.states import empty
from dashboard.components.table import Column, TableRow, data_table
from dashboard.components.text import Child, Children
from dashboard.i18n import t
from dashboard.metrics.formats import NO_DATA, difference, format_number, iso_date, with_unit
from dashboard.metrics.registry import metric
from dashboard.queries.assessments import BESIDE, SUBJECTS, Standing, Subjects, end_of, periods, profile, ranking
from dashboard.queries.opening import Place
from dashboard.queries.screen import Screen
from dashboard.queries.villages import has_rows, villages
from data.text import Locale

SHARE, POINTS, CHANGE = "assessment.score_share", "assessment.points", "assessment.change"
PLACE = {"towns": "town", "departments": "department", "teams": "village", "secretaries": "village"}
FIRST_HALF = "H1"


def kind_of(screen: Screen) -> Subjects:
    """Return the kind of subject asked for, the first unless one is."""
    return next((each for each in SUBJECTS if each in words_of(screen.view)), SUBJECTS[0])


def period_of(screen: Screen) -> str | None:
    """Return the half-year asked for, else the latest in which the kind was assessed; None without any."""
    known = periods(screen.reading, kind_of(screen), screen.as_of)
    return next((each for each in known if each in words_of(screen.view)), known[0] if known else None)


def _period_name(screen: Screen, period: str) -> str:
    name = "first_half" if period.endswith(FIRST_HALF) else "second_half"
    return t(screen.language, f"assessments.{name}", year=period[:4])


def ranked(screen: Screen) -> tuple[Standing, ...]:
    """Return the subjects of the kind and half-year shown, the best first."""
    period = period_of(screen)
    return ranking(screen.reading, kind_of(screen), period, screen.as_of) if period else ()


def finding(screen: Screen) -> list[Child]:
    """Return the part's finding: the first of the ranking, and how many rank otherwise by the registers."""
    language, found = screen.language, ranked(screen)
    if not found:
        return [t(language, "assessments.finding_none")]
    best, figure = found[0], metric(SHARE)
    period = period_of(screen) or ""
    where: Place = {"period": period, "subjects": kind_of(screen), "subject": best.subject}
    share = linked(screen, SHARE, with_unit(figure, best.share, language), place=where)
    slots = {
        "period": _period_name(screen, period),
        "kind": t(language, f"assessments.kind_{kind_of(screen)}"),
        "best": subject_name(screen, best),
        "share": share,
        "apart": format_number(sum(each.disagrees is True for each in found)),
    }
    return told(screen, t(language, "assessments.finding", **slots))


def sub(screen: Screen) -> list[Child]:
    """Return the line below: who gives the scores, and that the bands are not confirmed."""
    return [t(screen.language, "assessments.sub"), " ", chip(screen, SHARE)]


def assessments_section(screen: Screen) -> list[Component]:
    """Return the part: kinds and half-years to choose, a subject opened, the ranking."""
    language = screen.language
    if not has_rows(screen.reading, "assessments"):
        return [states.no_data(screen, registers=register_titles(language, ("assessments",)))]
    opened = opened_subject(screen)
    return [
        _filters(screen),
        *([_profile_panel(screen, opened)] if opened else []),
        _ranking_panel(screen, ranked(screen)),
    ]


def opened_subject(screen: Screen) -> Standing | None:
    """Return the subject whose indicators are shown; None while none is opened."""
    return next((each for each in ranked(screen) if each.subject == screen.view.metric), None)


def _filters(screen: Screen) -> Component:
    language, kind, period = screen.language, kind_of(screen), period_of(screen)
    kinds = [
        (t(language, f"assessments.kind_{each}"), part_href(screen, "assessments", each), each == kind)
        for each in SUBJECTS
    ]
    halves = [
        (_period_name(screen, each), part_href(screen, "assessments", kind, each), each == period)
        for each in periods(screen.reading, kind, screen.as_of)
    ]
    rows = [choices(t(language, "assessments.filter_kind"), kinds)]
    rows += [choices(t(language, "assessments.filter_period"), halves)] if halves else []
    return html.Div(rows, className="finding-filters")


def subject_name(screen: Screen, each: Standing) -> str:
    """Return a subject's name in the language of the screen; teams and secretaries by number and village."""
    language, kind = screen.language, kind_of(screen)
    if kind == "towns":
        return names.town_label(language, each.member or "", name=each.subject)
    if kind == "departments":
        return names.unit_label(language, each.subject)
    village = next((v for v in villages(screen.reading) if v.code == each.member), None)
    return f"{each.subject} · {names.village_label(language, village.name)}" if village else each.subject


def _ranking_panel(screen: Screen, found: tuple[Standing, ...]) -> Component:
    language, kind = screen.language, kind_of(screen)
    title = t(language, f"assessments.kind_{kind}")
    if not found:
        return panel(title, empty(language, t(language, "assessments.none_ended")))
    beside, day = metric(BESIDE[kind]), end_of(period_of(screen) or "")
    columns = [
        Column(t(language, "assessments.col_rank"), "right"),
        Column(t(language, "assessments.col_subject")),
        Column(metric(SHARE).short[language], "right"),
        Column(t(language, "assessments.col_band")),
        Column(t(language, "assessments.col_change"), "right"),
        Column([beside.name[language], " ", chip(screen, beside.id, as_of=day)], "right"),
        Column(t(language, "assessments.col_beside_rank"), "right"),
        Column(t(language, "assessments.col_mark")),
    ]
    rows = [_row(screen, each) for each in found]
    table = data_table(columns, rows, caption=title, language=language, class_name="assessment-table", max_height=760)
    heading = f"{title} · {_period_name(screen, period_of(screen) or '')}"
    said = t(language, "assessments.ranking_sub", day=iso_date(day))
    if all(each.beside_rank is None for each in found):
        said += " " + t(language, "assessments.beside_equal")
    return panel(heading, table, sub=said)


def band_word(language: Locale, each: Standing) -> str:
    """Return the name of a subject's band (等次)."""
    return (each.band.short or each.band.label)[language] if each.band else t(language, "assessments.fail")


def _row(screen: Screen, each: Standing) -> TableRow:
    language, kind, period = screen.language, kind_of(screen), period_of(screen) or ""
    is_open, figure, beside = screen.view.metric == each.subject, metric(SHARE), metric(BESIDE[kind])
    href = part_href(screen, "assessments", kind, period, metric=None if is_open else each.subject)
    where: Place = {"period": period, "subjects": kind, "subject": each.subject}
    change = None if each.before is None or each.share is None else each.share - each.before
    evidence: Child = NO_DATA
    if each.member:
        text = with_unit(beside, each.beside, language)
        evidence = figure_cell(screen, beside.id, text, as_of=end_of(period), place={PLACE[kind]: each.member})
    mark: Children = NO_DATA if each.disagrees is None else ""
    if each.disagrees:
        mark = html.B(t(language, "assessments.disagrees"), className="finding-failed")
    cells: list[Children] = [
        format_number(each.rank),
        dcc.Link(subject_name(screen, each), href=href, className="link"),
        figure_cell(screen, SHARE, with_unit(figure, each.share, language), place=where),
        band_word(language, each),
        figure_cell(screen, CHANGE, difference(metric(CHANGE), change, language), place=where),
        evidence,
        NO_DATA if each.beside_rank is None else format_number(each.beside_rank),
        mark,
    ]
    return TableRow(cells, "is-chosen" if is_open else "")


def _profile_panel(screen: Screen, opened: Standing) -> Component:
    """Return a subject's indicators beside those of its group."""
    language, kind, period = screen.language, kind_of(screen), period_of(screen) or ""
    figure, subject = metric(SHARE), opened.subject
    columns = [
        Column(t(language, "assessments.col_indicator")),
        Column(t(language, "assessments.col_points"), "right"),
        Column(t(language, "assessments.col_full"), "right"),
        Column(figure.short[language], "right"),
        Column(t(language, "assessments.col_group"), "right"),
        Column(t(language, "assessments.col_against"), "right"),
    ]
    rows = []
    for each in profile(screen.reading, kind, period, subject):
        where: Place = {"period": period, "subjects": kind, "indicator": each.indicator}
        apart = None if each.share is None or each.group is None else each.share - each.group
        cells: list[Children] = [
            each.indicator,
            figure_cell(screen, POINTS, format_number(each.score, 1), subject=subject, place=where),
            format_number(each.full),
            figure_cell(screen, SHARE, with_unit(figure, each.share, language), subject=subject, place=where),
            figure_cell(screen, SHARE, with_unit(figure, each.group, language), place=where),
            difference(figure, apart, language),
        ]
        rows.append(TableRow(cells, "is-behind" if apart is not None and apart < 0 else ""))
    table = data_table(columns, rows, caption=t(language, "assessments.profile"), language=language)
    title = t(language, "assessments.profile_title", subject=subject_name(screen, opened))
    return panel(title, table, sub=t(language, "assessments.profile_sub"), accented=True)

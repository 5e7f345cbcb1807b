"""The sentence that matters today (今日一句话): a template for every branch, its key number in the accent."""

from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.forecast_words import span
from dashboard.components.opening import linked, struck, told
from dashboard.components.text import Child
from dashboard.i18n import t
from dashboard.metrics.formats import format_number, month_label, prose, with_unit
from dashboard.metrics.registry import metric
from dashboard.names import town_label, zone_label
from dashboard.queries.outlook import Outlook
from dashboard.queries.screen import Screen
from data.rules import Rule, rule

KEY_SLOTS = ("left", "over", "now")
"""Slots of a finding that may stand in the accent, the most telling first."""


def place_name(screen: Screen) -> str | None:
    """Return the name of the place the filter leaves; None for the county."""
    view = screen.view
    if view.town:
        return town_label(screen.language, view.town)
    return zone_label(screen.language, view.zone) if view.zone else None


def people(value: float, screen: Screen) -> str:
    """Return people as they stand in a sentence, with the unit."""
    return with_unit(metric("people.poor"), value, screen.language)


def finding_key(outlook: Outlook) -> str:
    """Return the name of the outlook's wording; the deadline's own day and a plan of nobody have theirs."""
    if outlook.branch == "past_left" and outlook.days_left == 0:
        return "past_left_today"
    if outlook.branch == "not_reported" and outlook.plan_now == 0:
        return "not_reported_end"
    return outlook.branch


def long_key(outlook: Outlook) -> str:
    """Return the name of the long wording; what is expected stands there with its range where there is one."""
    with_range = outlook.has_range and outlook.branch.endswith(("_short", "_reaching"))
    return f"{outlook.branch}_range" if with_range else finding_key(outlook)


def slots(screen: Screen, outlook: Outlook) -> dict[str, str]:
    """Return every slot a wording may use, written in the screen's language; figures are marked to open."""
    language = screen.language
    share, poor = metric("people.out_share"), metric("people.poor")
    return {
        "month": month_label(outlook.burn.as_of, language, year=True),
        "plan": linked(screen, "exit.plan", people(outlook.plan_now, screen)),
        "now": linked(screen, "people.poor", people(outlook.burn.now, screen)),
        "over": linked(screen, off_plan(outlook), people(abs(outlook.over_plan), screen)),
        "left": expected(screen, outlook, prose(poor, outlook.left, language)),
        "span": span(screen, outlook.ahead) if outlook.ahead is not None else "",
        "days": format_number(abs(outlook.days_left)),
        "time": with_unit(share, outlook.time_share, language),
        "share": linked(screen, "people.out_share", with_unit(share, outlook.out_share, language)),
    }


def off_plan(outlook: Outlook) -> str:
    """Return the figure of the distance from the plan: people above it, or below."""
    return "exit.over_plan" if outlook.over_plan >= 0 else "exit.under_plan"


def expected(screen: Screen, outlook: Outlook, words: str) -> str:
    """Return the people expected to be left as a slot's text that opens: a forecast, or a pace carried on."""
    is_forecast = outlook.ahead is not None and outlook.ahead.forecast is not None
    return linked(screen, "exit.projected_left" if is_forecast else "exit.carried_left", words)


def finding(screen: Screen, outlook: Outlook) -> list[Child]:
    """Return the page's title; where it stands behind, its key number in the accent."""
    name, filled = f"overview.finding_{long_key(outlook)}", slots(screen, outlook)
    template = t(screen.language, name)
    key = next((slot for slot in KEY_SLOTS if f"{{{slot}}}" in template), None) if outlook.is_behind else None
    text = t(screen.language, name, **(filled | ({key: struck(filled[key])} if key else {})))
    if place := place_name(screen):
        text = t(screen.language, "overview.place", place=place, finding=text)
    return told(screen, text)


def brief_finding(screen: Screen, outlook: Outlook) -> list[Child]:
    """Return the title of the projector's slide, one short line."""
    return told(screen, t(screen.language, f"overview.brief_{finding_key(outlook)}", **slots(screen, outlook)))


def speech_tag(screen: Screen, key: str, *, value: float | None = None) -> Component:
    """Return the tag 讲话 of a fact that the speech gives; with a ``value`` of ours it says whether both agree."""
    language, said = screen.language, rule(key, screen.as_of)
    title = t(language, "overview.speech_title", clause=said.clause[language])
    word = t(language, "overview.speech")
    if value is not None and not _agrees(said, value):
        word = t(language, "overview.speech_other", value=format_number(said.number))
    elif value is not None:
        title = f"{title} · {t(language, 'overview.speech_same')}"
    return html.Span(word, className="speech-tag", title=title)


def _agrees(said: Rule, value: float) -> bool:
    return abs(value - said.number) <= said.tolerance


def sub_line(screen: Screen, outlook: Outlook) -> list[Child]:
    """Return the line under the title: the goal as the speech has it, what is done, the time gone."""
    language, day = screen.language, screen.as_of
    goal = {
        "year": outlook.burn.deadline.year,
        "villages": format_number(rule("goal.villages", day).number),
        "people": prose(metric("people.registered"), rule("goal.people", day).number, language),
    }
    past = outlook.days_left <= 0
    time = {"passed": format_number(outlook.days_passed), "left": format_number(max(0, outlook.days_left))}
    out = linked(screen, "people.out", people(outlook.out, screen))
    facts = [t(language, "overview.sub_state", out=out)] if screen.is_known else []
    if past:
        name = "overview.sub_past" if outlook.days_left else "overview.sub_today"
        facts.append(t(language, name, days=format_number(-outlook.days_left)))
    else:
        facts.append(t(language, "overview.sub_time", **time))
        facts.append(t(language, "overview.sub_tick", time=slots(screen, outlook)["time"]))
    separator = t(language, "overview.sub_separator")
    rest = "".join(separator + fact for fact in facts)
    return [t(language, "overview.sub_goal", **goal), " ", speech_tag(screen, "goal.people"), *told(screen, rest)]

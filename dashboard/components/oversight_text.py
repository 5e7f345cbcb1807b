"""Words of findings (疑点) as they stand on pages: subject, sentence of evidence, severity, state, who answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dash.development.base_component import Component

from dashboard import names
from dashboard.components import plain_html as html
from dashboard.components.funds_text import slotted
from dashboard.components.in_charge import in_charge
from dashboard.components.opening import ACCENT, linked, linked_row, told
from dashboard.components.source import register_titles
from dashboard.components.text import Child, hidden
from dashboard.components.village_link import village_href
from dashboard.i18n import t
from dashboard.metrics.formats import NO_DATA, format_number, iso_date, with_unit
from dashboard.metrics.registry import metric
from dashboard.queries.answering import answering
from dashboard.queries.findings.model import Evidence, Finding, Subject
from dashboard.queries.findings.worklist import AUTHORED_BY_HAND, STANDING, STATES, Item, State
from dashboard.queries.projects import project_key
from dashboard.queries.screen import Screen
from dashboard.queries.villages import villages
from dashboard.view import View
from data.rules import SEVERITIES, Severity
from data.text import Locale

PATH = "/oversight"
FIGURES = frozenset({"poor", "incidence", "pace", "share", "listed"})
"""Slots of a sentence that hold a figure of the finding's place as the day shown has it."""
WITHOUT_A_PLACE = frozenset({"project", "target", "entry", "case"})
"""Subjects whose figures are not those of a place: a project's money may go to several."""
SIGNS: Mapping[Severity, str] = {"grave": "▲", "serious": "◆", "notice": "◇"}


Kind = tuple[State, Severity, str]
"""What findings are narrowed by: their state, their severity, their rule."""


def kind_of(item: Item) -> Kind:
    """Return the kind of a finding."""
    return item.state, item.finding.severity, item.rule_name


@dataclass(frozen=True, slots=True)
class Choice:
    """What the list is narrowed to, as it stands in the address (``View.show``): words joined by dots."""

    state: State | None = None
    severity: Severity | None = None
    rule: str | None = None

    @classmethod
    def of(cls, view: View, rules: frozenset[str]) -> "Choice":
        """Return the choice of a view; words that are none of ours narrow nothing."""
        given = (view.show or "").split(".")
        return cls(
            next((state for state in STATES if state in given), None),
            next((severity for severity in SEVERITIES if severity in given), None),
            next((name for name in given if name in rules), None),
        )

    @property
    def word(self) -> str | None:
        """The choice as it goes into the address; None for everything that waits."""
        return ".".join(each for each in (self.state, self.severity, self.rule) if each) or None

    def holds(self, item: Item) -> bool:
        """Return whether a finding fits; without a state those fit that still wait."""
        return self.fits(kind_of(item))

    def fits(self, kind: Kind) -> bool:
        """Return whether the findings of a kind fit."""
        state, severity, rule = kind
        return (
            (state == self.state if self.state else state in STANDING)
            and self.severity in (None, severity)
            and self.rule in (None, rule)
        )


def list_href(screen: Screen, choice: Choice) -> str:
    """Return the address of the worklist narrowed to a choice."""
    return screen.view.change(show=choice.word, metric=None, village=None, present=False).href(PATH)


def item_href(screen: Screen, item: Item) -> str:
    """Return the address at which a finding is opened; on the worklist itself its filters stay."""
    return screen.view.change(metric=item.finding.key, village=None, present=False).href(PATH)


def severity_word(language: Locale, severity: Severity) -> Component:
    """Return a severity as a sign with its word."""
    word = t(language, f"oversight.severity_{severity}")
    return html.Span([hidden(SIGNS[severity]), " ", word], className=f"severity severity-{severity}")


def rule_words(language: Locale, item: Item, *, short: bool = False) -> str:
    """Return the words of a finding's rule; ``written by hand`` for one that a person wrote."""
    policy = item.finding.rule
    if policy is None:
        return t(language, f"oversight.{AUTHORED_BY_HAND}")
    return ((policy.short if short else None) or policy.label)[language]


def subject_name(screen: Screen, subject: Subject) -> str:
    """Return the name of what a finding is about, in the language of the screen."""
    language = screen.language
    if subject.kind == "zone":
        return names.zone_label(language, subject.key)
    if subject.kind == "town":
        return names.town_label(language, subject.key, name=subject.name)
    if subject.kind == "village":
        return names.village_label(language, subject.name)
    if subject.kind == "register":
        return register_titles(language, (subject.key,))
    if subject.kind in ("county", "target"):
        return names.county_label(language, subject.name)
    return subject.name or NO_DATA


def subject_place(screen: Screen, subject: Subject) -> str:
    """Return where the subject lies, as far as its name does not say so: the town, for a household the village."""
    language = screen.language
    if subject.kind == "household":
        village = next((each for each in villages(screen.reading) if each.code == subject.village), None)
        return names.village_label(language, village.name) if village else ""
    if subject.kind in ("county", "zone", "town") or subject.town is None:
        return ""
    return names.town_label(language, subject.town)


def subject_href(screen: Screen, subject: Subject) -> tuple[str, str]:
    """Return the address of the page that shows the subject, and the name of the words for it."""
    view = screen.view.change(show=None, metric=None)
    if subject.kind in ("village", "household"):
        return village_href(screen, subject.village or ""), "open_village"
    if subject.kind in ("project", "entry"):
        number = subject.key.split(" ")[1] if subject.kind == "entry" else subject.key
        return view.change(show="projects", metric=project_key(number)).href("/funds"), "open_project"
    if subject.kind == "payee":
        return view.change(show="ledger", metric=subject.key).href("/funds"), "open_ledger"
    pages = {
        "register": (view.href("/data"), "open_data"),
        "case": (view.change(show="cases").href(PATH), "open_cases"),
        "target": (view.href("/funds"), "open_funds"),
    }
    if subject.kind in pages:
        return pages[subject.kind]
    return view.change(zone=subject.zone, town=subject.town).href("/exit"), "open_exit"


def evidence_text(language: Locale, each: Evidence) -> str:
    """Return a number of evidence with its unit; — for none."""
    if isinstance(each.value, date):
        return iso_date(each.value)
    if each.metric_id:
        return with_unit(metric(each.metric_id), each.value, language)
    if each.name == "year":
        return str(each.value)
    return NO_DATA if each.value is None else format_number(each.value)


def sentence(language: Locale, finding: Finding) -> list[Child]:
    """Return the evidence of a finding as a sentence, its gap in bold; the writer's words for one written by hand."""
    if finding.rule is None:
        return [finding.text]
    slots = {each.name: evidence_text(language, each) for each in finding.hit.evidence}
    name, gap = f"oversight.said_{finding.hit.said}", slots.pop("gap", None)
    if gap is None:
        return [t(language, name, **slots)]
    return slotted(language, name, html.B(gap), slot="gap", **slots)


def opening_sentence(screen: Screen, finding: Finding) -> list[Child]:
    """Return the evidence of a finding as a sentence whose figures open."""
    if finding.rule is None:
        return sentence(screen.language, finding)
    slots = {each.name: _opening(screen, finding, each) for each in finding.hit.evidence}
    gap = slots.get("gap")
    bold = {} if gap is None else {"gap": f"{ACCENT}{gap}{ACCENT}"}
    text = t(screen.language, f"oversight.said_{finding.hit.said}", **(slots | bold))
    parts = [told(screen, part) for part in text.split(ACCENT)]
    return [child for at, part in enumerate(parts) for child in ([html.B(part)] if at % 2 else part)]


def _opening(screen: Screen, finding: Finding, each: Evidence) -> str:
    """Return a number of evidence, marked to open where it is a figure of the finding's place on the day shown.

    One of a closed finding is of a day or an edition that is not shown, so it does not open.
    """
    text, subject = evidence_text(screen.language, each), finding.hit.subject
    figure = each.figure or (each.metric_id if each.name in FIGURES or each.where else None)
    if finding.closed_on or figure is None:
        return text
    place = {"zone": None} if subject.kind in WITHOUT_A_PLACE else {"village": subject.village}
    if subject.kind in ("town", "zone", "county"):
        place = {"zone": subject.zone if subject.kind == "zone" else None, "town": subject.town}
    place = {**place, **dict(each.where)}
    if each.row:
        return linked_row(screen, figure, text, row=each.row, place=place)
    return linked(screen, figure, text, place=place)


def state_word(language: Locale, state: State) -> Component:
    """Return the word of a state; overdue stands out."""
    return html.Span(t(language, f"oversight.state_{state}"), className=f"finding-state state-is-{state}")


def answers(screen: Screen, finding: Finding) -> str:
    """Return who answers for the subject (谁负责): the village's official, else the unit a register names, else —."""
    language, subject = screen.language, finding.hit.subject
    if subject.kind in ("village", "household") and subject.village:
        who = in_charge(language, answering(screen.reading).get(subject.village))
        if who is not None:
            return f"{who.name} · {who.unit}"
    return names.unit_label(language, finding.hit.answers) if finding.hit.answers else NO_DATA

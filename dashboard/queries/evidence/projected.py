"""Rows behind what is projected (年底推算): who was left at each month-end that the projection starts from."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from dashboard.metrics.arithmetic import month_ends
from dashboard.metrics.registry import metric
from dashboard.queries.evidence.model import Evidence, Ground, Term
from dashboard.queries.evidence.people import state_term
from dashboard.queries.evidence.villages import remaining_rows
from dashboard.queries.progress import Scope
from dashboard.queries.projections import Projection, Subject, projection
from dashboard.queries.status import baseline_day
from data.text import Text

Answer = Callable[[Projection], float | None]


def _month(term: Term, day: date) -> Term:
    name = Text(f"{term.name.zh}（{day.isoformat()}）", f"{term.name.en} ({day.isoformat()})")
    return replace(term, role="before", name=name)


def _left(ground: Ground, subject: Subject, day: date) -> Term:
    then = Ground(ground.reading, day, ground.where)
    if subject == "people":
        return _month(state_term(then, "people.poor"), day)
    figure = "villages.remaining"
    return _month(Term("value", metric(figure).name, figure, remaining_rows(then)), day)


def _projected(subject: Subject, answer: Answer) -> Callable[[Ground], Evidence]:
    def made(ground: Ground) -> Evidence:
        scope = Scope(ground.condition("zone"), ground.condition("town"), ground.condition("village"))
        value = answer(projection(ground.reading, scope, ground.as_of, subject))
        days = month_ends(baseline_day(ground.as_of), ground.as_of) or (ground.as_of,)
        terms = tuple(_left(ground, subject, day) for day in reversed(days))
        return Evidence("projected", terms, {} if value is None else {"value": value})

    return made


def _point(found: Projection) -> float | None:
    return None if found.forecast is None else found.forecast.left


def _low(found: Projection) -> float | None:
    return None if found.forecast is None else found.forecast.range[0]


def _high(found: Projection) -> float | None:
    return None if found.forecast is None else found.forecast.range[1]


def _best(found: Projection) -> float | None:
    return None if found.best is None else found.best.pace


_ANSWERS: Mapping[str, Answer] = {
    "projected_left": _point, "projected_low": _low, "projected_high": _high, "best_zone_pace": _best,
}  # fmt: skip
_SUBJECTS: Mapping[str, Subject] = {"exit": "people", "villages": "villages"}
BUILDERS: Mapping[str, Callable[[Ground], Evidence]] = {
    f"{group}.{name}": _projected(subject, answer)
    for group, subject in _SUBJECTS.items()
    for name, answer in _ANSWERS.items()
} | {
    "villages.required_pace": _projected("villages", lambda found: found.required),
    "villages.actual_pace": _projected("villages", lambda found: found.made),
}
"""How the evidence of each figure is put together."""

"""Rows behind what is projected (年底推算): who was left at each month-end that the projection starts from."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from dashboard.metrics.arithmetic import month_ends, months_left, pace_start
from dashboard.metrics.registry import metric
from dashboard.queries.evidence.model import Evidence, Ground, Role, Term, label
from dashboard.queries.evidence.people import population_rows, state_term
from dashboard.queries.evidence.villages import remaining_rows
from dashboard.queries.figures import deadline
from dashboard.queries.progress import Scope
from dashboard.queries.projections import Projection, Subject, best_zone, projection
from dashboard.queries.status import baseline_day
from data.rules import rule
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


def _now(ground: Ground, subject: Subject, role: Role = "value") -> Term:
    """Return the term of those left on the day."""
    if subject == "people":
        return state_term(ground, "people.poor", role)
    figure = "villages.remaining"
    return Term(role, metric(figure).name, figure, remaining_rows(ground))


def _at_pace(subject: Subject, pace: Callable[[Ground], float | None]) -> Callable[[Ground], Evidence]:
    def made(ground: Ground) -> Evidence:
        tried, left = pace(ground), months_left(ground.as_of, deadline(ground.as_of))
        given = {} if tried is None else {"pace": tried, "months_left": max(0.0, left)}
        return Evidence("at_pace", (_now(ground, subject),), given)

    return made


def _chosen(ground: Ground) -> float | None:
    """Return the pace asked for, in people a month; None for words that are none."""
    written = ground.condition("pace") or ""
    return float(written) if written.isascii() and written.isdigit() else None


def _recent(ground: Ground) -> float | None:
    """Return the pace of the last three months, in people a month."""
    scope = Scope(ground.condition("zone"), ground.condition("town"), ground.condition("village"))
    return projection(ground.reading, scope, ground.as_of, "people").made


def _fastest(subject: Subject) -> Callable[[Ground], float | None]:
    def made(ground: Ground) -> float | None:
        scope = Scope(ground.condition("zone"), ground.condition("town"), ground.condition("village"))
        return _best(projection(ground.reading, scope, ground.as_of, subject))

    return made


def _fastest_share(subject: Subject) -> Callable[[Ground], Evidence]:
    def made(ground: Ground) -> Evidence:
        found, start = best_zone(ground.reading, ground.as_of, subject), pace_start(ground.as_of)
        where = (("zone", found[0]),) if found else ground.where
        now, then = (Ground(ground.reading, day, where) for day in (ground.as_of, start))
        base = replace(_left(now, subject, start), role="denominator")
        if subject == "people":
            moved = [_out(now, "now"), _out(then, "before")]
        else:
            moved = [replace(base, role="before"), _now(now, subject, "now")]
        return Evidence("share_a_month", (*moved, base))

    return made


def _out(ground: Ground, role: Role) -> Term:
    return replace(_month(state_term(ground, "people.out"), ground.as_of), role=role)


_ANSWERS: Mapping[str, Answer] = {
    "projected_left": _point, "projected_low": _low, "projected_high": _high, "best_zone_pace": _best,
}  # fmt: skip
_SUBJECTS: Mapping[str, Subject] = {"exit": "people", "villages": "villages"}


def _to_meet_incidence(ground: Ground) -> Evidence:
    """Return the people still poor and the population, of which the criterion lets a share be poor at the deadline."""
    people = Term("denominator", label("villages", "population_count"), "people.registered", population_rows(ground))
    allowed = rule("village_criterion.incidence_share", ground.as_of).number
    left = months_left(ground.as_of, deadline(ground.as_of))
    given = {"plan_share": allowed, "months_left": left}
    return Evidence("pace_to_share", (state_term(ground, "people.poor", "numerator"), people), given)


BUILDERS: Mapping[str, Callable[[Ground], Evidence]] = {
    f"{group}.{name}": _projected(subject, answer)
    for group, subject in _SUBJECTS.items()
    for name, answer in _ANSWERS.items()
} | {
    "villages.required_pace": _projected("villages", lambda found: found.required),
    "villages.actual_pace": _projected("villages", lambda found: found.made),
    "exit.incidence_pace": _to_meet_incidence,
    "exit.pace_left": _at_pace("people", _chosen),
    "exit.carried_left": _at_pace("people", _recent),
    **{f"{group}.best_zone_left": _at_pace(subject, _fastest(subject)) for group, subject in _SUBJECTS.items()},
    **{f"{group}.best_zone_share": _fastest_share(subject) for group, subject in _SUBJECTS.items()},
}
"""How the evidence of each figure is put together."""

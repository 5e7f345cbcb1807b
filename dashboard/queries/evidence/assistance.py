"""Rows behind assistance (帮扶): villages by who is posted, posts by time, households by helper and by cause."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, and_, func, literal, select

from dashboard.metrics.registry import metric
from dashboard.queries.evidence.model import Evidence, Ground, RowSet, Term
from dashboard.queries.evidence.people import household_rows, state_term
from dashboard.queries.evidence.villages import posted_rows, village_rows
from dashboard.queries.helpers import BETWEEN_CAUSES, LOADS, had_helper_before, helper_key
from dashboard.queries.posts import FIGURE, KINDS, MANY, Many, PostKind, band_of, how_many, posted_counts, posts
from dashboard.queries.registry import any_household_says
from dashboard.queries.villages import Village, villages
from data.schema import facts

_H = facts["households"]
_NUMBER = {"teams": "team_no", "first_secretaries": "secretary_no"}
_SINCE = {"teams": "arrived_on", "first_secretaries": "appointed_on"}


def _sum(figure: str, rows: RowSet, *, groups: bool = False, known: bool = True) -> Evidence:
    term = Term("value", metric(figure).name, figure, rows, counts_groups=groups)
    return Evidence("sum", (term,), {"known": float(known)})


def _names_helpers(ground: Ground) -> bool:
    """Return whether the register has a column of helpers at all: without it nobody is known to lack one."""
    return any_household_says(ground.reading, "helper_name")


def _poor_villages(figure: str, wanted: Callable[[Ground, Village], bool]) -> Callable[[Ground], Evidence]:
    def made(ground: Ground) -> Evidence:
        mine = (each for each in villages(ground.reading) if each.is_poor and ground.holds(each))
        codes = [each.code for each in mine if wanted(ground, each)]
        return _sum(figure, village_rows(ground, codes, used=("village_code", "village_level")))

    return made


def _nobody(ground: Ground, village: Village) -> bool:
    return not any(posted_counts(ground.reading, kind).get(village.code) for kind in KINDS)


def _has(kind: PostKind, many: Many) -> Callable[[Ground, Village], bool]:
    return lambda ground, village: how_many(posted_counts(ground.reading, kind).get(village.code, 0)) == many


def _on_post(kind: PostKind) -> Callable[[Ground], Evidence]:
    def made(ground: Ground) -> Evidence:
        band, rows = ground.condition("months"), posted_rows(ground, kind)
        there = [(post.number, band_of(post.since, ground.as_of)) for post in posts(ground.reading, kind)]
        mine = [number for number, name in there if name is not None and band in (None, name)]
        table, since = facts[kind], _SINCE[kind]
        chosen = and_(rows.condition, table.c[_NUMBER[kind]].in_(mine))
        told = replace(rows, condition=chosen, shown=(*rows.shown, since), used=(*rows.used, since))
        return _sum(f"{kind}.on_post", told)

    return made


def _households(figure: str, state: str, *conditions: Callable[[Ground], ColumnElement[bool]]) -> Any:  # noqa: ANN401 - a builder
    def made(ground: Ground) -> Evidence:
        rows = household_rows(ground, state)
        chosen = and_(rows.condition, *(each(ground) for each in conditions))
        helper = ("household_no", "head_name_masked", "main_cause", "helper_name")
        helped = replace(rows, condition=chosen, shown=helper, used=(*rows.used, "helper_name"), totals=None)
        return _sum(figure, helped, known=_names_helpers(ground))

    return made


def _unhelped(_: Ground) -> ColumnElement[bool]:
    return _H.c.helper_name.is_(None)


def _lost(ground: Ground) -> ColumnElement[bool]:
    return had_helper_before(ground.reading)


def _of_helper(ground: Ground) -> ColumnElement[bool]:
    return helper_key() == (ground.condition("helper") or "")


def _helpers(ground: Ground) -> Evidence:
    band, rows = ground.condition("load"), household_rows(ground, "registered")
    condition = and_(rows.condition, _H.c.helper_name.is_not(None))
    if band is not None and band in LOADS:
        fewest, most = LOADS[band]
        key = helper_key()
        busy = select(key).where(condition).group_by(key).having(func.count().between(fewest, most))
        condition = and_(condition, helper_key().in_(busy))
    shown = ("household_no", "head_name_masked", "village_code")
    helped = replace(rows, condition=condition, group=helper_key(), grouping="helper", shown=shown, totals=None)
    told = replace(helped, used=(*rows.used, "helper_name", "helper_unit"))
    return _sum("helpers.total", told, groups=True, known=_names_helpers(ground))


def _names(cause: str | None) -> ColumnElement[bool]:
    """Return the condition that a household names a cause, as the main one or as another one."""
    if cause is None:
        return literal(value=True)
    others = BETWEEN_CAUSES + func.coalesce(_H.c.other_causes, "") + BETWEEN_CAUSES
    return (_H.c.main_cause == cause) | others.contains(f"{BETWEEN_CAUSES}{cause}{BETWEEN_CAUSES}", autoescape=True)


def _causes(figure: str, *asked: str) -> Callable[[Ground], Evidence]:
    def made(ground: Ground) -> Evidence:
        # The households of the place whatever their main cause: the condition on causes is this figure's own.
        here = Ground(ground.reading, ground.as_of, ground.places)
        rows = household_rows(here, "poor")
        chosen = and_(rows.condition, *(_names(ground.condition(name)) for name in asked))
        shown = ("household_no", "main_cause", "other_causes")
        told = replace(rows, condition=chosen, shown=shown, totals=None)
        return _sum(figure, replace(told, used=(*rows.used, "other_causes")))

    return made


def _cause_share(ground: Ground) -> Evidence:
    here = Ground(ground.reading, ground.as_of, ground.places)
    main, every = (state_term(each, "households.poor") for each in (ground, here))
    return Evidence("ratio", (replace(main, role="numerator"), replace(every, role="denominator")))


def _elsewhere(ground: Ground) -> Evidence:
    rows = posted_rows(ground, "first_secretaries")
    codes = sorted(each.code for each in villages(ground.reading) if not each.is_poor)
    there = and_(rows.condition, facts["first_secretaries"].c.village_code.in_(codes))
    return _sum("first_secretaries.elsewhere", replace(rows, condition=there))


BUILDERS: Mapping[str, Callable[[Ground], Evidence]] = {
    "villages.poor_listed": _poor_villages("villages.poor_listed", lambda _, __: True),
    "first_secretaries.elsewhere": _elsewhere,
    "households.cause_share": _cause_share,
    "villages.without_team": _poor_villages("villages.without_team", _nobody),
    **{
        f"villages.{FIGURE[kind]}_{many}": _poor_villages(f"villages.{FIGURE[kind]}_{many}", _has(kind, many))
        for kind in KINDS
        for many in MANY
    },
    "teams.total": lambda ground: _sum("teams.total", posted_rows(ground, "teams")),
    "teams.on_post": _on_post("teams"),
    "first_secretaries.on_post": _on_post("first_secretaries"),
    "households.unpaired": _households("households.unpaired", "registered", _unhelped),
    "households.poor_unpaired": _households("households.poor_unpaired", "poor", _unhelped),
    "households.lost_helper": _households("households.lost_helper", "poor", _unhelped, _lost),
    "households.of_helper": _households("households.of_helper", "registered", _of_helper),
    "helpers.total": _helpers,
    "households.with_cause": _causes("households.with_cause", "named"),
    "households.both_causes": _causes("households.both_causes", "named", "other_cause"),
}
"""How the evidence of each figure is put together."""

"""Policy numbers (政策口径) as dated, sourced data: the files of data/policy/ read once into frozen Rule objects.

A file holds `[[rule]]` tables; what a whole file shares stands once under `[defaults]`. A period left open at either
end (no in_force_from, no in_force_to) holds for every day on that side.
"""

import math
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from data.text import Text

POLICY_FOLDER = Path(__file__).parent / "policy"
# A growth of exactly 20 % computed as 1.2 - 1 is 0.19999999999999996: equality is decided before order.
NEARLY_EQUAL = 1e-9

Severity: TypeAlias = Literal["grave", "serious", "notice"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
"""How grave a finding is (轻重), the gravest first: 严重, 较重, 提示."""
RuleValue: TypeAlias = bool | int | float | str | date | tuple[float, ...]


class PolicyError(ValueError):
    """A policy file that cannot be trusted, or a rule used for what it cannot answer."""


class UnknownRule(LookupError):
    """No rule of that key is in force on that day."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One policy number (政策口径) for one period, with the words it comes from.

    Shares are fractions, money is in yuan. `confirmed` is false where the county has not yet confirmed the source or
    the number; screens say so. `figure` and `as_of` name the figure and the day a control total is held against,
    `severity` how grave it is (轻重) that a rule of the worklist hits.
    """

    key: str
    operator: str
    value: RuleValue
    unit: str
    scope: str
    label: Text
    source: Text
    clause: Text
    confirmed: bool
    in_force_from: date | None = None
    in_force_to: date | None = None
    tolerance: float = 0.0
    short: Text | None = None
    note: Text | None = None
    figure: str | None = None
    as_of: date | None = None
    severity: Severity | None = None

    @property
    def group(self) -> str:
        """The part of the key before its first dot, e.g. village_criterion."""
        return self.key.partition(".")[0]

    @property
    def name(self) -> str:
        """The part of the key after its first dot, e.g. paved_road."""
        return self.key.partition(".")[2]

    @property
    def number(self) -> float:
        """The value as a number; raises PolicyError for a rule whose value is none."""
        if isinstance(self.value, bool) or not isinstance(self.value, int | float):
            raise PolicyError(f"{self.key}: {self.value!r} is not a number")
        return self.value

    @property
    def numbers(self) -> tuple[float, ...]:
        """The value as several numbers (a range, a schedule); raises PolicyError for any other rule."""
        if not isinstance(self.value, tuple):
            raise PolicyError(f"{self.key}: {self.value!r} is not a list of numbers")
        return self.value

    @property
    def day(self) -> date:
        """The value as a date; raises PolicyError for a rule whose value is none."""
        if not isinstance(self.value, date):
            raise PolicyError(f"{self.key}: {self.value!r} is not a date")
        return self.value

    def in_force(self, on: date) -> bool:
        """Whether the rule holds on that day, both ends of its period included."""
        return (self.in_force_from or date.min) <= on <= (self.in_force_to or date.max)


COMPARISONS = frozenset({">=", ">", "<=", "<", "="})
OPERATORS = COMPARISONS | {"between", "yes", "about", "is", "by_month"}
LIST_LENGTHS = {"between": 2, "by_month": 12}
TEXT_FIELDS = frozenset({"label", "source", "clause", "short", "note"})
REQUIRED = ("key", "operator", "value", "unit", "scope", "label", "source", "clause", "confirmed")


def rule(key: str, on: date) -> Rule:
    """The rule of that key in force on that day; raises UnknownRule if there is none."""
    for candidate in _by_key().get(key, ()):
        if candidate.in_force(on):
            return candidate
    raise UnknownRule(f"no rule {key!r} is in force on {on.isoformat()}")


def rules() -> tuple[Rule, ...]:
    """Every rule of every period, file by file and in the order written."""
    return _committed()


def rules_in_group(group: str, on: date) -> tuple[Rule, ...]:
    """The rules of a group in force on that day, as written; raises UnknownRule if there are none."""
    found = tuple(each for each in rules() if each.group == group and each.in_force(on))
    if not found:
        raise UnknownRule(f"no rule of {group!r} is in force on {on.isoformat()}")
    return found


def poverty_line(on: date) -> Rule:
    """The poverty line (扶贫标准) of that day's year, yuan a person: the province's own, else the national one."""
    for key in ("poverty_line.shaanxi", "poverty_line.national"):
        for candidate in _by_key().get(key, ()):
            if candidate.in_force(on):
                return candidate
    raise UnknownRule(f"no poverty line is known for {on.isoformat()}")


def holds(rule: Rule, value: float | bool | None) -> bool | None:
    """Whether a value meets a rule; None for a missing value (the caller decides what absence means).

    Raises PolicyError where the rule is no test (about, is, by_month), for a number held against a yes/no rule, and
    for a yes/no answer held against a number.
    """
    if rule.operator not in COMPARISONS | {"between", "yes"}:
        raise PolicyError(f"{rule.key}: {rule.operator!r} is a setting, not a test")
    if value is None:
        return None
    if isinstance(value, bool) != (rule.operator == "yes"):
        raise PolicyError(f"{rule.key}: {value!r} cannot be held against {rule.operator!r}")
    if rule.operator == "yes":
        return bool(value)
    if rule.operator == "between":
        low, high = rule.numbers
        return _compare(">=", value, low, rule.tolerance) and _compare("<=", value, high, rule.tolerance)
    return _compare(rule.operator, value, rule.number, rule.tolerance)


def read_rules(folder: Path) -> tuple[Rule, ...]:
    """The rules of a folder's TOML files, by file name; raises PolicyError for the first fault found."""
    found = tuple(each for path in sorted(folder.glob("*.toml")) for each in _read_file(path))
    if not found:
        raise PolicyError(f"no policy rule in {folder}")
    _refuse_overlaps(found)
    return found


def _compare(operator: str, value: float, limit: float, tolerance: float) -> bool:
    equal = math.isclose(value, limit, rel_tol=NEARLY_EQUAL, abs_tol=max(tolerance, NEARLY_EQUAL))
    if operator == "=":
        return equal
    if equal:
        return operator in {">=", "<="}
    return value > limit if operator in {">=", ">"} else value < limit


def _read_file(path: Path) -> Iterable[Rule]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise PolicyError(f"{path.name}: {error}") from error
    defaults = content.get("defaults", {})
    return [_make(path.name, {**defaults, **table}) for table in content.get("rule", [])]


def _make(file: str, table: Mapping[str, object]) -> Rule:
    where = f"{file} {table.get('key', '(no key)')}"
    missing = [name for name in REQUIRED if table.get(name) in (None, "")]
    unknown = set(table) - {field.name for field in fields(Rule)}
    if missing or unknown:
        raise PolicyError(f"{where}: missing {missing}, unknown {sorted(unknown)}")
    given = {name: _text(where, name, each) if name in TEXT_FIELDS else each for name, each in table.items()}
    if isinstance(given["value"], list):
        given["value"] = tuple(given["value"])
    made = Rule(**given)  # type: ignore[arg-type]  # the checks around this line stand for the types
    _check(where, made)
    return made


def _text(where: str, name: str, words: object) -> Text:
    if not isinstance(words, dict) or set(words) != {"zh", "en"} or not all(words.values()):
        raise PolicyError(f"{where}: {name} must be given in zh and en")
    return Text(zh=words["zh"], en=words["en"])


def _check(where: str, made: Rule) -> None:
    if made.operator not in OPERATORS:
        raise PolicyError(f"{where}: unknown operator {made.operator!r}")
    if not isinstance(made.confirmed, bool):
        raise PolicyError(f"{where}: confirmed must be true or false")
    if made.severity not in (None, *SEVERITIES):
        raise PolicyError(f"{where}: unknown severity {made.severity!r}")
    if made.in_force_from and made.in_force_to and made.in_force_to < made.in_force_from:
        raise PolicyError(f"{where}: in force to before in force from")
    if made.operator in COMPARISONS | {"about"} and not math.isfinite(made.number):
        raise PolicyError(f"{where}: {made.value!r} is no finite number")
    if made.operator == "yes" and made.value is not True:
        raise PolicyError(f"{where}: a yes/no rule has the value true")
    length = LIST_LENGTHS.get(made.operator)
    if length and (len(made.numbers) != length or list(made.numbers) != sorted(made.numbers)):
        raise PolicyError(f"{where}: {made.operator!r} needs {length} numbers that never fall")


def _refuse_overlaps(found: Iterable[Rule]) -> None:
    for key, same in _grouped(found).items():
        ordered = sorted(same, key=lambda each: each.in_force_from or date.min)
        for earlier, later in pairwise(ordered):
            if (earlier.in_force_to or date.max) >= (later.in_force_from or date.min):
                raise PolicyError(f"{key}: two rules are in force on {later.in_force_from or 'the same day'}")


def _grouped(found: Iterable[Rule]) -> dict[str, tuple[Rule, ...]]:
    grouped: defaultdict[str, list[Rule]] = defaultdict(list)
    for each in found:
        grouped[each.key].append(each)
    return {key: tuple(same) for key, same in grouped.items()}


@cache
def _committed() -> tuple[Rule, ...]:
    return read_rules(POLICY_FOLDER)


@cache
def _by_key() -> dict[str, tuple[Rule, ...]]:
    return _grouped(_committed())

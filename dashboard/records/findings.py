"""What people write about findings (疑点处理): who handles one, the verdicts level by level (逐级审核), their own."""

from collections.abc import Iterable
from typing import Literal, get_args

from dashboard.records.fields import MOST_OF_A_NAME, Fields, NotAcceptable, choice_of, day_of, text_of
from data.rules import SEVERITIES
from data.text import Text

HANDLING, VERDICT, AUTHORED = "finding_handling", "finding_verdict", "finding_authored"
NEW = "new"
"""Key of every finding written by a person: each entry is one of its own, told apart by its number."""

Handled = Literal["open", "in_hand", "put_right", "not_a_problem"]
Level = Literal["village", "town", "county"]
Verdict = Literal["upheld", "dismissed", "sent_back"]
HANDLED: tuple[Handled, ...] = get_args(Handled)
LEVELS: tuple[Level, ...] = get_args(Level)
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
KEY_LENGTH, VILLAGE_DIGITS = 12, 12

LEVEL_NAMES = {
    "village": Text("村级", "The village"),
    "town": Text("镇级", "The town"),
    "county": Text("县级", "The county"),
}


def handling(key: str, fields: Fields) -> Fields:
    """Check how a finding is handled (处理): who, by when, its state, a remark."""
    _require_key(key)
    state = choice_of(fields, "state", label=Text("状态", "State"), among=HANDLED)
    who = text_of(
        fields, "who", label=Text("责任人", "Who handles it"), required=state == "in_hand", most=MOST_OF_A_NAME
    )
    is_settled = state in ("put_right", "not_a_problem")
    return {
        "state": state,
        "who": who,
        "due": day_of(fields, "due", label=Text("办结期限", "Due")),
        "remark": text_of(fields, "remark", label=Text("说明", "Remark"), required=is_settled),
    }


def verdict(key: str, fields: Fields) -> Fields:
    """Check a verdict of a level (审核意见); whether it is that level's turn is asked by ``require_turn``."""
    _require_key(key)
    level = choice_of(fields, "level", label=Text("审核层级", "Level"), among=LEVELS)
    given = choice_of(fields, "verdict", label=Text("审核意见", "Verdict"), among=VERDICTS)
    if level == LEVELS[0] and given == "sent_back":
        raise NotAcceptable(Text("村级是第一级，不能退回。", "The village is the first level: it cannot send back."))
    remark = text_of(fields, "remark", label=Text("说明", "Remark"), required=given != "upheld")
    return {"level": level, "verdict": given, "remark": remark}


def authored(key: str, fields: Fields) -> Fields:
    """Check a finding that a person wrote (人工登记): what was found, how grave, in which village if in one."""
    if key != NEW:
        raise NotAcceptable(Text("请用“登记疑点”表单。", "Please use the form for a new finding."))
    village = fields.get("village", "")
    if village and not (len(village) == VILLAGE_DIGITS and village.isascii() and village.isdigit()):
        raise NotAcceptable(Text("没有这个村。", "There is no such village."))
    return {
        "what": text_of(fields, "what", label=Text("发现的问题", "What was found"), required=True),
        "severity": choice_of(fields, "severity", label=Text("轻重", "Severity"), among=SEVERITIES),
        "village": village,
    }


def turn(verdicts: Iterable[Fields]) -> int:
    """Return the place in LEVELS whose verdict is awaited after those given; its length when all have spoken."""
    awaited = 0
    for each in verdicts:
        level = LEVELS.index(each["level"])
        awaited = level - 1 if each["verdict"] == "sent_back" else level + 1
    return awaited


def require_turn(wanted: Fields, earlier: Iterable[Fields]) -> None:
    """Raise NotAcceptable unless it is the level's turn, or the level that spoke last changes its own verdict."""
    given = list(earlier)
    level, awaited = LEVELS.index(wanted["level"]), turn(given)
    spoke_last = bool(given) and given[-1]["level"] == wanted["level"] and given[-1]["verdict"] != "sent_back"
    if level == awaited or spoke_last:
        return
    if level > awaited:
        name = LEVEL_NAMES[LEVELS[awaited]]
        raise NotAcceptable(
            Text(f"逐级审核：{name.zh}还没有给出意见。", f"{name.en} has not given its verdict yet: level by level.")
        )
    name = LEVEL_NAMES[LEVELS[level + 1]]
    raise NotAcceptable(
        Text(
            f"{name.zh}已经给出意见，须由其退回后才能修改。",
            f"{name.en} has spoken: only when it sends back can this change.",
        )
    )


def _require_key(key: str) -> None:
    if len(key) != KEY_LENGTH or any(each not in "0123456789abcdef" for each in key):
        raise NotAcceptable(Text("没有这一条疑点。", "There is no such finding."))

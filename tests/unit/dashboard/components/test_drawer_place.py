"""What an opened figure is narrowed to is told in words, in both languages; words of nobody's stand as they are."""

from datetime import date

import pytest

from dashboard.components.drawer_place import place_of
from dashboard.opened import Opened
from dashboard.queries.screen import open_screen
from dashboard.view import View
from data.text import Locale
from tests.conftest import Loader

DAY = date(2016, 6, 30)


@pytest.mark.parametrize(
    ("language", "where", "words"),
    [
        ("zh", {"register": "households", "column": "helper_name"}, "台账：贫困户信息、列：帮扶责任人"),
        ("en", {"register": "projects", "column": "optional"}, "register: Project register, column: optional columns"),
        ("zh", {"reason": "missing"}, "原因：必填项为空"),
        ("en", {"reason": "no_such"}, "reason: no_such"),
        ("en", {"case_type": "audit"}, "type: Audit"),
        ("zh", {"subjects": "towns", "subject": "东坑镇"}, "对象类别：乡镇、考核对象：东坑镇"),
        ("zh", {"check": "no_such"}, "规则：no_such"),
        ("zh", {}, "全县"),
    ],
)
def test_conditions_are_told_in_words(
    loaded: Loader, store_url: str, language: Locale, where: dict[str, str], words: str
) -> None:
    loaded()
    screen = open_screen(store_url, View.from_query({"lang": language}))
    assert place_of(screen, Opened.of("dq.rejected", as_of=DAY, **where)) == words

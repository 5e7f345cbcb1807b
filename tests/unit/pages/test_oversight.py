"""The page 督查 as a whole: every branch of its finding, the filters, one finding opened, the slide."""

from datetime import date

import pytest

from dashboard.components.frame import PageContent
from dashboard.queries.findings.worklist import worklist
from dashboard.queries.progress import Scope
from dashboard.queries.screen import Screen, open_screen
from dashboard.records.findings import AUTHORED, HANDLING, NEW, VERDICT
from dashboard.records.journal import write
from dashboard.view import View
from data.engine import app_url
from pages import oversight
from tests import builders
from tests.conftest import Loader
from tests.trees import links, of_class, words

LEAD = "疑点不等于违规"


@pytest.fixture
def url(loaded: Loader, store_url: str) -> str:
    loaded()
    return store_url


def screen(url: str, **query: str) -> Screen:
    return open_screen(url, View.from_query(query))


def drawn(url: str, **query: str) -> PageContent:
    return oversight.draw(screen(url, **query))


def first_key(url: str) -> str:
    shown = screen(url)
    return worklist(shown.reading, shown.journal, Scope(), shown.as_of).items[0].finding.key


def handled(url: str, key: str, **other: str) -> None:
    content = {"state": "in_hand", "who": "王主任", "due": "2016-06-01", "remark": "限期整改", **other}
    write(app_url(url), HANDLING, key, content=content, author="李主任")


def test_the_finding_counts_the_grave_ones_and_the_disclaimer_stays(url: str) -> None:
    for language in ("zh", "en"):
        content = drawn(url, lang=language)
        assert words(content.finding)
        assert any(char.isdigit() for char in words(content.finding))
    assert "条严重疑点待处理，都还没有人承办" in words(drawn(url).finding)
    assert LEAD in words(drawn(url).sub)


def test_a_count_of_one_is_singular(url: str) -> None:
    body = words(drawn(url, lang="en").body)
    assert "1 place" in body
    assert "1 places" not in body


def test_every_branch_of_the_finding(url: str, loaded: Loader) -> None:
    shown = screen(url)
    grave = [
        item.finding.key
        for item in worklist(shown.reading, shown.journal, Scope(), shown.as_of).items
        if item.is_standing and item.finding.severity == "grave"
    ]
    handled(url, grave[0])
    if len(grave) > 1:
        assert "其中" in words(drawn(url).finding)
    for key in grave:
        handled(url, key)
    assert "都已有人承办" in words(drawn(url).finding)
    for key in grave:
        handled(url, key, state="not_a_problem")
    assert "没有严重疑点" in words(drawn(url).finding)
    assert "尚未报送" in words(drawn(url, as_of="2016-09-30").finding)
    loaded({"villages": [builders.village(builders.SOUTH)]})
    assert words(drawn(url, zone="北部").finding).startswith("北部风沙滩区：")


def test_a_rule_that_examined_nothing_is_shown_as_failed(loaded: Loader, store_url: str) -> None:
    loaded({"villages": [builders.village(builders.SOUTH)]})
    for language, said in (("zh", "未能检查"), ("en", "failed: examined none")):
        body = drawn(store_url, lang=language).body
        assert len(of_class(body, "finding-failed")) >= 20
        assert said in words(body)


def test_the_filters_narrow_the_list_and_bear_its_numbers(url: str) -> None:
    everything, notices = drawn(url), drawn(url, show="notice")
    assert len(of_class(everything.body, "severity-grave")) > len(of_class(notices.body, "severity-grave"))
    assert "没有疑点" in words(drawn(url, show="put_right.grave").body)
    one = words(drawn(url, show="no_team").body)
    assert "无工作队" in one
    assert "全部规则" in one
    assert any("show=closed" in href for href in links(everything.body))


def test_a_finding_opens_with_its_history_and_its_forms(url: str) -> None:
    key = first_key(url)
    handled(url, key)
    write(app_url(url), VERDICT, key, content={"level": "village", "verdict": "upheld", "remark": ""}, author="村支书")
    said = words(drawn(url, metric=key).body)
    for part in ("承办 王主任", "期限 2016-06-01", "限期整改", "村级审核：属实", "待镇级意见", "逾期"):
        assert part in said
    english = words(drawn(url, metric=key, lang="en").body)
    assert "in hand with 王主任" in english
    assert "Town speaks next" in english
    assert "没有这一条" in words(drawn(url, metric="0" * 12).body)


def test_what_a_person_wrote_is_shown_as_written(url: str) -> None:
    content = {"what": "<b>公示牌</b>未更新", "severity": "grave", "village": builders.SOUTH}
    write(app_url(url), AUTHORED, NEW, content=content, author="王主任")
    body = drawn(url, show="authored").body
    assert "<b>公示牌</b>未更新" in words(body)
    assert "人工登记" in words(body)


def test_the_slide_names_who_answers(url: str) -> None:
    content = drawn(url, present="1")
    assert words(content.finding) == "需要决定的事"
    assert 3 <= words(content.body).count("谁负责") <= 4


def test_a_month_not_reported_lists_nothing(url: str) -> None:
    assert of_class(drawn(url, as_of="2016-09-30").body, "finding-table") == []
    assert date(2016, 6, 30) == screen(url).last_day


CASES = [
    {
        "编号": "A",
        "类型": "信访举报",
        "日期": "2016-01-10",
        "内容": "来电反映",
        "整改状态": "未整改",
        "村编码": builders.SOUTH,
    },
    {"编号": "B", "类型": "审计", "日期": "2016-06-20", "内容": "账实不符", "整改状态": "整改中"},
    {"编号": "C", "类型": "公告公示", "日期": "2016-06-20", "内容": "<b>公示</b>", "整改状态": "已整改"},
]


def test_the_cases_are_counted_listed_and_narrowed(loaded: Loader, store_url: str) -> None:
    loaded({**builders.county(), "oversight": CASES})
    content = drawn(store_url, show="cases")
    assert words(content.finding) == "2 件监督事项未办结，其中 1 件逾期"
    assert "<b>公示</b>" in words(content.body)
    assert "没有登记点名项目的公告公示" in words(content.body)
    table = words(of_class(drawn(store_url, show="cases.overdue").body, "case-table"))
    assert "来电反映" in table
    assert "账实不符" not in table
    assert "没有监督事项" in words(drawn(store_url, show="cases.closed.audit").body)
    assert "Cases of oversight open: 2" in words(drawn(store_url, show="cases", lang="en").finding)


def test_every_branch_of_the_cases(loaded: Loader, store_url: str) -> None:
    rows = {"villages": [builders.village(builders.SOUTH), builders.village(builders.NORTH)]}
    loaded(rows)
    assert "还没有报送" in words(drawn(store_url, show="cases").finding)
    assert "监督台账" in words(drawn(store_url, show="cases").body)
    loaded({"oversight": CASES[1:]})
    assert "都在期限内" in words(drawn(store_url, show="cases").finding)
    assert "没有登记监督事项" in words(drawn(store_url, show="cases", zone="北部").finding)
    loaded({"oversight": [{**CASES[1], "整改状态": "已整改", "整改日期": "2016-06-25"}]})
    assert "没有一件待整改" in words(drawn(store_url, show="cases").finding)


def test_the_parts_are_links_and_an_unknown_one_is_the_worklist(url: str) -> None:
    for show in (None, "cases", "no-such-part"):
        body = drawn(url, **({"show": show} if show else {})).body
        found = links(of_class(body, "data-sections"))
        assert len(found) >= 2
    assert of_class(drawn(url, show="no-such-part").body, "finding-rules")


def test_the_nine_exclusions_are_a_table_with_a_form(url: str) -> None:
    content = drawn(url, show="exclusions")
    assert words(content.finding) == "比对名单 1 条，1 条命中在册人口"
    assert words(content.body).count("口径待县里确认") >= 9
    opened = drawn(url, show="exclusions", metric="exclusion.3")
    assert "修改：现任村干部" not in words(content.body)
    assert "修改：" in words(opened.body)
    english = words(drawn(url, show="exclusions", lang="en").body)
    assert "The nine exclusions" in english


def test_the_logic_checks_say_what_they_examined_and_what_never_came(url: str) -> None:
    content = drawn(url, show="logic")
    assert "条逻辑校验" in words(content.finding)
    assert "未能检查：缺列" in words(content.body)
    assert len(of_class(content.body, "logic-table")) == 3
    assert "failed: never delivered" in words(drawn(url, show="logic", lang="en").body)


def test_the_assessment_ranks_and_opens_a_subject(loaded: Loader, store_url: str) -> None:
    row = builders.county()["assessments"][0]
    loaded({**builders.county(), "assessments": [{**row, "考核期": "2015下半年"}]})
    content = drawn(store_url, show="assessments")
    assert "2015 年下半年乡镇考核：周河镇 第一，得分率 90.0%" in words(content.finding)
    assert "优秀" in words(content.body)
    opened = words(drawn(store_url, show="assessments.towns.2015H2", metric="周河镇").body)
    assert "各项指标与同类对照" in opened
    assert "还没有考核得分" in words(drawn(store_url, show="assessments.teams").finding)
    loaded({"villages": [builders.village(builders.SOUTH)]})
    assert "Zhouhe Town leads with 90.0%" in words(drawn(store_url, show="assessments", lang="en").finding)

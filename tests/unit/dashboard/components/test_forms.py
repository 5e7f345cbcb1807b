"""Forms: labelled native fields, written as still HTML."""

from dashboard.components.forms import Field, record_form
from dashboard.components.static_html import Html, stilled


def test_a_form_is_still_html_with_labelled_fields() -> None:
    fields = (
        Field("name", "名称", 'a"b', required=True),
        Field("state", "状态", "b", choices=(("a", "甲"), ("b", "乙"))),
        Field("due", "期限", "2016-07-01", kind="date"),
    )
    made = stilled(record_form("zh", "edition_name", "3", fields=fields))
    assert isinstance(made, Html)
    assert (made.tag, made.attributes["data-subject"], made.attributes["data-key"]) == ("form", "edition_name", "3")
    assert made.content.count("<label") == 4
    assert '<input class="field" maxlength="400" name="name" required="" type="text" value="a&quot;b">' in made.content
    assert '<option selected="selected" value="b">乙</option>' in made.content
    assert 'type="date"' in made.content
    assert 'name="author"' in made.content

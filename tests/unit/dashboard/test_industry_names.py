"""Names of industries: known ones in English, others as written, one in two units told apart."""

import pytest

from dashboard.industry_names import industry_label, labels_of, unit_label
from dashboard.queries.industry import Entry, sums


@pytest.mark.parametrize(
    ("name", "zh", "en"),
    [("山地苹果", "山地苹果", "Hill apples"), ("<script>", "<script>", "<script>"), ("{0}", "{0}", "{0}")],
)
def test_a_name(name: str, zh: str, en: str) -> None:
    assert (industry_label("zh", name), industry_label("en", name)) == (zh, en)


def test_a_unit() -> None:
    assert (unit_label("zh", "亩"), unit_label("en", "亩"), unit_label("en", "窝")) == ("亩", "mu", "窝")


def test_two_units_of_one_industry_are_named() -> None:
    found = sums(
        [Entry("1", name, 1.0, unit, None, 1, None) for name, unit in (("葡萄", "亩"), ("蔬菜", "亩"), ("蔬菜", "座"))]
    )
    assert sorted(labels_of("zh", found)) == ["葡萄", "蔬菜（亩）", "蔬菜（座）"]
    assert "Vegetables (mu)" in labels_of("en", found)

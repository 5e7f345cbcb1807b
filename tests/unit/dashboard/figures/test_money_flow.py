"""The flow figure: bands, places and labels; nothing is drawn that is not positive."""

from typing import Any

import pytest

from dashboard.figures.money_flow import PAD, FlowWords, centres_of, faded, flow_figure
from dashboard.queries.ledgers import UNASSIGNED
from dashboard.queries.money_flow import Link, MoneyFlow, Node
from dashboard.theme import LIGHT, ZONES
from tests.unit.dashboard.figures.screens import screen

HEIGHT = 372
FLOW = MoneyFlow(
    total_fen=90_000,
    levels=(Node("省级", 60_000), Node("县级", 30_000)),
    categories=(Node("道路<b>", 70_000), Node("饮水", 20_000)),
    places=(Node("南部", 95_000, "南部"), Node("中部", -5_000, "中部"), Node(UNASSIGNED, 0)),
    to_categories=(Link("省级", "道路<b>", 60_000), Link("县级", "道路<b>", 10_000), Link("县级", "饮水", 20_000)),
    to_places=(Link("道路<b>", "南部", 75_000), Link("道路<b>", "中部", -5_000), Link("饮水", "南部", 20_000)),
)


def drawn(flow: MoneyFlow = FLOW) -> dict[str, Any]:
    columns = (flow.levels, flow.categories, flow.places)
    words = FlowWords(
        names=[{node.key: node.key for node in nodes} for nodes in columns],
        amounts=[{node.key: str(node.fen // 100) for node in nodes} for nodes in columns],
        shares={node.key: "1%" for node in flow.places},
        bands={link: f"{link.source}→{link.target}" for link in (*flow.to_categories, *flow.to_places)},
    )
    return flow_figure(screen(lang="zh"), flow, words=words, height=HEIGHT)


def test_only_positive_links_and_their_nodes_are_drawn() -> None:
    trace = drawn()["data"][0]
    assert trace["arrangement"] == "fixed"
    assert trace["link"]["value"] == [600, 100, 200, 750, 200]
    assert trace["link"]["source"] == [0, 1, 1, 2, 3]
    assert trace["link"]["target"] == [2, 2, 3, 4, 4]
    assert len(trace["node"]["x"]) == len(trace["node"]["y"]) == len(trace["node"]["color"]) == 5
    assert not any("中部" in note["text"] for note in drawn()["layout"]["annotations"])


def test_left_bands_are_grey_blue_right_ones_have_the_colour_of_their_zone() -> None:
    link = drawn()["data"][0]["link"]
    assert set(link["color"][:3]) == {faded(LIGHT.base2, 0.42)}
    assert set(link["color"][3:]) == {faded(ZONES["南部"].mark, 0.42)}


def test_every_node_has_its_name_and_amount_beside_it_and_markup_of_cells_is_text() -> None:
    notes = [note["text"] for note in drawn()["layout"]["annotations"]]
    assert len(notes) == 2 + 2 * 2 + 1
    assert "<b>道路&lt;b&gt;</b>" in notes
    assert "700" in notes
    assert "<b>南部</b><br>950　1%" in notes
    assert drawn()["data"][0]["link"]["customdata"][0][0] == "省级→道路&lt;b&gt;"


def test_nodes_stay_within_the_figure_and_do_not_overlap() -> None:
    nodes = drawn()["data"][0]["node"]
    assert all(0 < y < 1 for y in nodes["y"])
    assert nodes["pad"] == PAD
    heights = (240.0, 60.0, 3.0, 3.0, 3.0)
    centres = centres_of(heights, 400, slot=18)
    for above, below, upper, lower in zip(centres, centres[1:], heights, heights[1:], strict=False):
        assert below - above >= max(18, (upper + lower) / 2) - 18
        assert above + upper / 2 <= below - lower / 2
    assert centres[0] - heights[0] / 2 >= 0
    assert centres[-1] + heights[-1] / 2 <= 400


@pytest.mark.parametrize("count", [1, 4, 40])
def test_labels_share_the_height_there_is(count: int) -> None:
    centres = centres_of([2.0] * count, 300, slot=18)
    assert len(centres) == count
    assert centres == tuple(sorted(centres))
    assert centres[0] >= 0
    assert centres[-1] <= 300


def test_a_colour_with_opacity() -> None:
    assert faded("#0A1020", 0.5) == "rgba(10,16,32,0.5)"

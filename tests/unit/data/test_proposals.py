"""The proposals of the speech as data: twenty-two in its order, each with a figure or a reason."""

from collections import Counter

from dashboard.metrics.registry import METRICS
from data.proposals import TESTS, proposals, sections, source
from data.registers import load_registers
from data.rules import rules
from tests.unit.house.sources import held


def test_there_are_twenty_two_in_the_order_of_the_speech() -> None:
    counted = Counter(each.section for each in proposals())
    assert counted == {"四个精准": 4, "五大工程": 5, "七大体系": 7, "六个机制": 6}
    assert [each.section for each in proposals()] == sorted(
        (each.section for each in proposals()), key=[each.key for each in sections()].index
    )
    for section in sections():
        numbers = [each.number for each in proposals() if each.section == section.key]
        assert numbers == list(range(1, len(numbers) + 1))
    assert source().zh


def test_sections_are_those_of_the_register() -> None:
    codes = load_registers()["proposals"].column("section").codes
    assert {each.key for each in sections()} == set(codes or {})


def test_figures_are_known_and_judged_by_what_exists() -> None:
    told = [each for proposal in proposals() for each in proposal.figures]
    keys = {each.key for each in rules()}
    named = [name for each in told for name in (each.metric, each.of) if name]
    faults = [name for name in named if name not in METRICS]
    faults += [str(each.rule) for each in told if each.rule and each.rule not in keys]
    faults += [each.test for each in told if each.test not in TESTS]
    held(faults, told, at_least=25)


def test_a_proxy_says_what_it_stands_in_for() -> None:
    proxies = [each for proposal in proposals() for each in proposal.figures if each.proxy]
    held((each.metric for each in proxies if each.note is None), proxies, at_least=6)


def test_words_by_which_rows_are_known_belong_to_one_proposal_of_a_section() -> None:
    pairs = [(each.section, word) for each in proposals() for word in each.keywords]
    held((pair for pair, count in Counter(pairs).items() if count > 1), pairs, at_least=40)

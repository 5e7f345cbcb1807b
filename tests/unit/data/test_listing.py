"""Keys packed small come back as they were."""

from data.listing import key_text, pack, unpack


def test_keys_come_back_distinct() -> None:
    assert unpack(pack(["b", "a", "b", "甲\x1f1"])) == {"a", "b", "甲\x1f1"}
    assert unpack(pack([])) == frozenset()


def test_order_makes_no_difference() -> None:
    assert pack(["b", "a"]) == pack(["a", "b", "a"])


def test_the_parts_of_a_key_stay_apart() -> None:
    assert key_text(("a", "bc")) != key_text(("ab", "c"))


def test_many_like_keys_take_little_room() -> None:
    keys = [f"6120{number:08d}" for number in range(20_000)]
    assert len(pack(keys)) * 4 < len("".join(keys))

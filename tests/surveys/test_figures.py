"""What scores say, and what a few anonymous ones do not (SPEC G3)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.figures import FEWEST, Pile, together, wilson

COUNTS = st.integers(0, 100_000)
SCORES = st.lists(st.integers(0, 40), min_size=5, max_size=5)
PILES = st.dictionaries(st.sampled_from("abcdef"), st.builds(Pile, st.just(0), st.just(0), SCORES))


@given(COUNTS, COUNTS)
def test_the_share_lies_in_its_interval_within_nothing_and_one(one: int, other: int) -> None:
    good, of = sorted((one, other))
    low, high = wilson(good, of)
    assert 0 <= low <= high <= 1
    assert of == 0 or low <= good / of <= high


@given(st.integers(1, 500), st.integers(1, 500))
def test_more_answers_make_it_surer(good: int, bad: int) -> None:
    few, many = wilson(good, good + bad), wilson(10 * good, 10 * (good + bad))
    assert many[1] - many[0] < few[1] - few[0]


@pytest.mark.parametrize(("good", "of", "low", "high"), [
    (0, 0, 0.0, 1.0), (8, 10, 0.490, 0.943), (45, 50, 0.786, 0.957), (10, 10, 0.722, 1.0), (0, 10, 0.0, 0.278),
])  # fmt: skip
def test_it_is_wilsons(good: int, of: int, low: float, high: float) -> None:
    assert wilson(good, of) == pytest.approx((low, high), abs=0.001)


@pytest.mark.parametrize(("good", "of"), [(-1, 5), (6, 5)])
def test_what_cannot_be_is_refused(good: int, of: int) -> None:
    with pytest.raises(ValueError, match="cannot be"):
        wilson(good, of)


def test_a_pile_says_count_mean_share_and_rate() -> None:
    pile = Pile(asked=20, responded=8, scores=[1, 0, 1, 2, 4])
    assert (pile.count, pile.good, pile.satisfied, pile.rate) == (8, 6, 75, 40)
    assert pile.mean == pytest.approx(4.0)
    assert [score for score, _begin, _width in pile.spread] == [1, 3, 4, 5]
    empty = Pile()
    assert (empty.mean, empty.satisfied, empty.between, empty.rate, empty.spread) == (None, None, None, None, [])


@given(PILES, PILES)
def test_no_few_anonymous_answers_show_or_can_be_reckoned(named: dict[str, Pile], nameless: dict[str, Pile]) -> None:
    merged, hidden = together(named, nameless)
    shown = {key: pile.count - named.get(key, Pile()).count for key, pile in merged.items()}
    assert all(count == 0 or count >= FEWEST for count in shown.values())
    assert sum(shown.values()) + hidden == sum(pile.count for pile in nameless.values())
    assert hidden == 0 or hidden >= FEWEST or not any(shown.values())

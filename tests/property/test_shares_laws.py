"""Laws of shares: they sum to one, a doubled route gains nothing, what is cheaper has more."""

from __future__ import annotations

from math import fsum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridors.analysis.logit import MILLION, logit, path_sizes, whole_parts

LINKS = st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(1, 9).map(float)), min_size=1,
                 max_size=5, unique_by=lambda link: link[0])
ROUTES = st.lists(LINKS, min_size=1, max_size=6)
COSTS = st.lists(st.integers(0, 9_000).map(float), min_size=6, max_size=6)
THETA = st.floats(0, 0.1)


@given(ROUTES, COSTS, THETA)
def test_shares_sum_to_one_and_parts_exactly(routes: list[list[tuple[str, float]]],
                                             costs: list[float], theta: float) -> None:
    shares = logit(costs[:len(routes)], path_sizes(routes), theta)
    assert fsum(shares) == pytest.approx(1, abs=1e-12)
    assert all(0 <= share <= 1 for share in shares)
    for parts in (100, MILLION):
        whole = whole_parts(shares, parts)
        assert sum(whole) == parts
        assert all(abs(part - share * parts) < 1 for part, share in zip(whole, shares,
                                                                        strict=True))


@given(ROUTES)
def test_path_sizes_count_the_length_that_is_used_once(routes: list[list[tuple[str, float]]]
                                                       ) -> None:
    sizes = path_sizes(routes)
    assert all(0 < size <= 1 for size in sizes)
    alone = [all(link not in {other for at, links in enumerate(routes) if at != place
                              for other, _ in links} for link, _ in route)
             for place, route in enumerate(routes)]
    assert [size == pytest.approx(1) for size in sizes] == alone


@given(ROUTES, COSTS, THETA)
def test_a_route_that_shares_nothing_gains_nothing_by_being_told_twice(
        routes: list[list[tuple[str, float]]], costs: list[float], theta: float) -> None:
    own = [("own", 5.0)]
    once = logit([*costs[:len(routes)], 700.0], path_sizes([*routes, own]), theta)
    twice = logit([*costs[:len(routes)], 700.0, 700.0], path_sizes([*routes, own, own]), theta)
    assert twice[-1] + twice[-2] == pytest.approx(once[-1])
    assert twice[:-2] == pytest.approx(once[:-1])


@given(ROUTES, COSTS, THETA, st.integers(1, 500).map(float))
def test_what_becomes_dearer_never_has_more_and_the_others_never_less(
        routes: list[list[tuple[str, float]]], costs: list[float], theta: float, more: float
        ) -> None:
    costs, sizes = costs[:len(routes)], path_sizes(routes)
    before = logit(costs, sizes, theta)
    after = logit([costs[0] + more, *costs[1:]], sizes, theta)
    assert after[0] <= before[0] + 1e-12
    assert all(new >= old - 1e-12 for new, old in zip(after[1:], before[1:], strict=True))


@given(COSTS, THETA, st.floats(-500, 500))
def test_only_differences_of_cost_count(costs: list[float], theta: float, more: float) -> None:
    sizes = [1.0] * len(costs)
    assert logit([cost + more for cost in costs], sizes, theta) == pytest.approx(
        logit(costs, sizes, theta), abs=1e-9)

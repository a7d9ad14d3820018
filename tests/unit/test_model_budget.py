"""Budgets say how far and by what; what is none is refused with what would work."""

from __future__ import annotations

import pytest

from corridors.errors import QueryError
from corridors.model.budget import Budget, bands_of


@pytest.mark.parametrize(("text", "by", "amount", "said"), [
    ("72h", "time", 72_000, "72 h"), ("1.5 days", "time", 36_000, "36 h"),
    ("2000km", "distance", 2_000_000, "2,000 km"), ("1500USD", "cost", 150_000, "1,500 USD"),
    (" 900 kg ", "co2", 900_000, "900 kg"), ("0h", "time", 0, "0 h"),
    ("1000000 km", "distance", 10**9, "1,000,000 km")])
def test_the_unit_says_by_what(text: str, by: str, amount: int, said: str) -> None:
    assert Budget.parse(text) == Budget(by, amount)
    assert str(Budget.parse(text)) == said


@pytest.mark.parametrize(("text", "said"), [
    ("-5h", r"the budget -5h is below 0. Give 0 to 10,000,000 h"),
    ("99999999km", "is more than any route takes"), ("5", '"5" has no unit. Write a number'),
    ("5 dayz", r'"dayz" is not a unit of a budget. Did you mean "day'), ("", '"" is not a budget'),
    ("soon", '"soon" is not a budget'), ("2,000km", '"2,000km" is not a budget'),
    ("nanh", "is not a budget"), ("1e9h", "is not a budget")])
def test_what_is_no_budget_is_refused(text: str, said: str) -> None:
    with pytest.raises(QueryError, match=said):
        Budget.parse(text)


def test_bands_are_ordered_and_end_with_the_whole() -> None:
    assert bands_of(Budget("time", 5000), ["3h", "1h", "5h", "3h"]) == tuple(
        Budget("time", amount) for amount in (1000, 3000, 5000))
    assert bands_of(None, ["2km", "1km"]) == (Budget("distance", 1000), Budget("distance", 2000))


@pytest.mark.parametrize(("within", "bands", "said"), [
    (None, [], "it is not said how far"), ("5h", ["2km"], "counted by different things"),
    ("5h", ["6h"], r"key bands: the band 6 h is larger than the whole, 5 h")])
def test_bands_that_do_not_fit_are_refused(within: str | None, bands: list[str], said: str) -> None:
    with pytest.raises(QueryError, match=said):
        bands_of(within, bands)

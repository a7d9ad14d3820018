"""A question says at once everything that is wrong with it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from corridors.errors import QueryError
from corridors.model.query import Query
from corridors.model.restriction import Restriction, Selector


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(QueryError) as caught:
        Query("A", "B", by="speed", modes={"raill"}, avoid=["Armenia"], max_road_km=-1)
    codes = [problem.code for problem in caught.value.problems]
    assert codes == ["Q02", "Q03", "Q04", "Q05"]
    assert "Did you mean \"rail\"?" in str(caught.value)
    assert 'Write "country:AM" for the country.' in str(caught.value)
    with pytest.raises(QueryError, match="Write one of country:"):
        Query("A", "B", avoid=["the mountains"])


@pytest.mark.parametrize(("words", "said"), [
    ({"max_borders": float("nan")}, "nan is not a number of border crossings"),
    ({"max_transfers": float("inf")}, "inf is not a number of transfers"),
    ({"max_gauge_breaks": "1"}, "1 is not a number of breaks of gauge"),
    ({"k": 2.5}, "2.5 is not a number of routes"),
    ({"k": True}, "True is not a number of routes"),
    ({"different": 1.5}, "1.5 is not a number of routes")])
def test_what_is_no_whole_number_is_refused_in_words(words: dict[str, Any], said: str) -> None:
    with pytest.raises(QueryError, match=said):
        Query("A", "B", **words)


def test_a_question_without_a_mode_is_refused() -> None:
    with pytest.raises(QueryError, match="no mode is left"):
        Query("A", "B", modes={"sea"}, overland=True)


def test_the_same_question_is_equal_however_it_is_written() -> None:
    one = Query("A", "B", modes=["rail", "road"], avoid=["country:AM", "country:AM"])
    other = Query("A", "B", modes={"road", "rail"}, avoid=("country:AM",))
    assert one == other
    assert hash(one) == hash(other)
    assert Query("A", "B", modes="rail").mode_names == ("rail",)


def test_restrictions_add_up() -> None:
    query = Query("A", "B", modes={"rail", "road"}, avoid=["country:AM"], max_road_km=300)
    strict = query.restricted(Restriction(frozenset({"road", "sea"}), True, ("link:x",),
                                          ("country:GE",), 100))
    assert strict.mode_names == ("road",)
    assert strict.avoid == ("country:AM", "link:x")
    assert strict.via == ("country:GE",)
    assert strict.max_road_km == 100
    assert query.restricted(Restriction()) == query
    assert strict.said() == ("road only; at most 100 km by road; avoiding country:AM; avoiding "
                             "link:x; via country:GE")


def test_a_selector_needs_a_known_kind() -> None:
    assert Selector.parse("border: az-ir-astara") == ("border", "az-ir-astara")
    assert Selector.parse("planet:mars").kind == "place"
    assert str(Selector("place", "Tbilisi")) == "Tbilisi"
    assert str(Selector("link", "a")) == "link:a"


@pytest.mark.parametrize(("words", "said"), [
    ({"by": ["time", "cost"]}, "key by: ['time', 'cost'] is not a text. Ask once for each, or for "
                               'pareto = ["time", "cost"]. [Q45]'),
    ({"origin": 5}, "key origin: 5 is not a text. Give the name of a place, or its id. [Q45]"),
    ({"label": None}, "key label: None is not a text. Give a text. [Q45]"),
    ({"pareto": True}, "key pareto: True is not a list of texts. Give some, such as "
                       '["time", "cost"]. [Q45]'),
    ({"modes": [1]}, 'key modes: [1] is not a list of texts. Give some, such as {"rail", "road"}.'),
    ({"avoid": None}, "key avoid: None is not a list of texts"),
    ({"overland": "no"}, "key overland: 'no' is not yes or no. Give True or False. [Q45]"),
    ({"max_road_km": "x"}, "key max_road_km: 'x' is not a number. Give a number without quotes."),
    ({"k": "3"}, "key k: '3' is not a number. Give a number without quotes. [Q45]"),
    ({"detour": None}, "key detour: None is not a number. Give a number. [Q45]"),
    ({"via": list(range(99))}, "16, … is not a list of texts. Give some"),
])
def test_a_part_of_a_wrong_kind_is_refused_in_words(words: dict[str, Any], said: str) -> None:
    with pytest.raises(QueryError) as refusal:
        Query(**{"origin": "A", "destination": "B", **words})
    assert said in str(refusal.value)


def test_parts_of_a_wrong_kind_are_told_at_once() -> None:
    with pytest.raises(QueryError) as refusal:
        Query("A", "B", by=None, k="3", pareto=7)  # type: ignore[arg-type]
    assert [problem.column for problem in refusal.value.problems] == ["by", "pareto", "k"]


def test_numbers_of_arrays_are_numbers() -> None:
    query = Query("A", "B", overland=np.True_, max_road_km=np.float32(5),  # type: ignore[arg-type]
                  max_borders=np.int64(2), k=np.int64(3))  # type: ignore[arg-type]
    assert (query.max_road_km, query.max_borders, query.k) == (5, 2, 3)

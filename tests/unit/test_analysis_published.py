"""Published figures beside ours, on a small network."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from toys import costs, gap

from corridors.analysis.published import Held, agreement_of, held_against
from corridors.errors import QueryError, TableError
from corridors.io.published_routes import load_published_routes
from corridors.model.published import PublishedRoute

ROW = PublishedRoute("p1", "ru-north", "ir-gulf", modes=("rail",), distance_km=2500)
WEST = replace(ROW, opened=("ir-astara-ir-rasht-rail",))


def held(row: PublishedRoute) -> Held:
    return held_against(gap(), [row], costs())[0]


def test_a_row_says_which_way_is_meant() -> None:
    assert held(ROW).ours is not None
    assert held(ROW).ours.distance_km == 3500
    assert held(WEST).ours.distance_km == 2572
    assert held(replace(ROW, modes=(), via=("ir-rasht",))).ours.distance_km == 2600
    assert held(replace(ROW, modes=(), avoid=("country:AZ",))).ours.distance_km == 3500
    assert held(replace(ROW, modes=(), max_road_km=100)).ours.distance_km == 3500
    assert held(replace(WEST, on="2027-01-01")).answer.on.year == 2027


def test_a_row_is_asked_from_terminal_to_terminal_unless_it_says_door_to_door() -> None:
    assert held(WEST).answer.query.terminal_to_terminal
    assert not held(replace(WEST, door_to_door=True)).answer.query.terminal_to_terminal


def test_the_difference_is_told_in_per_cent_of_the_published_length() -> None:
    assert held(WEST).percent == pytest.approx(100 * 72 / 2500)
    assert not held(WEST).unexplained
    assert held(ROW).percent == pytest.approx(40)
    assert held(ROW).unexplained
    assert not held(replace(ROW, difference_note="another way")).unexplained


def test_only_independent_lengths_of_the_same_route_count() -> None:
    rows = [WEST, replace(ROW, comparable=False), replace(ROW, used_to_set_links="yes"),
            replace(ROW, distance_km=None)]
    made = held_against(gap(), rows, costs())
    assert [one.independent for one in made] == [True, False, False, False]
    agreement = agreement_of(made)
    assert (agreement.lengths, agreement.above, agreement.unexplained) == (1, (), ())
    assert agreement.median_percent == pytest.approx(2.88)


def test_days_overlap_where_they_have_a_day_in_common() -> None:
    low, middle, high = held(WEST).days
    assert low < middle < high
    for days, overlap in (((high, high + 5), True), ((high + 0.1, high + 5), False),
                          ((0, low), True), ((0, low - 0.1), False), (None, None)):
        assert held(replace(WEST, days=days)).days_overlap is overlap
    rows = [replace(WEST, days=(0, 100)), replace(WEST, days=(0, 0.1)), WEST]
    agreement = agreement_of(held_against(gap(), rows, costs()))
    assert (agreement.days, agreement.days_overlapping) == (2, 1)


def test_a_route_that_cannot_be_found_is_no_zero() -> None:
    nowhere = held(replace(ROW, modes=("sea",), days=(1, 2)))
    assert nowhere.ours is None
    assert (nowhere.percent, nowhere.days, nowhere.days_overlap) == (None, None, None)
    assert nowhere.unexplained


def test_rows_that_cannot_be_asked_are_all_named() -> None:
    with pytest.raises(QueryError) as caught:
        held_against(gap(), [replace(ROW, via=("ir-rasth",)),
                             replace(ROW, route_id="p2", opened=("ir-astara-ir-rasht-rial",))],
                     costs())
    first, second = map(str, caught.value.problems)
    assert first.startswith("published_route.csv")
    assert 'p1: ' in first
    assert "ir-rasht" in first
    assert 'p2: ' in second
    assert "ir-astara-ir-rasht-rail" in second


def test_a_table_that_is_wrong_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "published_route.csv"
    path.write_text("route_id,origin,destination,comparable\np1,a,b,perhaps\n", encoding="utf-8")
    with pytest.raises(TableError, match='column comparable: "perhaps" is not known here'):
        load_published_routes(path)


def test_a_short_table_reads_with_blanks(tmp_path: Path) -> None:
    path = tmp_path / "published_route.csv"
    path.write_text("route_id,origin,destination,comparable,time_days_low\np1,a,b,no,12\n",
                    encoding="utf-8")
    assert load_published_routes(path) == (
        PublishedRoute("p1", "a", "b", days=(12, 12), comparable=False, used_to_set_links=""),)

"""Matrices, what is reached, and access: on networks small enough to reckon by hand."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import toys

import corridors as co
from corridors.analysis import matrix as matrix_module
from corridors.analysis.access import access
from corridors.analysis.matrix import NO_ROUTE, ROUTE, SAME_PLACE, matrix
from corridors.analysis.reach import reach
from corridors.errors import PlaceError, QueryError
from corridors.io.place_rows import matrix_columns, matrix_rows
from corridors.io.save import write_csv
from corridors.model.network import Network
from corridors.model.population import Population
from corridors.model.records import Border
from corridors.model.tables import Tables
from corridors.reports.access_text import access_text
from corridors.reports.matrix_text import matrix_text
from corridors.reports.reach_text import reach_text


@cache
def today() -> co.Snapshot:
    return co.load().as_of()


def line(**more: object) -> Network:
    """``one --100-- two ··50 planned·· six`` and ``two --40 one way-> end``, by road."""
    nodes = [toys.node(f"az-{name}", 49 + n, 40) for n, name in enumerate(
        ("one", "two", "six", "end"))]
    links = [toys.way("az-one", "az-two", 100), toys.way("az-two", "az-six", 50, status="planned"),
             toys.way("az-two", "az-end", 40, directed=True)]
    return Network.build(Tables(nodes, links, title="Line", reference_date=toys.REFERENCE,
                                costs=toys.costs(), **more))  # type: ignore[arg-type]


def test_cells_have_states_and_never_a_number_for_what_cannot_be_reached() -> None:
    table = matrix(line().as_of(), ["One", "Six"], ["One", "End", "Six"])
    assert [[table.cell(row, column).state for column in range(3)] for row in range(2)] == [
        [SAME_PLACE, ROUTE, NO_ROUTE], [NO_ROUTE, NO_ROUTE, SAME_PLACE]]
    assert [[table.shown(row, column) for column in range(3)] for row in range(2)] == [
        [0, 140, None], [None, None, 0]]
    assert (table.unreached, len(table), table.unit, table.said(0, 2)) == (3, 6, "km", "no route")
    assert "2 x 3 places on 2026-11-01, 3 of 6 cells without a route" in repr(table)
    assert "<td>no route</td>" in table._repr_html_()


def test_one_text_is_one_place_and_not_its_letters() -> None:
    found = matrix(line().as_of(), "One", "country:AZ")
    assert [node.name for node in found.origins] == ["One"]
    assert len(found.destinations) == 4
    assert access(line().as_of(), {"One": 1}, "End").targets[0].mean is not None
    with pytest.raises(PlaceError, match="Onee"):
        access(line().as_of(), "Onee", "End")


@pytest.mark.parametrize(("within", "said"), [
    (144, '"144" has no unit. Write a number and a unit, such as 72h'),
    ([24, 48.5], '"24" has no unit'), (None, '"None" is not a budget')])
def test_a_budget_without_a_unit_is_refused(within: object, said: str) -> None:
    with pytest.raises(QueryError) as refusal:
        reach(line().as_of(), "One", within)  # type: ignore[arg-type]
    assert said in str(refusal.value)
    if not isinstance(within, int):
        return
    with pytest.raises(QueryError, match='"144" has no unit'):
        access(line().as_of(), {"One": 1}, "End", within=within)  # type: ignore[arg-type]


def test_without_destinations_every_place_is_both() -> None:
    table = matrix(line().as_of(), ["country:AZ"], by="time")
    assert table.origins == table.destinations
    assert [cell.state for cell in table].count(SAME_PLACE) == 4


def test_a_place_that_is_avoided_has_no_route_even_to_itself() -> None:
    table = matrix(line().as_of(), ["One", "Two"], query=co.Query("x", "x", avoid=["node:az-one"]))
    assert table.cell(0, 0).state == NO_ROUTE
    assert table.cell(1, 1).state == SAME_PLACE


@pytest.mark.parametrize("more", [
    {}, {"via": ["Tbilisi"]}, {"max_borders": 2}, {"max_road_km": 100.0},
    {"modes": {"rail"}, "terminal_to_terminal": True}, {"by": "time", "avoid": ["country:RU"]}])
def test_every_cell_is_what_a_single_route_takes(more: dict[str, object]) -> None:
    query = co.Query("Baku", "Baku", **more)  # type: ignore[arg-type]
    names = ["Baku", "Poti", "Tehran"]
    table = matrix(today(), names, names, query)
    whole = matrix(today(), names, names, query, totals=True)
    assert whole.amounts == table.amounts
    for cell in whole:
        route = co.shortest_route(today(), co.Query(
            cell.origin.node_id, cell.destination.node_id, **more)).best  # type: ignore[arg-type]
        if route is None:
            assert (cell.state, cell.totals, cell.amount) == (NO_ROUTE, None, None)
        else:
            assert cell.totals is not None
            assert cell.amount == route.total(query.by).value
            assert cell.totals[:4] == tuple(route.total(by) for by in
                                            ("distance", "time", "cost", "co2"))


def test_what_is_asked_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matrix_module, "MOST_CELLS", 8)
    with pytest.raises(QueryError, match=r"4 x 4 are 16 cells. Ask for at most 8 at a time: 2 "
                                         "origins and these destinations"):
        matrix(line().as_of(), ["country:AZ"])
    with pytest.raises(QueryError, match="a cell of a matrix holds one route"):
        matrix(line().as_of(), ["One"], query=co.Query("x", "x", k=2))
    with pytest.raises(PlaceError, match='"Nowhere"'):
        matrix(line().as_of(), ["Nowhere"])


def test_a_table_cut_for_a_notebook_says_so() -> None:
    shown = matrix(today(), ["country:IR"])._repr_html_()
    assert "the first 30 x 30" in shown


def test_what_is_reached_and_how_far_along_each_link() -> None:
    found = reach(line().as_of(), "One", ["130km", "60km"])
    assert [(r.node.name, r.amount, r.band) for r in found.nodes] == [("One", 0, 0),
                                                                     ("Two", 100_000, 1)]
    assert [(p.link_id, p.start, p.end, p.band, p.at_start, p.at_end) for p in found.parts] == [
        ("az-one-az-two-road", 0.0, 0.6, 0, 0, 60_000),
        ("az-one-az-two-road", 0.6, 1.0, 1, 60_000, 100_000),
        ("az-two-az-end-road", 0.0, 0.75, 1, 100_000, 130_000)]
    assert [len(found.within(band)) for band in (0, 1)] == [1, 2]
    assert repr(found) == "<Reach: 2 places within 130 km of One on 2026-11-01>"
    assert "<td>Two</td><td>AZ</td><td>100.0</td><td>130 km</td>" in found._repr_html_()


def test_a_link_that_is_entered_from_both_ends_is_reached_from_both() -> None:
    network = toys.small([toys.node(f"az-{n}", 49 + n, 40) for n in range(3)], [
        toys.way("az-0", "az-1", 10), toys.way("az-0", "az-2", 20), toys.way("az-1", "az-2", 100)])
    found = reach(network.as_of(), "az-0", ["40km", "60km", "100km"])
    pieces = [(round(p.start, 2), round(p.end, 2), p.band) for p in found.parts
              if p.link_id == "az-1-az-2-road"]
    assert pieces == [(0, 0.3, 0), (0.8, 1, 0), (0.3, 0.5, 1), (0.6, 0.8, 1), (0.5, 0.6, 2)]


def test_ways_into_a_place_run_against_one_way_roads() -> None:
    network = line().as_of()
    assert [r.node.name for r in reach(network, "End", "1000km").nodes] == ["End"]
    inward = reach(network, "End", "90km", inward=True)
    assert [(r.node.name, r.amount) for r in inward.nodes] == [("End", 0), ("Two", 40_000)]
    assert [(p.link_id, p.start, p.end) for p in inward.parts] == [
        ("az-one-az-two-road", 0.5, 1.0), ("az-two-az-end-road", 0.0, 1.0)]
    assert "of the way to End" in repr(inward)


def test_hours_at_a_border_are_not_hours_on_the_way() -> None:
    link = toys.way("az-a", "ir-b", 60)  # 60 km at 60 km/h, 12 hours a day: 2 h, then 24 h
    network = toys.small([toys.node("az-a", 49, 38), toys.node("ir-b", 49, 37)], [link],
                         charges=toys.both_ways("b", link),
                         borders=[Border("b", "B", "AZ", "IR")]).as_of()
    for inward, whole in ((False, "2h"), (True, "26h")):
        (part,) = reach(network, "az-a", whole, inward=inward).parts
        assert (part.start, part.end) == (0.0, 1.0)
    assert [r.node.node_id for r in reach(network, "az-a", "2h").nodes] == ["az-a"]
    assert reach(network, "az-a", "23h", inward=True).parts == ()


def test_a_budget_of_nothing_reaches_the_place_alone() -> None:
    assert [r.node.name for r in reach(line().as_of(), "One", "0km").nodes] == ["One"]


def test_a_place_that_is_avoided_reaches_nothing_and_says_why() -> None:
    found = reach(line().as_of(), "One", "500km", co.Query("x", "x", avoid=["country:AZ"]))
    assert (found.nodes, found.parts) == ((), ())
    assert "One itself is avoided" in found.why_not


@pytest.mark.parametrize("more", [{"via": ["Two"]}, {"max_borders": 1}, {"k": 2},
                                  {"pareto": ["time"]}, {"depart": "2026-11-01"}])
def test_what_one_search_cannot_answer_is_refused(more: dict[str, object]) -> None:
    query = co.Query("x", "x", **more)  # type: ignore[arg-type]
    with pytest.raises(QueryError, match="or ask for a matrix"):
        reach(line().as_of(), "One", "5h", query)
    with pytest.raises(QueryError, match="access is asked without"):
        access(line().as_of(), {"One": 1.0}, ["Two"], query)


def test_people_are_counted_where_they_are_known() -> None:
    people = {"az-one": Population("az-one", 70), "az-end": Population("az-end", 9)}
    network = line(population=people)
    found = reach(network.as_of(), "One", ["20km", "150km"])
    assert (found.people(0), found.people(1), found.without_people) == (70, 79, ("az-two",))


def test_weights_of_ones_own_are_summed_by_band() -> None:
    found = reach(line().as_of(), "One", ["20km", "150km"],
                  weights={"One": 2.0, "End": 3.0, "Six": 9.0})
    assert [found.weight(band) for band in (0, 1)] == [2, 5]
    assert reach(line().as_of(), "One", "150km").weight(0) is None
    with pytest.raises(QueryError, match="no place has a weight"):
        reach(line().as_of(), "One", "150km", weights=["Two"])


def test_means_are_weighted_and_what_is_cut_off_is_in_none() -> None:
    found = access(line().as_of(), {"One": 3.0, "Two": 1.0, "Six": 6.0}, ["End", "country:AZ"],
                   by="distance", within=None)
    end, all_places = found.targets
    assert end.mean == (3 * 140_000 + 40_000) / 4
    assert (end.reached, end.cut_off, end.within) == (4, 6, None)
    assert [None if n is None else n.node.name for n in end.nearest] == ["End", "End", None]
    assert (all_places.mean, all_places.cut_off) == (0, 0)
    assert "mean in km: End 115, country:AZ 0" in repr(found)
    assert "<td>115.0</td><td>4</td><td>6</td>" in found._repr_html_()


def test_weights_are_people_where_none_are_given() -> None:
    network = line(population={"az-one": Population("az-one", 70)})
    found = access(network.as_of(), None, ["End"], within="100km")
    assert (found.weights, found.targets[0].within, found.query.by) == ((70,), 0, "distance")
    mixed = access(network.as_of(), {"Two": 5.0, "country:AZ": None}, ["End"], within="100km")
    assert dict(zip([n.name for n in mixed.places], mixed.weights, strict=True)) == {
        "Two": 5, "One": 70}
    assert [node.name for node in mixed.without] == ["End", "Six"]


def test_access_that_cannot_be_told_is_refused() -> None:
    with pytest.raises(QueryError, match="no place has a weight"):
        access(line().as_of(), ["One"], ["End"])
    with pytest.raises(QueryError, match="no place has a weight"):
        access(line().as_of(), None, ["End"])
    with pytest.raises(QueryError, match=r"5 h is not counted by distance. Ask by time"):
        access(line().as_of(), {"One": 1}, ["End"], co.Query("x", "x"), within="5h")


def test_of_equally_near_places_the_first_id_is_named() -> None:
    network = toys.small([toys.node(f"az-{n}", 49 + n, 40) for n in range(3)], [
        toys.way("az-0", "az-1", 10), toys.way("az-0", "az-2", 10)])
    found = access(network.as_of(), {"az-0": 1}, ["country:AZ"], by="distance")
    assert found.targets[0].nearest[0].node.node_id == "az-0"  # type: ignore[union-attr]
    only = network.as_of()
    targets = access(only, {"az-0": 1}, ["az-2", "az-1"], by="distance").targets
    assert [to.nearest[0].node.node_id for to in targets] == [  # type: ignore[union-attr]
        "az-2", "az-1"]


def test_towns_of_the_shipped_data_reach_the_sea() -> None:
    found = access(today(), within="72h")
    ports, baltic, gulf = found.targets
    assert ports.mean is not None
    assert baltic.mean is not None
    assert gulf.mean is not None
    assert ports.mean < min(baltic.mean, gulf.mean)
    assert ports.within > baltic.within  # type: ignore[operator]
    assert sum(found.weights) == ports.reached + ports.cut_off


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "a\x1b[31m\nb", "=SUM(A1)",
                                  "\u202egnp", "x" * 5_000])
def test_names_are_shown_as_text_and_never_run(name: str, tmp_path: Path) -> None:
    network = toys.small([toys.node("az-a", 49, 40, name), toys.node("az-b", 50, 40, f"{name} b")],
                         [toys.way("az-a", "az-b", 60)]).as_of()
    table, found = matrix(network, ["az-a"], ["az-b"]), reach(network, "az-a", "90km")
    near = access(network, {"az-a": 1.0}, ["az-b"], by="distance")
    for text in (matrix_text(table), matrix_text(matrix(network, ["az-a"], ["az-b"], totals=True)),
                 reach_text(found), access_text(near)):
        assert not set(text) & set("\x1b\u202e")
        assert max(map(len, text.splitlines())) <= 120
    for shown in (table, found, near):
        assert "<script" not in shown._repr_html_()
    write_csv(tmp_path / "m.csv", matrix_columns(table), matrix_rows(table))
    assert ",=" not in (tmp_path / "m.csv").read_text(encoding="utf-8")

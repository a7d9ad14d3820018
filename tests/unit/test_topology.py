"""Large networks from arrays: what they answer, and what they refuse."""

from __future__ import annotations

import pickle
from typing import Any

import numpy as np
import pytest

import corridors as co
from corridors.errors import InputError, PlaceError, QueryError, TableError
from corridors.routing.engines import choice
from corridors.routing.topology import Topology

SOLVERS = ("heapq", "scipy", "cch", "networkx")

# a --5-- b --5-- c        d
#  \------ 12 ----/
#   \----- 10 ---/
TAIL, HEAD, METRES = [0, 1, 0, 0], [1, 2, 2, 2], [5, 5, 12, 10]


def line(**more: Any) -> Topology:
    ids: dict[str, Any] = {"node_id": ["a", "b", "c", "d"], "link_id": ["ab", "bc", "north", "ac"],
                           "name": "toy"}
    nodes = ids["node_id"]
    return co.from_arrays([nodes[at] for at in TAIL], [nodes[at] for at in HEAD],
                          {"distance": METRES, "cost": [9, 9, 1, 1]}, **{**ids, **more})


@pytest.mark.parametrize("engine", SOLVERS)
def test_a_matrix_knows_no_route_from_a_number(engine: str) -> None:
    found = line().matrix(["a", "d"], ["c", "d"], engine=engine)
    assert found.engine == engine
    assert found.cost.tolist() == [[10, None], [None, 0]]
    assert found.reached.tolist() == [[True, False], [False, True]]
    assert [cell.status for cell in found] == ["reached", "no route", "no route", "reached"]
    assert found.cost.data.min() == 0


@pytest.mark.parametrize("engine", SOLVERS)
def test_pairs_cost_what_routes_cost(engine: str) -> None:
    pairs = [("a", "c"), ("c", "a"), ("a", "d"), ("b", "b")]
    assert line().costs(pairs, engine=engine).tolist() == [10, 10, None, 0]
    assert line().costs(pairs, by="cost", engine=engine).tolist() == [1, 1, None, 0]
    assert line().costs([], engine=engine).tolist() == []


@pytest.mark.parametrize("engine", SOLVERS)
def test_a_route_has_the_fewest_links_and_then_the_smallest_ids(engine: str) -> None:
    route = line().route("a", "c", engine=engine)
    assert (route.links, route.nodes, route.cost, route.tied) == (("ac",), ("a", "c"), 10, True)
    assert line().route("a", "c", by="cost", engine=engine).links == ("ac",)
    assert line().route("c", "a", by="cost", engine=engine).at_links == (3,)


@pytest.mark.parametrize("engine", SOLVERS)
def test_a_route_to_nowhere_is_told(engine: str) -> None:
    route = line().route("a", "d", engine=engine)
    assert (route.reachable, route.cost, route.links) == (False, None, ())
    assert repr(route) == "no route from a to d by distance"
    assert repr(line().route("b", "b")) == "b to b: distance 0 over 0 links"


@pytest.mark.parametrize("engine", SOLVERS)
def test_links_are_closed_while_a_block_lasts(engine: str) -> None:
    network = line()
    with network.closed(["ac", "ab"]) as other:
        assert other.costs([("a", "c"), ("a", "b")], engine=engine).tolist() == [12, 17]
        assert other.route("a", "b", engine=engine).links == ("north", "bc")
        assert network.costs([("a", "c")], engine=engine).tolist() == [10]
        with network.closed(["north"]) as third:
            assert third.costs([("a", "c")], engine=engine).tolist() == [10]
        assert other.matrix(["a"], ["c"], engine=engine).cost.tolist() == [[12]]
    assert network.costs([("a", "c")], engine=engine).tolist() == [10]


@pytest.mark.parametrize("engine", SOLVERS)
def test_links_have_other_weights_while_a_block_lasts(engine: str) -> None:
    network = line()
    with network.weighted(["north"], {"distance": [3]}) as other:
        assert other.route("a", "c", engine=engine).links == ("north",)
        assert other.costs([("a", "c")], by="cost", engine=engine).tolist() == [1]
    with network.weighted(["north", "ac"], [4, 4]) as other:
        assert other.costs([("a", "b")], engine=engine).tolist() == [5]


def test_an_error_inside_a_block_leaves_the_network_as_it_was() -> None:
    network = line()
    with pytest.raises(QueryError, match="no weights by"), network.closed(["ac"]) as other:
        assert [other.costs([("a", "c")], engine="cch").tolist(), other.matrix(["a"], ["b"], "km")]
    with network.closed([]) as other:
        assert other.costs([("a", "b")], engine="cch").tolist() == [5]
    with pytest.raises(QueryError, match=r"this scenario is over\. Ask inside the block"):
        other.costs([("a", "b")])


def test_a_one_way_link_leads_one_way() -> None:
    network = line(directed=[False, True, True, True])
    assert network.costs([("a", "c"), ("c", "a"), ("b", "a")]).tolist() == [10, None, 5]
    assert repr(network).startswith("toy: 4 nodes, 4 partly directed links, by distance, cost (")


def test_positions_serve_where_there_are_no_ids() -> None:
    network = co.from_arrays(np.array(TAIL), np.array(HEAD), np.array(METRES))
    assert network.route(0, 2).links == (3,)
    assert network.matrix([0], [1, 2]).cost.tolist() == [[5, 10]]
    assert network.count == 3


def test_the_version_does_not_depend_on_the_order_of_rows() -> None:
    network = line()
    shuffled = co.from_arrays(["a", "a", "b", "a"], ["c", "b", "c", "c"],
                              {"cost": [1, 9, 9, 1], "distance": [12, 5, 5, 10]},
                              node_id=["d", "c", "b", "a"], link_id=["north", "ab", "bc", "ac"])
    assert network.version == shuffled.version
    assert network.version != line(directed=True).version
    assert shuffled.route("a", "c").links == network.route("a", "c").links


def test_columns_are_copied_and_cannot_be_written() -> None:
    metres = np.array(METRES)
    network = co.from_arrays(TAIL, HEAD, metres)
    metres[:] = 0
    assert network.costs([(0, 2)]).tolist() == [10]
    with pytest.raises(ValueError, match="read-only"):
        network.weights["distance"][0] = 0


def test_a_network_and_a_table_are_shown_as_tables() -> None:
    assert "<td>links</td><td>4</td>" in line()._repr_html_()
    assert "<td>no route</td>" in line().matrix(["a"], ["d"])._repr_html_()
    assert repr(line().matrix(["a"], ["c", "d"])) == \
        "1 origins x 2 destinations by distance: 1 reached, 1 with no route"


def refused(**columns: Any) -> str:
    given = {"tail": TAIL, "head": HEAD, "weights": METRES, **columns}
    with pytest.raises(TableError) as caught:
        co.from_arrays(given.pop("tail"), given.pop("head"), given.pop("weights"), **given)
    return str(caught.value)


@pytest.mark.parametrize(("bad", "said"), [
    (-1, "is -1, which is negative. Nothing takes less than nothing. [A04]"),
    (float("nan"), "is missing (NaN). Give every link one, or leave the link out. [A02]"),
    (None, "is missing. Give every link one, or leave the link out. [A02]"),
    (float("inf"), "is infinite. To close a link, ask with closed(), or leave it out. [A03]"),
    (2.5, "is 2.5, which is not whole. Round to metres, thousandths of an hour, US cents or grams."
          " [A05]"),
    (2**31 - 1, "is 2147483647, which is more than 2147483646. Count in a larger unit. [A06]"),
    (True, 'is "True", which is not a number. Give a whole number. [A02]'),
    ("12 km", 'is "12 km", which is not a number. Give a whole number. [A02]'),
])
def test_a_bad_weight_names_link_file_and_row(bad: Any, said: str) -> None:
    values = np.array([5, 5, bad, 10], dtype=object)
    ids = ["ab", "bc", "north", "ac"]
    assert refused(weights=values, file="lines.csv", link_id=ids) == \
        f'lines.csv, row 4, column distance: the distance of link "north" {said}'
    assert refused(weights={"time": values}) == \
        f"arrays, row 2, column time: the time of link 2 {said}"


def test_no_solver_sees_a_bad_weight(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choice, "choose", lambda *_: pytest.fail("a solver was asked for"))
    assert "negative" in refused(weights=np.array([5, 5, -7, 10]))
    assert "(NaN)" in refused(weights=np.array([5, 5, np.nan, 10]))
    assert "missing" in refused(weights=np.ma.masked_equal(METRES, 12))


def test_everything_is_named_at_once_and_no_more_than_twenty() -> None:
    said = refused(tail=[-1, 1, 0, 0], head=[1, 9, 2, 2], weights=[-5, 5, 0.5, 10], lon=[0, 0, 200],
                   lat=[0, 0, 0])
    for part in ("tail of link 0 is -1, which is no node. Nodes are numbered from 0 to 2. [A07]",
                 "the head of link 1 is 9, which is no node", "the distance of link 0 is -5",
                 "the distance of link 2 is 0.5", "200.0 is no lon. Give degrees from -180"):
        assert part in said
    many = refused(tail=[0] * 50, head=[0] * 50, weights=[-1] * 50)
    assert "30 more rows of distance are wrong" in many
    assert len(many.splitlines()) == 21


@pytest.mark.parametrize(("columns", "said"), [
    ({"head": HEAD[:3]}, "head has 3 entries for 4 links. Give one for each. [A01]"),
    ({"weights": 7}, "distance has no entries for 4 links"),
    ({"directed": [True]}, "directed has 1 entries for 4 links"),
    ({"link_id": ["x", "y", "x", "z"]}, '"x" is the id of two links, the first in row 0. '
                                        "Give each its own. [A08]"),
    ({"node_id": [7, 7, 8], "tail": [7] * 4, "head": [8] * 4}, '"7" is the id of two nodes'),
    ({"node_id": ["a", None, "c"]}, "None is no id. Give every row a text or a whole number"),
    ({"directed": ["no"] * 4}, 'directed is "no", which is neither true nor false. Give True'),
    ({"directed": float("nan")}, 'directed is "nan", which is neither true nor false'),
    ({"weights": None}, "distance has 0 entries for 4 links"),
    ({"weights": [[5, 5]] * 4}, "distance has 4 by 2 entries for 4 links"),
    ({"tail": 0}, "tail has no entries for 1 links"),
    ({"lon": 5, "lat": 5}, "lon has no entries for 1 nodes"),
    ({"lon": [0] * 3}, "arrays, key lat: there is lon without lat. Give both, or neither. [A20]"),
    ({"lat": [0] * 3}, "there is lat without lon"),
    ({"weights": {}}, 'there is no column of weights. Give at least one, such as {"distance": '
                      'metres}. [A21]'),
    ({"tail": ["a", "b", "a", "a"], "head": ["b", "c", "c", "c"]},
     'the tail of link 0 is "a", which is no node. Positions are whole numbers from 0 on; give '
     'node_id as well if these are ids. [A07]'),
    ({"tail": ["0", "1", "0", "0"]}, "give node_id as well if these are ids"),
    ({"tail": [10**12, 1, 0, 0]}, "an end of a link is 1000000000000, which is too large for a "
                                  "position. Give node_id as well if these are ids"),
    ({"tail": [0.5] * 4, "head": [0.5] * 4}, "Positions are whole numbers from 0 on"),
    ({"tail": [0.5, 1, 0, 0]}, "the tail of link 0 is 0.5, which is no node"),
    ({"lon": ["east"] * 3, "lat": [0] * 3}, "lon holds something that is not a number"),
    ({"lon": [0] * 3, "lat": [0, 91, 0]}, "91.0 is no lat"),
    ({"course": ([[0, 0]], [0, 1])}, "the course of the links does not fit them. Give all "
                                     "coordinates as rows of lon and lat, and 5 rising rows"),
    ({"course": ([[0, 0], [200, 0]], [0, 1, 1, 1, 2])}, "the course of link 3 passes [200.0, 0.0]"),
])
def test_columns_that_do_not_fit_are_refused(columns: dict[str, Any], said: str) -> None:
    assert said in refused(**columns)


def test_an_unknown_end_has_a_nearest_id() -> None:
    with pytest.raises(TableError, match=r'"A", which is no node\. Did you mean "a"\?'):
        co.from_arrays(["A"], ["b"], [5], node_id=["a", "b"], link_id=["ab"])


def test_what_does_not_exist_is_named() -> None:
    network = line()
    with pytest.raises(PlaceError, match=r'there is no node "e"'):
        network.matrix(["a", "e"], ["a"])
    with pytest.raises(PlaceError, match=r'there is no link "nort"\. Did you mean "north"\?'):
        network.closed(["nort"]).__enter__()
    with pytest.raises(QueryError, match=r'toy has no weights by "distanc"\. Did you'):
        network.costs([("a", "b")], by="distanc")
    for by in (None, ["distance"]):
        with pytest.raises(QueryError, match=r"toy has no weights by .*distance\b"):
            network.matrix(["a"], ["b"], by=by)  # type: ignore[arg-type]
    with pytest.raises(QueryError, match=r'there is no engine "None"'):
        network.costs([("a", "b")], engine=None)  # type: ignore[arg-type]
    with pytest.raises(QueryError, match=r'there is no engine "scipi"\. Did you mean "scipy"\?'):
        network.costs([("a", "b")], engine="scipi")
    with pytest.raises(QueryError, match="no weights by"), network.weighted(["ab"], {"co2": [1]}):
        pass
    with pytest.raises(TableError, match=r'the distance of link "ab" is -1'), \
            network.weighted(["ab"], [-1]):
        pass
    with pytest.raises(QueryError, match="an OD pair has an origin and a destination"):
        network.costs([("a", "b", "c")])
    with pytest.raises(QueryError, match="an OD pair has an origin and a destination"):
        network.costs([("a", "b"), ("a",)])


def test_one_id_alone_and_numbers_of_any_kind_are_places() -> None:
    assert line().matrix("a", "c").cost.tolist() == [[10]]
    with line().closed("ac") as other:
        assert other.route("a", "c").links == ("ab", "bc")
    positions = co.from_arrays(TAIL, HEAD, METRES, directed=[np.int64(0), False, 0, np.False_])
    for given in ([0, 1], [np.int64(0), 1]):
        assert positions.matrix(np.array(given, dtype=object), 2).cost.tolist() == [[10], [5]]
    with pytest.raises(PlaceError, match=f"there is no node {2**70}"):
        positions.matrix([0, 2**70], [1])
    with pytest.raises(PlaceError, match=r"there is no node 0\. There is none at all"):
        co.from_arrays([], [], []).route(0, 0)


def test_positions_come_back_as_numbers_and_are_taken_as_texts_too() -> None:
    network = co.from_arrays(TAIL, HEAD, METRES)
    route = network.route(0, 2)
    assert (route.links, route.nodes) == ((3,), (0, 2))
    assert network.matrix([0], ["2"]).destinations == (2,)
    assert ">2</th>" in network.matrix([0], [2])._repr_html_()
    for links in (route.links, ["3"], "3"):
        with network.closed(links) as other:
            assert other.route("0", 2).links == (0, 1)
    with pytest.raises(PlaceError) as refusal:
        network.costs([("x", 1)])
    assert str(refusal.value) == 'there is no node "x". They are numbered from 0 to 2. [A11]'
    for bad in ("-1", "3", "9" * 5000, "\N{ARABIC-INDIC DIGIT ONE}", 0.0):
        with pytest.raises(PlaceError, match="there is no node"):
            network.route(bad, 0)


@pytest.mark.parametrize("bad", [-1, 3, 0.5])
def test_a_position_that_is_none_is_refused(bad: Any) -> None:
    network = co.from_arrays(TAIL, HEAD, METRES)
    with pytest.raises(PlaceError, match=rf"there is no node {bad}\. They are numbered"):
        network.costs([(0, bad)])


def test_more_than_ten_million_cells_are_refused_with_what_would_work() -> None:
    network = line()
    with pytest.raises(QueryError, match=r"4000 destinations are 16000000 cells, "
                                         r"more than 10000000\. Ask for at most 2500 origins"):
        network.matrix(["a"] * 4000, ["b"] * 4000)


def test_an_empty_network_answers() -> None:
    network = co.from_arrays([], [], [], node_id=["a", "b"])
    assert network.costs([("a", "b"), ("a", "a")]).tolist() == [None, 0]
    assert network.matrix([], ["a"]).cost.shape == (0, 1)
    assert len(network.removals([("a", "b")])) == 0


@pytest.mark.parametrize("engine", ["auto", *SOLVERS])
def test_nothing_asked_and_nothing_lost_are_answers(engine: str) -> None:
    assert list(line().removals([], engine=engine)) == []
    found = line().removals([("a", "a"), ("d", "a")], engine=engine)
    assert (list(found), list(found.reached), list(found.cost)) == ([], [True, False], [0, 0])


def test_a_network_goes_to_another_process_whole() -> None:
    network = line(lon=[1, 2, 3, 4], lat=[5, 6, 7, 8])
    network.costs([("a", "c")])
    copy = pickle.loads(pickle.dumps(network))
    assert (copy.version, copy.memo, repr(copy)) == (network.version, {}, repr(network))
    assert copy.route("a", "c").links == ("ac",)
    with pytest.raises(ValueError, match="read-only"):
        copy.tail[0] = 1


def test_losses_are_told_by_link_and_pair() -> None:
    network = line()
    found = network.removals([("a", "c"), ("b", "c"), ("a", "d")])
    assert list(found.reached) == [True, True, False]
    assert [(found.name(row.link), row.pair, row.after) for row in found] == [("bc", 1, 15)]
    assert [(row.link, row.link_id) for row in found] == [(1, "bc")]
    assert [(loss.link, loss.link_id) for loss in found.by_link()] == [(1, "bc")]
    assert (found.after(0, "ac"), found.after(1, "bc"), found.after(2, "ac")) == (10, 15, None)
    assert repr(found) == "N-1 of 3 OD pairs by distance: the loss of 1 links changes something\n" \
                          "  bc: 1 longer by 10 m together"
    assert "<td>bc</td><td>0</td><td>1</td><td>10</td>" in found._repr_html_()
    assert ">added, m</th>" in found._repr_html_()


@pytest.mark.parametrize("directed", [False, True])
@pytest.mark.parametrize("engine", ["auto", *SOLVERS])
def test_a_loss_is_asked_for_by_id_and_what_is_unknown_is_refused(
        engine: str, directed: bool) -> None:
    found = line(directed=directed).removals([("b", "c")], engine=engine)
    for wrong in ("nort", 1, -1, 10**6):
        with pytest.raises(PlaceError, match=rf'there is no link "{wrong}"') as refusal:
            found.after(0, wrong)
        assert refusal.value.problems[0].code == "A11"
    for pair in (1, -1):
        with pytest.raises(PlaceError, match=f"there is no OD pair {pair}. They are numbered from "
                                             "0 to 0"):
            found.after(pair, "bc")
    bare = co.from_arrays(TAIL, HEAD, METRES, directed=directed).removals([(1, 2)], engine=engine)
    assert [row.link_id for row in bare] == [row.link for row in bare] == [1]
    assert bare.after(0, "1") == bare.after(0, 1) == (None if directed else 15)
    assert bare.after(0, 3) == 5
    for position in (4, -1, "bc"):
        with pytest.raises(PlaceError, match=r"there is no link .*They are numbered from 0 to 3"):
            bare.after(0, position)


def test_input_errors_share_a_base() -> None:
    with pytest.raises(InputError):
        co.from_arrays([0], [0], [-1])

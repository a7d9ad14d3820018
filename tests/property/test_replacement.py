"""N-1 against links that are really taken away: no difference, with any engine.

The oracle shares no code with the package: it builds a graph without the link, in its own way, and
asks networkx.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

import networkx as nx
import numpy as np
import pytest

import corridors as co
from corridors.errors import PlaceError, QueryError
from corridors.routing import replacement, replacement_arrays
from corridors.routing.engines import CLOSED, Graph
from corridors.routing.masks import carrying_arcs
from corridors.routing.removals import Removals
from corridors.routing.replacement import removals_of, undirected_removals
from corridors.routing.states import state_graph
from corridors.routing.weights import weigh

ENGINES = ("auto", "heapq", "scipy", "cch", "networkx")
TRIPLES = 2_000

Link = tuple[int, int, int]
Case = tuple[int, list[Link], list[tuple[int, int]]]


def cases(seed: int) -> Iterator[Case]:
    """Small networks as nasty as can be: zeros, parallels, loops, bridges, far components."""
    chance = random.Random(seed)
    while True:
        count = chance.randint(1, 14)
        weights = chance.choice(((0, 1), (1, 1, 2), (0, 0, 3, 5), range(1, 40)))
        links = [(chance.randrange(count), chance.randrange(count), chance.choice(weights))
                 for _ in range(chance.randint(0, 24))]
        for _ in range(chance.randint(0, 3)):  # a chain, so that there is something to merge
            start = chance.randrange(count)
            links += [(at, at + 1, chance.choice(weights)) for at in range(start, count - 1)]
        yield count, links, [(chance.randrange(count), chance.randrange(count))
                             for _ in range(chance.randint(1, 5))]


def cost_without(count: int, links: list[Link], pair: tuple[int, int], lost: int | None, *,
                 directed: bool) -> int | None:
    graph = nx.MultiDiGraph() if directed else nx.MultiGraph()
    graph.add_nodes_from(range(count))
    graph.add_weighted_edges_from(link for at, link in enumerate(links) if at != lost)
    try:
        return int(nx.dijkstra_path_length(graph, *pair))
    except nx.NetworkXNoPath:
        return None


def answer(case: Case, engine: str, *, directed: bool) -> Removals:
    count, links, pairs = case
    columns = [[link[place] for link in links] for place in range(3)]
    network = co.from_arrays(columns[0], columns[1], columns[2], directed=directed,
                             lon=[0.1 * at for at in range(count)], lat=[0] * count)
    return network.removals(pairs, engine=engine)


@pytest.mark.parametrize("directed", [False, True], ids=["both ways", "one way"])
def test_a_lost_link_costs_what_a_network_without_it_costs(directed: bool) -> None:
    chance, triples = random.Random(5), 0
    networks = cases(40 + directed)
    while triples < TRIPLES:
        case = next(networks)
        count, links, pairs = case
        found = {engine: answer(case, engine, directed=directed) for engine in ENGINES}
        for _ in range(min(8, len(links) * len(pairs))):
            pair, link = chance.randrange(len(pairs)), chance.randrange(len(links))
            truth = cost_without(count, links, pairs[pair], link, directed=directed)
            said = {engine: removals.after(pair, link) for engine, removals in found.items()}
            assert set(said.values()) == {truth}, (case, pair, link, said, truth)
            triples += 1


@pytest.mark.parametrize("directed", [False, True], ids=["both ways", "one way"])
def test_what_is_not_told_does_not_change(directed: bool) -> None:
    networks = cases(90 + directed)
    for _ in range(60):
        case = next(networks)
        count, links, pairs = case
        before = [cost_without(count, links, pair, None, directed=directed) for pair in pairs]
        truth = [(pair, link, before[pair], after) for pair in range(len(pairs))
                 for link in range(len(links)) if before[pair] is not None
                 and (after := cost_without(count, links, pairs[pair], link, directed=directed))
                 != before[pair]]
        for engine in ENGINES:
            found = answer(case, engine, directed=directed)
            assert [row[:4] for row in found] == truth, (case, engine)
            assert [int(cost) if reached else None for cost, reached
                    in zip(found.cost, found.reached, strict=True)] == before


def test_order_of_rows_does_not_matter() -> None:
    chance, networks = random.Random(3), cases(7)
    for _ in range(40):
        count, links, pairs = next(networks)
        order = list(range(len(links)))
        chance.shuffle(order)
        for engine in ("heapq", "scipy", "cch"):
            told = {(row.pair, row.link, row.after) for row
                    in answer((count, links, pairs), engine, directed=False)}
            again = {(row.pair, order[row.link], row.after) for row
                     in answer((count, [links[at] for at in order], pairs), engine,
                               directed=False)}
            assert told == again


def test_a_grid_full_of_ties_has_one_answer() -> None:
    side = 7
    links = [(at, at + 1, 1) for at in range(side * side) if at % side < side - 1]
    links += [(at, at + side, 1) for at in range(side * (side - 1))]
    pairs = [(0, side * side - 1), (0, side - 1), (3, 4)]
    rows = [list(answer((side * side, links, pairs), engine, directed=False))
            for engine in ENGINES]
    assert all(row == rows[0] for row in rows)
    assert [(row.pair, row.after) for row in rows[0]] == [(1, 8)] * 6 + [(2, 3)]


def test_a_link_of_several_arcs_is_lost_whole() -> None:
    # A line on two gauges, 0-1-2 and 3-4-5, with a change of gauge at the second node.
    graph = Graph.of(6, [(0, 1, 0), (1, 2, 1), (3, 4, 2), (4, 5, 3), (1, 4, 4), (0, 2, 5)])
    weights, groups = [5, 9, 5, 5, 1, 2], [0, 7, 1, 0, 1, -1]
    assert [tuple(arc) for arc in zip(graph.arc, groups, strict=True)] == \
        [(0, 0), (5, 7), (1, 1), (4, 0), (2, 1), (3, -1)]
    for engine in ENGINES:
        found = removals_of(graph, weights, groups, [(0, 2), (0, 5)], engine_name=engine)
        assert [(row.pair, row.link, row.after) for row in found] == \
            [(0, 7, 10), (1, 0, None)], engine
        assert (found.after(0, 7), found.after(0, 1)) == (10, 9)
        with pytest.raises(PlaceError, match=r"there is no link 8\. They are numbered from 0 to 7"):
            found.after(0, 8)


def test_sums_by_link_are_those_of_the_rows() -> None:
    found = answer((4, [(0, 1, 1), (1, 2, 1), (2, 3, 1), (0, 2, 9)], [(0, 2), (1, 3), (3, 0)]),
                   "auto", directed=False)
    assert [tuple(loss) for loss in found.by_link()] == \
        [(2, 0, 0, 2, 2), (1, 23, 3, 0, 1), (0, 14, 2, 0, 0)]
    for loss in found.by_link():
        rows = [row for row in found if row.link == loss.link]
        assert loss.cut == sum(row.after is None for row in rows)
        assert loss.added == sum(row.after - row.before for row in rows if row.after is not None)
        assert loss.longer == len(rows) - loss.cut


def test_weights_too_large_for_quick_sums_have_the_same_answer() -> None:
    most = CLOSED - 1
    links = [(at, (at + 1) % 6, most) for at in range(6)] + [(0, 3, 0)]
    truth = list(answer((6, links, [(0, 2), (1, 4)]), "heapq", directed=False))
    for engine in ENGINES:
        assert list(answer((6, links, [(0, 2), (1, 4)]), engine, directed=False)) == truth


def test_where_sums_would_lose_a_digit_links_are_closed_in_turn(
        monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replacement_arrays, "EXACT", 10)
    rows = np.array([0, 1, 0]), np.array([1, 2, 2]), np.array([4, 5, 12])
    assert replacement_arrays.replaced(3, rows, np.array([[0, 2]])) is None
    found = undirected_removals(3, ([0, 1, 0], [1, 2, 2], [4, 5, 12]), [(0, 2)],
                                engine_name="scipy")
    assert [(row.link, row.after) for row in found] == [(0, 12), (1, 12)]


def test_without_its_library_an_engine_is_not_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replacement, "FEW", 0)
    line = [0, 1], [1, 2], [4, 5]
    assert undirected_removals(3, line, [(0, 2)]).engine == "scipy"
    monkeypatch.setattr(replacement, "installed", lambda _: False)
    assert undirected_removals(3, line, [(0, 2)]).engine == "heapq"


def test_what_cannot_be_solved_is_refused() -> None:
    graph = Graph.of(2, [(0, 1, 0)])
    with pytest.raises(QueryError, match=r"2 links are named for 1 arcs\. Name one for each"):
        removals_of(graph, [1], [0, 1], [(0, 1)])
    with pytest.raises(QueryError, match="there is no node -1"):
        undirected_removals(2, ([0], [1], [1]), [(0, -1)])
    with pytest.raises(QueryError, match="the weight of arc 0 is -1"):
        undirected_removals(2, ([0], [1], [-1]), [(0, 1)])
    with pytest.raises(QueryError, match=r'there is no engine "fast"'):
        undirected_removals(2, ([0], [1], [1]), [(0, 1)], engine_name="fast")


@pytest.mark.parametrize(("engine", "directed"), [("heapq", True), ("scipy", False)])
def test_any_number_of_workers_has_the_same_answer(engine: str, directed: bool) -> None:
    side = 5
    links = [(at, at + 1, 1 + at % 3) for at in range(side * side) if at % side < side - 1]
    links += [(at, at + side, 1) for at in range(side * (side - 1))]
    columns = [[link[place] for link in links] for place in range(3)]
    network = co.from_arrays(*columns, directed=directed)
    pairs = [(at, side * side - 1 - at) for at in range(7)]
    alone, shared = (network.removals(pairs, engine=engine, workers=workers)
                     for workers in (1, 3))
    for column in ("origin", "destination", "cost", "reached", "pair", "link", "added", "cut"):
        assert list(getattr(alone, column)) == list(getattr(shared, column))
    assert len(alone) > 0


def test_no_workers_do_nothing() -> None:
    with pytest.raises(QueryError, match=r"0 workers cannot do anything\. Give 1 or more"):
        co.from_arrays([0], [1], [1]).removals([(0, 1)], workers=0)


@pytest.mark.parametrize("engine", ["heapq", "scipy", "cch"])
def test_the_links_of_the_bundled_network_can_be_lost_too(engine: str) -> None:
    today = co.load().as_of()
    states, links = state_graph(today.network), today.network.links
    assert today.network.costs is not None
    carries = carrying_arcs(today)
    weights = [weight if carries[arc] else CLOSED for arc, weight
               in enumerate(weigh(today, today.network.costs, "time"))]
    graph = Graph.of(len(states.states), [(arc.tail, arc.head, place)
                                          for place, arc in enumerate(states.arcs)])
    groups = [states.arcs[arc].record if states.arcs[arc].kind == "move" else -1
              for arc in graph.arc]
    index = today.network.nodes.index
    asked = [(states.doors[index[origin]][0], states.doors[index[destination]][1])
             for origin, destination in (("ru-saint-petersburg", "ir-bandar-abbas"),
                                         ("az-baku", "ge-tbilisi"))]
    found = removals_of(graph, [weights[arc] for arc in graph.arc], groups, asked,
                        engine_name=engine)
    query = co.Query("Saint Petersburg", "Bandar Abbas", "time")
    lost = [row for row in found if row.pair == 0]
    assert sum(row.after is not None for row in lost) > 5
    for row in lost[::4]:
        closed = today.apply([co.Change((f"link:{links.link_id[row.link]}",), "close")])
        best = co.shortest_route(closed, query).best
        assert row.after == (None if best is None else round(best.total("time").value))

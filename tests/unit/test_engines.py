"""Every engine gives the same answers, and none is shown what would make it wrong."""

from __future__ import annotations

import pickle
import random
from collections.abc import Callable, Sequence
from typing import Any

import networkx as nx
import numpy as np
import pytest

from corridors.errors import QueryError
from corridors.routing.canonical import read_path
from corridors.routing.engines import (
    CLOSED,
    ENGINES,
    UNREACHED,
    Graph,
    Weighted,
    choice,
    contraction,
    engine,
    guard,
)
from corridors.routing.engines import cch as cch_module
from corridors.routing.engines import scipy as scipy_module

NAMES = [name for name in ENGINES if name != "auto"]
every_engine = pytest.mark.parametrize("name", NAMES)

Rows = list[tuple[int, int, int]]


def multigraph(chance: random.Random) -> tuple[Graph, list[int]]:
    """Up to 12 vertices: zero weights, parallels, loops, closed arcs, pieces apart."""
    count = chance.randint(1, 12)
    ends = [(chance.randrange(count), chance.randrange(count))
            for _ in range(chance.randint(0, 30))]
    ends += [chance.choice(ends) for _ in range(3) if ends]
    columns = ([tail for tail, _ in ends], [head for _, head in ends])
    graph = (Graph.from_columns(count, *columns) if chance.random() < 0.5 else
             Graph.of(count, [(*pair, row) for row, pair in enumerate(ends)]))
    return graph, [weight(chance) for _ in ends]


def weight(chance: random.Random) -> int:
    return chance.choice((0, 0, 1, 1, 2, 7, chance.randint(0, 10_000), CLOSED))


def some(chance: random.Random, graph: Graph, most: int = 4) -> list[int]:
    return [chance.randrange(graph.count) for _ in range(chance.randint(0, most))]


def expected(graph: Graph, weights: Sequence[int], sources: Sequence[int]) -> list[int]:
    """Ask networkx itself, without any of our code but the columns of the graph."""
    full = nx.MultiDiGraph()
    full.add_nodes_from(range(graph.count))
    for tail in range(graph.count):
        for place in range(graph.first[tail], graph.first[tail + 1]):
            if weights[place] != CLOSED:
                full.add_edge(tail, int(graph.head[place]), weight=int(weights[place]))
    found: dict[int, int] = {}
    if sources:
        found = nx.multi_source_dijkstra_path_length(full, set(sources))
    return [found.get(vertex, UNREACHED) for vertex in range(graph.count)]


def agrees(ready: Weighted, graph: Graph, weights: Sequence[int], chance: random.Random) -> None:
    """Ask everything there is to ask."""
    sources, targets = some(chance, graph), some(chance, graph)
    assert ready.tree(sources) == expected(graph, weights, sources)
    trees = [expected(graph, weights, [source]) for source in range(graph.count)]
    found = ready.matrix(sources, targets)
    assert [list(row) for row in found] == [[trees[a][b] for b in targets] for a in sources]
    ends = [chance.randrange(graph.count) for _ in targets]
    answers = ready.pairs(targets, ends)
    assert answers == [trees[a][b] for a, b in zip(targets, ends, strict=True)]
    assert {type(answer) for answer in [*answers, *ready.tree(sources)]} <= {int}


@every_engine
def test_random_multigraphs_agree_with_the_oracle_to_the_last_digit(name: str) -> None:
    chance = random.Random(name)
    for _ in range(150):
        graph, weights = multigraph(chance)
        given: Any = np.array(weights) if chance.random() < 0.3 and weights else list(weights)
        ready = engine(name).prepare(graph, given)
        agrees(ready, graph, weights, chance)
        if weights:
            given[0] = CLOSED if weights[0] != CLOSED else 3  # a copy was taken
            agrees(ready, graph, weights, chance)


@every_engine
def test_with_targets_all_that_is_no_farther_than_they_are_is_exact(name: str) -> None:
    chance = random.Random(name)
    for _ in range(150):
        graph, weights = multigraph(chance)
        sources, targets = some(chance, graph, 3), some(chance, graph, 3)
        whole = expected(graph, weights, sources)
        early = engine(name).prepare(graph, weights).tree(sources, targets)
        reached = [whole[target] for target in targets]
        farthest = (max(reached) if reached and UNREACHED not in reached else CLOSED)
        for vertex, (least, found) in enumerate(zip(whole, early, strict=True)):
            ends = graph.first[vertex] == graph.first[vertex + 1] and vertex not in targets
            assert found == least or (found == UNREACHED and (ends or least > farthest))


@every_engine
def test_what_a_route_is_read_from_is_exact_on_best_ways_and_beside_them(name: str) -> None:
    chance, asked = random.Random(name), 0
    for _ in range(200):
        graph, weights = multigraph(chance)
        if not graph.count:
            continue
        sources, targets = some(chance, graph, 2)[:1 + (chance.random() < 0.3)], \
            some(chance, graph, 2)[:1 + (chance.random() < 0.3)]
        if not sources or not targets:
            continue
        whole = expected(graph, weights, sources)
        found = engine(name).prepare(graph, weights).near(sources, targets)
        into = [(tail, head, weights[place]) for tail in range(graph.count)
                for place in range(graph.first[tail], graph.first[tail + 1])
                for head in [graph.head[place]]]
        reached = [whole[target] for target in targets if whole[target] != UNREACHED]
        best = {target for target in targets if whole[target] != UNREACHED
                and whole[target] == min(reached)}
        while True:
            more = {tail for tail, head, weight in into if head in best and weight != CLOSED
                    and whole[tail] != UNREACHED and whole[tail] + weight == whole[head]}
            if more <= best:
                break
            best |= more
        beside = best | {tail for tail, head, weight in into if head in best}
        asked += len(beside)
        for vertex in beside:
            # What is farther than the target is no part of a best way, and need not be known.
            assert found[vertex] == whole[vertex] or (
                found[vertex] == UNREACHED and whole[vertex] > max(reached))
        for vertex in range(graph.count):
            assert found[vertex] in (whole[vertex], UNREACHED)
    assert asked > 100


def test_the_standard_library_stops_where_the_farthest_target_is() -> None:
    line = Graph.of(50, [(n, n + 1, n) for n in range(49)])
    ready = engine("heapq").prepare(line, [1] * 49)
    assert ready.tree([0], [3]) == [0, 1, 2, 3] + [UNREACHED] * 46
    assert ready.tree([0]) == list(range(50))


@every_engine
def test_changed_weights_are_undone(name: str) -> None:
    chance = random.Random(name)
    for _ in range(60):
        graph, weights = multigraph(chance)
        if not weights:
            continue
        ready = engine(name).prepare(graph, weights)
        for _ in range(3):
            places = [chance.randrange(len(weights)) for _ in range(chance.randint(0, 4))]
            new = [weight(chance) for _ in places]
            others = list(weights)
            for place, value in zip(places, new, strict=True):
                others[place] = value
            with ready.changed(places, new) as changed:
                agrees(changed, graph, others, chance)
            if chance.random() < 0.5:  # two changes without a question between them
                agrees(ready, graph, weights, chance)


@every_engine
def test_changes_are_undone_after_an_error_and_one_inside_another(name: str) -> None:
    graph = Graph.of(3, [(0, 1, 0), (0, 2, 1), (1, 2, 2)])
    ready = engine(name).prepare(graph, [1, 5, 1])
    kept = []

    def fail() -> None:
        with ready.changed([0], [CLOSED]) as changed:
            kept.append((changed.pairs([0], [2]), changed.matrix([0], [2]), changed.tree([0])))
            with changed.changed([1, 2], [CLOSED, 4]):
                kept.append(changed.pairs([0, 1], [2, 2]))
            kept.append(changed.pairs([0, 1], [2, 2]))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt) as stopped:
        fail()
    # Results and the frames of the error are alive still, and hinder nothing.
    assert ready.pairs([0], [2]) == [2]
    assert stopped.traceback
    (pair, cells, tree), inner, outer = kept
    assert (pair, [list(row) for row in cells], tree) == ([5], [[5]], [0, UNREACHED, 5])
    assert (inner, outer) == ([UNREACHED, 4], [5, 1])


@every_engine
def test_graphs_without_anything(name: str) -> None:
    none = engine(name).prepare(Graph.of(0, []), [])
    assert (none.tree([]), none.pairs([], []), list(none.matrix([], []))) == ([], [], [])
    with none.changed([], []) as same:
        assert same.tree([]) == []
    one = engine(name).prepare(Graph.of(1, []), [])
    assert one.tree([0]) == one.pairs([0], [0]) == list(one.matrix([0], [0])[0]) == [0]
    assert one.tree([]) == [UNREACHED]
    assert [list(row) for row in one.matrix([0, 0], [])] == [[], []]
    assert list(one.matrix([], [0])) == []
    bare = engine(name).prepare(Graph.of(3, []), [])
    assert bare.tree([0, 2]) == [0, UNREACHED, 0]


@every_engine
def test_a_grid_full_of_ties(name: str) -> None:
    side = 12
    rows: Rows = []
    for row in range(side):
        for column in range(side):
            here = row * side + column
            rows += [(here, here + 1, 0)] * (column < side - 1)
            rows += [(here, here + side, 0)] * (row < side - 1)
    rows += [(head, tail, 0) for tail, head, _ in rows]
    graph = Graph.of(side * side, [(tail, head, arc) for arc, (tail, head, _) in enumerate(rows)])
    ready = engine(name).prepare(graph, [2] * len(rows))
    assert ready.tree([0]) == [2 * (here // side + here % side) for here in range(side * side)]
    assert ready.pairs([0], [side * side - 1]) == [4 * (side - 1)]


@every_engine
def test_weights_up_to_the_largest_there_is(name: str) -> None:
    chance = random.Random(name)
    large = (CLOSED - 1, CLOSED - 2, 2**30, 2**30 - 1, CLOSED, 1)
    chain = Graph.of(4, [(0, 1, 0), (1, 2, 1), (2, 3, 2)])
    ready = engine(name).prepare(chain, [CLOSED - 1] * 3)
    assert ready.pairs([0, 0, 3], [1, 3, 0]) == [CLOSED - 1, 3 * (CLOSED - 1), UNREACHED]
    assert ready.tree([0])[2] == ready.matrix([0], [2])[0][0] == 2 * (CLOSED - 1)
    for _ in range(60):
        graph, small = multigraph(chance)
        weights = [chance.choice(large) for _ in small]
        ready = engine(name).prepare(graph, weights)
        agrees(ready, graph, weights, chance)
        if weights:
            with ready.changed([0], [CLOSED - 1]):
                agrees(ready, graph, [CLOSED - 1, *weights[1:]], chance)


BAD: dict[str, Any] = {
    "negative": -1, "nan": float("nan"), "infinite": float("inf"), "float": 2.5,
    "whole float": 2.0, "none": None, "too large": CLOSED + 1, "text": "7"}


@pytest.fixture
def no_solver(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let every solver tell that it was called."""
    called: list[str] = []

    def spy(what: str) -> Callable[..., Any]:
        return lambda *arguments, **options: called.append(what)

    monkeypatch.setattr(scipy_module, "dijkstra", spy("scipy"))
    monkeypatch.setattr(contraction, "CCHMetric", spy("metric"))
    monkeypatch.setattr(contraction, "CCHMetricPartialUpdater", spy("update"))
    monkeypatch.setattr(contraction, "pyroutingkit", spy("matrix"))
    monkeypatch.setattr(nx, "multi_source_dijkstra_path_length", spy("networkx"))
    monkeypatch.setattr("corridors.routing.engines.heapq.heappop", spy("heapq"))
    return called


@every_engine
@pytest.mark.parametrize("value", BAD.values(), ids=BAD.keys())
def test_no_solver_sees_a_weight_that_is_none(name: str, value: Any,
                                              no_solver: list[str]) -> None:
    graph = Graph.of(2, [(0, 1, 0), (1, 0, 1), (1, 1, 2)])
    said = rf"the weight of arc 1 is {value}\. A weight is a whole number from 0 to 2147483647"
    with pytest.raises(QueryError, match=said):
        engine(name).prepare(graph, [1, value, 1])
    ready = engine(name).prepare(graph, [1, 1, 1])
    with pytest.raises(QueryError, match="the weight of arc 0 is"), ready.changed([1], [value]):
        pytest.fail("the block was entered")
    assert no_solver == []


@every_engine
@pytest.mark.parametrize("vertex", [-1, 2, 1.0, None, float("nan")])
def test_no_solver_sees_a_vertex_that_is_none(name: str, vertex: Any,
                                              no_solver: list[str]) -> None:
    ready = engine(name).prepare(Graph.of(2, [(0, 1, 0)]), [1])
    asked: list[Callable[[], object]] = [
        lambda: ready.tree([0, vertex]), lambda: ready.tree([0], [vertex]),
        lambda: ready.matrix([vertex], [0]), lambda: ready.matrix([0], [vertex]),
        lambda: ready.pairs([vertex], [0]), lambda: ready.pairs([0], [vertex])]
    for ask in asked:
        with pytest.raises(QueryError, match=f"there is no vertex {vertex}.*from 0 to 1"):
            ask()
    with pytest.raises(QueryError, match="there is no arc"), ready.changed([vertex], [1]):
        pytest.fail("the block was entered")
    assert no_solver == []


def test_all_bad_weights_are_told_at_once_and_arrays_are_checked_as_well() -> None:
    graph = Graph.of(2, [(0, 1, 0), (0, 1, 1), (0, 1, 2)])
    prepare = engine("scipy").prepare
    with pytest.raises(QueryError) as caught:
        prepare(graph, np.array([-1, 5, -3]))
    assert [problem.message for problem in caught.value.problems] == [
        "the weight of arc 0 is -1", "the weight of arc 2 is -3"]
    with pytest.raises(QueryError, match="the weight of arc 2 is nan"):
        prepare(graph, np.array([1, 2, np.nan]))
    assert guard.unusable(np.array([2**40, 0])) == [0]
    assert guard.unusable(np.array([], dtype=float)) == []
    with pytest.raises(QueryError, match="2 weights are given for 3 arcs"):
        prepare(graph, [1, 2])
    with pytest.raises(QueryError, match="1 origins are given for 2 destinations"):
        prepare(graph, [1, 2, 3]).pairs([0], [0, 1])
    with pytest.raises(QueryError, match=r"there is no vertex 0\. There is none at all"):
        prepare(Graph.of(0, []), []).tree([0])


def test_numbers_of_other_libraries_are_numbers() -> None:
    ready = engine("heapq").prepare(Graph.of(2, [(0, 1, 0)]), [np.int64(4)])
    assert ready.tree(np.array([0]), np.array([1])) == [0, 4]
    assert ready.tree([np.int64(0)]) == [0, 4]


def test_an_engine_that_does_not_exist_is_told_with_the_nearest() -> None:
    with pytest.raises(QueryError, match=r'there is no engine "sciipy"\. Did you mean "scipy"'):
        engine("sciipy")


def hide(monkeypatch: pytest.MonkeyPatch, *libraries: str) -> None:
    for library in libraries:
        monkeypatch.setitem(__import__("sys").modules, library, None)


@pytest.mark.parametrize(("hidden", "left"), [
    ((), ["heapq", "scipy", "cch", "cch"]),
    (("routingkit_cch",), ["heapq", "scipy", "scipy", "scipy"]),
    (("scipy", "scipy.sparse", "scipy.sparse.csgraph"), ["heapq"] * 4)])
def test_what_is_not_installed_changes_speed_alone(
        hidden: tuple[str, ...], left: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    hide(monkeypatch, *hidden)
    tasks = [(300, 1_000, 10, False), (163_140, 400_486, 20, False), (163_140, 400_486, 99, True),
             (300, 1_000, 10_000, False)]
    chosen = [choice.choose(n, m, queries, changes=changes) for n, m, queries, changes in tasks]
    assert chosen == left
    chance = random.Random(4)
    for _ in range(10):
        graph, weights = multigraph(chance)
        for name in set(chosen):
            agrees(engine(name).prepare(graph, weights), graph, weights, chance)


def test_an_engine_without_its_library_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch
                                                          ) -> None:
    hide(monkeypatch, "routingkit_cch")
    with pytest.raises(QueryError, match='the engine "cch" is not installed. '
                       r'Run pip install "corridors\[fast\]", or use another one'):
        engine("cch")
    hide(monkeypatch, "scipy.sparse.csgraph")
    with pytest.raises(QueryError, match=r'the engine "scipy" is not installed\. '
                       "Run pip install scipy"):
        engine("scipy")


def test_matrices_need_one_library_of_the_two_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contraction, "pyroutingkit", None)
    chance = random.Random(5)
    for _ in range(60):
        graph, weights = multigraph(chance)
        ready = engine("cch").prepare(graph, weights)
        agrees(ready, graph, weights, chance)
        if weights:
            with ready.changed([0], [CLOSED]):
                agrees(ready, graph, [CLOSED, *weights[1:]], chance)


def test_auto_is_the_engine_for_one_search() -> None:
    assert engine("auto").prepare(Graph.of(2, [(0, 1, 0)]), [3]).engine == "heapq"


def test_a_contraction_is_made_once_and_stays_behind_when_the_graph_travels() -> None:
    graph = Graph.of(3, [(0, 1, 0), (1, 2, 1)])
    first, second = (engine("cch").prepare(graph, weights) for weights in ([1, 2], [3, 4]))
    assert first.pairs([0], [2]) + second.pairs([0], [2]) == [3, 7]
    assert list(first.matrix([0], [2])[0]) + list(second.matrix([0], [2])[0]) == [3, 7]
    contracted = graph.memo["cch"], graph.memo["cch matrices"]
    engine("cch").prepare(graph, [5, 6]).pairs([0], [2])
    assert (graph.memo["cch"], graph.memo["cch matrices"]) == contracted
    away = pickle.loads(pickle.dumps(graph))
    assert (away.first, away.head, away.arc, away.memo) == (graph.first, graph.head, graph.arc, {})


def test_a_query_that_is_still_alive_when_weights_change_hinders_nothing(
        capfd: pytest.CaptureFixture[str]) -> None:
    single = contraction.Single(Graph.of(2, [(0, 1, 0)]), weights := [4])
    alive = single.query()
    weights[0] = 6
    single.change({0: 6})
    assert single.query().run(0, 1).distance == 6
    assert alive.run(0, 1).distance == 4
    assert "active" in capfd.readouterr().err


def test_an_interrupted_update_is_no_half_update(monkeypatch: pytest.MonkeyPatch) -> None:
    ready = cch_module.prepare(Graph.of(2, [(0, 1, 0)]), [4])
    assert ready.pairs([0], [1]) == [4]

    class Interrupted:
        def apply(self, metric: object, updates: dict[int, int]) -> None:
            raise KeyboardInterrupt

    with ready.changed([0], [9]):
        monkeypatch.setattr(ready._single, "_updater", Interrupted())
        with pytest.raises(KeyboardInterrupt):
            ready.pairs([0], [1])
        assert ready.pairs([0], [1]) == [9]
    monkeypatch.undo()
    assert ready.pairs([0], [1]) == [4]


def test_large_matrices_come_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = Graph.of(5, [(n, (n + 1) % 5, n) for n in range(5)])
    whole = [[(b - a) % 5 for b in range(5)] for a in range(5)]
    monkeypatch.setattr(cch_module, "CELLS", 12)
    monkeypatch.setattr(scipy_module, "BATCH", 2)
    for name in ("cch", "scipy"):
        ready = engine(name).prepare(graph, [1] * 5)
        assert [list(row) for row in ready.matrix(range(5), range(5))] == whole
        assert ready.pairs([4, 0, 1, 2, 3], [0, 4, 4, 4, 4]) == [1, 4, 3, 2, 1]


def test_sums_that_scipy_could_not_hold_are_left_to_whole_numbers(
        monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scipy_module, "EXACT", 2 * CLOSED - 1)
    assert scipy_module.prepare(Graph.of(2, [(0, 1, 0)]), [3]).engine == "heapq"
    assert scipy_module.prepare(Graph.of(1, []), []).engine == "scipy"


def test_no_way_is_longer_than_its_bound() -> None:
    chance = random.Random(6)
    for _ in range(100):
        graph, weights = multigraph(chance)
        bound = contraction.Longest(graph, weights)
        assert bound.bound >= max(max(expected(graph, weights, [a])) for a in range(graph.count))
        if not weights:
            continue
        weights[0] = 50
        bound.change({0: 50})
        bound.change({0: CLOSED})
        assert bound.bound >= max(max(expected(graph, weights, [a])) for a in range(graph.count))
    star = Graph.of(4, [(0, 1, 0), (0, 2, 1), (0, 3, 2)])
    assert contraction.Longest(star, [5, 3, 1]).bound == 9  # (5 + 3) / 2 + (5 + 3 + 1) / 2


def test_a_bound_that_grew_too_large_is_made_anew_before_anything_slow_is_asked(
        monkeypatch: pytest.MonkeyPatch) -> None:
    ready = engine("cch").prepare(Graph.of(4, [(0, 1, 0), (0, 1, 1), (1, 2, 2)]), [1, 2, 1])
    asked: list[Graph] = []
    real = scipy_module.prepare

    def slowly(graph: Graph, weights: Sequence[int]) -> Weighted:
        asked.append(graph)
        return real(graph, weights)

    monkeypatch.setattr(scipy_module, "prepare", slowly)
    assert ready.pairs([0], [3]) == [UNREACHED]
    for place in (0, 2):
        with ready.changed([place], [2**30]):
            assert ready.pairs([0, 0], [1, 3]) == [2 if place == 0 else 1, UNREACHED]
    assert ready.pairs([0], [3]) == [UNREACHED]
    assert asked == []
    with ready.changed([0, 1, 2], [CLOSED - 1, CLOSED, CLOSED - 1]):
        assert ready.pairs([0, 0], [2, 3]) == [2 * (CLOSED - 1), UNREACHED]
    assert len(asked) == 1


def test_positions_steer_the_contraction_and_change_no_answer() -> None:
    chance = random.Random(7)
    for _ in range(30):
        graph, weights = multigraph(chance)
        lonlat = ([chance.random() for _ in range(graph.count)],
                  [chance.choice((1.0, float("nan"))) for _ in range(graph.count)])
        placed = Graph(graph.first, graph.head, graph.arc, lonlat)
        agrees(engine("cch").prepare(placed, weights), graph, weights, chance)


def test_a_closed_arc_is_on_no_route_however_far_its_ends_lie_apart() -> None:
    half = CLOSED // 2
    graph = Graph.of(3, [(0, 2, 0), (0, 1, 1), (1, 2, 2)])
    weights = [half, CLOSED, CLOSED - half]
    assert graph.head == [1, 2, 2]
    distance = engine("heapq").prepare(graph, weights).tree([0])
    path = read_path(graph, (weights, [1, 1, 1], "bac"), distance, ([0], [2]))
    assert path is not None
    assert (distance, path.places, path.tied) == ([0, half, CLOSED], (0, 2), False)

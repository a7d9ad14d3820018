"""A tie is two best routes by different links, and nothing else."""

from __future__ import annotations

import pytest
from toys import node, rail, small, way

from corridors.model.network import Network
from corridors.model.query import Query
from corridors.model.records import GaugeChange, Terminal
from corridors.routing.solve import shortest_route

ENGINES = ("heapq", "scipy", "cch", "networkx")


def tied(network: Network, **words: object) -> bool:
    told = {shortest_route(network.as_of(), Query("az-a", "az-c", **words),  # type: ignore[arg-type]
                           engine_name=engine).best.tied  # type: ignore[union-attr]
            for engine in ENGINES}
    assert len(told) == 1
    return told.pop()


@pytest.mark.parametrize("ends", [True, False])
def test_a_way_of_more_legs_by_another_mode_ties(ends: bool) -> None:
    nodes = [node("az-a", 40, 40), node("az-b", 41, 40), node("az-c", 42, 40)]
    links = [way("az-a", "az-c", 10), rail("az-a", "az-b", 4), rail("az-b", "az-c", 6)]
    assert tied(small(nodes, links), terminal_to_terminal=ends)
    assert not tied(small(nodes, [links[0], links[1], rail("az-b", "az-c", 7)]),
                    terminal_to_terminal=ends)


def test_another_place_to_change_the_gauge_is_no_other_route() -> None:
    nodes = [node("az-a", 40, 40), node("az-b", 41, 40), node("az-d", 42, 41), node("az-c", 43, 40)]
    links = [rail("az-a", "az-b", 1, (1520,)), rail("az-b", "az-d", 1, (1435, 1520)),
             rail("az-d", "az-c", 1, (1435,))]
    changes = [GaugeChange("az-b", (1520, 1435)), GaugeChange("az-d", (1520, 1435))]
    assert not tied(small(nodes, links, gauge_changes=changes))


def test_parallel_links_of_one_length_tie() -> None:
    nodes = [node("az-a", 40, 40), node("az-b", 41, 40), node("az-c", 42, 40)]
    links = [rail("az-a", "az-b", 1), rail("az-a", "az-b", 1, link_id="az-other"),
             rail("az-b", "az-c", 1)]
    assert tied(small(nodes, links))
    assert not tied(small(nodes, links[::2], terminals=[Terminal("az-b", ("rail", "road"))]))

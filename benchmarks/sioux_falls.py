"""Sioux Falls: the network that every assignment is tried on, and its best known equilibrium.

Numbers are those of L. J. LeBlanc, E. K. Morlok and W. P. Pierskalla, An efficient approach to
solving the road network equilibrium traffic assignment problem, Transportation Research 9 (1975),
309-318: 24 nodes, 76 links, a table of trips. What a link takes is there ``a + b * flow ** 4``;
capacities are chosen so that ``b`` is 0.15 times the free-flow time over the fourth power of the
capacity, as is usual.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from corridors.routing.flow_network import Demand, FlowNetwork

__all__ = ["BEST_OBJECTIVE", "best_flows", "columns", "demand", "flow_text", "matrix", "network",
           "network_text", "trips_text"]

BEST_OBJECTIVE = 4_231_335.28710744
"""Least objective: 42.3133528710744 in the unit of the paper, which is 100,000 of these."""

B, POWER, ZONES = 0.15, 4.0, 24

# From, to, capacity and free-flow time of each link, three a line.
_LINKS = """
1 2 25900.20064 6          1 3 23403.47319 4          2 1 25900.20064 6
2 6 4958.180928 5          3 1 23403.47319 4          3 4 17110.52372 4
3 12 23403.47319 4         4 3 17110.52372 4          4 5 17782.7941 2
4 11 4908.82673 6          5 4 17782.7941 2           5 6 4947.995469 4
5 9 10000 5                6 2 4958.180928 5          6 5 4947.995469 4
6 8 4898.587646 2          7 8 7841.81131 3           7 18 23403.47319 2
8 6 4898.587646 2          8 7 7841.81131 3           8 9 5050.193156 10
8 16 5045.822583 5         9 5 10000 5                9 8 5050.193156 10
9 10 13915.78842 3         10 9 13915.78842 3         10 11 10000 5
10 15 13512.00155 6        10 16 4854.917717 4        10 17 4993.510694 8
11 4 4908.82673 6          11 10 10000 5              11 12 4908.82673 6
11 14 4876.508287 4        12 3 23403.47319 4         12 11 4908.82673 6
12 13 25900.20064 3        13 12 25900.20064 3        13 24 5091.256152 4
14 11 4876.508287 4        14 15 5127.526119 5        14 23 4924.790605 4
15 10 13512.00155 6        15 14 5127.526119 5        15 19 14564.75315 3
15 22 9599.180565 3        16 8 5045.822583 5         16 10 4854.917717 4
16 17 5229.910063 2        16 18 19679.89671 3        17 10 4993.510694 8
17 16 5229.910063 2        17 19 4823.950831 2        18 7 23403.47319 2
18 16 19679.89671 3        18 20 23403.47319 4        19 15 14564.75315 3
19 17 4823.950831 2        19 20 5002.607563 4        20 18 23403.47319 4
20 19 5002.607563 4        20 21 5059.91234 6         20 22 5075.697193 5
21 20 5059.91234 6         21 22 5229.910063 2        21 24 4885.357564 3
22 15 9599.180565 3        22 20 5075.697193 5        22 21 5229.910063 2
22 23 5000 4               23 14 4924.790605 4        23 22 5000 4
23 24 5078.508436 2        24 13 5091.256152 4        24 21 4885.357564 3
24 23 5078.508436 2
"""

# Hundreds of trips, a row for each origin.
_TRIPS = """
0 1 1 5 2 3 5 8 5 13 5 2 5 3 5 5 4 1 3 3 1 4 3 1
1 0 1 2 1 4 2 4 2 6 2 1 3 1 1 4 2 0 1 1 0 1 0 0
1 1 0 2 1 3 1 2 1 3 3 2 1 1 1 2 1 0 0 0 0 1 1 0
5 2 2 0 5 4 4 7 7 12 14 6 6 5 5 8 5 1 2 3 2 4 5 2
2 1 1 5 0 2 2 5 8 10 5 2 2 1 2 5 2 0 1 1 1 2 1 0
3 4 3 4 2 0 4 8 4 8 4 2 2 1 2 9 5 1 2 3 1 2 1 1
5 2 1 4 2 4 0 10 6 19 5 7 4 2 5 14 10 2 4 5 2 5 2 1
8 4 2 7 5 8 10 0 8 16 8 6 6 4 6 22 14 3 7 9 4 5 3 2
5 2 1 7 8 4 6 8 0 28 14 6 6 6 9 14 9 2 4 6 3 7 5 2
13 6 3 12 10 8 19 16 28 0 40 20 19 21 40 44 39 7 18 25 12 26 18 8
5 2 3 15 5 4 5 8 14 39 0 14 10 16 14 14 10 1 4 6 4 11 13 6
2 1 2 6 2 2 7 6 6 20 14 0 13 7 7 7 6 2 3 4 3 7 7 5
5 3 1 6 2 2 4 6 6 19 10 13 0 6 7 6 5 1 3 6 6 13 8 8
3 1 1 5 1 1 2 4 6 21 16 7 6 0 13 7 7 1 3 5 4 12 11 4
5 1 1 5 2 2 5 6 10 40 14 7 7 13 0 12 15 2 8 11 8 26 10 4
5 4 2 8 5 9 14 22 14 44 14 7 6 7 12 0 28 5 13 16 6 12 5 3
4 2 1 5 2 5 10 14 9 39 10 6 5 7 15 28 0 6 17 17 6 17 6 3
1 0 0 1 0 1 2 3 2 7 2 2 1 1 2 5 6 0 3 4 1 3 1 0
3 1 0 2 1 2 4 7 4 18 4 3 3 3 8 13 17 3 0 12 4 12 3 1
3 1 0 3 1 3 5 9 6 25 6 5 6 5 11 16 17 4 12 0 12 24 7 4
1 0 0 2 1 1 2 4 3 12 4 3 6 4 8 6 6 1 4 12 0 18 7 5
4 1 1 4 2 2 5 5 7 26 11 7 13 12 26 12 17 3 12 24 18 0 21 11
3 0 1 5 1 1 2 3 5 18 13 7 8 11 10 5 6 1 3 7 7 21 0 7
1 0 0 2 0 1 1 2 2 8 6 5 7 4 4 3 3 0 1 4 5 11 7 0
"""

# Best known flow of each link, to one decimal; flows of links of an equilibrium are unique.
_BEST_FLOWS = """
4494.7 8119.1 4519.1 5967.3 8094.7 14006.4 10022.3 14030.6 18006.4 5200.0 18030.6 8798.3 15780.8
5991.8 8806.5 12492.9 12101.5 15794.0 12525.6 12040.9 6882.7 8388.7 15796.7 6836.7 21744.1
21814.1 17726.6 23125.8 11047.1 8100.0 5300.0 17604.2 8365.3 9776.1 9973.7 8404.9 12287.6
12378.6 11121.4 9814.1 9036.3 8400.4 23192.3 9079.8 19083.3 18409.9 8406.7 11073.0 11695.0
15278.3 8100.0 11683.8 9953.0 15854.6 15333.4 18976.8 19116.7 9941.9 8688.4 18992.5 8710.6
6302.0 7000.0 6240.0 8619.5 10309.4 18386.5 7000.0 8607.4 9661.8 8394.9 9626.2 7903.0 11112.4
10259.5 7861.8
"""


def columns() -> Any:
    """Give a row for each link: from, to, capacity, free-flow time."""
    return np.array(_LINKS.split(), dtype=float).reshape(-1, 4)


def matrix() -> Any:
    """Give the table of trips."""
    return np.array(_TRIPS.split(), dtype=float).reshape(ZONES, ZONES) * 100


def best_flows() -> Any:
    """Give the best known flow of each link."""
    return np.array(_BEST_FLOWS.split(), dtype=float)


def network() -> FlowNetwork:
    """Give the network; nodes are counted from 0 on."""
    tail, head, capacity, free_flow = columns().T
    return FlowNetwork.of_columns(tail.astype(int) - 1, head.astype(int) - 1, free_flow, capacity,
                                  b=B, power=POWER)


def demand() -> Demand:
    """Give the trips."""
    return Demand.of_matrix(matrix())


def network_text() -> str:
    """Give the network as a TNTP file."""
    rows = columns()
    lines = [f"<NUMBER OF ZONES> {ZONES}", f"<NUMBER OF NODES> {ZONES}", "<FIRST THRU NODE> 1",
             f"<NUMBER OF LINKS> {len(rows)}", "<END OF METADATA>", "", "",
             "~\tinit\tterm\tcapacity\tlength\tfree_flow_time\tb\tpower\tspeed\ttoll\ttype\t;"]
    lines += [f"\t{tail:.0f}\t{head:.0f}\t{capacity!r}\t{free:.0f}\t{free:.0f}\t{B}\t{POWER:.0f}"
              "\t0\t0\t1\t;" for tail, head, capacity, free in rows.tolist()]
    return "\n".join(lines) + "\n"


def trips_text() -> str:
    """Give the trips as a TNTP file."""
    table = matrix()
    lines = [f"<NUMBER OF ZONES> {ZONES}", f"<TOTAL OD FLOW> {table.sum()}", "<END OF METADATA>"]
    for origin, row in enumerate(table.tolist(), start=1):
        lines += ["", f"Origin \t{origin}"]
        lines.append(" ".join(f"{at} : {trips};" for at, trips in enumerate(row, start=1)))
    return "\n".join(lines) + "\n"


def flow_text(flow: Any, cost: Any) -> str:
    """Give flows as a TNTP file."""
    lines = ["From \tTo \tVolume \tCost "]
    lines += [f"{tail:.0f} \t{head:.0f} \t{volume!r} \t{takes!r} "
              for (tail, head, *_), volume, takes in zip(
                  columns().tolist(), np.asarray(flow).tolist(), np.asarray(cost).tolist(),
                  strict=True)]
    return "\n".join(lines) + "\n"

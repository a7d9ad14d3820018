"""Random small networks, as nasty as real ones and nastier."""

from __future__ import annotations

import random

from toys import both_ways, flat, node, rail, small, way

from corridors.model.network import Network
from corridors.model.records import Border, GaugeChange, Link, Terminal

COUNTRIES = ("az", "ir", "ru")
STATUSES = ("operational", "operational", "operational", "restricted", "planned", "closed",
            "unknown")


def random_network(chance: random.Random) -> Network:
    """Up to 9 nodes and 18 links: loops, parallels, zero lengths, two gauges, four modes."""
    count = chance.randint(2, 9)
    nodes = [node(f"{chance.choice(COUNTRIES)}-{n}", 40 + n, 40) for n in range(count)]
    ids = [n.node_id for n in nodes]
    links: list[Link] = []
    for number in range(chance.randint(1, 18)):
        a, b = chance.choice(ids), chance.choice(ids)
        km = chance.choice((0, 0, 1, 1, 2, 2.5, 7, chance.randint(1, 60) / 7))
        status, name = chance.choice(STATUSES), f"link-{number:02d}"
        if chance.random() < 0.6:
            gauges = chance.choice(((1520,), (1435,), (1435, 1520), (1524,)))
            links.append(rail(a, b, km, gauges, status, link_id=name))
        else:
            links.append(way(a, b, km, chance.choice(("road", "road", "sea")), status,
                             link_id=name, directed=chance.random() < 0.2))
    pairs = (("rail", "road"), ("rail", "sea"), ("road", "sea"))
    terminals = [Terminal(i, pair, flat(chance.choice((0, 1, 5))), flat(chance.choice((0, 30))))
                 for i in ids for pair in pairs if chance.random() < 0.3]
    changes = [GaugeChange(i, (1520, 1435), hours=flat(chance.choice((0, 4))),
                           fee_usd_per_teu=flat(10)) for i in ids if chance.random() < 0.3]
    crossing = [link for link in links if link.from_node_id[:2] != link.to_node_id[:2]
                and link.mode != "sea" and chance.random() < 0.5]
    charges = [c for link in crossing for c in both_ways("a-border", link, chance.randint(0, 9))]
    return small(nodes, links, terminals=terminals, gauge_changes=changes, charges=charges,
                 borders=[Border("a-border", "Border", "AZ", "IR")])

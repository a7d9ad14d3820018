"""Random small networks, as nasty as real ones and nastier."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

from toys import both_ways, flat, node, rail, small, way

from corridors.model.network import Network
from corridors.model.records import Border, GaugeChange, Link, Terminal
from corridors.model.season import Season
from corridors.model.status import StatusEvent

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


def seasonal_network(chance: random.Random) -> Network:
    """Up to 5 nodes and 9 long links from 1 November 2026 on: pauses, openings and closures.

    Half of them are chains of parallel roads, slow and short ones beside fast and long ones.
    """
    ids = [f"{chance.choice(('ru', 'ru', 'az', 'sea'))}-{n}" for n in range(chance.randint(2, 5))]
    chain = chance.random() < 0.5
    links: list[Link] = []
    for number in range(chance.randint(2 * len(ids) - 2, 9) if chain else chance.randint(1, 8)):
        a, b = (ids[number % (len(ids) - 1)], ids[number % (len(ids) - 1) + 1]) if chain else \
            chance.sample(ids, 2)
        km, name = chance.choice((0, 100, 400, 1200, chance.randint(1, 2500))), f"link-{number:02d}"
        by_sea = "sea" in (a[:3], b[:3])
        link = rail(a, b, km, link_id=name) if not (chain or by_sea) and chance.random() < 0.5 \
            else way(a, b, km, "sea" if by_sea else "road" if chain else
                     chance.choice(("road", "sea")), link_id=name, directed=chance.random() < 0.2)
        links.append(replace(link, seasons=_pauses(chance), history=_events(chance),
                             speed_kmh=chance.choice((None, 5.0, 20.0, 80.0)) if chain else None))
    terminals = [Terminal(i, pair, flat(chance.choice((0, 30))), flat(20)) for i in ids
                 for pair in (("rail", "road"), ("rail", "sea"), ("road", "sea"))
                 if chance.random() < 0.5 and not i.startswith("sea")]
    return small([node(i, 40 + 3 * n, 40) for n, i in enumerate(ids)], links, terminals=terminals)


def _pauses(chance: random.Random) -> tuple[Season, ...]:
    if chance.random() < 0.5:
        return ()
    first, length = chance.randint(-4, 12), chance.randint(1, 15)
    start = date(2026, 11, 1) + timedelta(days=first)
    return (Season(f"{start:%m-%d}", f"{start + timedelta(days=length):%m-%d}",
                   chance.choice(("suspended", "closed", "restricted"))),)


def _events(chance: random.Random) -> tuple[StatusEvent, ...]:
    if chance.random() < 0.7:
        return ()
    days = sorted(chance.sample(range(-3, 14), chance.randint(1, 2)))
    opens = chance.random() < 0.5
    return tuple(StatusEvent(
        str(date(2026, 11, 1) + timedelta(days=day)),
        "operational" if opens == (turn % 2 == 0) else "closed",
        before=("closed" if opens else "operational") if turn == 0 else "")
        for turn, day in enumerate(days))

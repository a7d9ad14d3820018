"""Small networks, drawn in ASCII, for tests.

Coordinates are degrees on a grid near the Caspian; lengths are what the test says, not the map's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from corridors.model.costs import CostModel, Rate
from corridors.model.network import Network
from corridors.model.records import Alias, Border, BorderCharge, GaugeChange, Link, Node, Terminal
from corridors.model.spread import Spread
from corridors.model.status import StatusEvent
from corridors.model.tables import Tables

REFERENCE = date(2026, 11, 1)


def flat(value: float) -> Spread:
    """A number without a spread."""
    return Spread(value, value, value)


def costs() -> CostModel:
    """A cost model in round numbers: rail 50 km/h, road 60 km/h for 12 hours a day, sea 25."""
    rates = [
        Rate("payload", flat(10)),
        Rate("driving_hours", Spread(10, 12, 15), "road"),
        Rate("co2", flat(10), "rail", traction="electric"),
        Rate("co2", Spread(20, 25, 40), "rail", traction="diesel"),
    ]
    for mode, speed, tariff, co2 in (("rail", 50, 0.02, 0), ("road", 60, 0.05, 90),
                                     ("sea", 25, 0.004, 8), ("ferry", 20, 0.03, 40),
                                     ("inland_waterway", 10, 0.015, 30)):
        rates += [Rate("speed", Spread(speed / 2, speed, speed * 1.5), mode),
                  Rate("tariff", Spread(tariff / 2, tariff, tariff * 2), mode)]
        rates += [Rate("co2", flat(co2), mode)] if co2 else []
    for mode, hours in (("rail", 20), ("road", 10)):
        rates += [Rate("border_hours", Spread(0, hours, 2 * hours), mode),
                  Rate("border_fee", flat(100), mode)]
    for technique, hours in (("transshipment", 24), ("bogie_exchange", 12),
                             ("variable_gauge", 2)):
        rates += [Rate("gauge_change_hours", Spread(hours / 2, hours, 3 * hours),
                       technique=technique),
                  Rate("gauge_change_fee", flat(60), technique=technique)]
    pairs = [("rail", "road"), ("rail", "sea"), ("road", "sea"), ("rail", "ferry"),
             ("road", "ferry"), ("rail", "inland_waterway"), ("road", "inland_waterway"),
             ("sea", "inland_waterway"), ("sea", "ferry"), ("ferry", "inland_waterway")]
    for mode, to_mode in pairs:
        rates += [Rate("transfer_hours", Spread(6, 24, 48), mode, to_mode),
                  Rate("transfer_fee", flat(120), mode, to_mode)]
    return CostModel.build("toy", "Round numbers.", rates)


def node(node_id: str, lon: float = 0.0, lat: float = 0.0, name: str = "") -> Node:
    """A node whose country is in its id: ``az-baku``; ``sea-`` stands for none."""
    country = node_id.split("-")[0].upper()
    return Node(node_id, name or node_id.split("-", 1)[1].replace("-", " ").title(),
                "" if country == "SEA" else country, lon, lat)


def rail(a: str, b: str, km: float, gauges: tuple[int, ...] = (1520,), status: str = "operational",
         *, history: Sequence[StatusEvent] = (), link_id: str = "", spread: Spread | None = None,
         corridors: tuple[str, ...] = ()) -> Link:
    """A railway."""
    return Link(link_id or f"{a}-{b}-rail", a, b, "rail", spread or flat(km), gauges, status,
                history=tuple(history), corridors=corridors)


def way(a: str, b: str, km: float, mode: str = "road", status: str = "operational", *,
        link_id: str = "", directed: bool = False, corridors: tuple[str, ...] = ()) -> Link:
    """A road, lane or waterway."""
    return Link(link_id or f"{a}-{b}-{mode}", a, b, mode, flat(km), (), status,
                directed=directed, corridors=corridors)


def gap() -> Network:
    """The missing link, in small.

    ::

        ru-north ===1520=== az-astara ==1520== ir-astara ··1435 planned·· ir-rasht ==1435== ir-gulf
           ||                                      |                          |              ||
           ||                                      +--------- road -----------+              ||
           ||                                                                                ||
           ++======1520====== tm-east ===1520=== ir-border ===============1435===============++

    The break of gauge is at ir-astara and at ir-border; rail and road meet at ir-astara and
    ir-rasht.
    """
    nodes = [node("ru-north", 48, 46), node("az-astara", 48.9, 38.5, "Astara"),
             node("ir-astara", 48.9, 38.4, "Astara"), node("ir-rasht", 49.6, 37.3),
             node("ir-gulf", 56, 27), node("tm-east", 55, 40), node("ir-border", 54.7, 37.4)]
    links = [
        rail("ru-north", "az-astara", 900, corridors=("west",)),
        rail("az-astara", "ir-astara", 10, corridors=("west",)),
        replace(rail("ir-astara", "ir-rasht", 162, (1435,), "planned",
                     spread=Spread(152, 162, 170), corridors=("west",)), opens_expected="2029"),
        rail("ir-rasht", "ir-gulf", 1500, (1435,), corridors=("west",)),
        way("ir-astara", "ir-rasht", 190),
        rail("ru-north", "tm-east", 1200, corridors=("east",)),
        rail("tm-east", "ir-border", 400, corridors=("east",)),
        rail("ir-border", "ir-gulf", 1900, (1435,), corridors=("east",)),
    ]
    borders = [Border("ru-az-samur", "Samur", "RU", "AZ"), Border("az-ir-astara", "Astara", "AZ",
                                                                  "IR"),
               Border("tm-ir-border", "Border", "TM", "IR")]
    charges = [charge for border, link in (("ru-az-samur", links[0]), ("az-ir-astara", links[1]),
                                           ("tm-ir-border", links[6]))
               for charge in both_ways(border, link)]
    return Network.build(Tables(
        nodes, links, borders=borders, charges=charges,
        terminals=[Terminal("ir-astara", ("rail", "road")), Terminal("ir-rasht",
                                                                     ("rail", "road"))],
        gauge_changes=[GaugeChange("ir-astara", (1520, 1435)), GaugeChange("ir-border",
                                                                           (1520, 1435))],
        aliases=[Alias("ru-north", "Север", "ru", "local")],
        title="Gap", reference_date=REFERENCE, costs=costs()))


def both_ways(border_id: str, link: Link, hours: float = 24, fee: float = 50
              ) -> list[BorderCharge]:
    """The two charges of a link that crosses a border."""
    return [BorderCharge(border_id, link.link_id, forward, Spread(hours / 2, hours, hours * 2),
                         flat(fee), assumed=False) for forward in (True, False)]


def small(nodes: Sequence[Node], links: Sequence[Link], *,
          terminals: Sequence[Terminal] = (), gauge_changes: Sequence[GaugeChange] = (),
          charges: Sequence[BorderCharge] = (), borders: Sequence[Border] = ()) -> Network:
    """Any small network with the toy cost model."""
    return Network.build(Tables(nodes, links, terminals=terminals, gauge_changes=gauge_changes,
                                charges=charges, borders=borders, title="Small",
                                reference_date=REFERENCE, costs=costs()))

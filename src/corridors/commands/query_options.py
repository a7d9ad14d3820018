"""Options that ask a question: the names of a Query, with hyphens."""

from __future__ import annotations

import argparse

__all__ = ["QUERY_OPTIONS", "add_assumption", "add_bands", "add_data", "add_query"]

QUERY_OPTIONS = (
    "by", "modes", "overland", "via", "max_road_km", "terminal_to_terminal", "max_borders",
    "max_gauge_breaks", "max_transfers", "only_cited", "gauge_change", "value_of_time", "per",
    "k", "different", "overlap", "detour", "pareto", "simplest_within", "depart", "max_days")
"""Options that go to a Query by the same name; what is not given is left to its defaults."""

_PARETO = "distance,time,cost"


def add_query(parser: argparse.ArgumentParser) -> None:
    """Add the options of a question, and of the network it is asked of."""
    add = parser.add_argument
    add("--by", metavar="WHAT",
        help="best by distance, time, cost, co2 or generalised (default: distance; with --pareto "
             "the first that it names)")
    add("--value-of-time", type=float, metavar="USD",
        help="USD per TEU and day, for --by generalised: cost plus time times this")
    add("--per", default="teu", metavar="UNIT", help="tell costs per teu or per tonne")
    add("--modes", metavar="LIST", help="only these modes: rail,road,sea,ferry,inland_waterway")
    add("--overland", action="store_true", help="no sea, ferry or waterway")
    add("--avoid", action="append", metavar="LIST", default=[],
        help="country:AM, border:ID, link:ID, node:ID or corridor:NAME")
    add("--via", action="append", metavar="PLACE", default=[],
        help="pass a place, or the same things, in this order")
    add("--max-road-km", type=float, metavar="KM", help="most km by road")
    add("--max-borders", type=int, metavar="N", help="most border crossings")
    add("--max-gauge-breaks", type=int, metavar="N", help="most breaks of gauge")
    add("--max-transfers", type=int, metavar="N", help="most transfers between modes")
    add("--only-cited", action="store_true",
        help="only links whose length rests on a cited source")
    add("--gauge-change", metavar="LIST",
        help="change the gauge only by transshipment, bogie_exchange, variable_gauge; or none")
    add("--terminal-to-terminal", action="store_true",
        help="without the first and last mile and the wait for the first departure")
    add("--on", metavar="DATE", help="the day, such as 2026-11-01")
    add("--depart", metavar="DATE",
        help="day of departure: closed seasons met on the way are waited for or gone round")
    add("--max-days", type=float, metavar="DAYS",
        help="with --depart: most days on the way, waits included")
    add_assumption(parser)
    add("--scenario", metavar="SCENARIO", help="apply a scenario first")
    add("--variant", metavar="NAME", help="which variant of it")
    add_kind_of_answer(parser)
    add("--engine", metavar="NAME",
        help="solve by auto (by size), heapq, scipy, cch or networkx, and say by which it was")
    add_data(parser)


def add_kind_of_answer(parser: argparse.ArgumentParser) -> None:
    """Add the options that ask for more than the one best route."""
    add = parser.add_argument
    add("-k", "--k", type=int, default=1, metavar="N", help="the N shortest loopless routes")
    add("--different", type=int, default=0, metavar="N", help="N different routes")
    add("--overlap", type=float, metavar="SHARE",
        help="with --different: most they may have in common, from 0 to 1 (default: 0.6)")
    add("--detour", type=float, metavar="TIMES",
        help="with --different: how many times the best route (default: 1.5)")
    add("--pareto", nargs="?", const=_PARETO, metavar="LIST",
        help="all routes that no other beats in all of distance,time,cost,co2,borders,"
             f"gauge_breaks,transfers (if none are named: {_PARETO})")
    add("--simplest-within", type=float, metavar="PERCENT",
        help="within so many percent of the best, the route with fewest transfers, breaks of "
             "gauge and borders")


def add_assumption(parser: argparse.ArgumentParser) -> None:
    """Add the option that lets links open when they are expected to."""
    parser.add_argument("--assume-expected", action="store_true",
                        help="let links open on the date they are expected to")


def add_data(parser: argparse.ArgumentParser) -> None:
    """Add the options that name the data and the cost model."""
    parser.add_argument("--data", metavar="DIR", help="folder of data tables")
    parser.add_argument("--costs", metavar="MODEL",
                        help="cost model: default, cpmm, or a .toml file")


def add_bands(parser: argparse.ArgumentParser) -> None:
    """Add the options that say how far."""
    parser.add_argument("--within", metavar="BUDGET",
                        help="how far: 72h, 3d, 2000km, 1500usd or 900kg; the unit says what "
                             "routes are best by")
    parser.add_argument("--bands", metavar="LIST", help="told apart, such as 24h,48h,72h")
    parser.add_argument("--to", dest="inward", action="store_true",
                        help="from where the place is reached, not what is reached from it")

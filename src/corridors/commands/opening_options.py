"""Options of ``corridors openings`` and ``corridors threshold``."""

from __future__ import annotations

import argparse

from corridors.commands.place_options import add_outputs
from corridors.commands.query_options import add_query

__all__ = ["add_openings", "add_threshold"]

_FIGURE = 'such as "dwell_h of border:az-ir-astara"; x before it makes values factors'


def add_openings(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``corridors openings``."""
    add = parser.add_argument
    add("from_place", metavar="FROM", nargs="?", help="place name or node id")
    add("to_place", metavar="TO", nargs="?", help="place name or node id")
    add("--from", dest="starts", metavar="PLACE", nargs="+", default=[],
        help="origins of several OD pairs: places, or groups such as group:baltic-ports")
    add("--to", dest="goals", metavar="PLACE", nargs="+", default=[],
        help="destinations of several OD pairs")
    add("--most", type=int, default=3, metavar="N",
        help="most things that open together (default: 3)")
    add("--budget-musd", type=float, metavar="MUSD",
        help="most that they may cost together, in millions of USD")
    add("--rank", default="benefit", metavar="WHAT",
        help="rank sets by benefit or per_investment (default: benefit)")
    add("--only", action="append", metavar="LIST", default=[],
        help="only what selectors pick may open, each one thing: link:ID, border:ID, "
             "project:NAME, corridor:NAME or country:AM")
    add_outputs(parser, geojson=False)
    add_query(parser)


def add_threshold(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``corridors threshold``."""
    add = parser.add_argument
    add("origin", metavar="FROM", help="place name or node id")
    add("destination", metavar="TO", help="place name or node id")
    add("--parameter", metavar="FIGURE", required=True, help=f"what is turned, {_FIGURE}")
    add("--low", type=float, metavar="VALUE", required=True, help="its lowest value")
    add("--high", type=float, metavar="VALUE", required=True, help="its highest value")
    add("--second", metavar="FIGURE", help=f"a second figure, for a map of regions, {_FIGURE}")
    add("--second-low", type=float, metavar="VALUE", help="its lowest value")
    add("--second-high", type=float, metavar="VALUE", help="its highest value")
    add("--depth", type=int, default=6, metavar="N",
        help="how often the map is halved where routes meet (default: 6, a mesh of 64 by 64)")
    add("--alternative", action="append", metavar="NAME=LIST", default=[],
        help='set routes side by side by what they avoid; once for each: '
             '--alternative west=country:KZ --alternative east=country:AZ')
    add_outputs(parser, geojson=False)
    add_query(parser)

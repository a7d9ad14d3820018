"""Options of the commands about many places: matrix, reach and access."""

from __future__ import annotations

import argparse

from corridors.commands.query_options import add_bands, add_query

__all__ = ["add_access", "add_matrix", "add_outputs", "add_reach"]

_PLACES = "place names, node ids, country:IR, type:port, corridor:NAME, group:baltic-ports, or a " \
          ".csv file with the columns place and weight"


def add_matrix(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``corridors matrix``."""
    parser.add_argument("places", metavar="PLACE", nargs="*", help=_PLACES)
    parser.add_argument("--from", dest="starts", metavar="PLACE", nargs="+", default=[],
                        help="origins, where they differ from the places")
    parser.add_argument("--to", dest="goals", metavar="PLACE", nargs="+", default=[],
                        help="destinations, where they differ from the places")
    parser.add_argument("--totals", action="store_true",
                        help="km, hours, USD and CO2 of each route, with ranges")
    add_outputs(parser, geojson=False)
    add_query(parser)


def add_reach(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``corridors reach``."""
    parser.add_argument("place", metavar="PLACE", help="place name or node id")
    add_bands(parser)
    parser.add_argument("--weights", metavar="FILE",
                        help="a .csv file with the columns place and weight: tell the weight "
                             "reached as well")
    parser.add_argument("--access", action="store_true",
                        help="tell the nearest port, and the nearest on the Baltic and the Gulf")
    add_outputs(parser, geojson=True)
    add_query(parser)
    parser.set_defaults(by=None)


def add_access(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``corridors access``."""
    parser.add_argument("places", metavar="PLACE", nargs="*",
                        help=f"{_PLACES} (default: all towns whose people are known)")
    parser.add_argument("--to", dest="goals", metavar="PLACE", nargs="+", default=[],
                        help="places or groups, of which the nearest counts (default: ports, "
                             "ports of the Baltic, ports of the Gulf)")
    parser.add_argument("--within", metavar="BUDGET",
                        help="tell the weight within 72h, 3d, 2000km, 1500usd or 900kg, too")
    add_outputs(parser, geojson=False)
    add_query(parser)
    parser.set_defaults(by=None)


def add_outputs(parser: argparse.ArgumentParser, *, geojson: bool) -> None:
    """Add how results are given: as JSON, as a table or as GeoJSON.

    Parameters
    ----------
    parser
        The parser of a command.
    geojson
        Whether there is GeoJSON.
    """
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help="one JSON object")
    how.add_argument("--csv", metavar="FILE", help="a table: a row for each pair, place or period")
    names = ["--json", "--csv"]
    if geojson:
        how.add_argument("--geojson", action="store_true",
                         help="places, stretches of links and areas as GeoJSON")
        names.append("--geojson")
    known = getattr(parser, "options", None)
    if known is not None:
        known += names

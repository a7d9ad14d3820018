"""Options of the command that asks what hurts when it closes."""

from __future__ import annotations

import argparse

from corridors.commands.query_options import add_query

__all__ = ["add_critical"]

_PLACES = "place names, node ids, country:IR, type:port, corridor:NAME, or group:baltic-ports"


def add_critical(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``corridors critical``."""
    add = parser.add_argument
    add("places", metavar="PLACE", nargs="*",
        help=f"{_PLACES}: pairs from each to each (default: 20 pairs across the corridors)")
    add("--from", dest="starts", metavar="PLACE", nargs="+", default=[],
        help="origins, where they differ from the places")
    add("--to", dest="goals", metavar="PLACE", nargs="+", default=[],
        help="destinations, where they differ from the places")
    add("--of", metavar="LIST", default="link,border,node,country",
        help="what to close, one at a time: link,border,node,country (all if left out)")
    add("--two", action="store_true", help="what any two links do when both close, too")
    add("--interdict", type=int, metavar="N",
        help="the 1 to 4 closures that hurt most together, with the proof")
    add("--candidates", metavar="LIST",
        help="what may close with --interdict and --separate: link, border, node, country, or "
             "selectors such as border:ID, country:IR (its links), mode:rail (default: link)")
    add("--penalty", type=float, metavar="AMOUNT",
        help="with --interdict: a pair that is cut off counts as so many km, h, USD or kg")
    add("--separate", metavar="PLACE", nargs=2,
        help="how few closures leave no route from the one place or group to the other")
    add("--bridges", action="store_true",
        help="the links without which places cannot be reached from others")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help="one JSON object")
    how.add_argument("--csv", metavar="FILE", help="a table, one row for each thing that closes")
    known = getattr(parser, "options", None)
    if known is not None:
        known += ["--json", "--csv"]
    add_query(parser)

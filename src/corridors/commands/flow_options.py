"""Options of the commands about flows: shares and assign."""

from __future__ import annotations

import argparse

from corridors.commands.place_options import add_outputs
from corridors.commands.query_options import add_query

__all__ = ["add_assign", "add_shares"]


def add_shares(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``corridors shares``."""
    parser.add_argument("origin", metavar="FROM", nargs="?", help="place name or node id")
    parser.add_argument("destination", metavar="TO", nargs="?", help="place name or node id")
    parser.add_argument("--branches", metavar="SCENARIO",
                        help="let the variants of a scenario be the choice, each by its best "
                             "route; its queries are asked if no places are given")
    parser.add_argument("--count", type=int, metavar="N",
                        help="how many different routes are the choice (default: 4)")
    parser.add_argument("--theta", type=float, metavar="X",
                        help="per USD per TEU: how sharply traffic goes to what is cheaper "
                             "(default: 0.002)")
    add_outputs(parser, geojson=False)
    add_query(parser)
    parser.set_defaults(by=None)


def add_assign(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``corridors assign``."""
    add = parser.add_argument
    add("demand", metavar="DEMAND", nargs="?",
        help="a .csv file with the columns origin, destination, amount and unit (default: the "
             "table that comes with corridors)")
    add("--times", type=float, default=1.0, metavar="X", help="multiply the demand")
    add("--capacity", choices=("soft", "hard"), default="soft",
        help="soft: links grow slow where they fill up; hard: nothing goes beyond a capacity")
    add("--method", default="bfw", metavar="WAY",
        help="bfw, cfw, fw, msa or aon (default: bfw, bi-conjugate Frank-Wolfe)")
    add("--gap", type=float, default=1e-6, metavar="X", help="relative gap (default: 1e-6)")
    add("--iterations", type=int, default=2_000, metavar="N", help="most iterations")
    add("--delay-b", type=float, default=0.15, metavar="X",
        help="share by which a full link takes longer than an empty one (default: 0.15)")
    add("--delay-power", type=float, default=4.0, metavar="X",
        help="how suddenly a link fills up (default: 4)")
    add("--tntp", nargs=2, metavar=("NET", "TRIPS"),
        help="assign the trips of TNTP files to their network instead")
    add("--flow", metavar="FLOW", help="with --tntp: a file of flows to compare with")
    add_outputs(parser, geojson=False)
    add_query(parser)
    parser.set_defaults(by=None)

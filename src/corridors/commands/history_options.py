"""Options of ``corridors history``."""

from __future__ import annotations

import argparse

from corridors.commands.place_options import add_outputs
from corridors.commands.query_options import add_query

__all__ = ["add_history"]


def add_history(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``corridors history``."""
    parser.add_argument("origin", metavar="FROM", help="place name or node id")
    parser.add_argument("destination", metavar="TO", help="place name or node id")
    parser.add_argument("--from-year", type=int, default=1990, metavar="YEAR",
                        help="the first year (default: 1990)")
    parser.add_argument("--to-year", type=int, default=2035, metavar="YEAR",
                        help="the last year (default: 2035)")
    parser.add_argument("--seasons", action="store_true",
                        help="let links pause in their seasons, as rivers do that freeze")
    add_outputs(parser, geojson=False)
    add_query(parser)

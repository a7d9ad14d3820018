"""Options of ``corridors montecarlo``."""

from __future__ import annotations

import argparse

from corridors.commands.query_options import add_query

__all__ = ["add_montecarlo"]


def add_montecarlo(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``corridors montecarlo``."""
    add = parser.add_argument
    add("origin", metavar="FROM", nargs="?", help="place name or node id; without FROM and TO the "
                                                  "queries of the scenario are asked")
    add("destination", metavar="TO", nargs="?", help="place name or node id")
    add("--draws", type=int, default=1_000, metavar="N", help="how many draws (default: 1000)")
    add("--seed", type=int, default=1, metavar="N",
        help="other random numbers (default: 1); the same seed gives the same result")
    add("--uncertain", action="append", metavar="TEXT", default=[],
        help='what is drawn, such as "dwell_h of border:az-ir-astara = 6 12 36": lowest, likeliest '
             "and highest value, and uniform or pert behind them for another shape (default: what "
             "the scenario says, else every figure that the data gives with a range)")
    add("--within", metavar="BUDGET",
        help="how likely 30d, 72h or 1500usd are enough")
    add("--workers", type=int, default=1, metavar="N", help="how many processes share the draws")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help="one JSON object")
    how.add_argument("--csv", metavar="FILE",
                     help="percentiles as a table, one row for each pair, case and criterion")
    how.add_argument("--csv-draws", metavar="FILE",
                     help="every draw as a table, one row for each pair, case and draw")
    known = getattr(parser, "options", None)
    if known is not None:
        known += ["--json", "--csv", "--csv-draws"]
    add_query(parser)

"""Options of ``corridors sweep``."""

from __future__ import annotations

import argparse

from corridors.commands.query_options import add_assumption, add_data

__all__ = ["add_sweep"]


def add_sweep(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``corridors sweep``."""
    add = parser.add_argument
    add("scenario", metavar="SCENARIO", help="name, or path of a .toml file with [[sweep.axis]]")
    add("--out", metavar="DIR",
        help="folder for the results (default: out/NAME-sweep); a sweep that was stopped goes on")
    add("--workers", type=int, metavar="N",
        help="how many processes work on this machine (default: one for each core)")
    add("--scheduler", metavar="ADDRESS",
        help="let the workers of a Dask cluster work, such as tcp://10.0.0.5:8786")
    add("--overwrite", action="store_true", help="replace a folder that holds another sweep")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help="one JSON object")
    how.add_argument("--csv", metavar="FILE", help="a table, one row for each case and query")
    known = getattr(parser, "options", None)
    if known is not None:
        known += ["--json", "--csv"]
    add_assumption(parser)
    add_data(parser)

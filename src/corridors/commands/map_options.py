"""Options of ``corridors map`` that no other command has."""

from __future__ import annotations

import argparse

from corridors.commands.query_options import add_assumption, add_data, add_query

__all__ = ["add_network", "add_outputs", "add_route", "add_route_or_scenario", "add_scenario",
           "add_sweep_folder"]


def add_outputs(parser: argparse.ArgumentParser, page: bool) -> None:
    """Add where a picture goes, and how it looks.

    Parameters
    ----------
    parser
        That of the kind.
    page
        Whether there is a page to move in of the kind; where there is none, the option is read and
        not told, so that the answer can be what to do.
    """
    add = parser.add_argument
    add("--out", metavar="FILE", help="where to draw it: .png, .svg or .pdf"
        + (", or .html for a map to move in" if page else ""))
    add("--html", action="store_true",
        help="a map to move in, as one file that needs no network: beside --out, or alone as "
             "KIND.html" if page else argparse.SUPPRESS)
    add("--title", metavar="TEXT", default=None, help="above the picture")
    add("--subtitle", metavar="TEXT", default=None, help="below the title")
    add("--boundaries", default="dotted", choices=("dotted", "de_facto", "none"),
        help="disputed boundaries dotted, like others as they are in fact, or not at all "
             "(default: dotted)")
    add("--names", metavar="LANGUAGE",
        help="name places in a language, such as fa, ru or az (default: as in the data)")


def add_network(parser: argparse.ArgumentParser) -> None:
    """Add the options of the network on a day."""
    parser.add_argument("--on", metavar="DATE", help="the day, such as 2026-11-01")
    parser.add_argument("--scenario", metavar="SCENARIO", help="apply a scenario first")
    parser.add_argument("--variant", metavar="NAME", help="which variant of it")
    add_assumption(parser)
    add_data(parser)


def add_route(parser: argparse.ArgumentParser) -> None:
    """Add two places, and the options of a question."""
    parser.add_argument("origin", metavar="FROM", help="place name or node id")
    parser.add_argument("destination", metavar="TO", help="place name or node id")
    add_query(parser)


def add_route_or_scenario(parser: argparse.ArgumentParser) -> None:
    """Add two places and the options of a question, or a scenario whose query is drawn."""
    parser.add_argument("origin", metavar="FROM", nargs="?", help="place name or node id")
    parser.add_argument("destination", metavar="TO", nargs="?",
                        help="place name or node id; without places a query of --scenario is "
                             "drawn, in all its variants")
    _add_query_number(parser)
    add_query(parser)


def add_scenario(parser: argparse.ArgumentParser) -> None:
    """Add a scenario, and which of its queries is drawn."""
    parser.add_argument("scenario", metavar="SCENARIO", help="name, or path of a .toml file")
    _add_query_number(parser)
    parser.add_argument("--variant", metavar="NAME",
                        help="only this variant beside the base (default: all)")
    add_assumption(parser)
    add_data(parser)


def add_sweep_folder(parser: argparse.ArgumentParser) -> None:
    """Add the folder of a sweep."""
    parser.add_argument("folder", metavar="DIR", help="folder that corridors sweep wrote")
    _add_query_number(parser)


def _add_query_number(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--query", metavar="N", type=int, default=1,
                        help="which query of the scenario, by its number (default: 1)")

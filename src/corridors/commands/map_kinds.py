"""The pictures that ``corridors map`` draws: what each is asked with, and what works it out."""

from __future__ import annotations

import argparse
from importlib import import_module
from typing import Any, NamedTuple

from corridors.errors import Problem, UsageError

__all__ = ["MAP_KINDS", "MapKind", "add_kinds"]


class MapKind(NamedTuple):
    """A picture that ``corridors map`` draws.

    Parameters
    ----------
    says
        What it shows.
    options
        Module and function that add its options.
    found
        Module and function that give the result to draw from the options.
    page
        Whether there is a page to move in of it; it holds a map, whatever the picture is.
    """

    says: str
    options: tuple[str, str]
    found: tuple[str, str]
    page: bool = False

    def add(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of the question whose answer is drawn."""
        _named(self.options)(parser)

    def result(self, arguments: argparse.Namespace) -> Any:
        """Work out what is drawn."""
        return _named(self.found)(arguments)


_ROUTE = ("map_options", "add_route"), ("pictures", "routes_found"), True
_EITHER = ("map_options", "add_route_or_scenario"), ("pictures", "routes_found"), True
_SCENARIO = ("map_options", "add_scenario"), ("pictures", "effects_found"), True
_OPENINGS = ("opening_options", "add_openings"), ("openings", "openings_found")

MAP_KINDS: dict[str, MapKind] = {
    "network": MapKind("the network by status on a day", ("map_options", "add_network"),
                       ("asking", "snapshot_of"), True),
    "route": MapKind("the best route between two places, or up to four", *_ROUTE),
    "strip": MapKind("routes as straight lines: stops, borders, gauges and totals", *_EITHER),
    "distance": MapKind("hours and USD over km, with a step at each border and transfer",
                        *_EITHER),
    "scenario": MapKind("a query of a scenario: base and variants", *_SCENARIO),
    "multiples": MapKind("a small map for each variant of a scenario, all alike", *_SCENARIO),
    "before-after": MapKind("base and one variant side by side", *_SCENARIO),
    "changes": MapKind("which links a variant gains, loses and makes possible", *_SCENARIO),
    "reach": MapKind("what is within hours, km or USD of a place",
                     ("place_options", "add_reach"), ("pictures", "reach_found"),
                     True),
    "critical": MapKind("what hurts most when it closes", ("critical_options", "add_critical"),
                        ("pictures", "closing_found")),
    "flows": MapKind("links by how many pairs use them, in a scenario",
                     ("map_options", "add_scenario"), ("pictures", "indicators_found")),
    "assign": MapKind("where a year's demand goes", ("flow_options", "add_assign"),
                      ("flows", "assigned")),
    "shares": MapKind("which share of the traffic takes which route",
                      ("flow_options", "add_shares"), ("flows", "shares_found")),
    "shares-bars": MapKind("the same, as bars", ("flow_options", "add_shares"),
                           ("flows", "shares_found")),
    "openings": MapKind("what may open, and what it is worth", *_OPENINGS),
    "openings-bars": MapKind("openings ranked, as bars", *_OPENINGS),
    "history": MapKind("the best route over the years", ("history_options", "add_history"),
                       ("history", "history_found"), True),
    "timeline": MapKind("which links were open when, with dates as well as they are known",
                        ("arguments", "add_timeline"), ("facts", "timeline_found")),
    "threshold": MapKind("at which value of a figure the best route changes",
                         ("opening_options", "add_threshold"), ("threshold", "threshold_found")),
    "montecarlo": MapKind("how sure an answer is", ("montecarlo_options", "add_montecarlo"),
                          ("montecarlo", "montecarlo_found")),
    "sweep": MapKind("a folder of a sweep that was run", ("map_options", "add_sweep_folder"),
                     ("pictures", "sweep_found")),
}
"""By the name of the kind in :data:`corridors.maps.kinds.KINDS`, in the order of the help."""


def add_kinds(parser: argparse.ArgumentParser, words: list[str]) -> dict[str, Any]:
    """Add a parser for each kind of picture; its options are read only where it is asked for.

    Parameters
    ----------
    parser
        That of ``corridors map``.
    words
        The command line behind ``map``.

    Returns
    -------
    parsers
        By the name of the kind.

    Raises
    ------
    UsageError
        If the first word is no kind.
    """
    from corridors.commands.map_options import add_outputs

    first = words[0] if words else ""
    if first not in MAP_KINDS and first not in {"-h", "--help"}:
        raise UsageError(_no_kind(first))
    parser.epilog = ("Options: corridors map KIND --help. For example: corridors map route Baku "
                     "Kars --out kars.png")
    kinds: Any = parser.add_subparsers(dest="kind", required=True, metavar="KIND",
                                       prog="corridors map")
    for name, kind in MAP_KINDS.items():
        added = kinds.add_parser(name, help=kind.says, description=f"{kind.says}.",
                                 allow_abbrev=False)
        if name == first:
            kind.add(added)
            add_outputs(added, kind.page)
    made: dict[str, Any] = kinds.choices
    return made


def _no_kind(word: str) -> Problem:
    from difflib import get_close_matches

    near = get_close_matches(word, MAP_KINDS, 1)
    advice = f"Did you mean {near[0]}?" if near else \
        f"A route between places is corridors map route FROM TO. The kinds: {', '.join(MAP_KINDS)}."
    return Problem("U01", f'"{word}" is no kind of map' if word and word[0] != "-" else
                   "a map needs a kind, as its first word", advice)


def _named(where: tuple[str, str]) -> Any:
    return getattr(import_module(f"corridors.commands.{where[0]}"), where[1])

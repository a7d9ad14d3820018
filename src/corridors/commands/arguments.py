"""The words of the command line: commands, options, and what is said where one is wrong."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, NoReturn

from corridors.commands.query_options import add_assumption, add_data, add_query
from corridors.errors import Problem, UsageError, suggest
from corridors.version import __version__

__all__ = ["add_timeline", "read_arguments"]

Arguments = argparse.Namespace


def read_arguments(argv: Sequence[str] | None) -> Arguments:
    """Read a command line.

    Parameters
    ----------
    argv
        Its words; those of the process if not given.

    Returns
    -------
    arguments
        Values by name; ``command`` is the command.

    Raises
    ------
    UsageError
        If it is wrong, with the nearest word that would do.

    Examples
    --------
    >>> read_arguments(["route", "Baku", "Tbilisi", "--by", "time"]).by
    'time'
    """
    words = _joined(sys.argv[1:] if argv is None else argv)
    parser, commands = _parsers(words)
    arguments, unknown = parser.parse_known_args(words)
    if unknown:
        command = commands[arguments.command]
        command = command.kinds.get(getattr(arguments, "kind", ""), command)
        raise UsageError(Problem(
            "U01", f'"{unknown[0]}" is not an option of {command.prog}',
            suggest(unknown[0], command.options) or f'See "{command.prog} --help".'))
    empty = [name for name, value in vars(arguments).items() if value == ""]
    if empty:
        raise UsageError([Problem("U03", f"{name.replace('_', '-')} is given, but empty",
                                  "Is a variable of your shell not set?") for name in empty])
    return arguments


def _joined(words: Sequence[str]) -> list[str]:
    """Join a budget below 0 to its option, so that it is not taken for an option itself."""
    made: list[str] = []
    for word in words:
        if made and made[-1] in ("--within", "--bands") and re.match(r"-[\d.]", word):
            made[-1] += f"={word}"
        else:
            made.append(word)
    return made


class _Parser(argparse.ArgumentParser):
    """Reports a wrong command line as corridors does, with the nearest word that would do."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self.options: list[str] = []
        self.words: list[str] = []
        self.kinds: dict[str, _Parser] = {}
        super().__init__(*arguments, **options)

    def add_argument(self, *names: Any, **options: Any) -> argparse.Action:
        """Add an argument, and remember the names of options."""
        self.options += [name for name in names if name.startswith("--")]
        return super().add_argument(*names, **options)

    def error(self, message: str) -> NoReturn:
        advice = f'See "{self.prog} --help".'
        words = message.split("'")
        if "invalid choice" in message and len(words) > 1:
            advice = suggest(words[1], words[3::2]) or advice
        raise UsageError(Problem("U01", message, advice))


def _parsers(words: Sequence[str]) -> tuple[_Parser, dict[str, _Parser]]:
    """Make the parser, and those of the commands that are needed, by name."""
    parser = _Parser(prog="corridors", allow_abbrev=False, description=(
        "What happens to routes across a region when a link opens or closes?"))
    parser.add_argument("--version", action="version", version=f"corridors {__version__}")
    # The program's name is given, so that argparse does not work it out with heavier imports.
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND",
                                     prog="corridors")
    # Where the first word is a command, the others are asked for by nobody.
    asked = words[:1] if words and words[0] in _COMMANDS else list(_COMMANDS)
    for name in asked:
        what, add = _COMMANDS[name]
        command = _command(commands, name, what)
        if name in words:
            command.words = list(words[1:])
            add(command)
    return parser, commands.choices


def _command(commands: Any, name: str, what: str) -> _Parser:
    parser: _Parser = commands.add_parser(name, help=what, description=f"{what}.",
                                                          allow_abbrev=False)
    return parser


def _add_route(parser: _Parser) -> None:
    parser.add_argument("origin", metavar="FROM", help="place name or node id")
    parser.add_argument("destination", metavar="TO", help="place name or node id")
    add_query(parser)
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help="one JSON object")
    how.add_argument("--geojson", action="store_true", help="the legs as GeoJSON")
    parser.options += ["--json", "--geojson"]
    parser.add_argument("--explain", action="store_true",
                        help="say why this route: what alternatives would add, and what decides")
    parser.add_argument("--beat", action="store_true",
                        help="also say what would have to open to beat the best route")


def _add_many(name: str, module: str = "place_options") -> Callable[[_Parser], None]:
    """Give what adds the options of a command; the module that has them is read only then."""
    def add(parser: _Parser) -> None:
        options = import_module(f"corridors.commands.{module}")
        adding: Callable[[_Parser], None] = getattr(options, f"add_{name}")
        adding(parser)

    return add


def _add_history(parser: _Parser) -> None:
    from corridors.commands.history_options import add_history

    add_history(parser)


def _add_montecarlo(parser: _Parser) -> None:
    from corridors.commands.montecarlo_options import add_montecarlo

    add_montecarlo(parser)


def _add_sweep(parser: _Parser) -> None:
    from corridors.commands.sweep_options import add_sweep

    add_sweep(parser)


def _add_run(parser: _Parser) -> None:
    parser.add_argument("scenario", metavar="SCENARIO", help="name, or path of a .toml file")
    parser.add_argument("--out", metavar="DIR", help="folder for the results (default: out/NAME)")
    parser.add_argument("--overwrite", action="store_true",
                        help="replace a folder that holds something else than results")
    parser.add_argument("--json", action="store_true", help="print what run.json holds")
    import_module("corridors.commands.print_options").add_printing(parser)
    add_assumption(parser)
    add_data(parser)


def _add_compare(parser: _Parser) -> None:
    parser.add_argument("scenarios", metavar="SCENARIO", nargs="+",
                        help="name, or path of a .toml file")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    add_assumption(parser)
    add_data(parser)


def _add_new(parser: _Parser) -> None:
    parser.add_argument("name", metavar="NAME", help="small letters, digits and hyphens")
    parser.add_argument("--out", metavar="FILE", help="where to write it (default: NAME.toml)")
    parser.add_argument("--overwrite", action="store_true", help="replace a file that is there")


def _add_places(parser: _Parser) -> None:
    parser.add_argument("text", metavar="TEXT", help="a part of a name or id")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    add_data(parser)


def _add_info(parser: _Parser) -> None:
    parser.add_argument("id", metavar="ID", nargs="?", help="id of a link, node or border")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    add_data(parser)


def _add_check(parser: _Parser) -> None:
    parser.add_argument("path", metavar="PATH", nargs="?",
                        help="folder or .toml file (default: the data that comes with corridors)")
    add_data(parser)
    parser.add_argument("--strict", action="store_true", help="let notes count as faults")
    parser.add_argument("--sources", action="store_true",
                        help="say what the lengths of a folder rest on, by corridor")
    parser.add_argument("--json", action="store_true", help="one JSON object, with --sources")
    add_assumption(parser)


def add_timeline(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``corridors timeline``."""
    parser.add_argument("--country", metavar="XX", help="only what concerns a country, such as IR")
    parser.add_argument("--from", dest="since", metavar="DATE",
                        help="from this day, month or year on")
    parser.add_argument("--until", metavar="DATE", help="to this day, month or year")
    parser.add_argument("--link", metavar="ID", help="only what concerns a link")
    parser.add_argument("--corridor", metavar="NAME", help="only what concerns a corridor")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    add_data(parser)


def _add_map(parser: _Parser) -> None:
    from corridors.commands.map_kinds import add_kinds

    parser.kinds = add_kinds(parser, parser.words)


_COMMANDS: dict[str, tuple[str, Callable[[_Parser], None]]] = {
    "route": ("the best route between two places, or why there is none", _add_route),
    "matrix": ("what routes between many places take", _add_many("matrix")),
    "reach": ("what lies within hours, km or USD of a place", _add_many("reach")),
    "access": ("how far towns are from the nearest port, or from other places",
               _add_many("access")),
    "critical": ("what hurts most when it closes, and what separates regions",
                 _add_many("critical", "critical_options")),
    "openings": ("what it is worth to open what is planned, being built or closed",
                 _add_many("openings", "opening_options")),
    "threshold": ("at which value of a figure the best route changes",
                  _add_many("threshold", "opening_options")),
    "shares": ("which share of the traffic takes which route or corridor",
               _add_many("shares", "flow_options")),
    "assign": ("where a year's demand goes, and which links it fills",
               _add_many("assign", "flow_options")),
    "history": ("how a route changed over the years, when and why", _add_history),
    "montecarlo": ("how sure an answer is: percentiles, probabilities, what matters most",
                   _add_montecarlo),
    "run": ("run a scenario: tables, maps and reports in one folder", _add_run),
    "report": ("the report of a run again, in another language or format",
               _add_many("report", "print_options")),
    "sweep": ("every combination of what a scenario sweeps, by many processes", _add_sweep),
    "compare": ("several scenarios side by side, without files", _add_compare),
    "new": ("write a scenario file to start from", _add_new),
    "map": ("draw the network, a route, a scenario, or the result of an analysis", _add_map),
    "places": ("look up places by a part of their name", _add_places),
    "info": ("what is known of the data, a link, a node or a border", _add_info),
    "timeline": ("what happened to links, with dates and sources", add_timeline),
    "check": ("check a folder of tables, a scenario or a cost model", _add_check),
}
"""What each command does, and what adds its options."""

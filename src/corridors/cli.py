"""The command line: parse, call one public function, save or print. No logic.

Answers go to the standard output, everything else to the standard error. Exit codes: 0 done,
1 bad input, 2 bad command line, 70 a fault of corridors, 130 interrupted.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, NoReturn

from corridors.errors import CorridorsError, Problem, UsageError, suggest
from corridors.version import __version__

__all__ = ["main"]

Arguments = argparse.Namespace


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line.

    Parameters
    ----------
    argv
        Arguments; those of the process if not given.

    Returns
    -------
    code
        Exit code.
    """
    for stream in (sys.stdout, sys.stderr):
        # A console that cannot show a letter shows its code instead of failing.
        with suppress(AttributeError, OSError):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        arguments = _parser().parse_args(argv)
        _COMMANDS[arguments.command](arguments)
        sys.stdout.flush()
    except CorridorsError as error:
        _say(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        _say("Interrupted. Nothing was left half-written.")
        return 130
    except BrokenPipeError:
        # Whoever read the output has seen enough; let nothing be flushed at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001 - the last line of defence says what to report
        import traceback

        _say(traceback.format_exc())
        _say(f"This is a fault of corridors ({type(error).__name__}), not of your input. "
             "Please report it with the lines above.")
        return 70
    return 0


def _say(text: str) -> None:
    with suppress(BrokenPipeError):
        sys.stderr.write(f"{text}\n")


class _Parser(argparse.ArgumentParser):
    """Reports a wrong command line as corridors does, with the nearest word that would do."""

    def error(self, message: str) -> NoReturn:
        advice = f'See "{self.prog} --help".'
        words = message.split("'")
        if "invalid choice" in message and len(words) > 1:
            advice = suggest(words[1], words[3::2]) or advice
        elif message.startswith("unrecognized arguments"):
            wrong = message.split(":", 1)[1].split()[0]
            known = [option for action in self._all_actions() for option in action.option_strings]
            advice = suggest(wrong, known) or advice
        raise UsageError(Problem("U01", message, advice))

    def _all_actions(self) -> list[argparse.Action]:
        own = list(self._actions)
        for action in self._actions:
            if isinstance(action, argparse._SubParsersAction):
                own += [inner for parser in action.choices.values() for inner in parser._actions]
        return own


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="corridors", allow_abbrev=False, description=(
        "What happens to routes across a region when a link opens or closes?"))
    parser.add_argument("--version", action="version", version=f"corridors {__version__}")
    # The program's name is given, so that argparse does not work it out with heavier imports.
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND",
                                     prog="corridors")
    route = _command(commands, "route", "the best route between two places, or why there is none")
    route.add_argument("origin", metavar="FROM", help="place name or node id")
    route.add_argument("destination", metavar="TO", help="place name or node id")
    _add_query(route)
    how = route.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help="one JSON object")
    how.add_argument("--geojson", action="store_true", help="the legs as GeoJSON")
    run = _command(commands, "run", "run a scenario: tables, maps and reports in one folder")
    run.add_argument("scenario", metavar="SCENARIO", help="name, or path of a .toml file")
    run.add_argument("--out", metavar="DIR", help="folder for the results (default: out/NAME)")
    run.add_argument("--overwrite", action="store_true",
                     help="replace a folder that holds something else than results")
    run.add_argument("--json", action="store_true", help="print what run.json holds")
    _add_data(run)
    compare = _command(commands, "compare", "several scenarios side by side, without files")
    compare.add_argument("scenarios", metavar="SCENARIO", nargs="+",
                         help="name, or path of a .toml file")
    compare.add_argument("--json", action="store_true", help="one JSON object")
    _add_data(compare)
    _add_map(_command(commands, "map", "draw a route, a scenario or the network"))
    places = _command(commands, "places", "look up places by a part of their name")
    places.add_argument("text", metavar="TEXT", help="a part of a name or id")
    places.add_argument("--json", action="store_true", help="one JSON object")
    _add_data(places)
    info = _command(commands, "info", "what is known of the data, a link, a node or a border")
    info.add_argument("id", metavar="ID", nargs="?", help="id of a link, node or border")
    info.add_argument("--json", action="store_true", help="one JSON object")
    _add_data(info)
    check = _command(commands, "check", "check a folder of tables, a scenario or a cost model")
    check.add_argument("path", metavar="PATH", nargs="?",
                       help="folder or .toml file (default: the data that comes with corridors)")
    check.add_argument("--strict", action="store_true", help="let notes count as faults")
    return parser


def _command(commands: Any, name: str, what: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=what, description=f"{what}.",
                                                          allow_abbrev=False)
    return parser


def _add_query(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--by", default="distance", metavar="WHAT",
                        help="best by distance, time, cost or co2 (default: distance)")
    parser.add_argument("--modes", metavar="LIST", help="only these modes: rail,road,sea,ferry,"
                                                         "inland_waterway")
    parser.add_argument("--overland", action="store_true", help="no sea, ferry or waterway")
    parser.add_argument("--avoid", action="append", metavar="LIST", default=[],
                        help="country:AM, border:ID, link:ID, node:ID or corridor:NAME")
    parser.add_argument("--via", action="append", metavar="PLACE", default=[],
                        help="pass a place, or the same things, in this order")
    parser.add_argument("--max-road-km", type=float, metavar="KM", help="most km by road")
    parser.add_argument("--on", metavar="DATE", help="the day, such as 2026-11-01")
    parser.add_argument("--scenario", metavar="SCENARIO", help="apply a scenario first")
    parser.add_argument("--variant", metavar="NAME", help="which variant of it")
    parser.add_argument("--engine", default="heapq", metavar="NAME", help="heapq or networkx")
    _add_data(parser)


def _add_data(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", metavar="DIR", help="folder of data tables")
    parser.add_argument("--costs", metavar="FILE", help="cost model, a .toml file")


def _add_map(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("origin", metavar="FROM", nargs="?", help="place name or node id")
    parser.add_argument("destination", metavar="TO", nargs="?", help="place name or node id")
    parser.add_argument("--out", metavar="FILE", required=True, help=".png, .svg or .pdf")
    parser.add_argument("--boundaries", default="dotted",
                        choices=("dotted", "de_facto", "none"), help="how disputed boundaries look")
    _add_query(parser)


def _route(arguments: Arguments) -> None:
    answer = _answer(arguments)
    if arguments.geojson:
        from corridors.io.geojson import answer_geojson

        sys.stdout.write(answer_geojson(answer))
    elif arguments.json:
        from corridors.reports.as_json import answer_json

        _write_json(answer_json(answer))
    else:
        from corridors.reports.answer_text import answer_text

        sys.stdout.write(answer_text(answer))


def _run(arguments: Arguments) -> None:
    from corridors.io.scenario_files import load_scenario
    from corridors.reports.answer_text import effects_text
    from corridors.reports.as_json import effects_json
    from corridors.study import run_study

    scenario = load_scenario(arguments.scenario)
    out = arguments.out or f"out/{scenario.name}"
    study = run_study(scenario, out, network=_network(arguments), costs=_costs(arguments),
                      overwrite=arguments.overwrite)
    if arguments.json:
        _write_json(effects_json(study.effects))
    else:
        sys.stdout.write(effects_text(study.effects))
    _say(f"Report: {out}/report.html")


def _compare(arguments: Arguments) -> None:
    from corridors.io.scenario_files import load_scenario
    from corridors.reports.answer_text import effects_text
    from corridors.reports.as_json import effects_json
    from corridors.study import run_study

    network, costs = _network(arguments), _costs(arguments)
    made = [run_study(load_scenario(name), network=network, costs=costs).effects
            for name in arguments.scenarios]
    if arguments.json:
        _write_json({effects.scenario.name: effects_json(effects) for effects in made})
    else:
        sys.stdout.write("\n".join(effects_text(effects) for effects in made))


def _map(arguments: Arguments) -> None:
    from pathlib import Path

    from corridors.io.figures import check_figure_path, save_figure
    from corridors.maps import alt_text
    from corridors.study import draw, run_study

    check_figure_path(Path(arguments.out))
    if arguments.origin and arguments.destination is None:
        raise UsageError(Problem("U02", "a map of a route needs two places",
                                 "Give FROM and TO, or neither for a map of the network."))
    what: Any
    if arguments.origin:
        what = _answer(arguments)
    elif arguments.scenario and not arguments.variant:
        from corridors.io.scenario_files import load_scenario

        what = run_study(load_scenario(arguments.scenario), network=_network(arguments),
                         costs=_costs(arguments)).effects
    else:
        what = _snapshot(arguments)
    save_figure(draw(what, boundaries=arguments.boundaries), Path(arguments.out),
                title=Path(arguments.out).stem, alt=alt_text(what))
    _say(f"Map: {arguments.out}")


def _places(arguments: Arguments) -> None:
    matches = _network(arguments).gazetteer.search(arguments.text)
    if arguments.json:
        _write_json({"places": [{"id": m.node.node_id, "name": m.node.name, "found": m.name,
                                 "country": m.node.country or None, "lon": m.node.lon,
                                 "lat": m.node.lat, "type": m.node.node_type}
                                for m in matches]})
        return
    for m in matches:
        also = "" if m.name in (m.node.name, m.node.node_id) else f"  ({m.name})"
        sys.stdout.write(f"{m.node.node_id:32} {m.node.name}, {m.node.country or 'at sea'}"
                         f"{also}\n")
    if not matches:
        _say(f'Nothing is called "{arguments.text}".')


def _info(arguments: Arguments) -> None:
    from corridors.reports.info import info_json, info_text

    network = _network(arguments)
    if arguments.json:
        _write_json(info_json(network, arguments.id))
    else:
        sys.stdout.write(info_text(network, arguments.id))


def _check(arguments: Arguments) -> None:
    from corridors.io.check import check

    problems, notes = check(arguments.path)
    for note in notes:
        _say(str(note))
    if problems or (arguments.strict and notes):
        raise CorridorsError(problems or notes)
    sys.stdout.write(f"Sound, with {len(notes)} notes.\n" if notes else "Sound.\n")


def _answer(arguments: Arguments) -> Any:
    from corridors.model.query import Query
    from corridors.routing.solve import shortest_route

    query = Query(arguments.origin, arguments.destination, arguments.by,
                  _listed(arguments.modes), arguments.overland,
                  [item for text in arguments.avoid for item in _listed(text) or ()],
                  arguments.via, arguments.max_road_km)
    return shortest_route(_snapshot(arguments), query, _costs(arguments),
                          engine_name=arguments.engine)


def _snapshot(arguments: Arguments) -> Any:
    if arguments.variant and not arguments.scenario:
        raise UsageError(Problem("U02", "--variant needs --scenario", "Say of which scenario."))
    if not arguments.scenario:
        return _network(arguments).as_of(arguments.on)
    from corridors.io.scenario_files import load_scenario

    scenario = load_scenario(arguments.scenario)
    today = _network(arguments).as_of(arguments.on or scenario.on)
    return today.apply(scenario, arguments.variant)


def _network(arguments: Arguments) -> Any:
    from corridors.io.data_folder import load

    return load(arguments.data)


def _costs(arguments: Arguments) -> Any:
    from corridors.io.cost_files import load_cost_model

    return load_cost_model(arguments.costs) if arguments.costs else None


def _listed(text: str | None) -> list[str] | None:
    return None if text is None else [word.strip() for word in text.split(",") if word.strip()]


def _write_json(value: Any) -> None:
    import json

    sys.stdout.write(json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1) + "\n")


_COMMANDS: dict[str, Callable[[Arguments], None]] = {
    "route": _route, "run": _run, "compare": _compare, "map": _map, "places": _places,
    "info": _info, "check": _check,
}

if __name__ == "__main__":
    sys.exit(main())

"""The command line: parse, call one public function, save or print. No logic.

Answers go to the standard output, everything else to the standard error. Exit codes: 0 done,
1 bad input, 2 bad command line, 70 a fault of corridors, 130 interrupted.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from corridors.arguments import Arguments, read_arguments
from corridors.errors import CorridorsError, Problem, UsageError

__all__ = ["main"]


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
    gc.set_threshold(100_000)  # what is read lasts: to look for garbage in it is idle
    for stream in (sys.stdout, sys.stderr):
        # A console that cannot show a letter shows its code instead of failing.
        with suppress(AttributeError, OSError):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        with _no_interruption_lost():
            arguments = read_arguments(argv)
            _COMMANDS[arguments.command](arguments)
            _flush()
    except CorridorsError as error:
        _say(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        return _interrupted()
    except BrokenPipeError:
        # Whoever read the output has seen enough; let nothing be flushed at exit.
        _discard_output()
        return 0
    except OSError as error:
        _discard_output()
        _say(f"The output cannot be written ({error.strerror or error}). Free some space, or send "
             "it elsewhere. [O01]")
        return 1
    except Exception as error:  # noqa: BLE001 - the last line of defence says what to report
        # Python 3.11 wraps an interruption that comes while a class is being made.
        if isinstance(error.__cause__, KeyboardInterrupt):
            return _interrupted()
        import traceback

        _say(traceback.format_exc())
        _say(f"This is a fault of corridors ({type(error).__name__}), not of your input. "
             "Please report it with the lines above.")
        return 70
    return 0


def _interrupted() -> int:
    _say("Interrupted. Nothing was left half-written.")
    return 130


@contextmanager
def _no_interruption_lost() -> Iterator[None]:
    """Ask again for an interruption that Python drops, as it does in a callback or destructor."""
    before = sys.unraisablehook

    def hook(lost: sys.UnraisableHookArgs) -> None:
        if lost.exc_type is KeyboardInterrupt:
            import _thread
            import threading

            # A little later: asked for here and now, it would be dropped in this hook as well.
            again = threading.Timer(0.05, _thread.interrupt_main)
            again.daemon = True
            again.start()
        else:
            before(lost)

    sys.unraisablehook = hook
    try:
        yield
    finally:
        sys.unraisablehook = before


def _say(text: str) -> None:
    # The standard error may be closed, or not there at all.
    with suppress(OSError, AttributeError, ValueError):
        sys.stderr.write(f"{text}\n")


def _print(text: str) -> None:
    if sys.stdout is not None:
        sys.stdout.write(text)


def _flush() -> None:
    if sys.stdout is not None:
        sys.stdout.flush()


def _discard_output() -> None:
    with suppress(OSError, AttributeError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _route(arguments: Arguments) -> None:
    answer = _answer(arguments)
    if arguments.geojson:
        from corridors.io.geojson import answer_geojson

        _print(answer_geojson(answer))
    elif arguments.json:
        from corridors.reports.as_json import answer_json

        _write_json(answer_json(answer))
    else:
        from corridors.reports.answer_text import answer_text

        _print(answer_text(answer))


def _run(arguments: Arguments) -> None:
    from pathlib import Path

    from corridors.io.save_folder import check_writable
    from corridors.reports.answer_text import effects_text
    from corridors.reports.as_json import effects_json
    from corridors.study import run_study

    out = arguments.out or f"out/{Path(arguments.scenario).stem}"
    check_writable(Path(out), overwrite=arguments.overwrite)
    study = run_study(_scenario(arguments, arguments.scenario), out, network=_network(arguments),
                      costs=_costs(arguments), overwrite=arguments.overwrite)
    if arguments.json:
        _write_json(effects_json(study.effects))
    else:
        _print(effects_text(study.effects))
    _say(f"Report: {out}/report.html")


def _compare(arguments: Arguments) -> None:
    from corridors.reports.answer_text import effects_text
    from corridors.reports.as_json import effects_json
    from corridors.study import run_study

    network, costs = _network(arguments), _costs(arguments)
    made = [run_study(_scenario(arguments, name), network=network, costs=costs).effects
            for name in arguments.scenarios]
    if arguments.json:
        _write_json({effects.scenario.name: effects_json(effects) for effects in made})
    else:
        _print("\n".join(effects_text(effects) for effects in made))


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
        what = run_study(_scenario(arguments, arguments.scenario), network=_network(arguments),
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
                                 "matched": m.names, "unlocode": m.node.unlocode or None,
                                 "country": m.node.country or None, "lon": m.node.lon,
                                 "lat": m.node.lat, "type": m.node.node_type}
                                for m in matches]})
        return
    for m in matches:
        also = ", ".join(name for name in m.names
                         if name not in (m.node.name, m.node.node_id, m.node.unlocode))
        _print(f"{m.node.node_id:32} {m.node.unlocode:6} {m.node.name}, "
               f"{m.node.country or 'at sea'}{also and f' ({also})'}\n")
    if not matches:
        _say(f'Nothing is called "{arguments.text}".')


def _info(arguments: Arguments) -> None:
    from corridors.reports.info import info_json, info_text

    network = _network(arguments)
    if arguments.json:
        _write_json(info_json(network, arguments.id))
    else:
        _print(info_text(network, arguments.id))


def _timeline(arguments: Arguments) -> None:
    from corridors.analysis.timeline import timeline
    from corridors.reports.timeline_text import timeline_json, timeline_text

    network = _network(arguments)
    found = timeline(network, country=arguments.country, since=arguments.since,
                     until=arguments.until, link=arguments.link, corridor=arguments.corridor)
    if arguments.json:
        _write_json(timeline_json(network, found))
    else:
        _print(timeline_text(found))


def _check(arguments: Arguments) -> None:
    if arguments.sources:
        _sources(arguments)
        return
    if arguments.json:
        raise UsageError(Problem("U02", "--json goes with --sources", "Add --sources."))
    from corridors.io.check import check

    problems, notes = check(arguments.path, network=_network(arguments) if arguments.data
                            else None, costs=_costs(arguments))
    for note in notes:
        _say(str(note))
    if problems or (arguments.strict and notes):
        raise CorridorsError(problems or notes)
    _print(f"Sound, with {len(notes)} notes.\n" if notes else "Sound.\n")


def _sources(arguments: Arguments) -> None:
    from corridors.analysis.sourcing import sourcing_of
    from corridors.io.data_folder import load
    from corridors.reports.sourcing import sourcing_json, sourcing_text

    sourcing = sourcing_of(load(arguments.path or arguments.data))
    if arguments.json:
        _write_json(sourcing_json(sourcing))
    else:
        _print(sourcing_text(sourcing))


def _answer(arguments: Arguments) -> Any:
    from corridors.model.query import Query
    from corridors.routing.solve import shortest_route

    query = Query(arguments.origin, arguments.destination, arguments.by,
                  _listed(arguments.modes), arguments.overland,
                  [item for text in arguments.avoid for item in _listed(text) or ()],
                  arguments.via, arguments.max_road_km,
                  terminal_to_terminal=arguments.terminal_to_terminal)
    snapshot = _snapshot(arguments)
    for note in snapshot.notes:
        _say(str(note))
    return shortest_route(snapshot, query, _costs(arguments), engine_name=arguments.engine)


def _snapshot(arguments: Arguments) -> Any:
    if arguments.variant and not arguments.scenario:
        raise UsageError(Problem("U02", "--variant needs --scenario", "Say of which scenario."))
    if not arguments.scenario:
        return _network(arguments).as_of(arguments.on,
                                         assume_expected=arguments.assume_expected)
    scenario = _scenario(arguments, arguments.scenario)
    variant = scenario.variant(arguments.variant)
    if arguments.on and variant.on is not None:
        raise UsageError(Problem("U02", f'the variant "{variant.name}" has a date of its own, '
                                        f"{variant.on}", "Leave --on out."))
    today = _network(arguments).as_of(arguments.on or scenario.on,
                                      assume_expected=scenario.assume_expected)
    return today.apply(scenario, variant.name)


def _scenario(arguments: Arguments, name: str) -> Any:
    from dataclasses import replace

    from corridors.io.scenario_files import load_scenario

    scenario = load_scenario(name)
    return replace(scenario, assume_expected=True) if arguments.assume_expected else scenario


def _network(arguments: Arguments) -> Any:
    from corridors.io.data_folder import load

    network = load(arguments.data)
    if network.notes:
        _say(f"{len(network.notes)} notes on the data; "
             f'"corridors check {arguments.data or ""}" tells them.')
    return network


def _costs(arguments: Arguments) -> Any:
    from corridors.io.cost_files import costs_for, load_cost_model

    if arguments.costs:
        return load_cost_model(arguments.costs)
    if not getattr(arguments, "scenario", None):
        return None
    from corridors.io.scenario_files import load_scenario

    return costs_for(load_scenario(arguments.scenario))


def _listed(text: str | None) -> list[str] | None:
    return None if text is None else [word.strip() for word in text.split(",") if word.strip()]


def _write_json(value: Any) -> None:
    import json

    _print(json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1) + "\n")


_COMMANDS: dict[str, Callable[[Arguments], None]] = {
    "route": _route, "run": _run, "compare": _compare, "map": _map, "places": _places,
    "info": _info, "timeline": _timeline, "check": _check,
}

"""What commands have in common: the network, snapshot, costs and query that options ask for."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from corridors.commands.arguments import Arguments
from corridors.commands.query_options import QUERY_OPTIONS
from corridors.errors import Problem, QueryError, UsageError

__all__ = [
    "answer_of",
    "costs_of",
    "engine_of",
    "flush",
    "listed",
    "network_of",
    "options_checked",
    "print_text",
    "query_of",
    "say",
    "scenario_of",
    "snapshot_of",
    "tell_engine",
    "template_of",
    "write_json",
]

_OPTION_CODES = {"Q02", "Q03", "Q04", "Q05", "Q06", "Q08", "Q17", "Q18", "Q19", "Q22", "Q23", "Q28",
                 "Q40", "Q41", "Q42", "Q43", "Q54", "Q56", "Q60", "Q61", "Q63",
                 "Q70", "Q72", "Q73", "Q74",
                 "Q52", "Q75", "Q77", "Q78"}

_OF_KEYS = {"Q22", "Q23", "Q28", "Q54"}
"""Codes whose sentences name keys of a question by words that mean something else elsewhere."""


def say(text: str) -> None:
    """Write a line to the standard error, which may be closed or not there at all."""
    with suppress(OSError, AttributeError, ValueError):
        sys.stderr.write(f"{text}\n")


def print_text(text: str) -> None:
    """Write to the standard output, where there is one."""
    if sys.stdout is not None:
        sys.stdout.write(text)


def flush() -> None:
    """Write out what the standard output still holds."""
    if sys.stdout is not None:
        sys.stdout.flush()


def answer_of(arguments: Arguments) -> Any:
    """Ask for the routes that the options mean."""
    from corridors.routing.solve import shortest_route

    with options_checked():
        query = query_of(arguments)
        snapshot = snapshot_of(arguments)
        for note in snapshot.notes:
            say(str(note))
        answer = shortest_route(snapshot, query, costs_of(arguments),
                                engine_name=engine_of(arguments))
    tell_engine(arguments, answer)
    return answer


def engine_of(arguments: Arguments) -> str:
    """Give the name of the engine that is asked for."""
    return arguments.engine or "auto"


def tell_engine(arguments: Arguments, found: Any) -> None:
    """Say which engine solved it, where the option was given."""
    if arguments.engine:
        say(f"Solved by {found.stamp.engine}.")


@contextmanager
def options_checked() -> Iterator[None]:
    """Let a word or number of the question that cannot be be a fault of the command line."""
    try:
        yield
    except QueryError as error:
        if not {problem.code for problem in error.problems} <= _OPTION_CODES:
            raise
        raise UsageError(map(_by_options, error.problems)) from error


def _by_options(problem: Problem) -> Problem:
    """Let a problem of a question speak of options: its keys bear the same names."""
    from dataclasses import replace

    names = [name for name in (*QUERY_OPTIONS, "avoid")
             if "_" in name or (problem.code in _OF_KEYS and name not in ("by", "per"))]
    # "different" is a word, too.
    keys = re.compile(rf"(?<![-\"])\b({'|'.join(names)})\b(?!=| (?:routes|kinds)|\")")

    def option(text: str) -> str:
        return keys.sub(lambda found: _option(found[0]),
                        re.sub(r'\bby = "(\w+)"', r"--by \1", text))

    message, column = option(problem.message), problem.column
    if column in (*QUERY_OPTIONS, "avoid"):
        named = message.startswith(_option(column))
        message = message if named else f"{_option(column)}: {message}"
        column = ""
    elif column == "within":
        message, column = f"--within: {message}", ""
    elif column in ("from", "to"):
        column = ""
    return replace(problem, message=message, advice=option(problem.advice), column=column)


def _option(name: str) -> str:
    return f"{'-' if len(name) == 1 else '--'}{name.replace('_', '-')}"


def query_of(arguments: Arguments) -> Any:
    """Give the question that the options mean."""
    from corridors.model.query import Query
    from corridors.model.query_checks import usual_by

    given = {name: getattr(arguments, name) for name in QUERY_OPTIONS
             if getattr(arguments, name) is not None}
    for name in ("modes", "gauge_change", "pareto"):
        if name in given:
            given[name] = _named(name, given[name])
    given.setdefault("by", usual_by(given.get("pareto")))
    given["avoid"] = [item for text in arguments.avoid for item in listed(text) or ()]
    return Query(arguments.origin, arguments.destination, **given)


def _named(option: str, text: str) -> list[str]:
    """Take a list apart, which must name something: nothing is never taken for anything."""
    words = listed(text)
    if not words:
        raise UsageError(Problem("U03", f'--{option.replace("_", "-")} "{text}" names nothing',
                                 "Give some words, or leave the option out."))
    return words


def template_of(arguments: Arguments, snapshot: Any) -> Any:
    """Give the question that the options ask of many places; its own two do not matter."""
    if arguments.per != "teu":
        raise UsageError(Problem("U02", "tables of many places are told per TEU",
                                 "Leave --per out."))
    arguments.origin = arguments.destination = snapshot.network.nodes.node_id[0]
    return query_of(arguments)


def snapshot_of(arguments: Arguments) -> Any:
    """Give the network on the day, and with the scenario, that the options mean."""
    if arguments.variant and not arguments.scenario:
        raise UsageError(Problem("U02", "--variant needs --scenario", "Say of which scenario."))
    depart = getattr(arguments, "depart", None)
    if arguments.on and depart and arguments.on != depart:
        raise UsageError(Problem("U02", f"--on {arguments.on} and --depart {depart} are two days",
                                 "Leave --on out: the network is taken on the day of departure."))
    if not arguments.scenario:
        return network_of(arguments).as_of(arguments.on or depart,
                                           assume_expected=arguments.assume_expected)
    scenario = scenario_of(arguments, arguments.scenario)
    variant = scenario.variant(arguments.variant)
    for option, given in (("--on", arguments.on), ("--depart", depart)):
        if given and variant.on is not None:
            raise UsageError(Problem("U02", f'the variant "{variant.name}" has a date of its own, '
                                            f"{variant.on}", f"Leave {option} out."))
    today = network_of(arguments, scenario).as_of(arguments.on or scenario.on,
                                                  assume_expected=scenario.assume_expected)
    return today.apply(scenario, variant.name)


def scenario_of(arguments: Arguments, name: str) -> Any:
    """Read a scenario; expected openings are assumed where an option says so."""
    from dataclasses import replace

    from corridors.io.scenario_files import load_scenario

    scenario = load_scenario(name)
    return replace(scenario, assume_expected=True) if arguments.assume_expected else scenario


def network_of(arguments: Arguments, scenario: Any = None) -> Any:
    """Load the network that the options or a scenario mean; tell that there are notes on it."""
    from corridors.io.data_folder import load

    folder = arguments.data or (scenario.network if scenario is not None else "")
    network = load(folder or None)
    if network.notes:
        say(f'{len(network.notes)} notes on the data; "corridors check {folder}" tells them.')
    return network


def costs_of(arguments: Arguments) -> Any:
    """Give the cost model that an option or the scenario names; None for that of the data."""
    from corridors.io.cost_files import costs_for, load_cost_model

    if arguments.costs:
        return load_cost_model(arguments.costs)
    if not getattr(arguments, "scenario", None):
        return None
    from corridors.io.scenario_files import load_scenario

    return costs_for(load_scenario(arguments.scenario))


def listed(text: str | None) -> list[str] | None:
    """Take a list apart at its commas."""
    return None if text is None else [word.strip() for word in text.split(",") if word.strip()]


def write_json(value: Any) -> None:
    """Print one JSON object."""
    import json

    print_text(json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1) + "\n")

"""Scenario files: TOML in, a scenario out, and everything that is wrong with its line.

The keys are those of :class:`~corridors.model.query.Query`,
:class:`~corridors.model.scenario.Variant` and :class:`~corridors.model.scenario.Change`; see
``docs/scenarios.md``.
"""

from __future__ import annotations

import re
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from corridors.errors import InputError, Problem, ScenarioError, suggest
from corridors.io.bundled import bundled_data
from corridors.io.cost_files import bundled_cost_models
from corridors.io.keys import Keys
from corridors.io.toml_file import read_toml
from corridors.model.modes import BY, MODES
from corridors.model.query import Query
from corridors.model.query_checks import PARETO, PER, usual_by
from corridors.model.rates import TECHNIQUES
from corridors.model.records import Link, Node
from corridors.model.restriction import NO_CHANGE, Restriction, limit_problems
from corridors.model.scenario import ACTIONS, FIELDS, Change, Scenario, Variant
from corridors.model.spread import Spread
from corridors.model.status import STATUSES

__all__ = ["bundled_scenarios", "load_scenario"]

# A name becomes the name of a folder or file on any system.
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_DEVICE = re.compile(r"con|prn|aux|nul|com\d|lpt\d")


def bundled_scenarios() -> tuple[str, ...]:
    """Give the names of the scenarios that come with corridors.

    Returns
    -------
    names
        Names, sorted.

    Examples
    --------
    >>> "rasht-astara" in bundled_scenarios()
    True
    """
    return tuple(sorted(path.stem for path in (bundled_data() / "scenarios").glob("*.toml")))


def load_scenario(name: Path | str) -> Scenario:
    """Read a scenario.

    Parameters
    ----------
    name
        Path of a .toml file, or the name of a scenario that comes with corridors.

    Returns
    -------
    scenario
        The scenario. Whether its places and links exist is seen when it is applied.

    Raises
    ------
    ScenarioError
        With everything that is wrong in the file, each with its line.

    Examples
    --------
    >>> load_scenario("rasht-astara").variant().changes[0].action
    'open'
    """
    path = _find(name)
    problems: list[Problem] = []
    try:
        file = read_toml(path)
        top = Keys(file, (), file.values, problems)
        scenario = _scenario(path.stem, top)
    except InputError as error:
        raise ScenarioError(error.problems) from error
    if problems:
        raise ScenarioError(sorted(problems, key=lambda problem: problem.line or 0))
    return replace(scenario, text=file.text)


def _find(name: Path | str) -> Path:
    path = Path(name)
    if isinstance(name, Path) or path.suffix or len(path.parts) != 1:
        if path.suffix.lower() in (".yaml", ".yml", ".json"):
            raise ScenarioError(Problem("S01", f"{path.name} is not a TOML file",
                                        "Scenarios are .toml files."))
        return path
    if name in bundled_scenarios():
        return bundled_data() / "scenarios" / f"{name}.toml"
    raise ScenarioError(Problem(
        "S01", f'there is no scenario "{name}"',
        f"{suggest(str(name), bundled_scenarios())} Or give the path of a .toml file.".strip()))


def _scenario(name: str, top: Keys) -> Scenario:
    if not _NAME.fullmatch(name) or _DEVICE.fullmatch(name):
        top.wrong("S02", "", f'"{name}" cannot name a scenario',
                  "Name the file in small letters, digits and hyphens, such as open-borders.toml.")
    title = top.text("title", needed=True)
    question, description = top.text("question"), top.text("description")
    on, base, sources = top.day("on"), top.text("base"), top.texts("sources")
    assume = top.flag("assume_expected")
    costs = top.text("costs", known=bundled_cost_models())
    queries = [(query, keys.line) for keys in top.tables("query") for query in _queries(keys)]
    variants: list[Variant] = []
    for keys in top.tables("variant"):
        variant = _variant(keys)
        if variant.name in ("base", *(other.name for other in variants)):
            keys.wrong("S02", "name", f'the name "{variant.name}" is used already',
                       "Give each variant a name of its own; the network as it is is the base.")
        variants.append(variant)
    top.done()
    return Scenario(name, title, tuple(variants), tuple(query for query, _ in queries), question,
                    description, on, base, sources, file=top.file.name,
                    query_lines=tuple(line for _, line in queries), assume_expected=assume,
                    costs=costs)


def _queries(keys: Keys) -> list[Query]:
    """Read one [[query]]; several origins, destinations or criteria make several queries."""
    origins, destinations = keys.texts("origin"), keys.texts("destination")
    for key, found in (("origin", origins), ("destination", destinations)):
        if not found and key not in keys.values:
            keys.wrong("K02", "", f'"{key}" is missing', f'Add {key} = "...".')
    criteria = keys.texts("by", known=BY)
    shared = {name: value for name, value in asdict(_restriction(keys)).items()
              if value is not None}
    shared |= _asked(keys)
    criteria = criteria or (usual_by(shared.get("pareto")),)
    keys.done()
    made = []
    for origin in origins:
        for destination in destinations:
            for by in criteria:
                asked = dict(shared)
                if by != "generalised" and "generalised" in criteria:
                    asked.pop("value_of_time", None)  # it is for the other criterion
                try:
                    made.append(Query(origin, destination, by, **asked))
                except InputError as error:
                    for problem in error.problems:
                        keys.wrong_once(problem)
                    return made
    return made


def _asked(keys: Keys) -> dict[str, Any]:
    """Read what kind of answer is wanted; what is not said is left to the query."""
    found: dict[str, Any] = {
        "label": keys.text("label"), "terminal_to_terminal": keys.flag("terminal_to_terminal"),
        "pareto": keys.texts("pareto", known=PARETO), "depart": keys.day("depart")}
    for name in ("value_of_time", "overlap", "detour", "simplest_within", "max_days"):
        found[name] = keys.number(name)
    for name in ("k", "different"):
        found[name] = keys.whole(name)
    if "per" in keys.values:
        found["per"] = keys.text("per", known=PER)
    keys.asked.append("per")
    return {name: value for name, value in found.items() if value is not None}


def _restriction(keys: Keys) -> Restriction:
    modes = keys.texts("modes", known=MODES)
    techniques = keys.texts("gauge_change", known=(*TECHNIQUES, NO_CHANGE))
    found = Restriction(
        frozenset(modes) if modes else None, keys.flag("overland"), keys.texts("avoid"),
        keys.texts("via"), keys.number("max_road_km"), keys.whole("max_borders"),
        keys.whole("max_gauge_breaks"), keys.whole("max_transfers"), keys.flag("only_cited"),
        frozenset(techniques) if techniques else None)
    for problem in limit_problems(found):
        # A word that is not known is told where it is read.
        if problem.code != "Q17" or "contradict" in problem.message:
            keys.wrong_once(problem)
    return found


def _variant(keys: Keys) -> Variant:
    name, title, on = keys.text("name", needed=True), keys.text("title"), keys.day("on")
    if name and (not _NAME.fullmatch(name) or _DEVICE.fullmatch(name)):
        keys.wrong("S02", "name", f'"{name}" cannot name a variant',
                   "Use small letters, digits and hyphens.")
    said = keys.flag("assume_expected")
    assume = said if "assume_expected" in keys.values else None
    changes = tuple(_change(change) for change in keys.tables("change"))
    restriction = _restriction(keys)
    keys.done()
    return Variant(name, title, changes, on, restriction, assume)


def _change(keys: Keys) -> Change:
    action = keys.text("action", known=ACTIONS, needed=True)
    field = keys.text("field", known=FIELDS)
    value, status = _value(keys, field)
    added = [(_link(link), link.points("course")) for link in keys.tables("link")]
    change = Change(
        select=keys.texts("select"), action=action, field=field, value=value,
        factor=keys.number("factor"), status=status,
        expects=keys.text("expects", known=STATUSES), reason=keys.text("reason"),
        source=keys.text("source"), nodes=tuple(_node(node) for node in keys.tables("node")),
        links=tuple(link for link, _ in added),
        gauges_mm=_gauges(keys, keys.values.get("value")) if field == "gauge_mm" else (),
        courses={link.link_id: points for link, points in added if points},
        file=keys.file.name, line=keys.line, lines=keys.lines())
    keys.done()
    return change


def _value(keys: Keys, field: str) -> tuple[Spread | None, str]:
    if field == "status":
        return None, keys.text("value", known=STATUSES, needed=True)
    if field == "gauge_mm":
        keys.asked.append("value")
        return None, ""
    value, low, high = keys.number("value"), keys.number("low"), keys.number("high")
    if value is None:
        return None, ""
    return Spread(value if low is None else low, value, value if high is None else high), ""


def _node(keys: Keys) -> Node:
    node = Node(keys.text("node_id", needed=True), keys.text("name", needed=True),
                keys.text("country"), keys.number("lon", needed=True) or 0.0,
                keys.number("lat", needed=True) or 0.0)
    keys.done()
    return node


def _link(keys: Keys) -> Link:
    length = keys.number("length_km", needed=True) or 0.0
    low, high = keys.number("length_km_low"), keys.number("length_km_high")
    gauges = keys.values.get("gauge_mm")
    keys.asked.append("gauge_mm")
    link = Link(
        keys.text("link_id", needed=True), keys.text("from_node_id", needed=True),
        keys.text("to_node_id", needed=True), keys.text("mode", known=MODES, needed=True),
        Spread(length if low is None else low, length, length if high is None else high),
        gauges_mm=_gauges(keys, gauges), status=keys.text("status", "operational",
                                                          known=STATUSES),
        speed_kmh=keys.number("speed_kmh"), directed=keys.flag("directed"),
        corridors=keys.texts("corridors"), electrified=keys.text("electrified"),
        note=keys.text("note"), source=keys.text("source"))
    keys.asked.append("course")
    keys.done()
    return link


def _gauges(keys: Keys, value: Any) -> tuple[int, ...]:
    listed = value if isinstance(value, list) else [] if value is None else [value]
    if all(isinstance(item, int) and not isinstance(item, bool) for item in listed):
        return tuple(listed)
    keys.wrong("K03", "gauge_mm", f"{value!r} is not a gauge", "Write gauge_mm = 1435.")
    return ()

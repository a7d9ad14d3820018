"""Checking what a user wrote: a folder of tables, a scenario or a cost model."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from corridors.analysis.asked import asked_results
from corridors.analysis.effects import effects_of
from corridors.analysis.sweep_cases import Cases
from corridors.errors import InputError, Problem
from corridors.io.bundled import bundled_data
from corridors.io.cost_files import costs_for, load_cost_model
from corridors.io.data_folder import read_data_folder
from corridors.io.demand_files import load_demand
from corridors.io.scenario_files import bundled_scenarios, load_scenario, network_for
from corridors.io.toml_file import read_toml
from corridors.model.asked_checks import cases_that_fail
from corridors.model.costs import CostModel
from corridors.model.network import Network
from corridors.model.plausible import unusual

__all__ = ["check"]


def check(path: Path | str | None = None, *, network: Network | None = None,
          costs: CostModel | None = None, assume_expected: bool = False
          ) -> tuple[list[Problem], list[Problem]]:
    """Check a folder of tables, a scenario file or a cost model.

    Parameters
    ----------
    path
        A folder, a .toml file, or the name of a scenario that comes with corridors; the data
        that comes with corridors if not given.
    network, costs
        What a scenario is checked against; if not given what it names itself, else the data that
        comes with corridors.
    assume_expected
        Check a scenario as it is run when links open on the date they are expected to.

    Returns
    -------
    problems
        What would refuse it. What passes here is not refused when it is used.
    notes
        What was mended or looks doubtful.

    Examples
    --------
    >>> check()[0]
    []
    """
    place = bundled_data() if path is None else Path(path)
    if not place.exists() and str(path) in bundled_scenarios():
        place = bundled_data() / "scenarios" / f"{path}.toml"
    if place.is_dir() or not (place.is_file() or place.suffix):
        read, problems = read_data_folder(place)
        if read is None:
            return problems, []
        return [*_about_places(read), *_demand(place)], [*read.notes, *unusual(read)]
    try:
        if "rate" in read_toml(place).values:
            load_cost_model(place)
            return [], []
        # By the same words as it is run: what has no ending is a name, and no file.
        scenario = load_scenario(place if path is None else path)
        if assume_expected:
            scenario = replace(scenario, assume_expected=True)
        effects = effects_of(scenario, network_for(scenario, network),
                             costs_for(scenario, costs))
        if scenario.axes:
            Cases(effects.scenario)  # refuses axes that no sweep can have
        asked_results(effects, briefly=True)  # refuses what a run would
    except InputError as error:
        return list(error.problems), []
    notes = [note for case in effects.cases for note in case.snapshot.notes]
    notes += cases_that_fail(effects.scenario, effects.base.snapshot) if scenario.axes else []
    return [], list(dict.fromkeys(notes))


def _about_places(network: Network) -> list[Problem]:
    """Read the tables that are else read when they are asked for."""
    found: list[Problem] = []
    for table in (network.population, network.groups, network.investments):
        try:
            len(table)
        except InputError as error:
            found += error.problems
    return found


def _demand(folder: Path) -> list[Problem]:
    """Read the table of demand of a folder, where it has one."""
    home = folder / "network" if (folder / "network").is_dir() else folder
    if not (home / "demand.csv").exists():
        return []
    try:
        load_demand(home / "demand.csv", payload_t=1.0)
    except InputError as error:
        return list(error.problems)
    return []

"""Cost models in files: one ``[[rate]]`` for every number.

A file may rest on another one, ``extends = "default"``: it then holds only what differs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from corridors.errors import InputError, Problem, suggest
from corridors.io.bundled import bundled_data
from corridors.io.keys import Keys
from corridors.io.toml_file import read_toml
from corridors.model.costs import CostModel
from corridors.model.modes import MODES
from corridors.model.rates import KINDS, Rate
from corridors.model.spread import Spread

if TYPE_CHECKING:
    from corridors.model.scenario import Scenario

__all__ = ["bundled_cost_models", "costs_for", "load_cost_model"]


def bundled_cost_models() -> tuple[str, ...]:
    """Give the names of the cost models that come with corridors.

    Returns
    -------
    names
        Names, sorted.

    Examples
    --------
    >>> bundled_cost_models()
    ('cpmm', 'default')
    """
    return tuple(sorted(path.stem for path in (bundled_data() / "costs").glob("*.toml")))


def load_cost_model(name: Path | str | None = None) -> CostModel:
    """Read a cost model.

    Parameters
    ----------
    name
        Path of a .toml file, or the name of a cost model that comes with corridors; ``default``
        if not given.

    Returns
    -------
    model
        The cost model; what its file does not say is as in the model that it extends.

    Raises
    ------
    InputError
        With everything that is wrong in the file: keys, units, ranges, what is missing.

    Examples
    --------
    >>> load_cost_model().name, load_cost_model("cpmm").currency
    ('default', 'USD of 2024')
    """
    return _read(_find("default" if name is None else name, Path()), ())


def costs_for(scenario: Scenario, chosen: CostModel | None = None) -> CostModel | None:
    """Give the cost model a scenario is worked out with.

    Parameters
    ----------
    scenario
        The scenario, which may name one.
    chosen
        The one that was chosen for this run; it comes before the one of the scenario.

    Returns
    -------
    model
        The cost model; None for the one of the data.
    """
    return load_cost_model(scenario.costs) if chosen is None and scenario.costs else chosen


def _find(name: Path | str, folder: Path) -> Path:
    """Find a file: a bare name is a model that comes with corridors, also where one extends it."""
    path = Path(name)
    if isinstance(name, Path) or path.suffix or len(path.parts) != 1:
        return folder / path
    known = bundled_cost_models()
    if name in known:
        return bundled_data() / "costs" / f"{name}.toml"
    raise InputError(Problem(
        "C05", f'there is no cost model "{name}"',
        f"{suggest(str(name), known)} Or give the path of a .toml file.".strip()))


def _read(path: Path, extending: tuple[Path, ...]) -> CostModel:
    file = read_toml(path)
    problems: list[Problem] = []
    top = Keys(file, (), file.values, problems)
    base = _base(top, (*extending, path.resolve()))
    name, description = top.text("name", needed=True), top.text("description")
    currency = top.text("currency", base.currency if base else "")
    areas = dict(base.areas) if base else {}
    for keys in top.tables("area"):
        areas.update(_area(keys))
    tables = top.tables("rate")
    own = [_rate(keys) for keys in tables]
    top.done()
    if problems:
        raise InputError(problems)
    said = {rate.key for rate in own}
    kept = [rate for rate in (base.rates if base else ()) if rate.key not in said]
    try:
        return CostModel.build(name, description, [*kept, *own], file.name, currency=currency,
                               areas=areas)
    except InputError:
        # To find the lines of a file takes as long as to read it, so it is done only for a fault.
        lined = [replace(rate, line=keys.line) for rate, keys in zip(own, tables, strict=True)]
        return CostModel.build(name, description, [*kept, *lined], file.name, currency=currency,
                               areas=areas)


def _base(top: Keys, extending: tuple[Path, ...]) -> CostModel | None:
    extends = top.text("extends")
    if not extends:
        return None
    path = _find(extends, extending[-1].parent)
    if path.resolve() in extending:
        top.wrong("C06", "extends", f'"{extends}" extends this file in its turn',
                  "Let one of them stand alone.")
        return None
    return _read(path, extending)


def _area(keys: Keys) -> dict[str, str]:
    name, nodes = keys.text("name", needed=True), keys.texts("nodes")
    if len(name) == 2 and name.isupper():
        keys.wrong("K03", "name", f'"{name}" would pass for a country', "Use small letters.")
    keys.done()
    return dict.fromkeys(nodes, name)


def _rate(keys: Keys) -> Rate:
    kind = keys.text("kind", "speed", known=KINDS, needed=True)
    unit = keys.text("unit", needed=True)
    if unit and kind in KINDS and unit not in KINDS[kind]:
        keys.wrong("K04", "unit", f'a {kind} is not in "{unit}"',
                   f"Give it in {_either(KINDS[kind])}.")
    value = keys.number("value", needed=True) or 0.0
    low, high = keys.number("low"), keys.number("high")
    border, link = keys.text("border"), keys.text("link")
    rate = Rate(
        kind, Spread(value if low is None else low, value, value if high is None else high),
        mode=keys.text("mode", known=MODES), to_mode=keys.text("to_mode", known=MODES),
        country=keys.text("country"), technique=keys.text("technique"),
        traction=keys.text("traction"), source=keys.texts("source"), note=keys.text("note"),
        unit=unit, year=keys.text("year"), area=keys.text("area"),
        subject=border or link)
    keys.done()
    return rate


def _either(words: Iterable[str]) -> str:
    return " or ".join(f'"{word}"' for word in words)

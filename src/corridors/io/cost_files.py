"""Cost models in files: one ``[[rate]]`` for every number."""

from __future__ import annotations

from pathlib import Path

from corridors.errors import InputError, Problem
from corridors.io.bundled import bundled_data
from corridors.io.keys import Keys
from corridors.io.toml_file import read_toml
from corridors.model.costs import KINDS, CostModel, Rate
from corridors.model.modes import MODES
from corridors.model.spread import Spread

__all__ = ["load_cost_model"]


def load_cost_model(path: Path | str | None = None) -> CostModel:
    """Read a cost model.

    Parameters
    ----------
    path
        A .toml file; the one that comes with corridors if not given.

    Returns
    -------
    model
        The cost model.

    Raises
    ------
    InputError
        With everything that is wrong in the file: keys, units, ranges, what is missing.

    Examples
    --------
    >>> load_cost_model().name
    'default'
    """
    file = read_toml(Path(path) if path is not None else bundled_data() / "costs" / "default.toml")
    problems: list[Problem] = []
    top = Keys(file, (), file.values, problems)
    name, description = top.text("name", needed=True), top.text("description")
    rates = [_rate(keys) for keys in top.tables("rate")]
    top.done()
    if problems:
        raise InputError(problems)
    return CostModel.build(name, description, rates, file.name)


def _rate(keys: Keys) -> Rate:
    kind = keys.text("kind", "speed", known=KINDS, needed=True)
    unit = keys.text("unit", needed=True)
    if unit and kind in KINDS and unit != KINDS[kind]:
        keys.wrong("K04", "unit", f'a {kind} is not in "{unit}"',
                   f'Give it in "{KINDS[kind]}".')
    value = keys.number("value", needed=True) or 0.0
    low, high = keys.number("low"), keys.number("high")
    rate = Rate(
        kind, Spread(value if low is None else low, value, value if high is None else high),
        mode=keys.text("mode", known=MODES), to_mode=keys.text("to_mode", known=MODES),
        country=keys.text("country"), technique=keys.text("technique"),
        traction=keys.text("traction"), source=keys.texts("source"), note=keys.text("note"),
        line=keys.line)
    keys.done()
    return rate

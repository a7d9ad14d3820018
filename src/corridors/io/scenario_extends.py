"""Which files a scenario is read from: its own, and the one it extends, and so on."""

from __future__ import annotations

from pathlib import Path

from corridors.errors import Problem, ScenarioError, suggest
from corridors.io.bundled import bundled_data
from corridors.io.toml_file import TomlFile, read_toml

__all__ = ["bundled_scenarios", "extended_files", "find_scenario"]

DEEPEST = 20
"""Most scenarios that may extend each other."""


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


def find_scenario(name: Path | str, folder: Path = Path()) -> Path:
    """Find the file of a scenario.

    Parameters
    ----------
    name
        Path of a .toml file, or the name of a scenario that comes with corridors.
    folder
        Where a path begins.

    Returns
    -------
    path
        Path of the file; whether it is there is seen when it is read.

    Raises
    ------
    ScenarioError
        If there is no scenario of that name, or the file is of another kind.
    """
    path = Path(name)
    if isinstance(name, Path) or path.suffix or len(path.parts) != 1:
        if path.suffix.lower() in (".yaml", ".yml", ".json"):
            raise ScenarioError(Problem("S01", f"{path.name} is not a TOML file",
                                        "Scenarios are .toml files."))
        return folder / path
    if name in bundled_scenarios():
        return bundled_data() / "scenarios" / f"{name}.toml"
    raise ScenarioError(Problem(
        "S01", f'there is no scenario "{name}"',
        f"{suggest(str(name), bundled_scenarios())} Or give the path of a .toml file.".strip()))


def extended_files(path: Path) -> list[TomlFile]:
    """Read a scenario file, the one it extends, the one that one extends, and so on.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    files
        The file first: what it says comes before what the others say.

    Raises
    ------
    InputError
        If one of them cannot be read, or they extend each other in a circle.
    """
    files = [read_toml(path)]
    seen = [path.resolve()]
    while True:
        file = files[-1]
        name = file.values.get("extends")
        if not name or not isinstance(name, str):  # another kind is told where keys are read
            return files
        found = _found(file, name)
        if found.resolve() in seen:
            names = [part.path.name for part in files[seen.index(found.resolve()):]]
            loop = "; ".join(f"{one} extends {other}" for one, other in zip(
                names, [*names[1:], names[0]], strict=True))
            raise _refused(file, f"the files go round in a circle: {loop}",
                           "Let one of them stand alone.")
        if len(files) == DEEPEST:
            raise _refused(file, f"more than {DEEPEST} files extend each other",
                           "Put some of them together.")
        files.append(read_toml(found))
        seen.append(found.resolve())


def _found(file: TomlFile, name: str) -> Path:
    try:
        path = find_scenario(name, file.path.parent)
        there = path.is_file()
    except ScenarioError as error:
        problem = error.problems[0]
        raise _refused(file, problem.message, problem.advice) from error
    except (OSError, ValueError):
        there = False
    if not there:
        raise _refused(file, f'there is no file "{name}"',
                       f"Give its path from the folder that {file.name} lies in.")
    return path


def _refused(file: TomlFile, message: str, advice: str) -> ScenarioError:
    return ScenarioError(Problem("S32", message, advice, file=file.name,
                                 line=file.line(("extends",)), column="extends"))

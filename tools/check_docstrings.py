"""Check the docstrings of everything public, by the numpydoc rules of pyproject.toml.

The package is imported rather than parsed, because the fields of a dataclass are then seen as the
parameters they are. Beside numpydoc's rules: a parameter has no type column, since types live in
the annotations, and a function that the front door offers describes every parameter and its
result, and shows an example.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from numpydoc.docscrape import NumpyDocString
from numpydoc.validate import validate

ROOT = Path(__file__).resolve().parents[1]
FRONT_DOOR = frozenset({"EX01", "PR01", "RT01"})
"""Kept beside the others for functions of the front door: example, parameters, result."""


def codes() -> frozenset[str]:
    """Read the rules that are kept from pyproject.toml."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        return frozenset(tomllib.load(file)["tool"]["numpydoc_validation"]["checks"])


def modules(package: str = "corridors") -> Iterator[ModuleType]:
    """Import every module of the package, by name."""
    top = importlib.import_module(package)
    yield top
    for found in sorted(pkgutil.walk_packages(top.__path__, f"{package}."), key=lambda m: m.name):
        if not found.name.rpartition(".")[2].startswith("_"):
            yield importlib.import_module(found.name)


def public_names(module: ModuleType) -> Iterator[str]:
    """Name what is public and made in a module: functions, classes and their members."""
    for name, thing in sorted(vars(module).items()):
        made_here = getattr(thing, "__module__", None) == module.__name__
        if name.startswith("_") or not made_here:
            continue
        if inspect.isclass(thing) or inspect.isfunction(thing):
            yield f"{module.__name__}.{name}"
        if inspect.isclass(thing):
            yield from (f"{module.__name__}.{name}.{member}"
                        for member, value in sorted(vars(thing).items())
                        if not member.startswith("_")
                        and (isinstance(value, property | classmethod | staticmethod)
                             # matplotlib gives every figure class methods that it made
                             or (inspect.isfunction(value)
                                 and value.__module__ == module.__name__)))


def faults(name: str, kept: frozenset[str]) -> list[str]:
    """List what is wrong with the docstring of one public thing."""
    found = validate(name)
    where = f"{Path(found['file']).name}:{found['file_line']}: {name}" if found["file"] else name
    listed = [f"{where}: {text} [{code}]" for code, text in found["errors"] if code in kept]
    typed = [parameter.name for parameter in NumpyDocString(found["docstring"])["Parameters"]
             if parameter.type]
    if typed:
        listed.append(f"{where}: leave the types of {', '.join(typed)} to the annotations [C01]")
    return listed


def front_door() -> frozenset[str]:
    """Name the functions that the front door offers, where they are made."""
    door = importlib.import_module("corridors")
    offered = [getattr(door, name) for name in getattr(door, "__all__", ())]
    return frozenset(f"{thing.__module__}.{thing.__name__}"
                     for thing in offered if inspect.isfunction(thing))


def all_faults() -> list[str]:
    """List what is wrong with the docstrings of the whole package."""
    kept, offered = codes(), front_door()
    listed: list[str] = []
    for module in modules():
        if not module.__doc__:
            listed.append(f"{module.__name__}: say what the module is for [GL08]")
        for name in public_names(module):
            listed += faults(name, kept | FRONT_DOOR if name in offered else kept)
    return listed


def main() -> int:
    """Print every fault; the exit code is 1 where there is one."""
    listed = all_faults()
    print("\n".join([*listed, f"Docstrings: {len(listed)} faults"]))
    return 1 if listed else 0


if __name__ == "__main__":
    sys.exit(main())

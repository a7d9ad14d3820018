"""The shape of the tree: sizes, names, and what no file may say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
FOLDERS = (".ci", "benchmarks", "data", "docs", "notebooks", "src", "tests", "tools")
MADE = {"__pycache__", ".cache", "_build", "api", "tables", ".ipynb_checkpoints"}
VAGUE = {"common", "core", "helpers", "misc", "utils", "util", "stuff", "tools"}

# A registry is known by the form of its addresses and settings. All is put together from pieces,
# so that this file does not itself say what it forbids.
REGISTRY = ("index-" + "url", "index_" + "url", "find-" + "links", "/sim" + "ple/",
            "regis" + "try.", "://pack" + "ages.", "://files." + "python", "://reg" + "istry")
PLACES = "|".join(("wo" + "rk", "ro" + "ot", "fa" + "rm", "ho" + "me"))
FORBIDDEN = re.compile("|".join(map(re.escape, REGISTRY))
                       + rf"|(?<![\w.>])/(?:{PLACES})/|\.\./shared")


def texts() -> Iterator[tuple[Path, str]]:
    """Read every file of the tree that is text and was not made by a build."""
    files = [path for path in ROOT.iterdir() if path.is_file()]
    files += [path for folder in FOLDERS for path in (ROOT / folder).rglob("*")
              if path.is_file() and not MADE & set(path.relative_to(ROOT / folder).parts[:-1])]
    for path in sorted(files):
        try:
            yield path.relative_to(ROOT), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT / "src")))
def test_a_module_can_be_read_in_one_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 340


def test_every_name_of_a_module_tells_something() -> None:
    named = {path.stem for path in SOURCES} | {path.parent.name for path in SOURCES}
    assert named & VAGUE == set()


def test_no_folder_before_it_has_two_modules() -> None:
    folders = {path.parent for path in SOURCES}
    modules = {folder: [path for path in SOURCES
                        if path.is_relative_to(folder) and path.name != "__init__.py"]
               for folder in folders}
    assert [str(folder) for folder, held in modules.items() if len(held) < 2] == []


def test_no_file_names_a_registry_or_a_place_of_one_machine() -> None:
    found = [f"{path}: {match[0]}" for path, text in texts()
             for match in FORBIDDEN.finditer(text)]
    assert found == []


@pytest.mark.parametrize("sentence", [f"see https:{form}//x" for form in REGISTRY]
                         + [f"in /{place}/x" for place in PLACES.split("|")])
def test_the_search_finds_what_it_looks_for(sentence: str) -> None:
    assert FORBIDDEN.search(sentence)

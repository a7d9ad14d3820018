"""Draw the gallery of the documentation: each picture by the command that a user would type.

Run it as a program to draw all pictures into ``docs/_gallery``; the documentation does so too, and
puts the map to move in beside its pages.
"""

from __future__ import annotations

import json
import os
import shlex
import tomllib
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from html import escape
from io import StringIO
from multiprocessing import get_context
from pathlib import Path
from shutil import copyfile
from typing import Any

from PIL import Image

DOCS = Path(__file__).resolve().parents[1] / "docs"
DRAWN = DOCS / "_gallery"
PAGE = "map.html"
"""The map to move in: its file among the pictures, and beside the pages."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A picture of the gallery.

    Parameters
    ----------
    name
        Of its file, without ending.
    kind, words
        The command: what stands behind ``corridors map``.
    title, says
        Above and below it.
    first
        A command to run before, or nothing.
    chapter
        The heading that begins with it, or nothing.
    """

    name: str
    kind: str
    words: tuple[str, ...]
    title: str
    says: str
    first: tuple[str, ...] = ()
    chapter: str = ""

    @property
    def command(self) -> str:
        """What a user types, without the file."""
        return " ".join(("corridors map", self.kind, shlex.join(self.words))).strip()


def entries() -> list[Entry]:
    """Read the list of pictures."""
    return [_told(one, f"{number:02d}-{one['kind']}") for number, one in
            enumerate(_list()["picture"], start=1)]


def moving() -> Entry:
    """Read what the map to move in is of."""
    return _told(_list()["page"], PAGE.partition(".")[0])


def _list() -> dict[str, Any]:
    return tomllib.loads((DOCS / "gallery.toml").read_text(encoding="utf-8"))


def _told(one: dict[str, Any], name: str) -> Entry:
    return Entry(name, one["kind"], tuple(one["words"]), one["title"], one["says"],
                 tuple(one.get("first", ())), one.get("chapter", ""))


def page() -> str:
    """Write the gallery as Markdown."""
    return "\n\n".join([_moving(moving()), *(_entry(one) for one in entries())]) + "\n"


def _moving(one: Entry) -> str:
    return (f"## {one.title}\n\n{one.says}\n\n    {one.command} --html\n\n"
            '```{raw} html\n'
            f'<iframe class="moving" src="{PAGE}" title="{escape(one.title)}"></iframe>\n'
            f'<p><a href="{PAGE}">The same in a window of its own</a>: one file that asks no host '
            "for anything.</p>\n```")


def _entry(one: Entry) -> str:
    with Image.open(DRAWN / f"{one.name}.png") as picture:
        alt = str(picture.info["Description"])
    before = f"{shlex.join(('corridors', *one.first))}\n    " if one.first else ""
    chapter = f"## {one.chapter}\n\n" if one.chapter else ""
    # An image with a width is a link to itself in full.
    return (f"{chapter}### {one.title}\n\n{one.says}\n\n"
            f"    {before}{one.command} --out map.png\n\n"
            f"```{{image}} _gallery/{one.name}.png\n:alt: {json.dumps(alt, ensure_ascii=False)}\n"
            ":width: 100%\n```")


def draw_all(workers: int | None = None) -> None:
    """Draw every picture, several at a time.

    Parameters
    ----------
    workers
        How many processes; as many as there are cores if not given.
    """
    DRAWN.mkdir(exist_ok=True)
    for path in (DOCS / "examples").glob("*.toml"):
        copyfile(path, DRAWN / path.name)
    made = [moving(), *entries()]
    # The slow ones first, so that no core waits at the end; "spawn", so that nothing is shared.
    with ProcessPoolExecutor(workers or os.cpu_count(), mp_context=get_context("spawn")) as pool:
        list(pool.map(draw_one, made))


def draw_one(one: Entry) -> None:
    """Draw a picture; its words for those who cannot see it are in the file."""
    os.chdir(DRAWN)
    if one.first:
        _run((*one.first, "--overwrite") if "sweep" in one.first else one.first)
    ending = ".html" if one.name == PAGE.partition(".")[0] else ".png"
    _run(("map", one.kind, *one.words, "--out", f"{one.name}{ending}"))


def put_page(beside: Path) -> None:
    """Put the map to move in into the folder of the built pages."""
    copyfile(DRAWN / PAGE, beside / PAGE)


def _run(words: Sequence[str]) -> None:
    from corridors.cli import main

    said = StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        failed = main(words)
    if failed:
        raise RuntimeError(f"corridors {shlex.join(words)} failed: {said.getvalue()}")


if __name__ == "__main__":
    draw_all()

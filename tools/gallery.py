"""Draw the gallery of the documentation: each picture by the command that a user would type.

Run it as a program to draw all pictures into ``docs/_gallery``; the documentation does so too.
"""

from __future__ import annotations

import os
import shlex
import tomllib
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from multiprocessing import get_context
from pathlib import Path
from shutil import copyfile

from PIL import Image

DOCS = Path(__file__).resolve().parents[1] / "docs"
DRAWN = DOCS / "_gallery"


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
    """

    name: str
    kind: str
    words: tuple[str, ...]
    title: str
    says: str
    first: tuple[str, ...] = ()

    @property
    def command(self) -> str:
        """What a user types, without the file."""
        return " ".join(("corridors map", self.kind, shlex.join(self.words))).strip()


def entries() -> list[Entry]:
    """Read the list of pictures."""
    told = tomllib.loads((DOCS / "gallery.toml").read_text(encoding="utf-8"))["picture"]
    return [Entry(f"{number:02d}-{one['kind']}", one["kind"], tuple(one["words"]), one["title"],
                  one["says"], tuple(one.get("first", ()))) for number, one in
            enumerate(told, start=1)]


def page() -> str:
    """Write the gallery as Markdown."""
    return "\n\n".join(_entry(one) for one in entries()) + "\n"


def _entry(one: Entry) -> str:
    with Image.open(DRAWN / f"{one.name}.png") as picture:
        alt = str(picture.info["Description"])
    alt = "".join(f"\\{letter}" if letter in "[]`*_<>\\" else letter for letter in alt)
    return (f"## {one.title}\n\n{one.says}\n\n    {one.command} --out map.png\n\n"
            f"![{alt}](_gallery/{one.name}.png)")


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
    made = entries()
    # The slow ones first, so that no core waits at the end; "spawn", so that nothing is shared.
    with ProcessPoolExecutor(workers or os.cpu_count(), mp_context=get_context("spawn")) as pool:
        list(pool.map(draw_one, made))


def draw_one(one: Entry) -> None:
    """Draw a picture; its words for those who cannot see it are in the file."""
    os.chdir(DRAWN)
    if one.first:
        _run((*one.first, "--overwrite") if "sweep" in one.first else one.first)
    _run(("map", one.kind, *one.words, "--out", f"{one.name}.png"))


def _run(words: Sequence[str]) -> None:
    from corridors.cli import main

    said = StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        failed = main(words)
    if failed:
        raise RuntimeError(f"corridors {shlex.join(words)} failed: {said.getvalue()}")


if __name__ == "__main__":
    draw_all()

"""The peers in an environment of their own: made once, then asked by subprocess in the same run."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import networks

LISTED = Path(__file__).with_name("peers.txt")
TASKS = Path(__file__).with_name("peer_tasks.py")


@dataclass(frozen=True, slots=True)
class Measured:
    """What a peer took and answered.

    ``share`` is the part of the task that was really done; ``seconds`` are scaled to all of it.
    """

    seconds: float
    answer: Any
    share: float


def python(name: str = "peers", listed: Path = LISTED) -> Path:
    """Give the interpreter of peers; their environment is made where it is not there.

    Parameters
    ----------
    name
        Of the folder of the environment.
    listed
        What is installed into it, as pip reads it.
    """
    folder = networks.CACHE / name
    program = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    made = folder / "made.txt"
    if not made.exists() or made.read_text(encoding="utf-8") != listed.read_text(encoding="utf-8"):
        print("Making the environment of the peers", file=sys.stderr)
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run([str(program), "-m", "pip", "--quiet", "--disable-pip-version-check",
                        "install", "--requirement", str(listed)], check=True)
        made.write_text(listed.read_text(encoding="utf-8"), encoding="utf-8")
    return program


@cache
def ask(task: str, network: str = "world_railways") -> Measured:
    """Let a peer do a task on a network."""
    file = networks.CACHE / f"{network}.npz"
    run = subprocess.run([str(python()), str(TASKS), task, str(file)], check=True,
                         capture_output=True, text=True)
    return Measured(**json.loads(run.stdout.splitlines()[-1]))

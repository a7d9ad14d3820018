"""The folder of a sweep: parts as they are worked out, and results when all of them are there.

=================  ================================================================================
``sweep.json``     what is swept, the parts in order, and what failed
``parts``          Parquet files of 100 cases each, called by the hash of what they are made from
                   and the hash of their bytes
``results.parquet``  the rows of all parts, once all are there
``failed.csv``     cases that could not be worked out, where there are any
=================  ================================================================================

Every file is written whole or not at all, so that a run may end at any moment. A part whose name
and bytes agree is done; anything else in ``parts`` is taken away and worked out again.

==== ==========================================================================================
code rule
==== ==========================================================================================
W01  pyarrow is installed
W04  a folder is of one sweep
W05  one run at a time works in a folder
W06  (of a case) the process that works a case out lives
W13  a folder that is read holds a finished sweep
==== ==========================================================================================
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from corridors.analysis.sweep import SweepPlan
from corridors.analysis.sweep_cases import hashed
from corridors.analysis.sweep_rows import FAILED, Solved
from corridors.errors import OutputError, Problem
from corridors.io.folder_lock import locked
from corridors.io.save import refusal, replace_whole, sync_folder, write_bytes, write_csv
from corridors.io.save_folder import check_writable
from corridors.io.sweep_manifest import MANIFEST, read_manifest, write_manifest
from corridors.io.sweep_tables import (
    file_hash,
    parquet_version,
    part_bytes,
    part_table,
    read_table,
    write_joined,
)
from corridors.version import __version__

__all__ = ["CASES_A_PART", "DIED", "RESULTS", "Part", "SweepFolder", "sweep_folder"]

CASES_A_PART = 100
"""Cases of a part: the same for any number of workers, so that files are the same."""

RESULTS, FAILURES, PARTS = "results.parquet", "failed.csv", "parts"

DIED = "[W06]"
"""What stands in the fault of a case whose process ended: it is tried again by the next run."""

_STAGED, _LOCK = ".results.tmp", ".lock"
_HALF = ".corridors-"  # how a file is called while it is written
_OURS = re.compile(r"[0-9a-f]{24}-[0-9a-f]{16}\.parquet|\.corridors-.*")


@dataclass(frozen=True, slots=True)
class Part:
    """Some cases that follow each other, and the file they are kept in.

    Parameters
    ----------
    number
        Its position.
    cases
        Numbers of its cases.
    made_from
        Hash of what it is made from: the beginning of the name of its file.
    """

    number: int
    cases: range
    made_from: str

    def name(self, data: bytes) -> str:
        """Give the name of a file that holds it.

        Parameters
        ----------
        data
            What the file holds.
        """
        return f"{self.made_from}-{sha256(data).hexdigest()[:16]}.parquet"


@dataclass(frozen=True, slots=True)
class SweepFolder:
    """The folder of a sweep, held by this run.

    Parameters
    ----------
    place
        Where it is.
    plan
        The sweep.
    parts
        All its parts.
    done
        Name of the file of each part that is done, by its number.
    """

    place: Path
    plan: SweepPlan
    parts: Sequence[Part]
    done: dict[int, str] = field(default_factory=dict)

    @property
    def missing(self) -> list[Part]:
        """The parts that are not done."""
        return [part for part in self.parts if part.number not in self.done]

    def keep(self, part: Part, solved: Solved) -> None:
        """Keep a part that was worked out.

        Parameters
        ----------
        part
            The part.
        solved
            Its cases.

        Raises
        ------
        OutputError
            If it cannot be written.
        """
        data = part_bytes(part_table(self.plan, solved))
        name = part.name(data)
        write_bytes(self.place / PARTS / name, data)
        self.done[part.number] = name

    def finish(self) -> None:
        """Write the results of all parts, which are all done, and what failed.

        Raises
        ------
        OutputError
            If something cannot be written.
        """
        failed = [row for table in self._tables() for row in _failed(self.plan, table)]
        if failed:
            write_csv(self.place / FAILURES, ("case", "key", "settings", "fault"), failed)
        staged, results = self.place / _STAGED, self.place / RESULTS
        try:
            write_joined(staged, self._tables())
            digest = file_hash(staged, sync=True)
            replace_whole(staged, results)
            if not failed:
                (self.place / FAILURES).unlink(missing_ok=True)
            sync_folder(self.place)
        except OSError as error:
            raise refusal(results, error) from error
        self._write_manifest(digest, failed)

    def begin(self) -> None:
        """Find what is done already, take the rest away, and say in the manifest what is swept.

        Raises
        ------
        OutputError
            If the folder cannot be written.
        """
        try:
            (self.place / PARTS).mkdir(parents=True, exist_ok=True)
            self._find_done()
        except OSError as error:
            raise refusal(self.place, error) from error
        if len(self.done) < len(self.parts) or read_manifest(self.place) is None:
            self._write_manifest("", [])

    def _find_done(self) -> None:
        wanted = {part.made_from: part for part in self.parts}
        for file in sorted((self.place / PARTS).iterdir()):
            part = wanted.get(file.name.partition("-")[0])
            if part is not None and part.number not in self.done and _is_whole(part, file):
                self.done[part.number] = file.name
            elif _OURS.fullmatch(file.name):
                file.unlink()
        (self.place / _STAGED).unlink(missing_ok=True)
        for file in self.place.glob(f"{_HALF}*"):
            file.unlink()

    def _tables(self) -> Iterator[Any]:
        for part in self.parts:
            yield read_table(self.place / PARTS / self.done[part.number])

    def _write_manifest(self, results: str, failed: Sequence[tuple[Any, ...]]) -> None:
        parts = [{"first": part.cases.start, "cases": len(part.cases),
                  "made_from": part.made_from,
                  "file": self.done.get(part.number) if results else None}
                 for part in self.parts]
        write_manifest(self.place, self.plan, parts, results, failed)


@contextmanager
def sweep_folder(out: Path, plan: SweepPlan, *, overwrite: bool = False) -> Iterator[SweepFolder]:
    """Hold the folder of a sweep: a new one, or that of the same sweep, which goes on.

    Parameters
    ----------
    out
        The folder.
    plan
        The sweep.
    overwrite
        Also take a folder that holds another sweep, which is then gone.

    Raises
    ------
    OutputError
        If the folder cannot be written, is held by another run, or holds something else.
    """
    parquet_version()
    check_writable(out, overwrite=True)
    place = Path(os.path.realpath(out))
    held = {file.name for file in place.iterdir() if not file.name.startswith(_HALF)} \
        if place.is_dir() else set()
    if MANIFEST not in held and held - {PARTS, _LOCK}:
        raise OutputError(Problem("O02", f'the folder "{out}" holds something else than a sweep',
                                  "Choose a new folder."))
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refusal(out, error) from error
    with locked(place / _LOCK):
        _check_same(out, place, plan, overwrite=overwrite)
        parts = [Part(number, range(first, min(first + CASES_A_PART, len(plan.cases))),
                      hashed([__version__, parquet_version(), plan.identity,
                              plan.cases.columns, first])[:24])
                 for number, first in enumerate(range(0, len(plan.cases), CASES_A_PART))]
        folder = SweepFolder(place, plan, parts)
        folder.begin()
        yield folder


def _check_same(out: Path, place: Path, plan: SweepPlan, *, overwrite: bool) -> None:
    """Refuse the folder of another sweep, and say in what it differs."""
    known = read_manifest(place)
    if known is None or known.get("identity") == plan.identity:
        return
    if not overwrite:
        before = known.get("identity")
        before = before if isinstance(before, dict) else {}
        other = [name for name, value in plan.identity.items() if before.get(name) != value]
        raise OutputError(Problem(
            "W04", f'the folder "{out}" holds another sweep, of "{known.get("title", "")}": it '
                   f"differs in {', '.join(other)}",
            "Choose a new folder, or say that it may be overwritten."))
    try:
        for name in (MANIFEST, RESULTS, FAILURES):
            (place / name).unlink(missing_ok=True)
        shutil.rmtree(place / PARTS, ignore_errors=True)
    except OSError as error:
        raise refusal(out, error) from error


def _is_whole(part: Part, file: Path) -> bool:
    """Say whether a part is as it was written, and no case of it waits for another try."""
    if not file.is_file() or part.name(file.read_bytes()) != file.name:
        return False
    table = read_table(file)
    return table is not None and not any(fault.endswith(DIED) for fault in _words(table, "fault"))


def _failed(plan: SweepPlan, table: Any) -> Iterator[tuple[Any, ...]]:
    if FAILED not in _words(table, "state"):
        return
    last = None
    for row in table.select(["case", "key", "state", "fault"]).to_pylist():
        if row["state"] == FAILED and row["case"] != last:
            last = row["case"]
            yield last, row["key"], plan.cases.said(last), row["fault"]


def _words(table: Any, column: str) -> set[str]:
    return set(table.column(column).unique().to_pylist())

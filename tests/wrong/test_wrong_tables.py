"""The gallery of tables that planners really produce, and the sentences each of them gets.

One folder per case: the table, and ``expected.txt`` with every sentence, refusals first. Where the
fault lies in the bytes or in the path itself, the file is made here and the folder holds only the
sentences; ``{folder}`` stands for the place it is made in.
"""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from corridors.errors import Problem
from corridors.io import findings
from corridors.io.schema import read_schemas
from corridors.io.tables import read_table

GALLERY = Path(__file__).parent / "tables"
SCHEMAS = read_schemas(Path(__file__).parents[2] / "data" / "schema")

NODES = "node_id,name,country,lon,lat\naz-astara,{},AZ,48.87,38.44\nir-rasht,Rasht,IR,49.58,37.28\n"
PLAIN = NODES.format("Astara")


def bytes_of(data: bytes, name: str = "node.csv") -> Callable[[Path], Path]:
    """Return a maker that writes these bytes."""
    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(data)
        return path
    return make


def beside_another(folder: Path) -> Path:
    (folder / "nodes.csv").write_text(PLAIN)
    return folder / "node.csv"


def a_folder(folder: Path) -> Path:
    (folder / "node.csv").mkdir()
    return folder / "node.csv"


def a_pipe(folder: Path) -> Path:
    os.mkfifo(folder / "node.csv")
    return folder / "node.csv"


def a_loop(folder: Path) -> Path:
    (folder / "node.csv").symlink_to(folder / "node.csv")
    return folder / "node.csv"


def a_huge_file(folder: Path) -> Path:
    with (folder / "node.csv").open("wb") as file:
        file.truncate(3_000_000_000)
    return folder / "node.csv"


GENERATED: dict[str, Callable[[Path], Path]] = {
    "file-that-is-not-there": lambda folder: folder / "node.csv",
    "file-under-a-similar-name": beside_another,
    "folder-instead-of-a-file": a_folder,
    "pipe-instead-of-a-file": a_pipe,
    "device-instead-of-a-file": lambda folder: Path("/dev/zero"),
    "link-that-leads-to-itself": a_loop,
    "address-instead-of-a-file": lambda folder: Path("https://example.org/node.csv"),
    "path-with-a-zero-byte": lambda folder: folder / "no\x00de.csv",
    "name-too-long": lambda folder: folder / f"{'n' * 300}.csv",
    "packed-file": bytes_of(gzip.compress(PLAIN.encode()), "node.csv.gz"),
    "packed-file-under-another-name": bytes_of(gzip.compress(PLAIN.encode())),
    "workbook": bytes_of(b"PK\x03\x04", "node.xlsx"),
    "workbook-renamed": bytes_of(b"PK\x03\x04\x14\x00\x06\x00xl/workbook.xml"),
    "old-workbook-renamed": bytes_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    "database-renamed": bytes_of(b"SQLite format 3\x00rest"),
    "text-file": bytes_of(PLAIN.encode(), "node.txt"),
    "file-of-three-gigabytes": a_huge_file,
    "file-of-no-bytes": bytes_of(b""),
    "zero-bytes-inside": bytes_of(PLAIN.replace("Rasht", "Ra\x00sht").encode()),
    "utf-16-without-its-mark": bytes_of(PLAIN.encode("utf-16-le")),
    "utf-16": bytes_of(PLAIN.replace(",", "\t").encode("utf-16")),
    "utf-16-cut-off": bytes_of(PLAIN.encode("utf-16")[:-1]),
    "utf-16-with-zeros": bytes_of(PLAIN.replace("Rasht", "Ra\x00sht").encode("utf-16")),
    "byte-order-mark": bytes_of(PLAIN.encode("utf-8-sig")),
    "cyrillic-code-page": bytes_of(NODES.format("Астара").encode("cp1251")),
    "turkish-code-page": bytes_of(NODES.format("Iğdır").encode("cp1254")),
    "code-page-below-a-quoted-line": bytes_of(
        NODES.format('"As\ntara"').encode() + "ir-anzali,Анзали,IR,49.46,37.47\n".encode("cp1251")),
    "code-page-after-an-open-quote": bytes_of(
        NODES.format('"As').encode() + "ir-anzali,Анзали,IR,49.46,37.47\n".encode("cp1251")),
    "line-ends-of-an-old-mac": bytes_of(PLAIN.replace("\n", "\r").encode()),
    "line-ends-of-two-kinds": bytes_of(PLAIN.replace("\n", "\r\n", 1).encode()),
}
CASES = sorted(folder.name for folder in GALLERY.iterdir() if folder.is_dir())

# Rules that no file can break by itself; tests/unit breaks them.
ELSEWHERE = {"T00", "T04"}


def said_about(path: Path, table: str) -> list[str]:
    """Read a table, and return every sentence about it, refusals first."""
    problems: list[Problem] = []
    notes: list[Problem] = []
    read_table(path, SCHEMAS[table], problems, notes)
    return [str(problem) for problem in (*problems, *notes)]


@pytest.mark.parametrize("case", CASES)
def test_each_wrong_table_gets_its_sentences(case: str, tmp_path: Path) -> None:
    folder = GALLERY / case
    tables = sorted(folder.glob("*.csv"))
    path = tables[0] if tables else GENERATED[case](tmp_path)
    expected = (folder / "expected.txt").read_text(encoding="utf-8")
    said = said_about(path, path.stem if tables else "node")
    assert said == expected.replace("{folder}", str(tmp_path)).splitlines()


def test_every_case_has_sentences_and_every_made_file_a_folder() -> None:
    assert set(GENERATED) <= set(CASES)
    assert len(CASES) >= 80
    for case in CASES:
        assert (GALLERY / case / "expected.txt").read_text(encoding="utf-8").strip()


def test_every_code_has_a_case() -> None:
    listed = {line.split()[0] for line in (findings.__doc__ or "").splitlines()
              if line[:1] in "TWM" and line[1:3].isdigit()}
    seen = {line.rsplit("[", 1)[1].rstrip("]")
            for case in CASES
            for line in (GALLERY / case / "expected.txt").read_text(encoding="utf-8").splitlines()}
    assert listed - seen == ELSEWHERE
    assert seen <= listed


def test_a_column_that_is_not_known_is_kept_aside() -> None:
    table = read_table(GALLERY / "column-not-known" / "node.csv", SCHEMAS["node"], [], [])
    assert table.extra == {"population": ["51500", "679000"], "confidense": ["high", "low"]}

"""From a path to clean text: one ordinary .csv file in UTF-8, or a refusal that says why."""

from __future__ import annotations

import codecs
import errno
import stat
from pathlib import Path

from corridors.errors import suggest
from corridors.io.findings import Findings
from corridors.io.letters import readings
from corridors.io.paths import is_address
from corridors.io.rows import count_rows

__all__ = ["LARGEST_BYTES", "read_text"]

LARGEST_BYTES = 500_000_000

_PACKED = {".gz", ".zip", ".bz2", ".xz", ".7z", ".rar", ".zst", ".tar", ".tgz"}
_WORKBOOKS = {".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".numbers"}
_AS_CSV = 'Open it in the spreadsheet and save it as "CSV UTF-8 (comma delimited)".'

# First bytes of formats that turn up under the name .csv.
_MAGIC = (
    (b"PK\x03\x04", "an Excel workbook", _AS_CSV),
    (b"\xd0\xcf\x11\xe0", "an Excel workbook", _AS_CSV),
    (b"\x1f\x8b", "a packed file", "Unpack it first."),
    (b"SQLite format 3\x00", "a GeoPackage or another database", "Export the table as CSV."),
    (b"%PDF", "a PDF", "Give the table itself as CSV."),
)


def read_text(path: Path, findings: Findings) -> str | None:
    """Read a file as text, with every check that comes before its rows.

    Parameters
    ----------
    path
        The file.
    findings
        Where to say what is wrong.

    Returns
    -------
    text
        The text, without byte order mark; None where the file is refused.
    """
    if not (_is_ordinary(path, findings) and _is_csv(path, findings)):
        return None
    try:
        data = path.read_bytes()
    except OSError as error:
        findings.add("T04", f"the file cannot be opened ({error.strerror or error})",
                     "Close it in Excel or another program, and see that you may read it.")
        return None
    return _decoded(data, findings)


def _is_ordinary(path: Path, findings: Findings) -> bool:
    named = str(path)
    if "\x00" in named:
        findings.add("T01", "the path holds a zero byte", "Check the path.")
        return False
    if is_address(named):
        findings.add("T01", f'"{named}" is an address, not a file on this computer',
                     "Download the table first, and give the path of the file.")
        return False
    try:
        found = path.stat()
    except (OSError, ValueError) as error:
        _tell_missing(path, error, findings)
        return False
    if not stat.S_ISREG(found.st_mode):
        kind = "a folder" if stat.S_ISDIR(found.st_mode) else "a device or a pipe"
        findings.add("T01", f'"{path}" is {kind}, not a file', "Give the path of a .csv file.")
        return False
    if found.st_size > LARGEST_BYTES:
        findings.add("T03", f"the file has {found.st_size / 1e6:,.0f} MB; the limit is "
                            f"{LARGEST_BYTES / 1e6:,.0f} MB", "Give a part of it.")
        return False
    return True


def _tell_missing(path: Path, error: OSError | ValueError, findings: Findings) -> None:
    if isinstance(error, OSError) and error.errno in (errno.ENOENT, errno.ENOTDIR):
        try:
            beside = [other.name for other in path.parent.iterdir() if other.suffix == ".csv"]
        except OSError:
            beside = []
        advice = suggest(path.name, beside) or "Check the path."
        findings.add("T01", f'there is no file "{path}"', advice)
    elif isinstance(error, PermissionError):
        findings.add("T04", f'the folder of "{path}" cannot be read', "See that you may read it.")
    else:
        why = getattr(error, "strerror", None) or str(error)
        findings.add("T01", f'"{path}" is no usable path ({why})', "Check the path.")


def _is_csv(path: Path, findings: Findings) -> bool:
    suffix = path.suffix.lower()
    if suffix == ".csv":
        return True
    if suffix in _PACKED:
        findings.add("T02", "the file is packed", "Unpack it first, and give the .csv file.")
    elif suffix in _WORKBOOKS:
        findings.add("T02", "the file is a workbook, not a .csv file", _AS_CSV)
    else:
        findings.add("T02", f'tables are .csv files, and this one ends in "{suffix}"',
                     "Save it as CSV UTF-8, or rename it if it is one.")
    return False


def _decoded(data: bytes, findings: Findings) -> str | None:
    for magic, kind, advice in _MAGIC:
        if data.startswith(magic):
            findings.add("T05", f"this is {kind} under the name .csv", advice)
            return None
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _utf16(data, findings)
    if data.startswith(codecs.BOM_UTF8):
        data = data[len(codecs.BOM_UTF8):]
        findings.add("M01", "the byte order mark at the start was left out")
    if b"\x00" in data:
        findings.add("T05", "the file holds zero bytes: it is not a text file in UTF-8", _AS_CSV)
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        _tell_encoding(data, error.start, findings)
        return None
    return _filled(text, findings)


def _utf16(data: bytes, findings: Findings) -> str | None:
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError:
        findings.add("T06", "the file starts as UTF-16 and is broken further on", _AS_CSV)
        return None
    if "\x00" in text:
        findings.add("T05", "the file holds zero bytes: it is not a text file", _AS_CSV)
        return None
    findings.add("M02", 'the file is in UTF-16 ("Unicode text"), and was read so')
    return _filled(text, findings)


def _filled(text: str, findings: Findings) -> str | None:
    if not text.strip(" \t\r\n,;\ufeff"):
        findings.add("T07", "the file is empty", "Give at least a row of column names.")
        return None
    if "\r" in text:
        both = text.count("\r\n")
        if "\n" not in text:
            findings.add("M03", "the lines end in carriage returns, and were all read")
        elif text.count("\r") != both or text.count("\n") != both:
            findings.add("M03", "the lines end in different ways, and were all read")
    return text


def _tell_encoding(data: bytes, place: int, findings: Findings) -> None:
    rows = count_rows(data[:place].decode("latin-1") + "x")
    start = max(data.rfind(b"\n", 0, place), data.rfind(b"\r", 0, place)) + 1
    ends = [end for end in (data.find(b"\n", place), data.find(b"\r", place)) if end >= 0]
    row = data[start:min(ends, default=len(data))]
    findings.add("T06", f"the row is not in UTF-8: {readings(row)}",
                 'See which reading is right, then save the table as "CSV UTF-8".', row=rows)

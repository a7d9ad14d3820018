"""Files and folders of results: whole or not there, and the old ones never harmed."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from corridors.errors import OutputError, Problem
from corridors.io import save, save_folder
from corridors.io.save import check_writable_file, csv_text, write_bytes, write_csv, write_text
from corridors.io.save_folder import MARKER, check_writable

OURS = '{"stamp": {"corridors": "0.1.0"}}'


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Work in a folder beside the one the tests write to."""
    (tmp_path / "desk").mkdir()
    monkeypatch.chdir(tmp_path / "desk")
    yield
    (tmp_path / "desk").rmdir()


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {"desk"}


def fill(folder: Path) -> None:
    (folder / "maps").mkdir()
    write_text(folder / "maps" / "base.svg", "<svg/>")
    write_text(folder / "report.md", "new")
    write_text(folder / MARKER, OURS)


class Faults:
    """Makes the Nth call that changes the disk fail, once or from then on."""

    CALLS = ("open", "write", "fsync", "replace", "mkdir")

    def __init__(self, patch: pytest.MonkeyPatch, at: int, error: BaseException, *,
                 lasting: bool) -> None:
        self.count, self.at, self.error, self.lasting = 0, at, error, lasting
        for name in self.CALLS:
            patch.setattr(os, name, self._wrapped(name, getattr(os, name)))

    def _wrapped(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            # Opening to look, as for removing a folder, changes nothing.
            if name != "open" or args[1] & (os.O_CREAT | os.O_RDWR):
                self.count += 1
                if self.count == self.at or (self.lasting and self.count > self.at):
                    raise self.error
            return call(*args, **kwargs)
        return wrapped


def save_new_file(folder: Path) -> None:
    write_text(folder / "effects.csv", "new")


def save_new_folder(folder: Path) -> None:
    save_folder.save_folder(folder / "out", fill)


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes()
            for path in folder.rglob("*") if path.is_file()}


ERRORS = [OSError(errno.ENOSPC, "No space left on device"), OSError(errno.EROFS, "Read-only"),
          PermissionError(errno.EACCES, "Permission denied"), OSError(errno.EIO, "I/O error")]


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "lasting"])
@pytest.mark.parametrize("error", [*ERRORS, KeyboardInterrupt()],
                         ids=["full", "read-only", "refused", "broken", "ctrl-c"])
@pytest.mark.parametrize("saving", [save_new_file, save_new_folder])
def test_when_any_call_fails_the_old_stands_and_nothing_is_left_over(
        saving: Callable[[Path], None], error: BaseException, lasting: bool,
        tmp_path: Path) -> None:
    expected = KeyboardInterrupt if isinstance(error, KeyboardInterrupt) else OutputError
    for at in range(1, 100):
        work = tmp_path / f"try-{at}"
        (work / "out").mkdir(parents=True)
        (work / "out" / MARKER).write_text(OURS)
        (work / "effects.csv").write_text("old")
        old = snapshot(work)
        with pytest.MonkeyPatch.context() as patch:
            faults = Faults(patch, at, error, lasting=lasting)
            try:
                saving(work)
                failed = False
            except (OutputError, KeyboardInterrupt) as caught:
                assert isinstance(caught, expected)
                failed = True
        now = snapshot(work)
        if faults.count < at:
            assert not failed
            assert at > 3
            return
        aside = {name: data for name, data in now.items() if ".previous-" in name}
        if aside:
            # The disk failed for good between the two steps: the old one has only moved.
            assert lasting
            assert {data for data in aside.values()} == {OURS.encode()}
        elif now != old:
            # All was in place; only forcing the folder to the disk failed.
            saving_again = snapshot_of(saving, tmp_path / f"again-{at}")
            assert now == saving_again
        assert not [name for name in now if name.endswith((".tmp", ".part"))]
        assert not [path for path in work.rglob("*") if path.name.startswith(".")]
    pytest.fail("the calls never ended")


def snapshot_of(saving: Callable[[Path], None], work: Path) -> dict[str, bytes]:
    """Save without any fault, over the same old files."""
    (work / "out").mkdir(parents=True)
    (work / "out" / MARKER).write_text(OURS)
    (work / "effects.csv").write_text("old")
    saving(work)
    return snapshot(work)


def test_a_file_is_written_even_when_the_system_takes_it_in_small_pieces(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, data[:3]))
    write_bytes(tmp_path / "effects.csv", b"0123456789")
    assert (tmp_path / "effects.csv").read_bytes() == b"0123456789"
    assert names(tmp_path) == {"effects.csv"}


def test_a_link_to_a_file_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("old")
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    write_text(tmp_path / "link.csv", "new")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text() == "new"


def test_windows_is_asked_again_while_somebody_looks_at_the_file(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, asked = os.replace, []

    def busy(source: Path, target: Path) -> None:
        asked.append(source)
        if len(asked) < 3:
            raise PermissionError(errno.EACCES, "in use")
        real(source, target)

    monkeypatch.setattr(os, "replace", busy)
    monkeypatch.setattr(save.time, "sleep", lambda wait_s: None)
    (tmp_path / "new").write_text("new")
    with monkeypatch.context() as windows:
        windows.setattr(save, "ON_WINDOWS", True)
        save.replace_whole(tmp_path / "new", tmp_path / "old")
        save.sync_folder(tmp_path)
    assert len(asked) == 3
    assert names(tmp_path) == {"old"}


@pytest.mark.parametrize(("code", "advice"), [
    (errno.ENOSPC, "The disk is full"), (errno.EROFS, "read-only"), (errno.EACCES, "open in Excel"),
    (errno.EXDEV, "Choose another folder")])
def test_the_reason_is_told_with_what_to_do(code: int, advice: str, tmp_path: Path,
                                            monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*args: Any) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "replace", fails)
    with pytest.raises(OutputError, match=f"cannot be written .*{advice}.* \\[O01\\]"):
        write_text(tmp_path / "effects.csv", "new")


def test_a_folder_that_cannot_be_synced_is_no_fault(tmp_path: Path,
                                                    monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.fsync

    def sync(handle: int) -> None:
        if os.fstat(handle).st_mode & 0o040000:
            raise OSError(errno.EINVAL, "not for folders")
        real(handle)

    monkeypatch.setattr(os, "fsync", sync)
    write_text(tmp_path / "effects.csv", "new")
    assert (tmp_path / "effects.csv").read_text() == "new"


@pytest.mark.parametrize(("name", "sentence"), [
    ("there", "there is a folder of this name"),
    ("no/where/effects.csv", "No such file or directory.*create it"),
    ("n" * 300, "too long.*Choose a shorter name"),
    ("zero\x00byte", "is no usable path")])
def test_a_file_that_cannot_be_there_is_refused(name: str, sentence: str, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    with pytest.raises(OutputError, match=sentence):
        write_text(tmp_path / name, "new")
    assert names(tmp_path) == {"there"}


def test_half_a_letter_is_refused_by_its_code(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"holds \\ud800, half of a letter.* \[O04\]"):
        write_text(tmp_path / "effects.csv", "\ud800")
    assert names(tmp_path) == set()


@pytest.mark.parametrize(("name", "sentence"), [
    ("there", "there is a folder of this name"), ("no/where.png", "No such file")])
def test_a_file_is_checked_before_any_work(name: str, sentence: str, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    check_writable_file(tmp_path / "map.png")
    with pytest.raises(OutputError, match=sentence):
        check_writable_file(tmp_path / name)
    with pytest.raises(OutputError, match="is no usable path"):
        check_writable_file(Path("https://example.org/map.png"))
    assert names(tmp_path) == {"there"}


def test_a_file_that_may_not_be_written_is_found_before_any_work(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "map.png").write_text("old")
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(OutputError, match="the file is read-only"):
        check_writable_file(tmp_path / "map.png")


def test_a_folder_appears_whole_with_the_folders_above_it(tmp_path: Path) -> None:
    save_folder.save_folder(tmp_path / "a" / "b", fill)
    assert snapshot(tmp_path / "a" / "b") == {
        "maps/base.svg": b"<svg/>", "report.md": b"new", MARKER: OURS.encode()}
    assert names(tmp_path) == {"a"}
    assert names(tmp_path / "a") == {"b"}


def test_results_of_an_earlier_run_are_replaced_whole(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / MARKER).write_text(OURS)
    (tmp_path / "out" / "stale.csv").write_text("old")
    save_folder.save_folder(tmp_path / "out", fill)
    assert names(tmp_path / "out") == {"maps", "report.md", MARKER}
    assert names(tmp_path) == {"out"}


@pytest.mark.parametrize("marker", [None, '{"another": "program"}'])
def test_a_folder_with_something_else_is_replaced_only_when_told(marker: str | None,
                                                                 tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "thesis.txt").write_text("years of work")
    if marker:
        (out / MARKER).write_text(marker)
    with pytest.raises(OutputError, match=r"holds something else than results.* \[O02\]"):
        save_folder.save_folder(out, fill)
    assert (out / "thesis.txt").read_text() == "years of work"
    save_folder.save_folder(out, fill, overwrite=True)
    assert names(out) == {"maps", "report.md", MARKER}


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError, OutputError])
def test_what_fails_while_writing_leaves_nothing(error: type[BaseException],
                                                 tmp_path: Path) -> None:
    def fails(folder: Path) -> None:
        fill(folder)
        raise error(Problem("O01", f'"{folder / "x.png"}" cannot be written'))

    with pytest.raises(error) as caught:
        save_folder.save_folder(tmp_path / "deep" / "out", fails)
    assert names(tmp_path) == set()
    if error is OutputError:
        assert str(tmp_path / "deep" / "out" / "x.png") in str(caught.value)


def test_ctrl_c_between_the_two_steps_brings_the_old_folder_back(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / MARKER).write_text(OURS)
    real = os.replace

    def interrupted(source: Path, target: Path) -> None:
        real(source, target)
        if ".previous-" in str(target):
            raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        save_folder.save_folder(tmp_path / "out", fill)
    assert snapshot(tmp_path) == {f"out/{MARKER}": OURS.encode()}


@pytest.mark.parametrize(("target", "sentence"), [
    (".", "is the folder you work in, or one above it"),
    ("..", "is the folder you work in, or one above it"),
    ("/", "is the folder you work in, or one above it"),
    ("~", "is your home folder"),
    ("https://example.org/out", "is not a folder of this computer"),
    ("zero\x00byte", "is not a folder of this computer"),
    ("../file", "is a file"),
    ("../file/out", "is a file"),
    ("n" * 300, "too long"),
    ("/proc/nothing/out", r"cannot be written.* \[O01\]")])
def test_a_folder_that_could_not_be_written_is_refused_before_any_work(
        target: str, sentence: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("old")
    with pytest.raises(OutputError, match=sentence):
        check_writable(Path(os.path.expanduser(target)), overwrite=True)
    assert names(tmp_path) == {"file"}


def test_names_that_windows_keeps_are_refused_there(tmp_path: Path,
                                                    monkeypatch: pytest.MonkeyPatch) -> None:
    check_writable(tmp_path / "aux.out")
    with monkeypatch.context() as windows:
        windows.setattr(save_folder, "ON_WINDOWS", True)
        with pytest.raises(OutputError, match="a name that Windows keeps for a device"):
            check_writable(Path("aux.out"))


def test_a_table_is_written_the_same_everywhere(tmp_path: Path) -> None:
    rows = [["=1+1", -0.0, None, True, ("a", "b"), 3],
            ['say "x"', 1e21, "", False, (), -7], ["-5", 0.1 + 0.2, "two\nlines", None, [1], 0]]
    write_csv(tmp_path / "effects.csv", ["text", "n", "m", "yes", "list", "i"], rows)
    assert (tmp_path / "effects.csv").read_bytes().decode() == (
        "text,n,m,yes,list,i\n"
        "'=1+1,0.0,,true,a;b,3\n"
        '"say ""x""",1e+21,,false,,-7\n'
        '-5,0.30000000000000004,"two\nlines",,1,0\n')


def test_numbers_of_other_libraries_are_written_as_numbers() -> None:
    numpy = pytest.importorskip("numpy")
    assert csv_text(["a"], [[numpy.float64(2.5)], [numpy.int64(3)]]) == "a\n2.5\n3\n"


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_number_that_is_not_finite_is_never_written(value: float) -> None:
    with pytest.raises(ValueError, match="cannot stand in a table; say in words what it means"):
        csv_text(["km"], [[value]])


def test_a_lone_blank_cell_is_not_a_blank_row() -> None:
    assert csv_text(["a"], [[None], [""]]) == 'a\n""\n""\n'

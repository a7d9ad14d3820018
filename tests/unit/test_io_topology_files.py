"""Large networks in one file: what is saved is read again, and nothing else is."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import corridors as co
from corridors.errors import OutputError, TableError
from corridors.routing.topology import Topology


def drawn(**more: Any) -> Topology:
    return co.from_arrays(["a", "b"], ["b", "ç"], {"distance": [5, 0], "time": [1, 2]},
                          node_id=["a", "b", "ç"], link_id=["ab", "bc"], lon=[1, 2, 3],
                          lat=[4, 5, 6], directed=[True, False], name="toy",
                          course=([[1, 4], [1.5, 4.5], [2, 5], [2, 5], [3, 6]], [0, 3, 5]), **more)


def test_what_is_saved_is_read_again(tmp_path: Path) -> None:
    before = drawn()
    co.save_topology(before, tmp_path / "toy.npz")
    after = co.load_topology(str(tmp_path / "toy.npz"))
    assert (repr(after), after.version) == (repr(before), before.version)
    assert after.course is not None
    assert after.course[0].tolist() == [[1, 4], [1.5, 4.5], [2, 5], [2, 5], [3, 6]]
    assert after.route("a", "ç", by="time").cost == 3
    assert [path.name for path in tmp_path.iterdir()] == ["toy.npz"]


def test_a_network_without_ids_and_course_is_read_again(tmp_path: Path) -> None:
    before = co.from_arrays([0], [1], [5])
    co.save_topology(before, tmp_path / "bare.npz")
    after = co.load_topology(tmp_path / "bare.npz")
    assert (after.version, after.node_id, after.course) == (before.version, None, None)


def test_the_same_network_has_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.npz", "two.npz"):
        co.save_topology(drawn(), tmp_path / name)
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()


def test_a_file_cut_off_anywhere_is_refused(tmp_path: Path) -> None:
    co.save_topology(drawn(), tmp_path / "toy.npz")
    data = (tmp_path / "toy.npz").read_bytes()
    for size in range(0, len(data), 97):
        (tmp_path / "cut.npz").write_bytes(data[:size])
        with pytest.raises(TableError, match=r"cut\.npz: this is no network that save_topology\(\) "
                                             r"wrote, or not all of it"):
            co.load_topology(tmp_path / "cut.npz")


def test_a_file_changed_anywhere_is_refused_or_the_same(tmp_path: Path) -> None:
    co.save_topology(drawn(), tmp_path / "toy.npz")
    data, version = (tmp_path / "toy.npz").read_bytes(), drawn().version
    refused = 0
    for place in range(0, len(data), 41):
        (tmp_path / "bad.npz").write_bytes(data[:place] + bytes([data[place] ^ 255])
                                           + data[place + 1:])
        try:
            assert co.load_topology(tmp_path / "bad.npz").version == version
        except TableError:
            refused += 1
    assert refused > len(data) // 82


def altered(tmp_path: Path, **columns: Any) -> Path:
    co.save_topology(drawn(), tmp_path / "toy.npz")
    with np.load(tmp_path / "toy.npz", allow_pickle=False) as archive:
        held = {name: archive[name] for name in archive.files}
    held.update(columns)
    buffer = io.BytesIO()
    np.savez(buffer, **{name: column for name, column in held.items() if column is not None})
    (tmp_path / "odd.npz").write_bytes(buffer.getvalue())
    return tmp_path / "odd.npz"


def test_a_file_that_holds_something_else_than_its_version_says_is_refused(tmp_path: Path) -> None:
    path = altered(tmp_path, weight_0=np.array([5, 1]))
    with pytest.raises(TableError, match=r"odd\.npz: the file does not hold what its version says"):
        co.load_topology(path)


@pytest.mark.parametrize("columns", [
    {"tail": np.array([0, -1])}, {"head": np.array([1, 3])}, {"weight_1": np.array([1])},
    {"about": np.array(json.dumps({"format": 9}))}, {"about": np.array("[]")}, {"about": None},
    {"about": np.array('{"format": 1, "count": Infinity}')},
    {"tail": np.array([0, {}], dtype=object)}, {"course_first": None}])
def test_a_file_of_another_kind_is_refused(tmp_path: Path, columns: dict[str, Any]) -> None:
    with pytest.raises(TableError, match="this is no network"):
        co.load_topology(altered(tmp_path, **columns))


def test_a_column_that_says_it_is_larger_than_any_memory_is_refused(tmp_path: Path) -> None:
    header = b"{'descr': '<i8', 'fortran_order': False, 'shape': (99999999999999,), }".ljust(117)
    with zipfile.ZipFile(tmp_path / "vast.npz", "w") as archive:
        archive.writestr("tail.npy", b"\x93NUMPY\x01\x00v\x00" + header + b"\n")
    with pytest.raises(TableError, match=r"vast\.npz: this is no network"):
        co.load_topology(tmp_path / "vast.npz")


def test_other_files_are_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "notes.npz").write_text("hello", encoding="utf-8")
    with pytest.raises(TableError, match="this is no network"):
        co.load_topology(tmp_path / "notes.npz")
    with pytest.raises(TableError, match=r'there is no file "gone\.npz"'):
        co.load_topology(tmp_path / "gone.npz")
    with pytest.raises(TableError, match=r'"toy\.csv" does not end in \.npz\. Write to toy\.npz'):
        co.save_topology(drawn(), tmp_path / "toy.csv")
    with pytest.raises(OutputError, match="cannot be written"):
        co.save_topology(drawn(), tmp_path / "none" / "toy.npz")

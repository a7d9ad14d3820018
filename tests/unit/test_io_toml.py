"""Values and their lines, and files that are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from corridors.errors import InputError
from corridors.io.toml_file import read_toml

TEXT = '''\
title = "x"  # a remark with = and [brackets]
long = """
not = a key
[[variant]]
"""
list = [
  "a = b",
  # c = 1
]
[about]
"key with space" = 1
inner.key = 2
[[variant]]
name = "one"
[[variant.change]]
select = "link:a"
[variant.change.value]
low = 3
[[variant]]
name = "two"
[[variant.change]]
[[variant.change]]
select = ["link:b",
          "link:c"]
action = \'\'\'open\'\'\'
'''


def test_every_key_has_its_line(tmp_path: Path) -> None:
    path = tmp_path / "scenario.toml"
    path.write_text(TEXT, encoding="utf-8")
    file = read_toml(path)
    lines = {where: file.line(where) for where in (
        ("title",), ("long",), ("list",), ("about", "key with space"), ("about", "inner", "key"),
        ("variant", 0, "name"), ("variant", 0, "change", 0, "select"),
        ("variant", 0, "change", 0, "value", "low"), ("variant", 1, "name"),
        ("variant", 1, "change", 1, "select"), ("variant", 1, "change", 1, "action"))}
    written = TEXT.splitlines()
    assert list(lines.values()) == [1, 2, 6, 11, 12, 14, 16, 18, 20, 23, 25]
    for where, line in lines.items():
        assert line is not None
        assert str(where[-1]).split()[-1] in written[line - 1]
    assert file.line(("variant", 1, "change", 0, "nothing")) == 21
    assert file.line(("nowhere",)) is None


@pytest.mark.parametrize(("data", "sentence"), [
    (b"\xff\xfe\x00", "scenario.toml, line 1: the line is not in UTF-8"),
    ("name = 1\nplace = \"Астара\"".encode("cp1251"), "line 2: the line is not in UTF-8"),
    (b"a = 1\na = 2", "this is not TOML (cannot overwrite a value)"),
    (b"a = " + b"[" * 2000, "nested deeper than 50"),
    (b"a = ", "this is not TOML"),
])
def test_what_is_no_toml_is_refused(data: bytes, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "scenario.toml"
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read_toml(path)
    assert sentence in str(caught.value)


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "scenario.toml"
    path.write_bytes(b"\xef\xbb\xbftitle = 'x'\r\nname = 'y'\r\n")
    assert read_toml(path).values == {"title": "x", "name": "y"}
    assert read_toml(path).line(("name",)) == 2


@pytest.mark.parametrize("path", ["https://example.org/a.toml", "nowhere.toml", ".", "/dev/zero",
                                  "a\x00b.toml"])
def test_what_is_no_file_is_refused(path: str) -> None:
    with pytest.raises(InputError, match="F01"):
        read_toml(Path(path))


def test_a_huge_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "huge.toml"
    with path.open("wb") as file:
        file.truncate(6_000_000)
    with pytest.raises(InputError, match="more than a scenario can need"):
        read_toml(path)

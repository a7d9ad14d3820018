"""The gallery shows every kind of picture there is, by commands that can be typed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from corridors.commands.arguments import read_arguments
from corridors.commands.map_kinds import MAP_KINDS
from corridors.maps.kinds import KINDS

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))

import gallery

ENTRIES = gallery.entries()


def test_every_kind_is_shown() -> None:
    assert {one.kind for one in ENTRIES} == set(MAP_KINDS) == {one.name for one in KINDS}


def test_every_command_can_be_typed() -> None:
    for one in (*ENTRIES, gallery.moving()):
        assert read_arguments(["map", one.kind, *one.words, "--out", "x.png"]).kind == one.kind


def test_the_map_to_move_in_can_be_one_and_stands_on_the_page(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = gallery.moving()
    assert MAP_KINDS[one.kind].page
    monkeypatch.setattr(gallery, "DRAWN", tmp_path)
    for entry in ENTRIES:
        about = PngInfo()
        about.add_text("Description", f'Map of "{entry.title}": 1 [a]')
        Image.new("1", (1, 1)).save(tmp_path / f"{entry.name}.png", pnginfo=about)
    page = gallery.page()
    assert f'src="{gallery.PAGE}" title="{one.title}"' in page
    assert f"    {one.command} --html\n" in page
    for entry in ENTRIES:
        assert f"### {entry.title}\n\n{entry.says}\n\n    corridors " in page
        assert f':alt: "Map of \\"{entry.title}\\": 1 [a]"\n' in page
    assert "    corridors sweep waits.toml --out waits\n    corridors map sweep waits " in page
    (tmp_path / gallery.PAGE).write_text("<title>a map</title>", encoding="utf-8")
    (tmp_path / "built").mkdir()
    gallery.put_page(tmp_path / "built")
    assert (tmp_path / "built" / gallery.PAGE).read_text(encoding="utf-8").startswith("<title>")


def test_every_picture_stands_in_a_chapter() -> None:
    assert ENTRIES[0].chapter
    assert 5 <= sum(bool(one.chapter) for one in ENTRIES) <= 12


def test_no_two_pictures_are_told_alike() -> None:
    assert len({one.title for one in ENTRIES}) == len(ENTRIES)
    assert all(one.says.endswith(".") for one in ENTRIES)

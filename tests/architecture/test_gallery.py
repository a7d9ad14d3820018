"""The gallery shows every kind of picture there is, by commands that can be typed."""

from __future__ import annotations

import sys
from pathlib import Path

from corridors.commands.arguments import read_arguments
from corridors.commands.map_kinds import MAP_KINDS
from corridors.maps.kinds import KINDS

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))

import gallery

ENTRIES = gallery.entries()


def test_every_kind_is_shown() -> None:
    assert {one.kind for one in ENTRIES} == set(MAP_KINDS) == {one.name for one in KINDS}


def test_every_command_can_be_typed() -> None:
    for one in ENTRIES:
        assert read_arguments(["map", one.kind, *one.words, "--out", "x.png"]).kind == one.kind


def test_no_two_pictures_are_told_alike() -> None:
    assert len({one.title for one in ENTRIES}) == len(ENTRIES)
    assert all(one.says.endswith(".") for one in ENTRIES)

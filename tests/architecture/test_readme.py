"""What the README shows is what happens."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

from PIL import Image

import corridors as co
from corridors.commands.map_kinds import MAP_KINDS
from corridors.maps import alt_text
from corridors.model.sourcing import BACKED

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_example_gives_the_output_it_shows() -> None:
    example = doctest.DocTestParser().get_doctest(README, {}, "README.md", "README.md", 0)
    assert 9 <= len(example.examples) <= 12
    assert doctest.DocTestRunner().run(example).failed == 0


def test_every_file_it_points_to_is_there() -> None:
    linked = re.findall(r"\]\(([^)#]+)\)", README)
    assert linked
    assert [name for name in linked if not (ROOT / name).is_file()] == []


def test_the_picture_shows_what_the_program_finds() -> None:
    words, file = re.findall(r"!\[([^\]]+)\]\(([^)]+)\)", README)[0]
    with Image.open(ROOT / file) as picture:
        told = picture.info["Description"]
    assert told == alt_text(co.effects_of(co.load_scenario("rasht-astara"), co.load()))
    assert {km for km in re.findall(r"[\d,]+ km", words) if km not in told} == set()


def test_every_kind_of_picture_is_counted() -> None:
    assert f"`corridors map` draws {len(MAP_KINDS)} kinds of picture" in README


def test_its_counts_are_those_of_the_data() -> None:
    network = co.load()
    assert f"{len(network.nodes)} places and {len(network.links)} railways" in README
    assert set(re.findall(r"^\| `([a-z-]+)` \|", README, re.MULTILINE)) == set(
        co.bundled_scenarios())
    backed = sum(link.length_basis in BACKED for link in network.links.records)
    assert 0.75 < backed / len(network.links) < 0.85  # "one length in five" is not

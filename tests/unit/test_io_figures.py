"""A picture saved from Python is the file that the command line writes, with its words in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

import corridors as co
from corridors.cli import main
from corridors.errors import OutputError
from corridors.maps.figure import MapFigure


@pytest.fixture(scope="module")
def figure() -> MapFigure:
    today = co.load().as_of("2026-11-01")
    return co.draw(co.shortest_route(today, co.Query("Baku", "Tbilisi", modes={"rail"})))


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_python_saves_what_the_command_line_does(figure: MapFigure, ending: str, tmp_path: Path
                                                 ) -> None:
    saved = co.save_figure(figure, tmp_path / f"one.{ending}")
    assert main(["map", "route", "Baku", "Tbilisi", "--modes", "rail", "--on", "2026-11-01",
                 "--out", str(tmp_path / f"two.{ending}")]) == 0
    assert saved.read_bytes() == (tmp_path / f"two.{ending}").read_bytes()


def test_the_words_of_a_figure_are_in_its_file(figure: MapFigure, tmp_path: Path) -> None:
    with Image.open(co.save_figure(figure, str(tmp_path / "map.png"))) as picture:
        assert picture.info["Title"] == figure.title
        assert picture.info["Description"] == figure.alt
    own = co.save_figure(figure, tmp_path / "map.svg", title="Ours", alt="A railway.")
    text = own.read_text(encoding="utf-8")
    assert 'aria-label="Ours"><desc id="corridors-desc">A railway.</desc>' in text


def test_what_cannot_be_saved_is_refused(figure: MapFigure, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"ends in \.png"):
        co.save_figure(figure, tmp_path / "map")
    answer = co.shortest_route(co.load().as_of(), co.Query("Baku", "Tbilisi"))
    with pytest.raises(OutputError, match=r"Answer is no figure.*Draw it first"):
        co.save_figure(answer, tmp_path / "map.png")  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []

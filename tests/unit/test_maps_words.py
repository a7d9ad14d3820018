"""Words on pictures are those of a planner: names of places and corridors, no keys of the data."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from matplotlib.text import Text

import corridors as co
from corridors.maps.turned_words import turned_said
from corridors.model.corridor_names import CORRIDOR_NAMES, corridor_name
from corridors.model.turn import Turn


def test_the_chart_of_a_sweep_names_axes_and_corridors(tmp_path: Path) -> None:
    waits = (co.Axis("wait_at_astara", (co.Parameter.parse("dwell_h of border:az-ir-astara"),),
                     ((0,), (48,))),
             co.Axis("other_wait", (co.Parameter.parse("x dwell_h of border:ir-tm-sarakhs"),),
                     ((1,), (2,))))
    query = co.Query("Saint Petersburg", "Bandar Abbas", "time", modes={"rail"})
    asked = replace(co.load_scenario("rasht-astara"), queries=(query,), weights=(), written=(),
                    axes=waits)
    sweep = co.run_sweep(asked, str(tmp_path / "waits"), workers=1)
    said = " ".join(text.get_text() for text in co.draw(sweep).findobj(Text)
                    if isinstance(text, Text))
    assert "4 cases: 2 values of wait at astara (0 to 48 h) and 2 values of other wait " \
           "(1 to 2 times)" in said
    assert "instc" not in said
    assert "_" not in said


def test_every_corridor_of_the_network_has_a_name() -> None:
    short = {name for link in co.load().links.records for name in link.corridors}
    assert short == CORRIDOR_NAMES.keys()
    assert corridor_name("my-own_line") == "my own line"


def test_two_towns_of_one_name_are_told_apart_by_their_countries() -> None:
    network = co.load()

    def said(text: str) -> str:
        return turned_said(network, Turn(co.Parameter.parse(text), 1, 2))

    assert said("dwell_h of border:az-ir-astara") == "waiting time at Astara (Azerbaijan–Iran)"
    assert said("dwell_h of border:ir-tm-sarakhs") == "waiting time at Sarakhs–Serahs"
    assert said("speed_kmh of country:IR") == "speed, Iran"


def test_a_timeline_says_what_it_is_of() -> None:
    network = co.load()
    assert co.timeline(network, corridor="zangezur-tripp").title.endswith(
        "Zangezur corridor (TRIPP)")
    assert co.timeline(network, country="ir").title.endswith(", Iran")


def test_the_bars_of_openings_name_everything_in_a_set() -> None:
    asked = co.Query("Saint Petersburg", "Bandar Abbas", modes={"rail"})
    found = co.openings(co.load().as_of(), asked)
    figure = co.draw(found, kind="openings-bars")
    labels = [label.get_text() for axes in figure.axes for label in axes.get_yticklabels()]
    assert max(len(one.names) for one in found.programmes) == 3
    assert sum(label.count("+") == 2 for label in labels) >= 2
    assert not any("…" in label for label in labels)

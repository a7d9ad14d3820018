"""What titles, legends and small print of the maps of the small network say, word for word.

Run this file as a program to write the expected texts anew, then read the difference.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import toys
from matplotlib.figure import Figure
from matplotlib.text import Text

from corridors.analysis.effects import effects_of
from corridors.io.basemap_files import basemap_features
from corridors.maps import Basemap, alt_text, comparison_map, route_map, scenario_map
from corridors.model.query import Query
from corridors.model.scenario import Change, Scenario, Variant

EXPECTED = Path(__file__).parent / "maps" / "gap.txt"


def said(figure: Figure) -> list[str]:
    """Give the texts around the maps, without the parts that change with a release."""
    lines = [text.get_text() for text in figure.axes[0].findobj(Text) if text.get_text()]
    return [re.sub(r"[0-9a-f]{12}|corridors [0-9.]+", "...", line) for line in lines]


def drawn() -> str:
    """Draw three maps of one small scenario and write down what they say."""
    basemap = Basemap.of(**basemap_features())
    opened = Change(("link:ir-astara-ir-rasht-rail",), "open", expects="planned")
    scenario = Scenario("gap", "The gap closes", (Variant("open", "Gap closed", (opened,)),),
                        (Query("North", "Gulf", modes={"rail"}),))
    effects = effects_of(scenario, toys.gap())
    comparison = effects.comparison(effects.variants[0], 0)
    parts = (("route", route_map(comparison.base, basemap), alt_text(comparison.base)),
             ("comparison", comparison_map(comparison, basemap), alt_text(comparison)),
             ("scenario", scenario_map(effects, basemap), alt_text(effects)))
    return "\n".join(f"== {name}: {alt}\n" + "\n".join(said(figure)) + "\n"
                     for name, figure, alt in parts)


def test_the_maps_say_what_they_said() -> None:
    assert drawn() == EXPECTED.read_text(encoding="utf-8")


if __name__ == "__main__":
    sys.exit(EXPECTED.write_text(drawn(), encoding="utf-8") == 0)

"""Colours of the interactive page: those of the maps on paper."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from corridors.maps import style
from corridors.maps.network_map import COLOURS

SHEET = (files("corridors") / "reports" / "templates" / "interactive.css").read_text("utf-8")


def colour(selector: str, what: str) -> str:
    """Find the last colour that the style sheet gives to a selector by itself or in a list."""
    found = [said for names, rules in re.findall(r"([^{}]+)\{([^{}]*)\}", SHEET)
             if selector in (name.strip() for name in names.split(","))
             for said in re.findall(rf"(?:^|[\s;]){what}: (#[0-9a-f]+)", rules)]
    assert found, f"{selector} has no {what}"
    return found[-1]


@pytest.mark.parametrize(("selector", "what", "drawn"), [
    *((f".route.n{place}", "stroke", told) for place, told in enumerate(style.PALETTE)),
    *((f'path[data-band="{place}"]', "stroke", told) for place, told in enumerate(style.BANDS)),
    *((f".dot.b{place}", "fill", told) for place, told in enumerate(style.BANDS)),
    (".rail", "stroke", COLOURS["rail"]), (".road", "stroke", COLOURS["road"]),
    (".sea.link", "stroke", COLOURS["sea"]), (".ferry", "stroke", COLOURS["ferry"]),
    (".waterway", "stroke", COLOURS["inland_waterway"]),
    (".sea", "fill", style.SEA), (".land", "fill", style.LAND), (".land", "stroke", style.COAST),
    (".grid", "stroke", style.GRATICULE), (".borders", "stroke", style.BORDER),
    (".area", "fill", style.COUNTRY_NAME), (".area.water", "fill", style.WATER_NAME),
    (".route.under", "stroke", style.GREY), (".route.base", "stroke", style.INK),
    (".symbol .closed", "stroke", style.BLOCKED), (":root", "--mark", style.HIGHLIGHT)])
def test_the_page_has_the_colours_of_the_maps(selector: str, what: str, drawn: str) -> None:
    assert colour(selector, what) == drawn.lower()

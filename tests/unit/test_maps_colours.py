"""Colours and forms measured: on land and sea, for the colour-blind, and on grey paper."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from colours import contrast, lightness, nearest

from corridors.maps import style
from corridors.maps.ink import line_styles
from corridors.maps.network_map import COLOURS, SHUT
from corridors.maps.strands import SEASON
from corridors.model.status import STATUSES, carries

GROUNDS = (style.LAND, style.SEA)
TOLD = (*STATUSES, SEASON)
PAIRS = {"what gains and what loses": ("gains", "loses"),
         "what gains and what is new": ("gains", "new"),
         "what loses and what is new": ("loses", "new")}


def test_colour_blindness_is_simulated_as_published() -> None:
    """Red and green of one lightness fall together for the red-green blind, and for them alone."""
    red, green = "#d2691e", "#808000"
    assert nearest((red, green))[1] in ("protanopia", "deuteranopia")
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert lightness("#777777") == pytest.approx(50.0, abs=0.6)


@pytest.mark.parametrize("colour", sorted({
    *style.PALETTE, *style.BANDS, *COLOURS.values(), style.BLOCKED, style.GREY, style.INK,
    style.WATER_NAME, style.FRAME}))
def test_lines_and_symbols_stand_out_on_land_and_sea(colour: str) -> None:
    assert min(contrast(colour, ground) for ground in GROUNDS) >= 3.0


@pytest.mark.parametrize("colour", [style.INK, style.MUTED, style.DEGREES])
def test_letters_can_be_read_on_land_sea_and_paper(colour: str) -> None:
    assert min(contrast(colour, ground) for ground in (*GROUNDS, "#ffffff")) >= 4.5


@pytest.mark.parametrize("palette", [style.PALETTE, style.BANDS], ids=["routes", "classes"])
def test_colours_stay_apart_for_the_colour_blind(palette: tuple[str, ...]) -> None:
    apart, *_ = nearest(palette)
    assert apart >= 15


@pytest.mark.parametrize("palette", [style.PALETTE, style.BANDS], ids=["routes", "classes"])
def test_colours_are_greys_of_their_own_on_grey_paper(palette: tuple[str, ...]) -> None:
    greys = sorted(map(lightness, palette))
    assert min(high - low for low, high in pairwise(greys)) >= 9


def test_ordered_classes_are_ordered_on_grey_paper() -> None:
    greys = [lightness(colour) for colour in style.BANDS]
    assert greys == sorted(greys)


def form_of(status: str) -> tuple[object, ...]:
    """Give what is left of a status on the map of the network without colour."""
    if status in SHUT or status == SEASON:
        sign = style.SIGNS[status]
        return ("sign", sign.marker, sign.face)
    dash = line_styles("rail", style.INK, dashed=not carries(status), status=status)[1]
    assert dash is not None
    return ("line", dash[2], "bars" if status == "restricted" else "")


@pytest.mark.parametrize(("one", "other"), list(combinations(TOLD, 2)))
def test_statuses_are_told_apart_without_colour(one: str, other: str) -> None:
    assert form_of(one) != form_of(other)


def test_dashes_of_statuses_differ_enough_to_be_seen_in_print() -> None:
    """On the thinnest line, of one point: by half a point of ink or of gap at least."""
    dashes = {style.DASHES[status] for status in ("under_construction", "planned", "disused",
                                                  "unknown")}
    for one, other in combinations(dashes, 2):
        longest = max(len(one), len(other))
        pairs = zip(one * (longest // len(one)), other * (longest // len(other)), strict=True)
        assert max(abs(a - b) for a, b in pairs) >= 0.5


def test_modes_of_one_colour_differ_in_their_form() -> None:
    for one, other in combinations(COLOURS, 2):
        if nearest((COLOURS[one], COLOURS[other]))[0] < 15:
            a, b = style.FORMS[one], style.FORMS[other]
            assert (a.dash, a.hollow) != (b.dash, b.hollow)


@pytest.mark.parametrize("kinds", list(PAIRS.values()), ids=list(PAIRS))
def test_what_gains_and_what_loses_differ_by_their_signs(kinds: tuple[str, str]) -> None:
    one, other = (style.SIGNS[kind] for kind in kinds)
    assert one.marker != other.marker
    assert min(contrast(sign.colour, sign.disc) for sign in (one, other)) >= 3.0


def test_a_link_beyond_its_capacity_has_a_sign_beside_its_colour() -> None:
    """Red and the blue of flows are near greys: the triangle tells them apart."""
    assert abs(lightness(style.BLOCKED) - lightness(style.PALETTE[0])) < 9
    symbols = {(symbol.marker, symbol.face) for kind, symbol in style.SYMBOLS.items()
               if kind != "over"}
    over = style.SYMBOLS["over"]
    assert (over.marker, over.face) not in symbols
    assert contrast(over.face, over.edge) >= 3.0


def test_ordered_symbols_and_lines_shrink_with_their_class() -> None:
    for kind in ("post", "town", "band"):
        sizes = [style.SYMBOLS[f"{kind}_{place}"].size_pt for place in range(len(style.BANDS))]
        assert sizes == sorted(sizes, reverse=True)
        assert len(set(sizes)) == len(sizes)

"""How things look: colours, widths, dashes and sizes, in one place.

Widths and sizes are in points. Colours of lines keep a contrast of at least 3:1 on land and sea,
stay apart under the common forms of colour blindness, and differ in lightness on grey paper.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "AREA_PT", "BANDS", "BARS_PT", "BEYOND", "BLOCKED", "BORDER", "COAST", "COUNTRY_NAME",
    "DASHES", "DEGREES", "FAINT", "FOOTER_PT", "FORMS", "FRAME", "GRATICULE", "GREY",
    "HIGHLIGHT", "INK", "LABEL_PT", "LAND", "LEGEND_PT", "MUTED", "NOT_OPEN_DASH", "PALETTE",
    "SEA", "SIGNS", "SMALLEST_PT", "STEP", "SUBTITLE_PT", "SYMBOLS", "TITLE_PT", "WATER_NAME",
    "Form", "Sign", "Symbol",
]

PALETTE = ("#1561A9", "#CC5500", "#741A55", "#141414")
"""At most four routes on one map; more become small multiples. On grey paper they are
four greys."""

BANDS = ("#091D46", "#551181", "#8F2855", "#B93C3A", "#A97806")
"""Ordered classes, the strongest or nearest first: from dark to light in even steps, so that grey
paper keeps their order. They are drawn broader as well, the first the broadest."""

LAND, SEA, BEYOND = "#f7f5f0", "#d6e6f0", "#e6eff5"
COAST, BORDER = "#9db4c2", "#8c8c8c"
INK, MUTED, GREY, FAINT = "#1A1A1A", "#5f5a52", "#79756d", "#b9b4aa"
BLOCKED, HIGHLIGHT = "#B3001B", "#ffd94d"
WATER_NAME, COUNTRY_NAME = "#3d6f94", "#6b665e"
GRATICULE, DEGREES, FRAME = "#c3cdd2", "#53636c", "#333333"

LABEL_PT, AREA_PT, SMALLEST_PT = 7.2, 7.4, 6.0
TITLE_PT, SUBTITLE_PT, LEGEND_PT, FOOTER_PT = 10.5, 7.6, 7.0, 6.0

STEP = 1.3
"""Distance between the middles of parallel routes, in line widths."""


@dataclass(frozen=True, slots=True)
class Form:
    """How a mode is drawn.

    Parameters
    ----------
    name
        The word in the legend.
    width_pt
        Width of the coloured line.
    dash
        Dashes of an open stretch in line widths; empty for a solid line.
    hollow
        Whether a white line runs in the middle.
    cased
        Whether a white line lies under it, so that it stands out on land.
    """

    name: str
    width_pt: float
    dash: tuple[float, ...] = ()
    hollow: bool = False
    cased: bool = True


FORMS: dict[str, Form] = {
    "rail": Form("railway", 2.4),
    "road": Form("road", 2.9, hollow=True),
    "sea": Form("sea lane", 1.6, (4.0, 1.6, 0.9, 1.6), cased=False),
    "ferry": Form("ferry", 1.6, (2.2, 1.4), cased=False),
    "inland_waterway": Form("inland waterway", 1.6, (0.9, 1.2), cased=False),
}
"""Line forms by mode; the water modes differ in their dots and dashes."""

NOT_OPEN_DASH = (1.6, 1.1)
"""Dashes of stretches that are not open, in line widths, where nothing else is said."""

DASHES = {
    "under_construction": (4.2, 1.3),
    "planned": NOT_OPEN_DASH,
    "added": NOT_OPEN_DASH,
    "suspended": (0.6, 1.0),
    "closed": (0.6, 1.0),
    "season": (0.6, 1.0),
    "disused": (0.6, 2.2),
    "unknown": (3.0, 1.2, 0.6, 1.2),
}
"""Dashes by status: long while it is being built, short where it is planned, dots where goods ran
once. On the map of the network what is shut is told apart by :data:`SIGNS` instead."""

BARS_PT = 16.0
"""Distance between the pairs of short bars across a restricted stretch."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign repeated along a line, so that it is told apart without its colour.

    Parameters
    ----------
    marker
        matplotlib marker: a letter, or corners, form and turn of a polygon.
    colour
        Of its lines.
    face
        What it is filled with; ``none`` for a sign of lines alone.
    disc
        Colour of a disc under it, for a sign on a line of that colour; blank for none.
    larger
        Its width as a share of that of other signs.
    """

    marker: str | tuple[int, int, int]
    colour: str
    face: str = "none"
    disc: str = ""
    larger: float = 1.0


SIGNS: dict[str, Sign] = {
    "shut": Sign("x", BLOCKED),
    "closed": Sign("x", BLOCKED),
    "suspended": Sign("o", BLOCKED, "white"),
    "season": Sign((6, 2, 0), BLOCKED, larger=1.6),
    "gains": Sign("+", "white", disc=PALETTE[0]),
    "loses": Sign("_", "white", disc=PALETTE[1]),
    "new": Sign("*", "white", "white", disc=PALETTE[2]),
}
"""Signs along lines: what is shut, suspended, closed for the season, gains, loses or is new."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """How a kind of place is drawn.

    Parameters
    ----------
    name
        The words in the legend.
    marker
        matplotlib marker.
    size_pt
        Width of the symbol.
    face, edge
        Colours.
    edge_pt
        Width of its outline.
    """

    name: str
    marker: str
    size_pt: float
    face: str
    edge: str
    edge_pt: float = 0.8


SYMBOLS: dict[str, Symbol] = {
    "closed": Symbol("closed", "X", 8.5, BLOCKED, "white", 1.0),
    "end": Symbol("origin, destination", "o", 7.0, INK, "white", 1.2),
    "reached": Symbol("newly reachable", "*", 13.0, PALETTE[2], "white", 0.9),
    "cut_off": Symbol("newly cut off", "X", 9.5, INK, "white", 1.0),
    "gauge_break": Symbol("break of gauge", "D", 5.8, HIGHLIGHT, INK, 0.9),
    "closed_else": Symbol("closed otherwise", "X", 7.5, "white", BLOCKED, 1.1),
    **{f"post_{place}": Symbol("border crossing", "s", 8.0 - 1.4 * place, colour, "white", 0.8)
       for place, colour in enumerate(BANDS)},
    **{f"town_{place}": Symbol("place", "o", 8.6 - 1.4 * place, colour, "white", 0.8)
       for place, colour in enumerate(BANDS)},
    "over": Symbol("beyond its capacity", "^", 8.0, HIGHLIGHT, BLOCKED, 1.4),
    "transfer": Symbol("change of mode", "^", 6.0, "white", INK, 1.0),
    "border": Symbol("border crossing", "s", 3.4, "white", INK, 0.8),
    "place": Symbol("place", "o", 3.4, "white", INK, 0.8),
    **{f"band_{band}": Symbol("place reached", "o", 4.2 - 0.3 * band, colour, "white", 0.7)
       for band, colour in enumerate(BANDS)},
    "context": Symbol("place", "o", 2.6, "white", GREY, 0.7),
}
"""Kinds of places, the strongest first: where two overlap, the stronger is drawn."""

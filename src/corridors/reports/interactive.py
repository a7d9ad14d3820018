"""An interactive map as one HTML page: its own drawing, a little script, no request to a host."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any, Protocol

from corridors.reports.interactive_facts import Facts, facts_of
from corridors.reports.interactive_scene import Scene
from corridors.reports.interactive_things import SEASON, STATUS_LABELS
from corridors.reports.page import environment
from corridors.reports.plain import plain_text
from corridors.reports.wording import wording

__all__ = ["Drawing", "Spot", "interactive_html"]

TEMPLATE = "interactive.html.j2"

ESCAPED = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028",
           "\u2029": "\\u2029"}
"""What could end a script element, or a line, within it."""

COLOURS = 4
LAYERS = ("sea", "land", "lakes", "borders", "disputed")
SHOWN = ("operational", "restricted", "under_construction", "planned", "closed", "suspended",
         SEASON, "disused", "unknown")

CIRCLE = "M-4.4 0a4.4 4.4 0 1 0 8.8 0a4.4 4.4 0 1 0 -8.8 0z"

SHAPES = {
    "restricted": f"{CIRCLE}M-2.6 0H2.6", "under_construction": f"{CIRCLE}M0 -4.4V4.4",
    "planned": f"{CIRCLE}M0 -2.7V0H2.2", "closed": "M-4 -4L4 4M-4 4L4 -4", "suspended": CIRCLE,
    SEASON: "M0 -5V5M-4.3 -2.5L4.3 2.5M-4.3 2.5L4.3 -2.5", "disused": "M-4.4 -2H4.4M-4.4 2H4.4",
    "unknown": "M-2.6 -2A2.6 2.6 0 1 1 0 1V2M0 4V5"}
"""Symbols of statuses, as SVG paths around their middle; open links bear none."""

STOPS = {"end": "M-6 0a6 6 0 1 0 12 0a6 6 0 1 0 -12 0z", "gauge_break": "M0 -7L7 0L0 7L-7 0z",
         "transfer": "M0 -6.5L6 5H-6z", "border": "M-4 -4h8v8h-8z"}
"""Symbols of what a route passes."""


class Spot(Protocol):
    """Where a place is on the sheet, and how soon it is named."""

    @property
    def x(self) -> int:
        """From the left."""
    @property
    def y(self) -> int:
        """From the top."""
    @property
    def rank(self) -> int:
        """4 for a capital to 8 for a halt."""
    @property
    def bold(self) -> bool:
        """Whether it is a capital."""


class AreaName(Protocol):
    """The name of a country or a water, and where it may stand."""

    @property
    def text(self) -> str:
        """The name."""
    @property
    def water(self) -> bool:
        """Whether it is a water."""
    @property
    def spots(self) -> Sequence[tuple[int, int, int]]:
        """From the left, from the top, and clearance."""


class Drawing(Protocol):
    """The drawing of a map, made elsewhere: sizes in units of the sheet, lines as SVG paths."""

    @property
    def width(self) -> int:
        """Of the sheet."""
    @property
    def height(self) -> int:
        """Of the sheet."""
    @property
    def fit(self) -> tuple[int, int, int, int]:
        """Left, top, width and height of what is seen first."""
    @property
    def layers(self) -> Sequence[Mapping[str, str]]:
        """The ground, from the bottom up."""
    @property
    def grid(self) -> str:
        """Meridians and parallels."""
    @property
    def links(self) -> Mapping[str, str]:
        """Paths by link."""
    @property
    def places(self) -> Mapping[str, Spot]:
        """Places by node."""
    @property
    def areas(self) -> Sequence[AreaName]:
        """Names of countries and waters."""
    @property
    def names(self) -> Mapping[str, str]:
        """Names of places in the language asked for."""
    @property
    def footer(self) -> str:
        """The small print."""
    @property
    def caucasus(self) -> tuple[int, int, int, int] | None:
        """The South Caucasus, as ``fit``."""
    @property
    def km_per_unit(self) -> float:
        """How long a unit is."""


def interactive_html(scene: Scene, drawing: Drawing, alt: str) -> str:
    """Write an interactive map as one HTML page.

    Parameters
    ----------
    scene
        What is shown.
    drawing
        The networks of the scene, drawn.
    alt
        What the map shows, for those who cannot see it.

    Returns
    -------
    html
        A page that needs no other file and asks no host for anything; the same for the same
        results. Without its script it shows the first case, the legend and the table.
    """
    facts = facts_of(scene, drawing.names)
    env = environment()
    style, script = (_source(env, name) for name in ("interactive.css", "interactive.js"))
    template = env.get_template(TEMPLATE)
    first = [trip for trip in facts.data["trips"] if trip["c"] == 0 and trip["q"] == scene.begins
             and _holds(trip, facts.data["cases"][0]["on"])]
    return template.render(
        scene=scene, drawing=drawing, alt=plain_text(alt), style=style, script=script,
        policy=_policy(style, script), data=_json(_with_drawing(facts, drawing)),
        links=[(link, drawing.links[link], facts.data["links"][number]["m"].split(" ")[-1],
                facts.statuses.get(link, "")) for number, link in enumerate(facts.links)],
        first=first, spots=[drawing.places[key] for key in facts.places],
        places=facts.data["places"], layers=LAYERS, labels=STATUS_LABELS, shown=SHOWN,
        routed=bool(scene.trips), bands=facts.data.get("bands", ()),
        way=facts.data.get("way", {}), modes=_modes(facts),
        boundaries=wording()["notes.boundaries"],
        shapes=SHAPES, stops=STOPS)


def _source(env: Any, name: str) -> str:
    """Read a file of the page; it may not end the element it stands in."""
    text: str = env.loader.get_source(env, name)[0]
    if "</" in text:
        raise ValueError(f"{name} holds </, which could end its element")
    return text


def _policy(style: str, script: str) -> str:
    """Allow this style and this script, and nothing else."""
    hashes = [b64encode(sha256(text.encode()).digest()).decode() for text in (style, script)]
    return (f"default-src 'none'; style-src 'sha256-{hashes[0]}'; "
            f"script-src 'sha256-{hashes[1]}'; img-src data:; base-uri 'none'; "
            "form-action 'none'")


def _with_drawing(facts: Facts, drawing: Drawing) -> dict[str, Any]:
    spots = [drawing.places[key] for key in facts.places]
    places = [about | {"x": spot.x, "y": spot.y, "r": spot.rank, "k": int(spot.bold)}
              for about, spot in zip(facts.data["places"], spots, strict=True)]
    return {**facts.data, "shapes": SHAPES, "stops": STOPS, "places": places, "fit": drawing.fit,
            "caucasus": drawing.caucasus, "km": drawing.km_per_unit,
            "size": [drawing.width, drawing.height],
            "areas": [[area.text, int(area.water), area.spots] for area in drawing.areas]}


def _json(data: Mapping[str, Any]) -> str:
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for letter, escaped in ESCAPED.items():
        text = text.replace(letter, escaped)
    return text


def _holds(trip: Mapping[str, Any], day: int) -> bool:
    return "from" not in trip or trip["from"] <= day < trip["to"]


def _modes(facts: Facts) -> list[str]:
    return sorted({str(link["m"]) for link in facts.data["links"]},
                  key=["rail", "road", "sea", "ferry", "inland waterway"].index)

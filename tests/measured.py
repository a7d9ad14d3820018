"""Measure a drawn map: where its texts, symbols, lines and boxes are, and which of them touch.

Everything is in points from the lower left corner of the page. What is measured is the figure as
it comes out of matplotlib, not the plan it was drawn by: artists are told apart by the labels that
the drawing functions give them (``place KEY`` for a name and for its symbol, ``area``, ``lines``,
``sign``, ``leader KEY``, ``scale bar``, ``degree``, ``locator``).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from shapely.affinity import rotate, translate
from shapely.geometry.base import BaseGeometry

DPI = 288
LINES = 4.0
"""The order in which lines are drawn; faint ones lie under them."""

HAIR_PT = 0.6
"""Boxes that overlap by less do not touch: a text's box holds room for accents it lacks."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Word:
    """A text as it stands on the page; ``panel`` counts the axes, -1 for the figure itself."""

    text: str
    box: Box
    size_pt: float
    label: str
    panel: int
    shape: BaseGeometry
    """The box, turned as the text is, a hair smaller."""


@dataclass(frozen=True)
class Dot:
    """A symbol."""

    label: str
    x: float
    y: float
    radius: float
    panel: int

    @property
    def box(self) -> Box:
        return (self.x - self.radius, self.y - self.radius, self.x + self.radius,
                self.y + self.radius)


@dataclass(frozen=True)
class Line:
    """A line of the network, with half its width around it."""

    path: BaseGeometry
    half_pt: float
    panel: int
    label: str = "lines"
    faint: bool = False


@dataclass(frozen=True)
class Measured:
    """What stands on a page, and where."""

    width_pt: float
    height_pt: float
    words: tuple[Word, ...]
    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    leaders: tuple[Line, ...]
    panels: tuple[Box, ...]
    boxes: tuple[tuple[str, Box, int], ...]

    @property
    def names(self) -> list[Word]:
        """Names of places."""
        return [word for word in self.words if word.label.startswith("place ")]

    @property
    def insets(self) -> list[tuple[int, int]]:
        """Pairs of a panel and one that lies within it; the page itself is no panel."""
        return [(outer, inner) for outer in range(1, len(self.panels))
                for inner in range(1, len(self.panels)) if outer != inner
                and _holds(self.panels[outer], self.panels[inner])]

    def texts_over_texts(self) -> list[tuple[str, str]]:
        """Pairs of texts that touch, wherever on the page they stand."""
        return [(one.text, other.text) for one, other in combinations(self.words, 2)
                if one.shape.intersects(other.shape)]

    def texts_over_dots(self) -> list[tuple[str, str]]:
        """Texts that cover a symbol of their panel, their own not excepted."""
        return [(word.text, dot.label) for word in self.words for dot in self.dots
                if word.panel == dot.panel and _touch(word.box, dot.box)]

    def texts_over_leaders(self) -> list[str]:
        """Texts crossed by a thin line that leads to another."""
        return [word.text for word in self.words for line in self.leaders
                if line.panel == word.panel and line.path.crosses(word.shape)]

    def texts_over_lines(self) -> list[str]:
        """Texts of a panel that lie on a line of the network; names may lie on faint ones."""
        found = []
        for word in self.words:
            box = word.shape
            if any(line.panel == word.panel and line.path.distance(box) < line.half_pt
                   for line in self.lines if not (line.faint and word.label.startswith("place "))):
                found.append(word.text)
        return found

    def texts_over_boxes(self) -> list[tuple[str, str]]:
        """Texts under an inset or a scale bar, or cut by the outline of what the inset shows."""
        found = []
        for outer, inner in self.insets:
            found += [(word.text, "inset") for word in self.words
                      if word.panel == outer and _touch(word.box, self.panels[inner])]
        for label, box, panel in self.boxes:
            edge = shapely.box(*box).exterior if label == "locator" else shapely.box(*box)
            found += [(word.text, label) for word in self.words
                      if word.panel == panel and word.label != label
                      and edge.intersects(word.shape)]
        return found

    def strays(self) -> list[tuple[str, str]]:
        """Names nearer to another symbol than to their own, but for those a thin line leads to."""
        found = []
        led = {(line.label.replace("leader", "place"), line.panel) for line in self.leaders}
        for word in self.names:
            if (word.label, word.panel) in led:
                continue
            here = [dot for dot in self.dots if dot.panel == word.panel
                    and dot.label != "sign"]
            own = [_away(word.box, dot) for dot in here if dot.label == word.label]
            if not own:
                found.append((word.text, "no symbol of its own"))
                continue
            nearer = [dot for dot in here if dot.label != word.label
                      and _away(word.box, dot) <= min(own)]
            found += [(word.text, dot.label) for dot in nearer]
        return found

    def hidden_share(self) -> float:
        """Largest share of a panel's lines that lies under an inset."""
        shares = [0.0]
        for outer, inner in self.insets:
            frame, cover = shapely.box(*self.panels[outer]), shapely.box(*self.panels[inner])
            seen = [line.path.intersection(frame) for line in self.lines if line.panel == outer]
            whole = sum(path.length for path in seen)
            shares.append(sum(path.intersection(cover).length for path in seen)
                          / max(whole, 1.0))
        return max(shares)

    def outside(self) -> list[str]:
        """Texts that leave the page, or the panel they belong to."""
        page = (0.0, 0.0, self.width_pt, self.height_pt)
        found = [word.text for word in self.words if not _holds(page, _shrunk(word.box))]
        return found + [word.text for word in self.words if word.panel > 0
                        and word.label and not _holds(self.panels[word.panel],
                                                      _shrunk(word.box))]

    def smallest_pt(self) -> float:
        """Size of the smallest letters."""
        return min(word.size_pt for word in self.words)


def measure(figure: Figure) -> Measured:
    """Draw a figure and measure what is on it."""
    dpi, figure.dpi = figure.dpi, DPI
    renderer = FigureCanvasAgg(figure).get_renderer()
    figure.draw(renderer)
    scale = 72 / DPI
    panels, words, dots, lines, leaders, boxes = [], [], [], [], [], []
    for text in _seen_texts(figure, None):
        words.append(_word(text, renderer, scale, -1))
    for number, axes in enumerate(figure.axes):
        panels.append(_box(axes.get_window_extent(renderer), scale))
        for text in _seen_texts(figure, axes):
            words.append(_word(text, renderer, scale, number))
        for line in axes.lines:
            dots += _dots(line, scale, number)
            if str(line.get_label()).startswith("leader "):
                path = line.get_transform().transform(line.get_xydata()) * scale
                leaders.append(Line(shapely.LineString(path), 0.25, number, str(line.get_label())))
        for collection in axes.collections:
            if isinstance(collection, LineCollection) and collection.get_label() == "lines":
                lines += _lines(collection, scale, number)
        for patch in axes.patches:
            if isinstance(patch, Rectangle) and patch.get_label() in {"scale bar", "locator"}:
                boxes.append((str(patch.get_label()),
                              _box(patch.get_window_extent(renderer), scale), number))
    wide, high = figure.get_size_inches() * 72
    figure.dpi = dpi
    return Measured(float(wide), float(high), tuple(words), tuple(dots), tuple(lines),
                    tuple(leaders), tuple(panels), tuple(boxes))


def _seen_texts(figure: Figure, axes: Axes | None) -> list[Text]:
    found = list(figure.texts if axes is None else axes.texts)
    if axes is not None and axes.axison:
        found += [axes.title, axes.xaxis.label, axes.yaxis.label]
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            # Ticks beyond the axis exist but are not drawn.
            found += [label for tick in axis.get_major_ticks()
                      if low <= tick.get_loc() <= high for label in (tick.label1, tick.label2)]
    return [text for text in found if text.get_visible() and text.get_text().strip()]


def _word(text: Text, renderer: RendererBase, scale: float, panel: int) -> Word:
    box = _box(text.get_window_extent(renderer), scale)
    turned = text.get_rotation()
    shape = shapely.box(*_shrunk(box))
    if turned % 90:
        x, y = text.get_transform().transform(text.get_unitless_position()) * scale
        text.set_rotation(0)
        mode = text.get_rotation_mode()
        text.set_rotation_mode("anchor")
        level = shapely.box(*_shrunk(_box(text.get_window_extent(renderer), scale)))
        text.set_rotation(turned)
        text.set_rotation_mode(mode)
        shape = rotate(level, turned, origin=(float(x), float(y)))
        if mode != "anchor":  # The box of the turned text is aligned, not the text.
            left, bottom, *_ = shape.bounds
            shape = translate(shape, box[0] - left, box[1] - bottom)
    return Word(text.get_text(), box, float(text.get_fontsize()), str(text.get_label()), panel,
                shape)


def _dots(line: Line2D, scale: float, panel: int) -> list[Dot]:
    label = str(line.get_label())
    if not (label == "sign" or label.startswith("place ")):
        return []
    places = line.get_transform().transform(line.get_xydata()) * scale
    radius = line.get_markersize() / 2
    return [Dot(label, float(x), float(y), radius, panel) for x, y in places]


def _lines(collection: LineCollection, scale: float, panel: int) -> list[Line]:
    turn = collection.get_transform()
    widths = collection.get_linewidths()
    faint = collection.get_zorder() < LINES
    return [Line(shapely.LineString(turn.transform(path) * scale),
                 float(widths[number % len(widths)]) / 2, panel, faint=faint)
            for number, path in enumerate(collection.get_segments()) if len(path) > 1]


def _box(extent: object, scale: float) -> Box:
    left, bottom, right, top = (float(edge) * scale for edge in np.ravel(extent.extents))  # type: ignore[attr-defined]
    return left, bottom, right, top


def _shrunk(box: Box) -> Box:
    return box[0] + HAIR_PT, box[1] + HAIR_PT, box[2] - HAIR_PT, box[3] - HAIR_PT


def _touch(one: Box, other: Box) -> bool:
    return (min(one[2], other[2]) - max(one[0], other[0]) > HAIR_PT
            and min(one[3], other[3]) - max(one[1], other[1]) > HAIR_PT)


def _holds(outer: Box, inner: Box) -> bool:
    return (outer[0] <= inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2]
            and inner[3] <= outer[3])


def _away(box: Box, dot: Dot) -> float:
    return float(np.hypot(max(box[0] - dot.x, 0, dot.x - box[2]),
                          max(box[1] - dot.y, 0, dot.y - box[3])))

"""Drawing lines: casing, colour, hollow roads, dashes and bars by status, signs along them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.patheffects import withStroke
from numpy.typing import NDArray

from corridors.maps import style
from corridors.maps.courses import offset, spaced
from corridors.maps.strands import Stroke

__all__ = ["BAR_PT", "along", "arrow_heads", "bars_across", "draw_arrows", "draw_band",
           "draw_bars", "draw_highlights", "draw_signs", "draw_strokes", "line_styles",
           "sign_points"]

SIGN_STEP_PT = 40.0
SIGN_END_PT = 8.0
"""How far from the ends of a stretch its first and last sign stand."""

ARROW_STEP_PT = 70.0
"""Distance between arrow heads."""

BAR_GAP_PT = 2.0
BAR_PT = 0.9
"""Between the two bars of a pair, and their width."""

CASING_PT = 1.6
BROAD_PT = 3.6
"""Lines that are broader keep text off both their edges."""



def draw_strokes(axes: Axes, strokes: Sequence[Stroke], zorder: float = 4.0) -> None:
    """Draw lines: all casings first, so that none hides the line beside it.

    Parameters
    ----------
    axes
        The panel, in points.
    strokes
        The lines.
    zorder
        Layer of the casings; the lines lie above.
    """
    for part in range(3):
        drawn = [(stroke.path, layer) for stroke in strokes if (layer := line_styles(
            stroke.mode, stroke.colour, dashed=stroke.dashed, width=stroke.width,
            status=stroke.form)[part]) is not None]
        for dashed in (False, True):
            some = [(path, layer) for path, layer in drawn if bool(layer[2]) == dashed]
            if some:
                axes.add_collection(LineCollection(
                    [path for path, _ in some], colors=[layer[0] for _, layer in some],
                    linewidths=[layer[1] for _, layer in some],
                    linestyles=[(0, layer[2]) if dashed else "-" for _, layer in some],
                    capstyle="butt" if dashed else "round", joinstyle="round",
                    zorder=zorder + part * 0.2, label="lines"))
    for stroke in strokes:
        if stroke.form == "restricted":
            draw_bars(axes, stroke.path, stroke.colour, stroke.width_pt, zorder + 0.6)
        if stroke.sign == "arrow":
            draw_arrows(axes, stroke.path, stroke.colour, stroke.width_pt, zorder + 0.7)
        elif stroke.sign:
            draw_signs(axes, stroke.sign, [stroke.path])


def line_styles(mode: str, colour: str, *, dashed: bool = False, width: float = 1.0,
                status: str = "") -> list[tuple[str, float, tuple[float, ...]] | None]:
    """Give colour, width in points and dashes of casing, line and hollow core.

    Parameters
    ----------
    mode
        The mode.
    colour
        Colour of the line.
    dashed
        Whether it is not open.
    width
        Share of the usual width; dashes of a broader line are no longer than of the usual one.
    status
        Status of what is not open; one of :data:`corridors.maps.style.DASHES`.

    Returns
    -------
    layers
        Casing, line and core; None for what the mode does not have.

    Examples
    --------
    >>> [layer is not None for layer in line_styles("road", "#0072B2")]
    [True, True, True]
    >>> [layer is not None for layer in line_styles("sea", "#0072B2")]
    [False, True, False]
    """
    form = style.FORMS[mode]
    wide = form.width_pt * width
    dash = style.DASHES.get(status, style.NOT_OPEN_DASH) if dashed else form.dash
    dash = tuple(round(part / max(1.0, width), 3) for part in dash)
    casing = ("white", wide + CASING_PT, ()) if form.cased else None
    core = ("white", 0.3 * wide, ()) if form.hollow else None
    return [casing, (colour, wide, dash), core]


def draw_highlights(axes: Axes, strokes: Sequence[Stroke]) -> None:
    """Lay a broad light band under links that a scenario opens."""
    for stroke in strokes:
        if stroke.new:
            draw_band(axes, stroke.path)


def draw_band(axes: Axes, line: NDArray[np.float64]) -> None:
    """Draw the band of what a scenario opens."""
    axes.plot(*line.T, color=style.HIGHLIGHT, linewidth=8.0, alpha=0.75, zorder=3.6,
              solid_capstyle="round", solid_joinstyle="round")


def draw_bars(axes: Axes, line: NDArray[np.float64], colour: str, width_pt: float,
              zorder: float = 5.0) -> None:
    """Set pairs of short bars across a stretch that is open with restrictions."""
    axes.add_collection(LineCollection(list(bars_across(line, width_pt)), colors=colour,
                                       linewidths=BAR_PT, capstyle="butt", zorder=zorder))


def bars_across(line: NDArray[np.float64], width_pt: float) -> NDArray[np.float64]:
    """Give the bars across a restricted stretch.

    Parameters
    ----------
    line
        Points of the page.
    width_pt
        Width of the line; the bars stand out on both sides.

    Returns
    -------
    bars
        Two ends each, in pairs.

    Examples
    --------
    >>> bars_across(np.array([[0.0, 0.0], [16.0, 0.0]]), 2.0)[:, :, 0].tolist()
    [[7.0, 7.0], [9.0, 9.0]]
    """
    lengths = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    number = max(1, round(lengths[-1] / style.BARS_PT))
    middles = (np.arange(number) + 0.5) * lengths[-1] / number
    marks = np.sort(np.concatenate([middles - BAR_GAP_PT / 2, middles + BAR_GAP_PT / 2]))
    at, ahead = (np.column_stack([np.interp(marks + step, lengths, side) for side in line.T])
                 for step in (-0.01, 0.01))
    way = ahead - at
    across = np.column_stack([-way[:, 1], way[:, 0]]) \
        / np.maximum(np.hypot(*way.T), 1e-9)[:, None] * (width_pt / 2 + 1.7)
    bars: NDArray[np.float64] = np.stack([(at + ahead) / 2 - across, (at + ahead) / 2 + across],
                                         axis=1)
    return bars


def draw_arrows(axes: Axes, line: NDArray[np.float64], colour: str, width_pt: float,
                zorder: float = 5.0) -> None:
    """Set arrow heads along a line, in the direction it was given."""
    axes.add_collection(PolyCollection(list(arrow_heads(line, width_pt)), facecolors=colour,
                                       edgecolors="white", linewidths=0.7, zorder=zorder))


def arrow_heads(line: NDArray[np.float64], width_pt: float) -> NDArray[np.float64]:
    """Give the arrow heads along a line.

    Parameters
    ----------
    line
        Points of the page, in the direction of travel.
    width_pt
        Width of the line; heads are broader by half of it and 2 points.

    Returns
    -------
    heads
        Three corners each, the tip first; none on a line too short to show one.

    Examples
    --------
    >>> arrow_heads(np.array([[0.0, 0.0], [30.0, 0.0]]), 2.0)[0].round(1).tolist()
    [[18.0, 0.0], [12.0, 3.0], [12.0, -3.0]]
    """
    long, broad = 5.0 + 0.5 * width_pt, 0.75 * width_pt + 1.5
    lengths = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    if lengths[-1] < 2 * long:
        return np.empty((0, 3, 2))
    number = max(1, round(lengths[-1] / ARROW_STEP_PT))
    step = lengths[-1] / number
    # A head stands where the line is straight: somewhere around its regular place.
    tries = (np.arange(number)[:, None] + np.linspace(0.5, [0.2, 0.8], 6).ravel()) * step
    tails, tips = (np.stack([np.interp(tries + half, lengths, side) for side in line.T], axis=-1)
                   for half in (-long / 2, long / 2))
    best = np.round(np.hypot(*(tips - tails).transpose(2, 0, 1)), 2).argmax(axis=1)
    tail, tip = (ends[np.arange(number), best] for ends in (tails, tips))
    way = tip - tail
    left = np.column_stack([-way[:, 1], way[:, 0]]) \
        / np.maximum(np.hypot(*way.T), 1e-9)[:, None] * broad
    heads: NDArray[np.float64] = np.stack([tip, tail + left, tail - left], axis=1)
    return heads


def draw_signs(axes: Axes, kind: str, lines: Sequence[NDArray[np.float64]],
               size_pt: float = 5.5) -> None:
    """Set a sign along stretches: a cross on what is shut, say.

    Parameters
    ----------
    axes
        The panel, in points.
    kind
        One of :data:`corridors.maps.style.SIGNS`.
    lines
        The stretches.
    size_pt
        Width of a sign.
    """
    sign = style.SIGNS[kind]
    for line in lines:
        marks = sign_points(line)
        if sign.disc:
            axes.plot(marks[:, 0], marks[:, 1], linestyle="none", marker="o", zorder=6.0,
                      markersize=size_pt + 2.6, markerfacecolor=sign.disc,
                      markeredgecolor="white", markeredgewidth=0.6)
        axes.plot(marks[:, 0], marks[:, 1], linestyle="none", marker=sign.marker,
                  markersize=size_pt * sign.larger, markeredgewidth=_edge_pt(sign), label="sign",
                  markeredgecolor=sign.colour, markerfacecolor=sign.face,
                  zorder=6.1 if sign.disc else 8.3, path_effects=[] if sign.disc else
                  [withStroke(linewidth=3.0, foreground="white")])


def _edge_pt(sign: style.Sign) -> float:
    """Give the width of the lines of a sign."""
    if isinstance(sign.marker, tuple):
        return 0.8  # many strokes through one point would fill it
    if sign.face in ("none", "white") and not sign.disc:
        return 1.6
    return 1.3 if sign.face == "none" else 0.8 if not sign.disc else 0.2


def sign_points(line: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the places of the signs of a stretch.

    Parameters
    ----------
    line
        Points of the page.

    Returns
    -------
    places
        Near both ends and every 40 points between; one in the middle of a short stretch.
    """
    lengths = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    room = float(lengths[-1]) - 2 * SIGN_END_PT
    if room < SIGN_STEP_PT:
        return spaced(line, float("inf"))
    marks = np.linspace(SIGN_END_PT, SIGN_END_PT + room, max(2, round(room / SIGN_STEP_PT) + 1))
    return np.column_stack([np.interp(marks, lengths, line[:, 0]),
                            np.interp(marks, lengths, line[:, 1])])


def along(strokes: Sequence[Stroke], step_pt: float = 2.0) -> NDArray[np.float64]:
    """Give points along lines, for keeping text off them."""
    paths = [side for stroke in strokes for side in (stroke.path, *(
        offset(stroke.path, half * stroke.width_pt / 2) for half in (-1, 1)
        if stroke.width_pt > BROAD_PT))]
    made = [np.vstack([path[:1], spaced(path, step_pt)]) for path in paths]
    return np.vstack(made) if made else np.empty((0, 2))

"""Bands as broad as what goes along them, each direction by itself where they differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import floor, log10

import numpy as np

from corridors.maps import style
from corridors.maps.basemap import Basemap
from corridors.maps.courses import course, course_credits
from corridors.maps.figure import MapFigure
from corridors.maps.legend import Key, line_key, symbol_key
from corridors.maps.look import USUAL, Look
from corridors.maps.marks import Mark
from corridors.maps.page import Sheet, compose
from corridors.maps.panel import Content
from corridors.maps.strands import Strand
from corridors.maps.valued_map import end_and_named, lines_around
from corridors.model.snapshot import Snapshot

__all__ = ["Band", "Volumes", "band_pt", "round_steps", "volume_map"]

BROADEST_PT, THINNEST_PT = 8.0, 1.0

ALIKE_PT = 4.5
"""Width of all bands where they are nearly the same."""

SAME = 0.01
"""Two directions that differ by less than this share are drawn as one band."""

STEPS = 3
"""Widths in the legend, beside that of the thinnest band."""


@dataclass(frozen=True, slots=True)
class Band:
    """What goes along a link.

    Parameters
    ----------
    link_id
        The link.
    forward, backward
        How much, from its first node to its second and back.
    kind
        Which of the kinds of bands: by position.
    directed
        Whether it matters which way something goes.
    """

    link_id: str
    forward: float
    backward: float = 0.0
    kind: int = 0
    directed: bool = False

    @property
    def whole(self) -> bool:
        """Whether one band stands for both directions."""
        return not self.directed or abs(self.forward - self.backward) <= SAME * self.total

    @property
    def parts(self) -> tuple[float, ...]:
        """What is drawn: each direction by itself where they differ, else both together."""
        return (self.total,) if self.whole else tuple(
            part for part in (self.forward, self.backward) if part > 0)

    @property
    def total(self) -> float:
        """Both directions together."""
        return self.forward + self.backward


@dataclass(frozen=True, slots=True)
class Volumes:
    """What a map of volumes says.

    Parameters
    ----------
    title, subtitle
        Above the map.
    bands
        What goes where.
    kinds
        Words and colour of each kind of band; without words it is not in the legend.
    means
        What width and colour mean, for the title of the legend.
    unit
        Written after figures of the legend.
    signs
        Sign along the bands of each kind; blank for none.
    places, named
        Ids of nodes to mark as origins and destinations, and of others to name.
    marks
        Other things to mark.
    keys
        What those mean.
    """

    title: str
    subtitle: str
    bands: tuple[Band, ...]
    kinds: tuple[tuple[str, str], ...]
    means: str
    unit: str = ""
    signs: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    keys: tuple[Key, ...] = ()


def volume_map(what: Volumes, snapshot: Snapshot, basemap: Basemap, *, look: Look = USUAL
               ) -> MapFigure:
    """Draw bands over the other links that carry traffic.

    Parameters
    ----------
    what
        What the map says; at least one band.
    snapshot
        The network on a day.
    basemap
        The ground.
    look
        How boundaries look, and in which language places are named.

    Returns
    -------
    figure
        A figure. The area of a band is what goes along it times how far, except for those too
        thin to be seen, which are all of one width, as the legend says.
    """
    bands = sorted(what.bands, key=lambda band: (band.total, band.link_id, band.kind))
    largest = band_pt(bands)[0]
    lines = _chains([strand for band in bands for strand in _strands(what, band, snapshot,
                                                                     largest)])
    marks = (*end_and_named(snapshot, what.places, what.named), *what.marks)
    seen = np.vstack([*(strand.lonlat for line in lines for strand in line),
                      *(np.array([[mark.lon, mark.lat]]) for mark in marks)])
    drawn = frozenset(band.link_id for band in bands)
    content = Content(lines, marks, tuple(lines_around(snapshot, drawn, seen)), reach=seen,
                      stacked=True)
    return compose(Sheet(what.title, what.subtitle, (content,), tuple(_keys(what, content)),
                         snapshot, names=30, dense=True, means=f"{what.means}, mode (form)"),
                   basemap, look)


def band_pt(bands: Sequence[Band]) -> tuple[float, float]:
    """Give the volume that is 8 points broad, and the least that is drawn true.

    Parameters
    ----------
    bands
        What goes where.

    Returns
    -------
    largest, smallest
        What is 8 points broad, and what is 1 point; where all is alike, nothing is 8 points.

    Examples
    --------
    >>> band_pt([Band("a", 800.0), Band("b", 100.0)])
    (800.0, 100.0)
    """
    volumes = [part for band in bands for part in band.parts]
    most, least = max(volumes), min(volumes)
    largest = most if least < 0.6 * most else most * BROADEST_PT / ALIKE_PT
    return largest, largest * THINNEST_PT / BROADEST_PT


def round_steps(most: float, least: float, count: int = STEPS) -> list[float]:
    """Give round figures to read widths by, the largest first.

    Parameters
    ----------
    most, least
        The largest and the smallest that is drawn.
    count
        How many at most.

    Returns
    -------
    steps
        1, 2 or 5 times a power of ten, none above the largest or below the smallest; the largest
        itself where no round one lies between.

    Examples
    --------
    >>> round_steps(764_449, 12.0), round_steps(3.0, 3.0)
    ([500000.0, 200000.0, 100000.0], [3.0])
    """
    power = floor(log10(most))
    ones = [float(f"{digit}e{power - down}") for down in range(count) for digit in (5, 2, 1)]
    return [step for step in ones if least <= step <= most][:count] or [most]


def _strands(what: Volumes, band: Band, snapshot: Snapshot, largest: float) -> Iterator[Strand]:
    network = snapshot.network
    link = network.link(band.link_id)
    usual = style.FORMS[link.mode].width_pt

    def strand(volume: float, *, forward: bool, sign: str) -> Strand:
        ends = (link.from_node_id, link.to_node_id)
        wide = max(THINNEST_PT, BROADEST_PT * volume / largest)
        return Strand(course(network, link, forward=forward), ends if forward else ends[::-1],
                      link.mode, False, what.kinds[band.kind][1], width=wide / usual,
                      credits=course_credits(network, link), sign=sign)

    if band.whole:
        yield strand(band.total, forward=True, sign=what.signs[band.kind] if what.signs else "")
        return
    for volume, forward in ((band.forward, True), (band.backward, False)):
        if volume > 0:
            yield strand(volume, forward=forward, sign="arrow")


def _chains(strands: Sequence[Strand]) -> tuple[tuple[Strand, ...], ...]:
    """Order bands that look alike into lines from end to end, so that they are drawn in one."""
    lines: list[list[Strand]] = []
    waiting = list(strands)
    while waiting:
        line = [waiting.pop(0)]
        while (found := next((place for place, other in enumerate(waiting)
                              if _goes_on(line[-1], other)), None)) is not None:
            line.append(waiting.pop(found))
        while (found := next((place for place, other in enumerate(waiting)
                              if _goes_on(other, line[0])), None)) is not None:
            line.insert(0, waiting.pop(found))
        lines.append(line)
    return tuple(tuple(replace(strand, line=number) for strand in line)
                 for number, line in enumerate(lines))


def _goes_on(one: Strand, other: Strand) -> bool:
    return one.ends[1] == other.ends[0] and one.ends[0] != other.ends[1] and (
        one.mode, one.colour, round(one.width, 3), one.sign) == (
        other.mode, other.colour, round(other.width, 3), other.sign)


def _keys(what: Volumes, content: Content) -> Iterator[Key]:
    if what.places:
        yield symbol_key("end")
    yield from what.keys
    several = sum(bool(text) for text, _ in what.kinds) > 1
    used = {band.kind for band in what.bands}
    for number, (text, colour) in enumerate(what.kinds):
        if text and number in used:
            yield Key(what.signs[number], text, colour) if what.signs \
                else line_key("rail", text=text, colour=colour)
    colour = style.MUTED if several else what.kinds[0][1]
    drawn = [strand for line in content.lines for strand in line]
    yield from _widths(what, colour)
    if any(strand.sign == "arrow" for strand in drawn):
        yield Key("arrow", "direction, where both differ", colour)
    for mode in style.FORMS:
        if any(strand.mode == mode for strand in drawn):
            yield line_key(mode)
    if content.under:
        yield line_key("rail", text="other links that carry traffic", colour=style.FAINT)


def _widths(what: Volumes, colour: str) -> Iterator[Key]:
    """Give the widths to read the map by."""
    volumes = [part for band in what.bands for part in band.parts]
    largest, thin = band_pt(what.bands)
    unit = f" {what.unit}" if what.unit else ""
    usual = style.FORMS["rail"].width_pt
    for step in round_steps(max(volumes), max(thin * 1.2, min(volumes))):
        yield line_key("rail", text=f"{step:,.6g}{unit}", colour=colour,
                       width=BROADEST_PT * step / largest / usual)
    if min(volumes) < thin:
        yield line_key("rail", text=f"{float(f'{thin:.2g}'):,.6g}{unit} or less", colour=colour,
                       width=THINNEST_PT / usual)

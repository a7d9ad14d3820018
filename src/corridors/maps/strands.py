"""Lines to draw: which link, in which colour and form, beside which other line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby

import numpy as np

from corridors.maps import style
from corridors.maps.courses import beside_it, course, course_credits, rounded, thinned
from corridors.maps.projection import Points, View
from corridors.model.route import Route
from corridors.model.snapshot import Snapshot
from corridors.model.status import carries

__all__ = ["ADDED", "SEASON", "Strand", "Stroke", "status_today", "strands_of", "strokes"]

ADDED = "added"
"""Stands for the status of a link that only a scenario has."""

SEASON = "season"
"""Stands for the status of a link that is closed for the season."""

SIGHT_PT = 20.0
"""How far beyond the edge of a panel lines are still drawn."""


@dataclass(frozen=True, slots=True, eq=False)
class Strand:
    """One link as one line draws it.

    Parameters
    ----------
    lonlat
        Where it runs, in the direction of travel, in degrees.
    ends
        The nodes it runs between, in the direction of travel.
    mode
        Its mode.
    dashed
        Whether it is not open on the day.
    colour
        Its colour.
    line
        Number of the line it belongs to; neighbours of one line are joined.
    slot
        Place among parallel lines, in steps to the left of the first line there.
    width
        Width as a share of the usual one.
    first, last
        Whether the line begins or ends here.
    new
        Whether a scenario opens or adds the link.
    status
        Its status on the day, by which it is dashed or barred, or :data:`ADDED`; blank where it
        does not matter.
    credits
        Whom to name beside the line.
    sign
        ``arrow`` for heads in the direction of travel, or a sign of
        :data:`corridors.maps.style.SIGNS` along the line; blank for none.
    """

    lonlat: Points = field(repr=False)
    ends: tuple[str, str]
    mode: str
    dashed: bool
    colour: str
    line: int = 0
    slot: float = 0.0
    width: float = 1.0
    first: bool = False
    last: bool = False
    new: bool = False
    status: str = ""
    credits: tuple[str, ...] = ()
    sign: str = ""

    @property
    def width_pt(self) -> float:
        """Width in points."""
        return style.FORMS[self.mode].width_pt * self.width

    @property
    def form(self) -> str:
        """The status that shows in how it is drawn; blank for what is simply open."""
        return self.status if self.dashed or self.status == "restricted" else ""


@dataclass(frozen=True, slots=True, eq=False)
class Stroke:
    """A line on the page, in points.

    Parameters
    ----------
    path
        Its points.
    mode, dashed, colour, width, new, form, sign
        As in :class:`Strand`.
    """

    path: Points = field(repr=False)
    mode: str
    dashed: bool
    colour: str
    width: float
    new: bool = False
    form: str = ""
    sign: str = ""

    @property
    def width_pt(self) -> float:
        """Width in points."""
        return style.FORMS[self.mode].width_pt * self.width


def status_today(snapshot: Snapshot, on: date) -> dict[str, str]:
    """Give the status of links on a day whatever a scenario says.

    Parameters
    ----------
    snapshot
        The network, changed by a scenario or not.
    on
        The day.

    Returns
    -------
    status
        By link, without the links that the scenario adds.
    """
    network = snapshot.network
    plain = Snapshot.of(network, on)
    added = {link.link_id for change in snapshot.changes for link in change.links}
    return {link: status for link, status in zip(network.links.link_id, plain.status, strict=True)
            if link not in added}


def strands_of(snapshot: Snapshot, route: Route, today: Mapping[str, str], colour: str,
               line: int) -> list[Strand]:
    """Give the lines of a route.

    Parameters
    ----------
    snapshot
        The network it was found in.
    route
        The route.
    today
        Status of links on the day; those that carry no traffic then are dashed.
    colour, line
        Colour and number of the line.

    Returns
    -------
    strands
        In the order of travel.
    """
    found, network = [], snapshot.network
    for leg in route.legs:
        if leg.kind != "move":
            continue
        link = network.link(leg.link_id)
        lonlat = course(network, link, forward=leg.from_id == link.from_node_id)
        status = today.get(leg.link_id, ADDED)
        dashed = not carries(status)
        if not dashed and leg.link_id in snapshot.changed:
            status = snapshot.status_of(leg.link_id)
        found.append(Strand(lonlat, (leg.from_id, leg.to_id), leg.mode, dashed, colour, line,
                            new=dashed and leg.link_id in snapshot.changed,
                            status=status, credits=course_credits(network, link)))
    if found:
        found[0] = replace(found[0], first=True)
        found[-1] = replace(found[-1], last=True)
    return found


def strokes(strands: Sequence[Strand], view: View) -> list[Stroke]:
    """Draw strands as smooth lines on the page, neighbours in one stroke.

    Parameters
    ----------
    strands
        Line by line, in the order of travel.
    view
        Where they are drawn.

    Returns
    -------
    strokes
        In the same order.
    """
    made = []
    seen = [(strand, page) for strand in strands
            if _in_sight(page := view.to_page(strand.lonlat), view)]
    for look, run in groupby(_joined_runs(seen), key=lambda item: item[0]):
        _, mode, dashed, colour, width, new, form, sign = look
        step = style.STEP * style.FORMS[mode].width_pt * width
        pages = [(thinned(page), strand) for _, strand, page in run]
        # What keeps its side is moved in one piece, so that links meet without a kink.
        parts = [beside_it(np.vstack([page for page, _ in same]), slot * step)
                 for slot, same in groupby(pages, key=lambda item: item[1].slot)]
        # Lines that run beside each other meet at the places where they begin and end.
        parts = [pages[0][0][:1], *parts] if pages[0][1].first else parts
        parts = [*parts, pages[-1][0][-1:]] if pages[-1][1].last else parts
        path = rounded(np.vstack(parts))
        if len(path) > 1:
            made.append(Stroke(path, mode, dashed, colour, width, new, form, sign))
    return made


def _in_sight(page: Points, view: View) -> bool:
    low, high = page.min(axis=0), page.max(axis=0)
    return bool(high[0] > -SIGHT_PT and high[1] > -SIGHT_PT
                and low[0] < view.width_pt + SIGHT_PT and low[1] < view.height_pt + SIGHT_PT)


Look = tuple[int, str, bool, str, float, bool, str, str]
"""What two strands must share to be drawn in one stroke."""


def _joined_runs(seen: Sequence[tuple[Strand, Points]]
                 ) -> list[tuple[Look, Strand, Points]]:
    """Give the unbroken runs numbers, so that only strands that touch are joined."""
    found = []
    run, last = 0, None
    for strand, page in seen:
        if last is None or last.ends[1] != strand.ends[0] or last.line != strand.line:
            run += 1
        found.append(((run, strand.mode, strand.dashed, strand.colour, strand.width,
                       strand.new, strand.form, strand.sign), strand, page))
        last = strand
    return found

"""What may open, on a map by what it is worth; and the best sets as bars."""

from __future__ import annotations

from corridors.analysis.openings import Programme, RankedOpenings, Worth
from corridors.maps import style
from corridors.maps.basemap import Basemap
from corridors.maps.chart import Chart, Plot, bars, chart, label_width_pt
from corridors.maps.courses import course
from corridors.maps.figure import MapFigure
from corridors.maps.limits import together
from corridors.maps.look import USUAL, Look
from corridors.maps.said import day
from corridors.maps.turned_words import opener_title, total_unit
from corridors.maps.valued_map import LinkClass, ValuedLinks, valued_map
from corridors.model.network import Network
from corridors.model.pairs import Pairs

__all__ = ["openings_bars_alt", "openings_chart", "openings_map", "pairs_said"]

BARS = 12
"""How many sets have a bar."""

LABELS_PT = 260.0
"""Room for their names at most; longer ones go on three lines."""


def openings_map(found: RankedOpenings, basemap: Basemap, *, title: str = "", subtitle: str = "",
                 look: Look = USUAL) -> MapFigure:
    """Draw what may open: the best set, what is worth something alone, or only with others.

    Parameters
    ----------
    found
        The openings.
    basemap
        The ground.
    title, subtitle
        Above the map; made from the result if not given.
    look
        How boundaries look, and in which language places are named.
    """
    network = found.snapshot.network
    first = found.programmes[0] if found.programmes else None
    useful = _told(found)
    alone = [one for one in useful if not one.alone.nothing]
    others = [one for one in useful if one.alone.nothing]
    classes = (LinkClass("the best set", first.link_ids if first else (), 1.9),
               LinkClass("worth something alone", _links(alone), 1.5),
               LinkClass("worth something only with others", _links(others), 1.2))
    links = [network.link(link_id) for each in classes for link_id in each.link_ids]
    ends = dict.fromkeys(end for link in links for end in (link.from_node_id, link.to_node_id))
    titles = {one.opener.name: opener_title(network, one.opener) for one in found.singles}
    best = "" if first is None else \
        f"The best set: {together([titles[name] for name in first.names])}. "
    asked = [network.place(end).node_id for query in found.pairs.queries
             for end in (query.origin, query.destination)]
    return valued_map(ValuedLinks(
        title or f"What it is worth to open links, {pairs_said(found.pairs, network)}",
        subtitle or f"{best}{day(found.snapshot.on)}.", classes,
        "What an opening is worth (colour, width)", tuple(asked), tuple(ends),
        about=tuple(course(network, link) for link in links)),
        found.snapshot, basemap, look=look)


def openings_chart(found: RankedOpenings) -> MapFigure:
    """Draw the best sets as bars.

    Parameters
    ----------
    found
        The openings.

    Returns
    -------
    figure
        Gains by the criterion; what a set makes reachable is written at its bar.
    """
    network = found.snapshot.network
    titles = {one.opener.name: opener_title(network, one.opener) for one in found.singles}
    sets = found.programmes[:BARS]
    labels = [" + ".join(titles[name].removeprefix("Railway ") for name in one.names)
              for one in sets] or ["nothing"]
    said = [_said(one) for one in sets] or ["0"]
    unit = total_unit(found.by) + ("" if set(found.pairs.weights) == {1.0} else " times weight")
    figure, (axes,) = chart(Chart(
        f"The best sets to open, {pairs_said(found.pairs, network)}",
        f"At most {found.most} things in a set; without any of them the gain is less. Hatched: "
        "several things, of use together." if any(len(one.names) > 1 for one in sets) else
        f"At most {found.most} things in a set.",
        (Plot((13.0 if label_width_pt(labels, LABELS_PT + 1) <= LABELS_PT else 29.0)
              * len(labels) + 8, f"gain, {unit}", left_pt=label_width_pt(labels, LABELS_PT)),),
        found.snapshot, f"On {day(found.snapshot.on)}.", found.snapshot.scenario))
    bars(axes, labels, [one.benefit.gain for one in sets] or [0.0], said=said,
         colours=[style.PALETTE[0]] * len(labels))
    axes.xaxis.set_major_formatter("{x:,.10g}")
    for patch, one in zip(axes.patches, sets, strict=False):
        if len(one.names) > 1:
            patch.set(hatch="////", edgecolor="white", linewidth=0)
    return figure


def openings_bars_alt(found: RankedOpenings) -> str:
    """Describe the bars in words.

    Parameters
    ----------
    found
        The openings.
    """
    network = found.snapshot.network
    titles = {one.opener.name: opener_title(network, one.opener) for one in found.singles}
    told = "; ".join(f"{together([titles[name] for name in one.names])}: {_said(one)}"
                     for one in found.programmes[:BARS]) or "nothing would be of use"
    return (f"Bars of the best sets to open, {pairs_said(found.pairs, network)}, by the gain in "
            f"{total_unit(found.by)}. {told}.")


def _said(one: Programme) -> str:
    """Say what a set gains, makes reachable and costs."""
    parts = [f"{one.benefit.gain:,.0f}"]
    parts += [f"{one.benefit.newly:g} newly reachable"] if one.benefit.newly else []
    if one.musd is not None:
        low, high = f"{one.musd.low:,.0f}", f"{one.musd.high:,.0f}"
        parts.append(f"costs {low if low == high else f'{low} to {high}'} million USD")
    return ", ".join(parts)


def pairs_said(pairs: Pairs, network: Network) -> str:
    """Say between which places.

    Parameters
    ----------
    pairs
        The OD pairs.
    network
        The network.
    """
    if len(pairs) > 1:
        return f"{len(pairs)} OD pairs"
    query, = pairs.queries
    return f"{network.place(query.origin).name} – {network.place(query.destination).name}"


def _told(found: RankedOpenings) -> list[Worth]:
    """Leave out borders that links stand for: their other links are of no use."""
    inside = {link for one in found.useful if one.opener.kind != "border"
              for link in one.opener.link_ids}
    return [one for one in found.useful
            if one.opener.kind != "border" or inside.isdisjoint(one.opener.link_ids)]


def _links(worths: list[Worth]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(link for one in worths for link in one.opener.link_ids))

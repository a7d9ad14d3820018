"""Words of pictures about figures that are turned, and about what may open."""

from __future__ import annotations

from corridors.analysis.openings import Opener
from corridors.maps.limits import together
from corridors.model.countries import country_name
from corridors.model.fields import FIELD_WORDS
from corridors.model.leg import UNITS
from corridors.model.modes import MODES
from corridors.model.network import Network
from corridors.model.restriction import Selector
from corridors.model.route import Route
from corridors.model.turn import Turn

__all__ = ["LETTERS", "axis_said", "opener_title", "shown", "thing_said", "total_unit",
           "turned_said"]

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""What routes are called in pictures."""

_UNIT = {"distance": "km", "time": "h", "cost": "USD/TEU", "co2": "kg CO2/TEU",
         "generalised": "USD/TEU"}

NAMED = 2
"""How many things are named that a figure belongs to."""


def thing_said(network: Network, text: str) -> str:
    """Give the name of what a selector means; the selector where it has none.

    Parameters
    ----------
    network
        The network.
    text
        The selector.

    Examples
    --------
    >>> from corridors import load
    >>> thing_said(load(), "border:az-ir-astara"), thing_said(load(), "country:IR")
    ('Astara (Azerbaijan–Iran)', 'Iran')
    """
    kind, key = Selector.parse(text)
    if kind == "border":
        border = next((one for one in network.borders if one.border_id == key), None)
        if border is None:
            return text
        one, _, other = border.name.partition("-")
        # Two towns of one name are told apart by their countries.
        return border.name.replace("-", "\N{EN DASH}") if one != other else \
            f"{one} ({country_name(border.country_a)}\N{EN DASH}{country_name(border.country_b)})"
    if kind == "link" and key in network.links.index:
        link = network.link(key)
        ends = (network.node(end).name for end in (link.from_node_id, link.to_node_id))
        return f"{'–'.join(ends)} ({MODES[link.mode].label})"
    if kind == "country" and "*" not in key:
        return country_name(key)
    return network.node(key).name if kind == "node" and key in network.nodes.index else text


def turned_said(network: Network, turn: Turn) -> str:
    """Say what is turned.

    Parameters
    ----------
    network
        The network.
    turn
        The parameter.
    """
    parameter = turn.parameter
    told = [thing_said(network, text) for text in parameter.select[:NAMED]]
    more = len(parameter.select) - NAMED
    what = together([*told, f"{more} more"] if more > 0 else told)
    factor = "factor on the " if parameter.times else ""
    # Hours and fees are taken at a place; elsewhere the thing is only named.
    at = all(text.startswith(("border:", "node:")) for text in parameter.select)
    return f"{factor}{FIELD_WORDS[parameter.field]}{' at' if at else ','} {what}"


def axis_said(network: Network, turn: Turn) -> str:
    """Say what an axis is, with its unit.

    Parameters
    ----------
    network
        The network.
    turn
        The parameter along it.
    """
    return f"{turned_said(network, turn)}, {turn.parameter.unit or 'times'}"


def total_unit(by: str) -> str:
    """Give the unit that totals are shown in.

    Parameters
    ----------
    by
        The criterion.
    """
    return _UNIT[by]


def opener_title(network: Network, opener: Opener) -> str:
    """Give the name of something that may open.

    Parameters
    ----------
    network
        The network.
    opener
        The thing.
    """
    if opener.title:
        return opener.title
    return thing_said(network, f"{opener.kind}:{opener.name}"
                      if opener.kind in ("link", "border") else opener.name)


def shown(route: Route | None, by: str) -> float | None:
    """Give what a route takes, in the unit shown; None without a route."""
    return None if route is None else route.total(by).value / UNITS[by]

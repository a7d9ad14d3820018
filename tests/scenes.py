"""Scenarios to draw, and what is written on a drawn figure."""

from __future__ import annotations

from functools import cache

import toys
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

from corridors.analysis.effects import Effects, effects_of
from corridors.io.basemap_files import basemap_features
from corridors.io.data_folder import load
from corridors.maps import Basemap
from corridors.model.network import Network
from corridors.model.query import Query
from corridors.model.scenario import Change, Scenario, Variant

OPEN = Change(("link:ir-astara-ir-rasht-rail",), "open", expects="planned")
SHUT = Change(("link:ir-border-ir-gulf-rail",), "close")
RAIL = Query("North", "Gulf", modes={"rail"})


@cache
def basemap() -> Basemap:
    """The ground that comes with corridors."""
    return Basemap.of(**basemap_features())


@cache
def network() -> Network:
    """The network that comes with corridors."""
    return load()


def gap(*variants: Variant, queries: tuple[Query, ...] = (RAIL,), weights: tuple[float, ...] = (),
        unit: str = "") -> Effects:
    """Work variants of the missing link out."""
    return effects_of(Scenario("gap", "The gap closes", variants, queries, weights=weights,
                               weight_unit=unit), toys.gap())


@cache
def open_or_shut() -> Effects:
    """The missing link opens, or the way round it shuts."""
    return gap(Variant("open", "Gap closed", (OPEN,)), Variant("shut", "East shut", (SHUT,)))


def texts(figure: Figure) -> list[str]:
    """Give everything that is written on a figure."""
    return [text.get_text() for text in figure.findobj(Text) if text.get_text()]


def panels(figure: Figure) -> list[Axes]:
    """Give the maps of a figure; the first axes are the page around them."""
    return figure.axes[1:]

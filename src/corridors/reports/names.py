"""Names of places, links, borders and countries, as reports say them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from corridors.errors import PlaceError
from corridors.model.countries import country_name
from corridors.model.modes import MODES
from corridors.model.network import Network
from corridors.model.query import Query
from corridors.model.restriction import Restriction, Selector, restrictions_said
from corridors.model.selector_words import SHARED, links_said
from corridors.reports.numbers import length_said
from corridors.reports.plain import short_text

__all__ = ["Names", "listed"]


def listed(words: Iterable[str], most: int = 0) -> str:
    """Join words as a sentence does.

    Parameters
    ----------
    words
        The words.
    most
        How many to name at most; 0 for all.

    Examples
    --------
    >>> listed(["Baku", "Tbilisi", "Kars"]), listed(["a", "b", "c", "d"], most=2)
    ('Baku, Tbilisi and Kars', 'a, b and 2 more')
    """
    said = list(words)
    if most and len(said) > most:
        said = [*said[:most], f"{len(said) - most} more"]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}" if said else ""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one network.

    Parameters
    ----------
    network
        The network.
    doubled
        Names that several places bear, so that the country has to be said.
    borders
        Border names by id.
    """

    network: Network = field(repr=False)
    doubled: frozenset[str]
    borders: dict[str, str] = field(repr=False)

    @classmethod
    def of(cls, network: Network) -> Names:
        """Read the names of a network."""
        count = Counter(network.nodes.name)
        doubled = frozenset(name for name, number in count.items() if number > 1)
        return cls(network, doubled, {b.border_id: short_text(b.name) for b in network.borders})

    def place(self, node_id: str) -> str:
        """Give the name of a place, with its country where others bear the name."""
        node = self.network.node(node_id)
        name = short_text(node.name)
        return f"{name} ({country_name(node.country)})" if node.name in self.doubled else name

    def place_in(self, node_id: str) -> str:
        """Give the name of a place with its country."""
        node = self.network.node(node_id)
        where = f" ({country_name(node.country)})" if node.country else ""
        return f"{short_text(node.name)}{where}"

    def link(self, link_id: str) -> str:
        """Give a link by its ends, mode and length."""
        link = self.network.link(link_id)
        ends = f"{self.place(link.from_node_id)}\N{EN DASH}{self.place(link.to_node_id)}"
        return f"{ends} ({MODES[link.mode].label}, {length_said(link.length_km.value)})"

    def border(self, border_id: str, from_id: str, to_id: str) -> str:
        """Give the name of a border crossing, or its two sides where it has no row."""
        if border_id in self.borders:
            return self.borders[border_id].replace("-", "\N{EN DASH}")
        return f"{self.place(from_id)}\N{EN DASH}{self.place(to_id)}"

    def thing(self, key: str) -> str:
        """Give the name of a link or crossing; the key where there is none, or it is blank."""
        if key in self.network.links.index:
            return self.link(key)
        return self.border(key, "", "") if key in self.borders else short_text(key)

    def selected(self, text: str) -> str:
        """Give the name of what a selector means; the selector itself where nothing has a name."""
        selector = Selector.parse(text)
        kind, key = selector
        if kind in SHARED:
            return short_text(links_said(selector, lambda part: self.selected(str(part))))
        if "*" in key:
            return self._alike(kind, key) or short_text(text)
        if kind == "country":
            return country_name(key)
        if kind == "link" and key in self.network.links.index:
            return self.link(key)
        if kind == "border" and key in self.borders:
            return f"the crossing {self.border(key, '', '')}"
        if kind == "node" and key in self.network.nodes.index:
            return self.place(key)
        if kind == "corridor":
            return f"the corridor {short_text(key)}"
        return self._asked(key) if kind == "place" else short_text(text)

    def countries(self, codes: Sequence[str]) -> str:
        """Give the names of countries, in order."""
        return listed(country_name(code) for code in codes)

    def limits(self, of: Query | Restriction) -> str:
        """Say what a query or a variant asks for or restricts; empty if nothing."""
        parts = []
        if of.modes is not None:
            parts.append(f"{listed(MODES[m].label for m in MODES if m in of.modes)} only")
        if of.overland:
            parts.append("on land only")
        parts += of.terms() if isinstance(of, Query) else restrictions_said(of)
        if of.via:
            parts.append(f"via {listed(map(self._passed, of.via))}")
        if of.avoid:
            parts.append(f"avoiding {listed(map(self.selected, of.avoid))}")
        return "; ".join(parts)

    def worded(self, text: str, query: Query) -> str:
        """Put names where a text says the restrictions of a query by their ids."""
        said, avoided = query.said(), ", ".join(query.avoid)
        if said:
            text = text.replace(said, self.limits(query))
        return text.replace(avoided, listed(map(self.selected, query.avoid))) if avoided else text

    def _passed(self, text: str) -> str:
        said = self.selected(text)
        return f"one of {said}" if "*" in text and " such as " in said else said

    def _asked(self, text: str) -> str:
        try:
            return self.place(self.network.gazetteer.find(text).node_id)
        except PlaceError:
            return short_text(text)

    def _alike(self, kind: str, key: str) -> str:
        """Say how many ids a pattern fits, and name the first; empty where it fits none."""
        ids = {"link": self.network.links.link_id, "border": tuple(self.borders)}.get(kind, ())
        fitting = sorted(one for one in ids if fnmatchcase(one, key))
        if not fitting:
            return ""
        first = self.selected(f"{kind}:{fitting[0]}")
        return first if len(fitting) == 1 else f"{len(fitting):,} {kind}s such as {first}"

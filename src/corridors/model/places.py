"""From a place name to one node: never the first of several."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from corridors.errors import PlaceError, Problem, nearest
from corridors.model.records import Alias, Node

__all__ = ["Gazetteer", "Match", "folded", "plain"]

# Letters that do not come apart into a base letter and an accent.
_LETTERS = str.maketrans({"ə": "e", "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae",
                          "ي": "ی", "ى": "ی", "ك": "ک", "\u200c": "", "ʼ": "", "’": "", "'": "",
                          "ё": "е"})
_GAPS = re.compile(r"[\s\-–—_./,()]+")
_COUNTRY = re.compile(r"(.+?)\s*[,(]\s*([A-Za-z]{2})\s*\)?\s*")


def plain(text: str) -> str:
    """Reduce a name to what names are compared by: no case, accents, hyphens or gaps.

    Parameters
    ----------
    text
        A name in any script.

    Returns
    -------
    reduced
        Lower-case letters, words separated by one space.

    Examples
    --------
    >>> plain("Małaszewicze"), plain("Gəncə"), plain("St.-Petersburg")
    ('malaszewicze', 'gence', 'st petersburg')
    """
    low = text.replace("İ", "i").casefold().translate(_LETTERS)
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", low)
                   if not unicodedata.combining(letter))
    return _GAPS.sub(" ", bare.translate(_LETTERS)).strip()


def folded(text: str) -> str:
    """Reduce a name less far than :func:`plain`: case, hyphens and gaps only.

    Names that fold to the same letters are the same name.

    Examples
    --------
    >>> folded("Bandar-Abbas"), folded("Gəncə")
    ('bandar abbas', 'gəncə')
    """
    low = unicodedata.normalize("NFC", text.replace("İ", "i").casefold())
    return _GAPS.sub(" ", low).strip()


@dataclass(frozen=True, slots=True)
class Match:
    """A node that bears a name.

    Parameters
    ----------
    node
        The node.
    name
        The name by which it was found.
    """

    node: Node
    name: str


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Every name of every node.

    Parameters
    ----------
    nodes
        Nodes by id.
    names
        Node ids by reduced name.
    spellings
        Names as written, by node id.
    primary
        Node id by reduced name, where one node answers for several.
    """

    nodes: Mapping[str, Node]
    names: Mapping[str, tuple[str, ...]] = field(repr=False)
    spellings: Mapping[str, tuple[str, ...]] = field(repr=False)
    primary: Mapping[str, str] = field(repr=False)

    @classmethod
    def build(cls, nodes: Sequence[Node], aliases: Iterable[Alias]) -> Gazetteer:
        """Collect the names of nodes and their aliases."""
        names: defaultdict[str, dict[str, None]] = defaultdict(dict)
        spellings: dict[str, dict[str, None]] = {node.node_id: {node.name: None} for node in nodes}
        primary = {}
        for node in nodes:
            names[folded(node.name)][node.node_id] = None
        for alias in aliases:
            names[folded(alias.alias)][alias.node_id] = None
            spellings[alias.node_id][alias.alias] = None
            if alias.primary:
                primary[folded(alias.alias)] = alias.node_id
        return cls({node.node_id: node for node in nodes},
                   {name: tuple(sorted(ids)) for name, ids in names.items()},
                   {key: tuple(value) for key, value in spellings.items()}, primary)

    def find(self, text: str) -> Node:
        """Give the one node a text means.

        Parameters
        ----------
        text
            A node id, a name in any listed spelling, or a name with its country: ``Astara, IR``.

        Returns
        -------
        node
            The node.

        Raises
        ------
        PlaceError
            If no node bears the name, with the three nearest names; or if several do, with
            their ids.
        """
        if text.lower() in self.nodes:
            return self.nodes[text.lower()]
        key, country = folded(text), ""
        ids = self.names.get(key, ())
        if not ids:
            parts = _COUNTRY.fullmatch(text)
            if parts:
                key, country = folded(parts[1]), parts[2].upper()
                ids = tuple(i for i in self.names.get(key, ()) if self.nodes[i].country == country)
        if len(ids) == 1:
            return self.nodes[ids[0]]
        if not ids:
            raise PlaceError(self._unknown(text))
        if key in self.primary and not country:
            return self.nodes[self.primary[key]]
        raise PlaceError(self._ambiguous(text, ids))

    def search(self, text: str, count: int = 20) -> tuple[Match, ...]:
        """List the nodes whose names hold a text, the closest first.

        Parameters
        ----------
        text
            A part of a name or id.
        count
            How many to give at most.

        Returns
        -------
        matches
            Whole names first, then beginnings, then parts, then similar names.
        """
        asked = plain(text)
        found: list[tuple[int, str, str]] = []
        for node_id, spellings in self.spellings.items():
            ranked = [(rank, name) for name in (*spellings, node_id)
                      if (rank := _rank(asked, plain(name))) is not None]
            if ranked:
                rank, name = min(ranked, key=lambda pair: pair[0])
                found.append((rank, node_id, name))
        if not found:
            close = self._nearest(text, count, cutoff=0.6)
            return tuple(Match(self.nodes[node_id], name) for name, node_id in close)
        return tuple(Match(self.nodes[node_id], name)
                     for _, node_id, name in sorted(found)[:count])

    def _nearest(self, text: str, count: int = 3, *, cutoff: float = 0.35
                 ) -> list[tuple[str, str]]:
        by_plain: dict[str, tuple[str, str]] = {}
        for node_id in sorted(self.spellings):
            for name in (*self.spellings[node_id], node_id):
                shown = self.nodes[node_id].name if name == node_id else name
                by_plain.setdefault(plain(name), (shown, node_id))
        asked = plain(text)
        # Several spellings of one place count once.
        close = [by_plain[asked]] if asked in by_plain else []
        close += [by_plain[word] for word in nearest(asked, by_plain, count=4 * count,
                                                cutoff=cutoff)]
        once: dict[str, str] = {}
        for name, node_id in close:
            once.setdefault(node_id, name)
        return [(name, node_id) for node_id, name in once.items()][:count]

    def _unknown(self, text: str) -> Problem:
        close = [f"{name} ({node_id})" for name, node_id in self._nearest(text)]
        advice = f"Did you mean {', '.join(close)}?" if close else \
            'Look it up with "corridors places".'
        return Problem("Q10", f'There is no place "{text}"', advice)

    def _ambiguous(self, text: str, ids: Sequence[str]) -> Problem:
        listed = ", ".join(f"{i} ({self.nodes[i].country or 'at sea'})" for i in ids)
        countries = [country for i in ids if (country := self.nodes[i].country)]
        example = f', or the name with its country, such as "{text}, {countries[0]}"' \
            if len(set(countries)) > 1 else ""
        return Problem("Q10", f'"{text}" is the name of {len(ids)} places: {listed}',
                       f"Give the id{example}.")


def _rank(asked: str, name: str) -> int | None:
    if name == asked:
        return 0
    if name.startswith(asked):
        return 1
    return 2 if asked and asked in name else None

"""From a place name to one node: never the first of several."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from corridors.errors import PlaceError, Problem, nearest
from corridors.model.records import Alias, Node

__all__ = ["Gazetteer", "Match", "folded", "plain"]

# Letters that do not come apart into a base letter and a mark, and letters that are written in
# more than one way: Arabic or Persian, Kazakh or Ukrainian or Russian.
_LETTERS = str.maketrans({
    "ə": "e", "ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae",
    "ي": "ی", "ى": "ی", "ے": "ی", "ك": "ک", "ة": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه",
    "ә": "а", "ғ": "г", "ґ": "г", "қ": "к", "ң": "н", "ө": "о", "ұ": "у", "ү": "у", "һ": "х",
    "і": "и", "є": "е"})
_SILENT = dict.fromkeys(map(ord, "'’‘`´ʻʼʹʿʾ′ـء"))
"""Apostrophes of all kinds, and the Arabic stretch and hamza."""
_GAPS = re.compile(r"[\s\-‐‑–—_./,()]+")
_SAINT = re.compile(r"\bsaint\b")
_COUNTRY = re.compile(r"(.+?)\s*[,(]\s*([A-Za-z]{2})\s*\)?\s*")


def plain(text: str) -> str:
    """Reduce a name to what names are compared by: no case, accents, apostrophes or hyphens.

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
    >>> plain("Małaszewicze"), plain("GƏNCƏ"), plain("Xi’an"), plain("Saint-Petersburg")
    ('malaszewicze', 'gence', 'xian', 'st petersburg')
    >>> plain("كرج") == plain("کرج"), plain("Ақтөбе") == plain("Актобе")
    (True, True)
    """
    low = text.replace("İ", "i").casefold().translate(_SILENT)
    # Marks fall off; so do the invisible letters (Cf) that join or part Persian ones.
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", low)
                   if not unicodedata.combining(letter) and unicodedata.category(letter) != "Cf")
    return _SAINT.sub("st", _GAPS.sub(" ", bare.translate(_LETTERS)).strip())


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
    names
        Its names, code or id that matched, the closest first.
    """

    node: Node
    names: tuple[str, ...]

    @property
    def name(self) -> str:
        """The closest of its names."""
        return self.names[0]


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

        A name in its own spelling goes before one whose accents, apostrophes, gaps or letters are
        written another way.

        Parameters
        ----------
        text
            A node id, a name in any listed spelling, a name with its country (``Astara, IR``), or
            a UN/LOCODE.

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
        ids = self.bearers(text)
        if not ids:
            raise PlaceError(self._unknown(text))
        if len(ids) > 1:
            raise PlaceError(self._ambiguous(text, ids))
        return self.nodes[ids[0]]

    def bearers(self, text: str) -> Sequence[str]:
        """Give the ids of the nodes a text can mean: one, several that share it, or none.

        Parameters
        ----------
        text
            As for :meth:`find`.

        Returns
        -------
        ids
            Where one node is the primary one for the name, that one alone.
        """
        if text.lower() in self.nodes:
            return [text.lower()]
        for name, country in _readings(text):
            ids = [i for i in self.names.get(folded(name), ()) or self._alike(name)
                   if country in ("", self.nodes[i].country)]
            if ids:
                chosen = ids if len(ids) == 1 else self._primary_of(name, ids)
                return chosen if len(chosen) == 1 else ids
        return []

    def search(self, text: str, count: int = 20) -> tuple[Match, ...]:
        """List the nodes whose names hold a text, the closest first.

        Parameters
        ----------
        text
            A part of a name or id, or a UN/LOCODE.
        count
            How many to give at most.

        Returns
        -------
        matches
            Whole names first, then beginnings of names, of words, then parts; similar names only
            where no name holds the text.
        """
        asked = plain(text)
        found: list[tuple[int, str, Match]] = []
        for node_id, node in self.nodes.items():
            ranked = [(rank, name) for name in (*self._written(node_id), node_id)
                      if (rank := _rank(asked, plain(name))) is not None]
            if ranked:
                ranked.sort(key=lambda pair: pair[0])
                # An id is worth showing only where no name matched.
                names = tuple(name for _, name in ranked if name != node_id) or (node_id,)
                found.append((ranked[0][0], node_id, Match(node, names)))
        if not found:
            close = self._nearest(text, count, cutoff=0.6)
            return tuple(Match(self.nodes[node_id], (name,)) for name, node_id in close)
        return tuple(match for _, _, match in sorted(found, key=lambda each: each[:2])[:count])

    def _written(self, node_id: str) -> tuple[str, ...]:
        code = self.nodes[node_id].unlocode
        return (*self.spellings[node_id], code) if code else self.spellings[node_id]

    def _alike(self, text: str) -> tuple[str, ...]:
        asked = _solid(text)
        return tuple(node_id for node_id in sorted(self.nodes)
                     if any(_solid(name) == asked for name in self._written(node_id)))

    def _primary_of(self, name: str, ids: Sequence[str]) -> list[str]:
        # The node that answers to a name answers to the code that it shares, too.
        asked = _solid(name)
        answering = {node_id for key, node_id in self.primary.items()
                     if asked in (_solid(key), _solid(self.nodes[node_id].unlocode))}
        return [i for i in ids if i in answering]

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


def _readings(text: str) -> Iterator[tuple[str, str]]:
    """Give a text as a name, then as a name with its country."""
    yield text, ""
    if parts := _COUNTRY.fullmatch(text):
        yield parts[1], parts[2].upper()


def _solid(text: str) -> str:
    return plain(text).replace(" ", "")


def _rank(asked: str, name: str) -> int | None:
    if not asked:
        return None
    solid, whole = asked.replace(" ", ""), name.replace(" ", "")
    if solid == whole:
        return 0
    if name.startswith(asked) or whole.startswith(solid):
        return 1
    if f" {asked}" in name:
        return 2
    return 3 if asked in name else None

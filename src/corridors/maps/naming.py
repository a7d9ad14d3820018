"""Names of places, countries and waters in the language a reader asks for."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from corridors.errors import Problem, QueryError, suggest
from corridors.maps.country_names import COUNTRY_NAMES
from corridors.maps.letters import can_shape, lacking, needs_shaping, noted
from corridors.maps.marks import Mark
from corridors.maps.text import clean
from corridors.maps.water_names import WATER_NAMES
from corridors.model.countries import COUNTRIES
from corridors.model.network import Network
from corridors.model.records import Alias, Node

__all__ = ["Naming"]

KINDS = ("official", "local", "alternative")
"""Names a map may bear, the first best; former names are for finding places, not for maps."""

AS_BEFORE = "the name of the data is shown instead"
DOTTED = frozenset({"az", "kk", "tr"})
"""Languages in which a small i keeps its dot as a capital, where they are written in Latin."""

LATIN = str.maketrans("абвгдежзийклмнопрстуфхцчшщыэюя", "abvgdezziiklmnoprstufhccssieua", "ьъ")
"""Roughly, to tell which of two Russian names is that of the data."""


@dataclass(frozen=True, slots=True)
class Naming:
    """How a map names what it shows.

    Parameters
    ----------
    language
        ISO 639 code; blank for the names of the data.
    places
        Name in the language by where the node is, with the name in the data.
    """

    language: str = ""
    places: dict[tuple[float, float, str], str] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, network: Network, language: str) -> Naming:
        """Collect the names of a network in a language.

        Parameters
        ----------
        network
            The network, with its aliases.
        language
            ISO 639 code; blank for the names of the data.

        Returns
        -------
        naming
            Of places that have a name in the language; others keep the one they have.

        Raises
        ------
        QueryError
            If nothing has a name in the language, or this matplotlib cannot write it.
        """
        if not language:
            return cls()
        found: dict[str, list[Alias]] = defaultdict(list)
        for alias in network.aliases:
            if alias.language == language and alias.kind in KINDS:
                found[alias.node_id].append(alias)
        if not found and language not in COUNTRY_NAMES:
            known = sorted({a.language for a in network.aliases if a.language} | {*COUNTRY_NAMES})
            raise QueryError(Problem("M25", f'nothing has a name in the language "{language}"',
                                     suggest(language, known) or "Give the code of a language "
                                     f"that names are in: {', '.join(known)}.", column="names"))
        nodes = [network.node(key) for key in sorted(found)]
        places = {(node.lon, node.lat, node.name): _chosen(found[node.node_id], node.name)
                  for node in nodes}
        told = [*places.values(), *COUNTRY_NAMES.get(language, {}).values()]
        if not can_shape() and any(map(needs_shaping, told)):
            raise QueryError(Problem(
                "M26", f'this matplotlib cannot join the letters of the language "{language}"',
                "Install matplotlib 3.11 or later, or leave the names as they are in the data.",
                column="names"))
        return cls(language, places)

    def mark(self, mark: Mark) -> Mark:
        """Give a mark with its name in the language, as far as it has one.

        Parameters
        ----------
        mark
            A mark; a country in brackets after its name is named in the language as well.
        """
        name, _, country = mark.name.partition(" (")
        for known, rest in ((mark.name, ""), (name, country.rstrip(")"))):
            local = self.places.get((mark.lon, mark.lat, known))
            if local is not None:
                code = next((code for code, said in COUNTRIES.items() if said == rest), "")
                told = f"{local} ({self.country(code, rest)})" if rest else local
                return replace(mark, name=self._fit(told, mark.name))
        return mark

    def place(self, node: Node) -> str:
        """Give the name of a place, in the language as far as it has one."""
        return self.mark(Mark("place", node.node_id, node.name, node.lon, node.lat, 0)).name

    def country(self, iso: str, name: str) -> str:
        """Give the name of a country; where there is none in the language, the one given."""
        local = COUNTRY_NAMES.get(self.language, {}).get(iso)
        return name if local is None else self._fit(local, name)

    def water(self, name: str) -> str:
        """Give the name of a sea or lake; where there is none in the language, the one given."""
        local = WATER_NAMES.get(self.language, {}).get(name)
        return name if local is None else self._fit(local, name)

    def capitals(self, name: str) -> str:
        """Write a name in capitals, in the languages that write names of countries so.

        Examples
        --------
        >>> Naming().capitals("Iran"), Naming("az").capitals("Gürcüstan, Misir")
        ('IRAN', 'GÜRCÜSTAN, MİSİR')
        """
        if self.language == "ka":
            return name  # Georgian capitals are not in use, and the font lacks them.
        return (name.replace("i", "İ") if self.language in DOTTED else name).upper()

    def _fit(self, local: str, name: str) -> str:
        missing = lacking(clean(local))
        if missing:
            noted(missing, AS_BEFORE)
        return name if missing else local


def _chosen(aliases: list[Alias], name: str) -> str:
    """Choose the official name, else one in the letters of the language, most like the data's."""
    def rank(alias: Alias) -> tuple[int, bool, float, str]:
        plain = alias.alias.lower().translate(LATIN)
        alike = SequenceMatcher(None, plain, name.lower(), autojunk=False).ratio()
        return KINDS.index(alias.kind), alias.alias.isascii(), -round(alike, 3), alias.alias

    return min(aliases, key=rank).alias

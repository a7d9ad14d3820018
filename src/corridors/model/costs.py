"""The cost model: what it takes to move, change, wait and cross, per TEU.

Every number is a :class:`Rate`: a kind, what it holds for, a unit, a spread and its sources. A
cost model is a list of rates; the rate for the country is used where there is one, else the rate
for everywhere.

================== ======== ========================================================
kind               unit     holds for
================== ======== ========================================================
speed              km/h     mode, country; with stops, for lorries while driving
driving_hours      h/day    mode, country; hours a day in which a lorry moves
payload            t/TEU    goods in one container
tariff             USD/tkm  mode, country
co2                g/tkm    mode, and traction on rails
transfer_hours     h        mode and to_mode, both ways
transfer_fee       USD/TEU  mode and to_mode, both ways
gauge_change_hours h        technique
gauge_change_fee   USD/TEU  technique
border_hours       h        mode; where a crossing has no figures of its own
border_fee         USD/TEU  mode; where a crossing has no figures of its own
================== ======== ========================================================
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from math import isfinite

from corridors.errors import InputError, Problem, suggest
from corridors.model.modes import MODES, OVERLAND_MODES
from corridors.model.spread import Spread

__all__ = ["KINDS", "TECHNIQUES", "CostModel", "Rate"]

KINDS: dict[str, str] = {
    "speed": "km/h", "driving_hours": "h/day", "payload": "t/TEU", "tariff": "USD/tkm",
    "co2": "g/tkm", "transfer_hours": "h", "transfer_fee": "USD/TEU",
    "gauge_change_hours": "h", "gauge_change_fee": "USD/TEU", "border_hours": "h",
    "border_fee": "USD/TEU",
}
TECHNIQUES = ("transshipment", "bogie_exchange", "variable_gauge")

Key = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Rate:
    """One number of a cost model.

    Parameters
    ----------
    kind
        One of :data:`KINDS`.
    spread
        Lowest, working and highest value, in the unit of the kind.
    mode, to_mode, country, technique, traction
        What it holds for; blank for everything.
    source
        Source keys.
    note
        Remarks.
    line
        Line of the file it was read from, or None.
    """

    kind: str
    spread: Spread
    mode: str = ""
    to_mode: str = ""
    country: str = ""
    technique: str = ""
    traction: str = ""
    source: tuple[str, ...] = ()
    note: str = ""
    line: int | None = None

    @property
    def unit(self) -> str:
        """Unit of the value."""
        return KINDS[self.kind]

    @property
    def key(self) -> Key:
        """What the rate holds for; two rates of one model never share it."""
        if self.to_mode:
            first, second = sorted((self.mode, self.to_mode))
            return self.kind, first, second, ""
        return self.kind, self.mode, self.technique or self.traction, self.country


@dataclass(frozen=True, slots=True)
class CostModel:
    """What it takes to move one TEU, by mode and country.

    Parameters
    ----------
    name
        Name of the model.
    description
        What it stands for.
    rates
        Its numbers.
    version
        ``sha256:`` and the hash of the numbers.

    Examples
    --------
    >>> from corridors import load_cost_model
    >>> load_cost_model().rate("driving_hours", mode="road").unit
    'h/day'
    """

    name: str
    description: str
    rates: tuple[Rate, ...]
    version: str
    index: Mapping[Key, Rate] = field(repr=False)

    @classmethod
    def build(cls, name: str, description: str, rates: Iterable[Rate], file: str = "") -> CostModel:
        """Freeze rates into a cost model.

        Parameters
        ----------
        name, description
            Name of the model, and what it stands for.
        rates
            Its numbers, in any order.
        file
            File they were read from, for messages.

        Returns
        -------
        model
            The cost model.

        Raises
        ------
        InputError
            With every rate that is missing, given twice, negative or no range.
        """
        ordered = tuple(sorted(rates, key=lambda rate: rate.key))
        problems = [*_wrong(ordered, file), *_missing(ordered, file)]
        if problems:
            raise InputError(problems)
        text = repr([(r.key, r.spread.low, r.spread.value, r.spread.high) for r in ordered])
        version = f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
        return cls(name, description, ordered, version, {rate.key: rate for rate in ordered})

    def rate(self, kind: str, *, mode: str = "", to_mode: str = "", country: str = "",
             technique: str = "", traction: str = "") -> Rate:
        """Give the rate that holds.

        Parameters
        ----------
        kind
            One of :data:`KINDS`.
        mode, to_mode, country, technique, traction
            What it is asked for.

        Returns
        -------
        rate
            The rate for the country, else the one for everywhere.

        Raises
        ------
        InputError
            If the model has none.
        """
        asked = Rate(kind, Spread(0, 0, 0), mode, to_mode, country, technique, traction)
        what, first, second, where = asked.key
        for key in ((what, first, second, where), (what, first, second, ""),
                    (what, first, "", where), (what, first, "", "")):
            found = self.index.get(key)
            if found is not None:
                return found
        said = ", ".join(word for word in (mode, to_mode, country, technique, traction) if word)
        raise InputError(Problem("C03", f'the cost model "{self.name}" has no {kind} for {said}',
                                 "Add a [[rate]] for it."))

    def __repr__(self) -> str:
        return f"<CostModel {self.name!r}: {len(self.rates)} rates, {self.version[:19]}>"

    def _repr_html_(self) -> str:
        from corridors.model.html import table

        return table(f"Cost model {self.name}", ("kind", "holds for", "low", "value", "high",
                                                 "unit", "source"),
                     [(rate.kind, " ".join(word for word in rate.key[1:] if word) or "everything",
                       f"{rate.spread.low:g}", f"{rate.spread.value:g}", f"{rate.spread.high:g}",
                       rate.unit, "; ".join(rate.source)) for rate in self.rates])


def _wrong(rates: tuple[Rate, ...], file: str) -> Iterator[Problem]:
    seen: set[Key] = set()
    for rate in rates:
        low, value, high = rate.spread.low, rate.spread.value, rate.spread.high
        if not (0 <= low <= value <= high and isfinite(high)):
            yield Problem("C01", f"{low:g}, {value:g}, {high:g} is not a range",
                          "Give low <= value <= high, none below 0.", file=file, line=rate.line,
                          column=rate.kind)
        elif low == 0 and rate.kind in ("speed", "driving_hours", "payload"):
            yield Problem("C01", f"a {rate.kind} of 0 would never arrive",
                          "Give a value above 0.", file=file, line=rate.line, column=rate.kind)
        elif rate.kind == "driving_hours" and high > 24:
            yield Problem("C01", f"{high:g} h do not fit into a day", "Give 24 at most.",
                          file=file, line=rate.line, column=rate.kind)
        for word, known, column in ((rate.mode, MODES, "mode"), (rate.to_mode, MODES, "to_mode"),
                                    (rate.technique, TECHNIQUES, "technique"),
                                    (rate.traction, ("electric", "diesel"), "traction")):
            if word and word not in known:
                yield Problem("C02", f'"{word}" is not a {column}', suggest(word, known),
                              file=file, line=rate.line, column=column)
        if rate.key in seen:
            yield Problem("C04", f"the rate {' '.join(w for w in rate.key if w)} is given twice",
                          "Keep one of them.", file=file, line=rate.line, column=rate.kind)
        seen.add(rate.key)


def _missing(rates: tuple[Rate, ...], file: str) -> Iterator[Problem]:
    have = {rate.key for rate in rates}
    needed: list[Key] = [("payload", "", "", "")]
    for mode in MODES.values():
        needed += [(kind, mode.name, "", "") for kind in ("speed", "tariff", "co2")]
        if mode.drivers_rest:
            needed.append(("driving_hours", mode.name, "", ""))
        if mode.name in OVERLAND_MODES:
            needed += [(kind, mode.name, "", "") for kind in ("border_hours", "border_fee")]
    needed += [(kind, min(pair), max(pair), "") for pair in combinations(MODES, 2)
               for kind in ("transfer_hours", "transfer_fee")]
    needed += [(kind, "", technique, "") for technique in TECHNIQUES
               for kind in ("gauge_change_hours", "gauge_change_fee")]
    for key in needed:
        if key in have or (key[0] == "co2" and {(*key[:2], t, "") for t in
                                                ("electric", "diesel")} <= have):
            continue
        yield Problem("C03", f"there is no {' '.join(word for word in key if word)} that holds "
                             "everywhere", "Add a [[rate]] without a country.", file=file)

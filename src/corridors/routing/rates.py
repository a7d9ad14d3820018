"""Which rates hold where: on a link, at a node, at a border."""

from __future__ import annotations

from dataclasses import dataclass, field

from corridors.model.costs import CostModel
from corridors.model.draws import largest, least
from corridors.model.modes import MODES
from corridors.model.rates import Rate
from corridors.model.records import BorderCharge
from corridors.model.snapshot import Snapshot
from corridors.model.spread import Spread

__all__ = ["Rates", "plus", "times"]

_NOTHING = Spread(0, 0, 0)
_DAY_H = 24.0


@dataclass(frozen=True, slots=True)
class Rates:
    """The rates of a cost model as they hold for the links and nodes of a snapshot.

    Parameters
    ----------
    snapshot
        The network on a day.
    costs
        The cost model.
    memo
        Rates looked up before; they are those of the network, whatever a scenario sets.
    """

    snapshot: Snapshot
    costs: CostModel
    memo: dict[tuple[str, ...], Spread] = field(default_factory=dict, repr=False)

    def speed_kmh(self, link: int) -> Spread:
        """Give the speed on a link, over a whole day: lorries rest, ships lie in ports of call."""
        mode = self.snapshot.network.links.mode[link]
        speed = self.of_link("speed_kmh", link, self.unset("speed_kmh", link))
        if MODES[mode].drivers_rest:
            return times(speed, self._least("driving_hours", link)).scaled(1 / _DAY_H)
        if self.costs.find("sailing_hours", mode) is None:
            return speed
        return times(speed, self._least("sailing_hours", link)).scaled(1 / _DAY_H)

    def usd_per_teu_km(self, link: int) -> Spread:
        """Give the tariff of a link: of the dearer of its two ends."""
        return self.of_link("tariff_usd_per_teu_km", link,
                            self.unset("tariff_usd_per_teu_km", link))

    def passage_usd_per_teu(self, link: int) -> Spread:
        """Give the toll of a link: dues of a canal or strait; nothing on most links."""
        return self.of_link("toll_usd_per_teu", link, self.unset("toll_usd_per_teu", link))

    def co2_g_per_tkm(self, link: int) -> Spread:
        """Give the emissions on a link."""
        return self.of_link("co2_g_per_tkm", link, self.unset("co2_g_per_tkm", link))

    def unset(self, field: str, link: int) -> Spread:
        """Give a figure of a link as it is without a scenario.

        Parameters
        ----------
        field
            ``speed_kmh``, ``tariff_usd_per_teu_km``, ``toll_usd_per_teu`` or ``co2_g_per_tkm``.
        link
            Position of the link.
        """
        record = self.snapshot.network.links.records[link]
        if field == "speed_kmh":
            own = record.speed_kmh
            return Spread(own, own, own) if own else self._least("speed", link)
        if field == "tariff_usd_per_teu_km":
            return largest(self._tariff(*side) for side in self._sides(link))
        if field == "toll_usd_per_teu":
            found = self.costs.find("passage_fee", "", record.link_id)
            return found.spread if found is not None else _NOTHING
        traction = ""
        if MODES[record.mode].has_gauge:
            traction = "electric" if record.electrified == "yes" else "diesel"
        return self.rate("co2", record.mode, traction)

    def of_link(self, field: str, link: int, present: Spread) -> Spread:
        """Give a figure of a link as a scenario sets it; as it is where none does.

        Parameters
        ----------
        field
            One of :data:`~corridors.model.fields.FIELDS`.
        link
            Position of the link.
        present
            What it is without the scenario.
        """
        return self.held(field, self.snapshot.network.links.link_id[link], present) \
            if self.snapshot.figures else present

    def held(self, field: str, key: str, present: Spread) -> Spread:
        """Give a figure as a scenario sets it; as it is where none does.

        Parameters
        ----------
        field
            One of :data:`~corridors.model.fields.FIELDS`.
        key
            Id of the link or node.
        present
            What it is without the scenario.
        """
        figure = self.snapshot.figures.get((field, key))
        return present if figure is None else figure.of(present)

    def border(self, kind: str, link: int, forward: bool,
               charge: BorderCharge | None) -> tuple[Spread, bool]:
        """Give what hours or fee of a border are without a scenario, and if by default.

        A rate for this very crossing comes first, then the own figures of the crossing; where
        those are a planning default, a rate for the country that is entered comes before them.
        """
        network = self.snapshot.network
        entered = network.nodes.country[(network.links.head if forward
                                         else network.links.tail)[link]]
        mode, own = network.links.mode[link], None
        if charge is not None:
            own = charge.dwell_h if kind == "border_hours" else charge.fee_usd_per_teu
        found = self.costs.find(kind, mode, charge.border_id if charge else "", (entered,))
        told = found is not None and bool(found.subject or found.country)
        planned = charge is None or charge.assumed
        if own is None or (found is not None and (found.subject or (told and planned))):
            return (found or self._none(kind, mode)).spread, not told
        return own, planned

    def at(self, kind: str, mode: str, node: int, to_mode: str = "") -> Spread:
        """Give a rate at a node; nothing where the model leaves the kind out."""
        first, second = sorted((mode, to_mode)) if to_mode else (mode, "")
        network = self.snapshot.network
        country = network.nodes.country[node]
        area = self.costs.area(network.nodes.node_id[node])
        key = (kind, first, second, area, country)
        if key not in self.memo:
            found = self.costs.find(kind, first, second, (area, country))
            self.memo[key] = found.spread if found is not None else _NOTHING
        return self.memo[key]

    def rate(self, kind: str, mode: str = "", second: str = "", area: str = "",
             country: str = "") -> Spread:
        """Give a rate that every model has."""
        key = (kind, mode, second, area, country)
        if key not in self.memo:
            found = self.costs.find(kind, mode, second, (area, country))
            self.memo[key] = (found or self._none(kind, mode)).spread
        return self.memo[key]

    def _none(self, kind: str, mode: str) -> Rate:
        return self.costs.rate(kind, mode=mode)  # raises, and says what is missing

    def _tariff(self, mode: str, area: str, country: str) -> Spread:
        key = ("USD/TEU-km", mode, area, country)
        if key not in self.memo:
            rate = self.costs.rate("tariff", mode=mode, country=country, area=area)
            self.memo[key] = rate.spread if rate.unit == "USD/TEU-km" else \
                times(rate.spread, self.rate("payload"))
        return self.memo[key]

    def _least(self, kind: str, link: int) -> Spread:
        return least(self.rate(kind, mode, "", area, country)
                     for mode, area, country in self._sides(link))

    def _sides(self, link: int) -> list[tuple[str, str, str]]:
        """Give mode, area and country of both ends of a link."""
        network = self.snapshot.network
        ends = (network.links.tail[link], network.links.head[link])
        return [(network.links.mode[link], self.costs.area(network.nodes.node_id[end]),
                 network.nodes.country[end]) for end in ends]


def times(*spreads: Spread) -> Spread:
    """Multiply spreads: low with low, high with high.

    Examples
    --------
    >>> times(Spread(1, 2, 3), Spread(2, 2, 4))
    Spread(low=2.0, value=4.0, high=12.0)
    """
    low = value = high = 1.0
    for spread in spreads:
        low, value, high = low * spread.low, value * spread.value, high * spread.high
    return Spread(low, value, high)


def plus(*spreads: Spread) -> Spread:
    """Add spreads: low to low, high to high.

    Examples
    --------
    >>> plus(Spread(1, 2, 3), Spread(2, 2, 4))
    Spread(low=3, value=4, high=7)
    """
    return Spread(sum(spread.low for spread in spreads), sum(spread.value for spread in spreads),
                  sum(spread.high for spread in spreads))

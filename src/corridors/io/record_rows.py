"""One row of a data table into one record; what a blank cell means is decided here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from corridors.model.records import (
    Alias,
    Border,
    BorderCharge,
    Claim,
    Event,
    GaugeChange,
    Link,
    Node,
    Source,
    Terminal,
)
from corridors.model.season import Season
from corridors.model.spread import Spread
from corridors.model.status import StatusEvent

__all__ = ["alias_of", "border_of", "charge_of", "claim_of", "event_of", "gauge_change_of",
           "link_of", "node_of", "points_of", "season_of", "source_of", "terminal_of"]

Row = Mapping[str, Any]


def node_of(row: Row) -> Node:
    """Make a node of a row of node.csv."""
    return Node(row["node_id"], row["name"], row["country"], row["lon"], row["lat"],
                row["node_type"], row["unlocode"], row["note"], _sources(row), row["confidence"])


def link_of(row: Row, history: Sequence[StatusEvent], seasons: Sequence[Season],
            claims: Sequence[Spread], length_basis: str) -> Link:
    """Make a link of a row of link.csv.

    Parameters
    ----------
    row
        The row.
    history
        Its dated statuses.
    seasons
        Its pauses that come back every year.
    claims
        What is claimed of its length; together with the working length they are its range.
    length_basis
        What its length rests on.
    """
    length = row["length_km"]
    spread = Spread(min([length, *(claim.low for claim in claims)]), length,
                    max([length, *(claim.high for claim in claims)]))
    return Link(
        row["link_id"], row["from_node_id"], row["to_node_id"], row["mode"], spread,
        row["gauge_mm"], row["status"], row["speed_kmh"], bool(row["directed"]), row["corridors"],
        row["opens_expected"] or "", tuple(history), row["note"], _sources(row),
        row["confidence"], row["tracks"], row["electrified"], row["capacity_mt_per_year"],
        row["status_seen"] or "", length_basis, tuple(seasons),
        row["facility_type"])


def border_of(row: Row) -> Border:
    """Make a border of a row of border.csv."""
    return Border(row["border_id"], row["name"], row["country_a"], row["country_b"],
                  row["history"], row["status_note"], row["status_seen"] or "", _sources(row),
                  row["confidence"])


def charge_of(row: Row) -> BorderCharge:
    """Make a border charge of a row of border_charge.csv."""
    return BorderCharge(
        row["border_id"], row["link_id"], row["direction"] == "forward",
        _spread(row, "dwell_h"), _spread(row, "fee_usd_per_teu"),
        row["gauge_change_included_at"], bool(row["assumed"]), row["year"] or "", row["note"],
        _sources(row), row["confidence"])


def terminal_of(row: Row) -> Terminal:
    """Make a terminal of a row of terminal.csv."""
    return Terminal(row["node_id"], (row["mode_a"], row["mode_b"]), _spread(row, "hours"),
                    _spread(row, "fee_usd_per_teu"), row["note"], _sources(row),
                    row["confidence"], row["capacity"])


def gauge_change_of(row: Row) -> GaugeChange:
    """Make a gauge-change facility of a row of gauge_change.csv."""
    return GaugeChange(row["node_id"], (row["gauge_a"], row["gauge_b"]), row["technique"],
                       _spread(row, "hours"), _spread(row, "fee_usd_per_teu"), row["capacity"],
                       row["note"], _sources(row), row["confidence"])


def alias_of(row: Row) -> Alias:
    """Make an alias of a row of place_alias.csv."""
    return Alias(row["node_id"], row["alias"], row["language"], row["kind"],
                 bool(row["primary"]))


def event_of(row: Row) -> Event:
    """Make an event of a row of event.csv."""
    return Event(row["event_id"], row["date"], row["date_end"] or "", row["title"],
                 row["change"], row["kind"], row["link_ids"], _sources(row), row["confidence"],
                 row["countries"])


def season_of(row: Row) -> Season:
    """Make a season of a row of season.csv."""
    return Season(row["closes"], row["opens"], row["status"], row["first_year"], row["last_year"],
                  _sources(row), row["confidence"], row["note"])


def claim_of(row: Row) -> Claim:
    """Make a claim of a row of claim.csv."""
    return Claim(row["claim_id"], row["subject_kind"], row["subject_id"], row["attribute"],
                 row["value"], row["value_low"], row["value_high"], row["unit"], _sources(row),
                 row["said_on"] or "", row["confidence"], bool(row["working"]), row["note"])


def source_of(row: Row) -> Source:
    """Make a source of a row of source.csv."""
    return Source(row["source_key"], row["title"], row["publisher"], row["published"] or "",
                  row["address"], row["licence"], row["seen"] or "", row["kind"])


def points_of(wkt: str) -> tuple[tuple[float, float], ...]:
    """Read the points of a LINESTRING that the table reader has accepted.

    Examples
    --------
    >>> points_of("LINESTRING (48.9 38.4, 49.6 37.3)")
    ((48.9, 38.4), (49.6, 37.3))
    """
    inside = wkt[wkt.index("(") + 1:wkt.rindex(")")]
    pairs = (pair.split()[:2] for pair in inside.split(","))
    return tuple((float(lon), float(lat)) for lon, lat in pairs)


def _spread(row: Row, name: str) -> Spread | None:
    value, low, high = row[name], row[f"{name}_low"], row[f"{name}_high"]
    if value is None:
        return None
    return Spread(value if low is None else low, value, value if high is None else high)


def _sources(row: Row) -> str:
    return ";".join(row["source"])

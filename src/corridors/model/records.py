"""The records of a network: what a row of each table means, as a frozen value."""

from __future__ import annotations

from dataclasses import dataclass

from corridors.model.season import Season
from corridors.model.spread import Spread
from corridors.model.status import StatusEvent

__all__ = [
    "Alias",
    "Border",
    "BorderCharge",
    "Claim",
    "Event",
    "GaugeChange",
    "Link",
    "Node",
    "Source",
    "Terminal",
]


@dataclass(frozen=True, slots=True)
class Node:
    """A place: city, port, border post, terminal, junction, or a waypoint at sea (no country).

    Parameters
    ----------
    node_id
        Country-first id, such as ``ir-rasht``.
    name
        English name.
    country
        ISO 3166 alpha-2 code; blank for waypoints at sea.
    lon, lat
        Degrees, WGS 84.
    node_type
        city, port, border_crossing, rail_terminal, junction, gauge_break or strait.
    unlocode
        UN/LOCODE, or blank.
    note, source, confidence
        What is known about it, source keys, and how sure we are.
    """

    node_id: str
    name: str
    country: str
    lon: float
    lat: float
    node_type: str = ""
    unlocode: str = ""
    note: str = ""
    source: str = ""
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A stretch of railway, road, lane or waterway between two nodes.

    Parameters
    ----------
    link_id, from_node_id, to_node_id
        Ids.
    mode
        One of :data:`corridors.model.modes.MODES`.
    length_km
        Length in km, with the range of the published figures.
    gauges_mm
        Track gauges in mm that run on it; empty where there is no track.
    status
        Base status: the status at all dates of a link without events.
    speed_kmh
        Own speed in km/h, or None.
    directed, corridors
        Whether it can be used only from its first node to its second; names of its corridors.
    opens_expected, status_seen
        When it is expected to open, as announced, blank where nothing is; and date of the newest
        evidence for the status.
    history, seasons
        Dated statuses, oldest first; pauses that come back every year.
    note, source, confidence
        Remarks, source keys, and how sure we are.
    tracks, electrified, capacity_mt_per_year
        Running tracks; ``yes``, ``partly``, ``no``, ``planned`` or ``disused``; million tonnes
        a year. None or blank where not known.
    length_basis, facility_type
        What the length rests on: one of :data:`corridors.model.sourcing.BASES`; kind of facility.
    """

    link_id: str
    from_node_id: str
    to_node_id: str
    mode: str
    length_km: Spread
    gauges_mm: tuple[int, ...] = ()
    status: str = "operational"
    speed_kmh: float | None = None
    directed: bool = False
    corridors: tuple[str, ...] = ()
    opens_expected: str = ""
    history: tuple[StatusEvent, ...] = ()
    note: str = ""
    source: str = ""
    confidence: str = ""
    tracks: int | None = None
    electrified: str = ""
    capacity_mt_per_year: float | None = None
    status_seen: str = ""
    length_basis: str = "none"
    seasons: tuple[Season, ...] = ()
    facility_type: str = ""


@dataclass(frozen=True, slots=True)
class Border:
    """A border crossing: an object of its own, over one or several links.

    Parameters
    ----------
    border_id
        Such as ``az-ir-astara``.
    name
        Name of the crossing.
    country_a, country_b
        ISO codes of the two countries.
    history, status_note, status_seen
        What happened there, what is known of its state, and as of when.
    source, confidence
        Source keys, and how sure we are.
    """

    border_id: str
    name: str
    country_a: str
    country_b: str
    history: str = ""
    status_note: str = ""
    status_seen: str = ""
    source: str = ""
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class BorderCharge:
    """What crossing a border costs on one link in one direction.

    Parameters
    ----------
    border_id, link_id
        Ids.
    forward
        True for the direction from the link's ``from_node_id`` to its ``to_node_id``.
    dwell_h
        Hours at the border, as published; None where the cost model's default holds.
    fee_usd_per_teu
        Fees in USD per TEU; None where the cost model's default holds.
    gauge_change_included_at
        Node whose gauge-change hours the published dwell already contains; blank if none.
    assumed
        Whether the hours are a planning default and not data.
    year, note, source, confidence
        Year of the figures, remarks, source keys, and how sure we are.
    """

    border_id: str
    link_id: str
    forward: bool
    dwell_h: Spread | None = None
    fee_usd_per_teu: Spread | None = None
    gauge_change_included_at: str = ""
    assumed: bool = True
    year: str = ""
    note: str = ""
    source: str = ""
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class Terminal:
    """A place where goods can change between two modes.

    Parameters
    ----------
    node_id
        Where.
    modes
        The two modes.
    hours, fee_usd_per_teu
        Hours and USD per TEU of the whole change, with the wait for the departure, both ways;
        None where the rates of the cost model hold.
    note, source, confidence
        Remarks, source keys, and how sure we are.
    capacity
        Capacity as published.
    """

    node_id: str
    modes: tuple[str, str]
    hours: Spread | None = None
    fee_usd_per_teu: Spread | None = None
    note: str = ""
    source: str = ""
    confidence: str = ""
    capacity: str = ""


@dataclass(frozen=True, slots=True)
class GaugeChange:
    """A facility where goods or wagons pass from one gauge to another.

    Parameters
    ----------
    node_id
        Where.
    gauges_mm
        The two gauges, in mm.
    technique
        transshipment, bogie_exchange or variable_gauge.
    hours, fee_usd_per_teu
        Hours and USD per TEU; None where the cost model's default holds.
    capacity, note, source, confidence
        Capacity as published, remarks, source keys, and how sure we are.
    """

    node_id: str
    gauges_mm: tuple[int, int]
    technique: str = "transshipment"
    hours: Spread | None = None
    fee_usd_per_teu: Spread | None = None
    capacity: str = ""
    note: str = ""
    source: str = ""
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of a node.

    Parameters
    ----------
    node_id, alias
        The node, and the name.
    language
        Language code, or blank.
    kind
        official, alternative, local or former.
    primary
        Whether this node answers where several bear the name.
    """

    node_id: str
    alias: str
    language: str = ""
    kind: str = "alternative"
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on a day, with or without an effect on a link's status.

    Parameters
    ----------
    event_id, date, date_end, title, change
        Id, ISO day or month or year, what and how.
    kind
        ``status`` where it changed the status of links, ``context`` otherwise.
    link_ids
        The links concerned.
    source, confidence
        Source keys, and how sure we are.
    countries
        ISO codes of the countries concerned beyond those of its links.
    """

    event_id: str
    date: str
    date_end: str
    title: str
    change: str
    kind: str
    link_ids: tuple[str, ...] = ()
    source: str = ""
    confidence: str = ""
    countries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody says a figure is; claims may contradict each other.

    Parameters
    ----------
    claim_id, subject_kind, subject_id, attribute
        What it is about.
    value, low, high
        The figure as text and, where it is a number, its range.
    unit, source, said_on, confidence, note
        Unit, source keys, when it was said, how sure we are, remarks.
    working
        Whether it is the value in use.
    """

    claim_id: str
    subject_kind: str
    subject_id: str
    attribute: str
    value: str
    low: float | None = None
    high: float | None = None
    unit: str = ""
    source: str = ""
    said_on: str = ""
    confidence: str = ""
    working: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure comes from.

    Parameters
    ----------
    source_key, title, publisher, published, address, licence, seen, kind
        Key, title, publisher, date, address, licence, date read, and kind of the source.
    """

    source_key: str
    title: str = ""
    publisher: str = ""
    published: str = ""
    address: str = ""
    licence: str = ""
    seen: str = ""
    kind: str = ""

"""What happened to the network, and what is expected to?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from corridors.errors import Problem, QueryError, suggest
from corridors.model.corridor_names import corridor_name
from corridors.model.countries import country_name
from corridors.model.dates import first_day, last_day
from corridors.model.network import Network
from corridors.model.records import Event, Link
from corridors.model.status import carries

__all__ = ["Entry", "StatusChange", "Timeline", "timeline"]


@dataclass(frozen=True, slots=True)
class StatusChange:
    """From a day on, a link had another status.

    Parameters
    ----------
    start
        The day, month or year as it is known.
    link_id, status
        The link, and its status from then on.
    """

    start: str
    link_id: str
    status: str


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that happened, or is expected to.

    Parameters
    ----------
    date, date_end
        Day, month or year on which it happened and ended, as it is known.
    title, change
        What it is about, and what happened.
    kind
        ``status`` where it changed the status of links, ``context`` where not, ``expected`` for an
        opening that is announced.
    changes
        The statuses it changed, by day and link.
    link_ids, countries
        Links and countries concerned.
    source, confidence
        Source keys, separated by semicolons, and how sure we are.
    event_id
        Id in ``event.csv``; blank where an opening is expected.
    """

    date: str
    date_end: str
    title: str
    change: str
    kind: str
    changes: tuple[StatusChange, ...] = ()
    link_ids: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    source: str = ""
    confidence: str = ""
    event_id: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """What happened to a network, oldest first.

    Parameters
    ----------
    title
        What it is a timeline of.
    entries
        What happened, by date.
    network
        What it happened to.
    link_ids
        The links it concerns whose status changed or is expected to change, in the order of the
        network.
    first, last
        The days it is limited to; None for no limit.
    """

    title: str
    entries: tuple[Entry, ...]
    network: Network = field(repr=False, compare=False)
    link_ids: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None

    def __len__(self) -> int:
        return len(self.entries)

    def __iter__(self) -> Iterator[Entry]:
        """Go through what happened, oldest first."""
        return iter(self.entries)

    def __repr__(self) -> str:
        if not self.entries:
            return f"<Timeline of {self.title}: nothing>"
        changed = sum(len(entry.changes) for entry in self if entry.kind == "status")
        return (f"<Timeline of {self.title}: {len(self)} entries from {self.entries[0].date} to "
                f"{self.entries[-1].date}, {changed} changes of a status>")

    def _repr_html_(self) -> str:
        from corridors.model.html import table

        rows = [(entry.date, entry.title, entry.change,
                 "; ".join(f"{change.link_id} {change.status}" for change in entry.changes),
                 entry.source.replace(";", "; ")) for entry in self]
        return table(repr(self)[1:-1], ("date", "what", "change", "statuses", "sources"), rows)


def timeline(network: Network, *, country: str | None = None, since: date | str | None = None,
             until: date | str | None = None, link: str | None = None,
             corridor: str | None = None) -> Timeline:
    """List what happened to a network, and which openings are expected.

    Parameters
    ----------
    network
        The network.
    country
        ISO code of a country; only what concerns it.
    since, until
        First and last date; a month or year stands for all its days.
    link
        Id of a link; only what concerns it.
    corridor
        Name of a corridor; only what concerns its links.

    Returns
    -------
    timeline
        Events by date, oldest first. An opening that is announced for a link that carries nothing
        on the reference date is an entry of kind ``expected``.

    Raises
    ------
    QueryError
        If there is no such country, link or corridor, or a date is none; all at once.

    Examples
    --------
    >>> from corridors import load
    >>> [entry.title for entry in timeline(load(), link="ir-qazvin-ir-rasht-rail")]
    ['Qazvin-Rasht railway']
    """
    first, last = _limits(network, country, since, until, link, corridor)
    wanted = None if link is None and corridor is None else {
        record.link_id for record in network.links.records
        if link in (None, record.link_id) and (corridor is None or corridor in record.corridors)}
    code = country.upper() if country is not None else None
    found = [entry for entry in (*_events(network), *_expected(network))
             if (code is None or code in entry.countries)
             and (wanted is None or wanted & set(entry.link_ids))
             and last_day(entry.date) >= first and first_day(entry.date) <= last]
    limits = (code and country_name(code), link and _ends(network, link),
              corridor and corridor_name(corridor), f"from {since}" if since else None,
              f"to {until}" if until else None)
    title = ", ".join(str(limit) for limit in (network.title, *limits) if limit)
    turned = {change.link_id for entry in found for change in entry.changes}
    return Timeline(title, tuple(sorted(found, key=lambda entry: (
        first_day(entry.date), entry.date, entry.event_id, entry.title))), network, tuple(
            link_id for link_id in network.links.link_id if link_id in turned
            and (wanted is None or link_id in wanted)
            and (code is None or code in _countries(network, (link_id,)))),
        first if since is not None else None, last if until is not None else None)


def _limits(network: Network, country: str | None, since: date | str | None,
            until: date | str | None, link: str | None, corridor: str | None
            ) -> tuple[date, date]:
    """Read the dates, and say everything that is wrong with the limits."""
    problems = []
    days = [date.min, date.max]
    for place, (given, read) in enumerate(((since, first_day), (until, last_day))):
        try:
            days[place] = days[place] if given is None else read(str(given))
        except ValueError:
            problems.append(Problem("Q01", f'"{given}" is not a date',
                                    "Write 2026-11-01, 2026-11 or 2026."))
    if not problems and days[0] > days[1]:
        problems.append(Problem("Q01", f"{since} is after {until}", "Exchange the two dates."))
    known = {"country": {code for code in network.nodes.country if code}
             | {code for event in network.events for code in event.countries},
             "link": set(network.links.link_id),
             "corridor": {name for names in network.links.corridors for name in names}}
    for kind, given in (("country", country), ("link", link), ("corridor", corridor)):
        if given is not None and (given.upper() if kind == "country" else given) not in known[kind]:
            near = suggest(given, sorted(known[kind]))
            problems.append(Problem("Q14", f'There is no {kind} "{given}"', near or (
                f"Use one of: {', '.join(sorted(known[kind]))}." if kind != "link" else "")))
    if problems:
        raise QueryError(problems)
    return days[0], days[1]


def _events(network: Network) -> Iterator[Entry]:
    """Give the events of the data, and dated statuses that no event tells of."""
    links = network.links
    told: defaultdict[str, list[StatusChange]] = defaultdict(list)
    known = {event.event_id for event in network.events}
    for link_id, history in zip(links.link_id, links.history, strict=True):
        for event in history:
            change = StatusChange(event.start, link_id, event.status)
            if event.event_id in known:
                told[event.event_id].append(change)
            else:
                yield Entry(event.start, "", _named(network, network.link(link_id)),
                            event.status.replace("_", " "), "status", (change,), (link_id,),
                            _countries(network, (link_id,)), event.source, event.confidence)
    for record in network.events:
        yield _entry(network, record, told)


def _entry(network: Network, event: Event, told: Mapping[str, list[StatusChange]]) -> Entry:
    changes = sorted(told.get(event.event_id, ()),
                     key=lambda change: (first_day(change.start), change.link_id))
    countries = {*_countries(network, event.link_ids), *event.countries}
    return Entry(event.date, event.date_end, event.title, event.change, event.kind,
                 tuple(changes), event.link_ids, tuple(sorted(countries)), event.source,
                 event.confidence, event.event_id)


def _expected(network: Network) -> Iterator[Entry]:
    """Give the openings that are announced."""
    today = network.as_of()
    for link, status in zip(network.links.records, today.status, strict=True):
        if not link.opens_expected or carries(status):
            continue
        claims = [claim for claim in network.claims
                  if (claim.subject_id, claim.attribute) == (link.link_id, "opens_expected")]
        others = [claim.value for claim in claims if claim.value != link.opens_expected]
        said = f"; {', '.join(others)} claimed as well" if others else ""
        keys = {key for text in (link.source, *(claim.source for claim in claims))
                for key in text.split(";") if key}
        yield Entry(link.opens_expected, "", _named(network, link),
                    f"expected to open; {status.replace('_', ' ')} on {today.on}{said}",
                    "expected", (StatusChange(link.opens_expected, link.link_id, "operational"),),
                    (link.link_id,), _countries(network, (link.link_id,)),
                    ";".join(sorted(keys)), link.confidence)


def _named(network: Network, link: Link) -> str:
    ends = (network.node(end).name for end in (link.from_node_id, link.to_node_id))
    return f"{'-'.join(ends)}, {link.mode.replace('_', ' ')}"


def _countries(network: Network, link_ids: tuple[str, ...]) -> tuple[str, ...]:
    ends = (network.node(end).country for link in map(network.link, link_ids)
            for end in (link.from_node_id, link.to_node_id))
    return tuple(sorted({country for country in ends if country}))


def _ends(network: Network, link_id: str) -> str:
    """Name a link by its ends."""
    link = network.link(link_id)
    ends = (link.from_node_id, link.to_node_id)
    return "\N{EN DASH}".join(network.node(end).name for end in ends)

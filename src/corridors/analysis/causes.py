"""What made another route the best on a day: links that stopped or began to carry traffic."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from corridors.analysis.series import on_days
from corridors.model.dates import first_day
from corridors.model.network import Network
from corridors.model.records import Event
from corridors.model.route import Route
from corridors.model.snapshot import Snapshot
from corridors.model.status import StatusEvent, carries

__all__ = ["KINDS", "Cause", "causes_of"]

KINDS = {"event": "a dated event", "expected": "an opening that is expected",
         "season": "a season", "scenario": "a change of the scenario"}
"""Why a link can have another status from a day on."""


@dataclass(frozen=True, slots=True)
class Cause:
    """A link that has another status from a day on, and why.

    Parameters
    ----------
    link_id
        The link.
    lost
        Whether the route before ran over it, and it stopped carrying traffic; else the route after
        runs over it, and it began to.
    before, after
        Its status until the day before, and from the day on.
    kind
        One of :data:`KINDS`.
    since
        The day, month or year as it is known.
    title, change
        What the event is about, and what happened; blank where no event tells of it.
    source, confidence
        Source keys, separated by semicolons, and how sure they are.
    event_id
        Id in ``event.csv``; blank where there is none.
    """

    link_id: str
    lost: bool
    before: str
    after: str
    kind: str
    since: str
    title: str = ""
    change: str = ""
    source: str = ""
    confidence: str = ""
    event_id: str = ""

    def said(self) -> str:
        """Say it in a few words: the event, or the link and its status."""
        if self.title:
            return f"{self.title}: {self.change}" if self.change else self.title
        return f"{self.link_id}: {self.after.replace('_', ' ')}"


def causes_of(base: Snapshot, day: date, routes: tuple[Route | None, Route | None], *,
              seasons: bool) -> tuple[Cause, ...]:
    """Say which links made another route the best on a day, or left none.

    Parameters
    ----------
    base
        The network, or the network as a scenario changes it.
    day
        The first day of the new route.
    routes
        The best route until the day before, and from the day on; None where there is none.
    seasons
        Whether links pause in their seasons.

    Returns
    -------
    causes
        Links of the old route that stopped carrying traffic, then links of the new one that began
        to, each in the order of the route. Empty where figures of a scenario change and no link.
    """
    before, after = on_days(base, (day - timedelta(days=1), day), seasons)
    found = []
    for route, lost in zip(routes, (True, False), strict=True):
        for link in dict.fromkeys(route.link_ids if route is not None else ()):
            was, now = (there.status_of(link) for there in (before, after))
            if carries(was) == lost and carries(now) != lost:
                found.append(_cause(base, link, day, (was, now)))
    return tuple(found)


def _cause(base: Snapshot, link_id: str, day: date, statuses: tuple[str, str]) -> Cause:
    network = base.network
    link, lost = network.link(link_id), carries(statuses[0])
    event = next((event for event in link.history if event.day == day), None)
    if event is not None and carries(event.status) != lost:
        return _of_event(network, link_id, event, statuses)
    if not lost and base.assume_expected and link.opens_expected \
            and first_day(link.opens_expected) == day:
        return Cause(link_id, lost, *statuses, "expected", link.opens_expected,
                     source=link.source, confidence=link.confidence)
    season = next((season for season in link.seasons for year in (day.year - 1, day.year)
                   for pause in [season.pause(year)]
                   if pause is not None and day in (pause.start, pause.end)), None)
    if season is not None:
        return Cause(link_id, lost, *statuses, "season", f"{day}", source=season.source,
                     confidence=season.confidence)
    return Cause(link_id, lost, *statuses, "scenario", f"{day}")


def _of_event(network: Network, link_id: str, event: StatusEvent, statuses: tuple[str, str]
              ) -> Cause:
    told: Event | None = next((record for record in network.events
                               if event.event_id and record.event_id == event.event_id), None)
    sources = [key for text in (event.source, told.source if told else "")
               for key in text.split(";") if key]
    return Cause(link_id, carries(statuses[0]), *statuses, "event", event.start,
                 told.title if told else "", told.change if told else "",
                 ";".join(dict.fromkeys(sources)), event.confidence, event.event_id)

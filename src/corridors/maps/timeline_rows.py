"""The rows of a timeline: links that share their history, from when they had which status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from corridors.model.dates import first_day, last_day
from corridors.model.modes import MODES
from corridors.model.network import Network
from corridors.model.records import Link
from corridors.model.status import StatusEvent, carries

__all__ = ["Expected", "Row", "rows_of"]


@dataclass(frozen=True, slots=True)
class Expected:
    """An opening that is announced.

    Parameters
    ----------
    said
        Day, month or year as it is known.
    first, last
        The first and last day of all dates that are claimed.
    """

    said: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Row:
    """Links of one mode whose status changed on the same days.

    Parameters
    ----------
    title
        What they are called: their project, their two ends, or what changed them.
    link_ids
        The links.
    before
        Their status before the first change.
    changes
        Their changes, the oldest first.
    expected
        The opening that is announced, where they carry nothing on the reference date.
    """

    title: str
    link_ids: tuple[str, ...]
    before: str
    changes: tuple[StatusEvent, ...]
    expected: Expected | None

    def status_on(self, day: date) -> str:
        """Give the status on a day."""
        return next((change.status for change in reversed(self.changes) if change.day <= day),
                    self.before)

    def turned(self, since: date = date.min) -> date:
        """Give the day of the first change after a day, or of the opening that is expected."""
        days = [change.day for change in self.changes if change.day >= since]
        return days[0] if days else self.expected.first if self.expected is not None else date.max

    @property
    def latest(self) -> date:
        """The day of the last change, or of the opening that is expected."""
        days = [*(change.day for change in self.changes),
                *([self.expected.first] if self.expected is not None else [])]
        return max(days, default=date.min)


def rows_of(network: Network, link_ids: Sequence[str]) -> tuple[Row, ...]:
    """Put links with one history together.

    Parameters
    ----------
    network
        The network.
    link_ids
        The links.

    Returns
    -------
    rows
        By their first change, then by title.
    """
    projects = {link_id: project.project_id for project in network.investments.values()
                for link_id in project.link_ids}
    groups: dict[tuple[object, ...], list[Link]] = {}
    for link in map(network.link, link_ids):
        events = network.links.history[network.links.index[link.link_id]]
        # Only what one event or project tells of belongs together, not what shares a year.
        told = any(event.event_id for event in events)
        own = "" if told else projects.get(link.link_id, link.link_id)
        key = (link.mode, own, link.status if not events else "", link.opens_expected, tuple(
            (event.start, event.status, event.before, event.event_id) for event in events))
        groups.setdefault(key, []).append(link)
    found = [_row(network, links) for links in groups.values()]
    titles = Counter(row.title for row in found)
    found = [row if titles[row.title] == 1 else replace(row, title=_several(
        network, [network.link(link) for link in row.link_ids])) for row in found]
    return tuple(sorted(found, key=lambda row: (row.turned(), row.title)))


def _row(network: Network, links: Sequence[Link]) -> Row:
    first = links[0]
    changes = tuple(network.links.history[network.links.index[first.link_id]])
    ids = tuple(link.link_id for link in links)
    before = changes[0].before or first.status if changes else first.status
    now = network.as_of().status_of(first.link_id)
    expected = _expected(network, links) if first.opens_expected and not carries(now) else None
    return Row(_title(network, links, changes), ids, before, changes, expected)


def _expected(network: Network, links: Sequence[Link]) -> Expected:
    said = links[0].opens_expected
    ids = {link.link_id for link in links}
    claimed = [said, *(claim.value for claim in network.claims if claim.subject_id in ids
                       and claim.attribute == "opens_expected")]
    return Expected(said, min(map(first_day, claimed)), max(map(last_day, claimed)))


def _title(network: Network, links: Sequence[Link], changes: Sequence[StatusEvent]) -> str:
    ids = {link.link_id for link in links}
    project = next((one.title for one in network.investments.values()
                    if ids == set(one.link_ids)), "")
    if project or len(links) == 1:
        return project or _ends(network, links[0])
    told = {change.event_id for change in changes}
    events = [event for event in network.events if event.event_id in told
              and ids <= set(event.link_ids)]
    if events:
        return max(events, key=lambda event: (event.date, event.event_id)).title
    return _several(network, links)


def _several(network: Network, links: Sequence[Link]) -> str:
    """Name links by the first of them."""
    more = f" and {len(links) - 1} more" if len(links) > 1 else ""
    return f"{_ends(network, links[0])}{more}"


def _ends(network: Network, link: Link) -> str:
    """Name a link by its ends, and its mode if it is no railway."""
    ends = "–".join(network.node(end).name for end in (link.from_node_id, link.to_node_id))
    return ends if link.mode == "rail" else f"{ends} ({MODES[link.mode].label})"

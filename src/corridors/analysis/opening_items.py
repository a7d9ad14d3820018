"""What may open: links, borders and projects that carry no traffic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corridors.errors import Problem, QueryError, suggest
from corridors.model.restriction import Selector
from corridors.model.selection import selected_links
from corridors.model.snapshot import Snapshot
from corridors.model.spread import Spread

__all__ = ["KINDS", "Opener", "openers_of"]

KINDS = ("link", "border", "project", "selected")
"""What kind of thing may open."""

_PROJECT = "project:"


@dataclass(frozen=True, slots=True)
class Opener:
    """Something that may open, with all its links at once.

    Parameters
    ----------
    name
        Id of the link, border or project, or the selector.
    kind
        One of :data:`KINDS`.
    title
        What it is called in texts; blank for links and borders, which have names.
    link_ids
        Its links that carry no traffic, sorted.
    statuses
        Their statuses, each once, sorted.
    musd
        What it costs, in millions of USD, with its range; None where no figure is known. A
        project that costs more than the links that are left is told with its whole figure.
    year, confidence, source, note
        Of the figure.
    """

    name: str
    kind: str
    title: str
    link_ids: tuple[str, ...]
    statuses: tuple[str, ...]
    musd: Spread | None = None
    year: int | None = None
    confidence: str = ""
    source: str = ""
    note: str = ""


def openers_of(snapshot: Snapshot, selectors: Sequence[str] | None = None) -> list[Opener]:
    """List what may open.

    Parameters
    ----------
    snapshot
        The network on a day.
    selectors
        Selectors, each one thing; ``project:`` and the name of a project is one, too. Without
        them every link that carries no traffic, every border with several of them, and every
        project; a project of one link stands for the link.

    Returns
    -------
    openers
        Projects, then borders, then links, each by name; selectors in their order.

    Raises
    ------
    QueryError
        With every selector that picks nothing that is closed.
    """
    if selectors is None:
        return [*_projects(snapshot), *_borders(snapshot), *_links(snapshot)]
    found, problems = list[Opener](), list[Problem]()
    for text in dict.fromkeys(selectors):
        opener = _selected(snapshot, text, problems)
        found += [opener] if opener is not None else []
    if not selectors:
        problems.append(Problem("Q68", "nothing is given that may open",
                                "Give selectors, or leave only out."))
    if problems:
        raise QueryError(problems)
    return found


def _projects(snapshot: Snapshot) -> Iterator[Opener]:
    for name in sorted(snapshot.network.investments):
        opener = _project(snapshot, name)
        if opener.link_ids:
            yield opener


def _project(snapshot: Snapshot, name: str) -> Opener:
    project = snapshot.network.investments[name]
    links = _closed(snapshot, project.link_ids)
    return Opener(name, "project", project.title, links, _statuses(snapshot, links), project.musd,
                  project.year, project.confidence, project.source, project.note)


def _borders(snapshot: Snapshot) -> Iterator[Opener]:
    network = snapshot.network
    for border in sorted(border.border_id for border in network.borders):
        links = _closed(snapshot, network.links_of_border(border))
        if len(links) > 1:
            yield Opener(border, "border", "", links, _statuses(snapshot, links))


def _links(snapshot: Snapshot) -> Iterator[Opener]:
    single = {project.link_ids[0] for project in snapshot.network.investments.values()
              if len(_closed(snapshot, project.link_ids)) == 1 == len(project.link_ids)}
    for link in _closed(snapshot, snapshot.network.links.link_id):
        if link not in single:
            yield Opener(link, "link", "", (link,), _statuses(snapshot, (link,)))


def _selected(snapshot: Snapshot, text: str, problems: list[Problem]) -> Opener | None:
    known = snapshot.network.investments
    if text.startswith(_PROJECT):
        name = text.removeprefix(_PROJECT).strip()
        if name not in known:
            problems.append(Problem("Q68", f'There is no project "{name}"', suggest(name, known)))
            return None
        opener = _project(snapshot, name)
    else:
        selector = Selector.parse(text)
        picked, problem = selected_links(snapshot, selector)
        if problem is not None:
            if selector.kind == "place":
                advice = "Write project:..., link:..., border:..., corridor:... or country:..."
                problem = (problem[0], advice)
            problems.append(Problem("Q68", *problem))
            return None
        links = _closed(snapshot, picked)
        own = next((name for name, project in sorted(known.items())
                    if links and tuple(sorted(project.link_ids)) == links), None)
        kind = selector.kind if selector.kind in KINDS else "selected"
        opener = _project(snapshot, own) if own is not None else Opener(
            text if kind == "selected" else selector.key, kind, "", links,
            _statuses(snapshot, links))
    if not opener.link_ids:
        problems.append(Problem("Q68", f'"{text}" has no link that is closed',
                                "Leave it out: all of it carries traffic already."))
        return None
    return opener


def _closed(snapshot: Snapshot, links: Sequence[str]) -> tuple[str, ...]:
    carrying, index = snapshot.carrying, snapshot.network.links.index
    return tuple(sorted(link for link in links if not carrying[index[link]]))


def _statuses(snapshot: Snapshot, links: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted({snapshot.status_of(link) for link in links}))

"""Build ``docs/data.md`` and its map: what the data holds, what it rests on, and how good it is.

The picture of the README is drawn as well.

Run ``make data-report``. The page is made from the data alone, so the same data gives the same
page; the tests say when it is stale. The weaknesses and the reasons of warnings are kept by hand
in ``data/README.md``.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import data_report_tables as tables

from corridors import draw, effects_of, load, load_scenario
from corridors.analysis.published import Held, agreement_of, held_against
from corridors.analysis.sourcing import sourcing_of
from corridors.io.figures import figure_bytes
from corridors.io.published_routes import load_published_routes
from corridors.model.network import Network

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data"
PAGE = ROOT / "docs" / "data.md"
MAP = ROOT / "docs" / "images" / "network-status.png"
COMMAND = "make data-report"
MAP_DPI = 110

OPENED = ROOT / "docs" / "images" / "rasht-astara.png"
OPENED_DPI = 120
"""The picture of the README: the first query of the scenario, as ``corridors map scenario``."""


def page_text(network: Network, readme: str) -> str:
    """Write the page.

    Parameters
    ----------
    network
        The network that comes with corridors.
    readme
        Text of ``data/README.md``.

    Returns
    -------
    text
        The page, in Markdown.
    """
    held = held_against(network, load_published_routes())
    return "\n\n".join([*_holds(network), *_rests(network), *_compared(network, held),
                        *_odd(network, readme)]) + "\n"


def readme_rows(readme: str, heading: str) -> Iterator[list[str]]:
    """Give the rows of the first table under a heading of the README, without its head."""
    for line in section(readme, heading).splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and not line.startswith("|--") and cells[0] != "code":
            yield cells


def section(readme: str, heading: str) -> str:
    """Give the text under a heading of the README, up to the next heading.

    Examples
    --------
    >>> section("# A\\n\\n## B\\n\\ntext\\n\\n## C\\n", "## B")
    'text'
    """
    after = readme.split(f"{heading}\n", 1)[1]
    return after.split("\n## ", 1)[0].strip()


def drawn_hash(network: Network) -> str:
    """Give the hash of everything the map shows; it is written into the map."""
    drawn = repr((network.version, sorted((key, line.points)
                                          for key, line in network.alignments.items())))
    return hashlib.sha256(drawn.encode()).hexdigest()[:16]


def map_bytes(network: Network) -> bytes:
    """Draw the network by status, with the hash of what it shows as its description."""
    return figure_bytes(draw(network.as_of()), "png", title="The network by status",
                        alt=drawn_hash(network), dpi=MAP_DPI)


def opened_bytes(network: Network) -> bytes:
    """Draw what Rasht–Astara changes."""
    figure = draw(effects_of(load_scenario("rasht-astara"), network))
    return figure_bytes(figure, "png", title=figure.title, alt=figure.alt, dpi=OPENED_DPI)


def _holds(network: Network) -> Iterator[str]:
    kinds = Counter(event.kind for event in network.events)
    sourced = sum(bool(event.source) for event in network.events)
    dated = sum(bool(link.history) for link in network.links.records)
    changes = sum(len(link.history) for link in network.links.records)
    subjects = {(claim.subject_kind, claim.subject_id, claim.attribute)
                for claim in network.claims}
    yield "# What the data holds, and how good it is"
    yield (f"Made by `{COMMAND}` from the data; edit the data or `data/README.md`, not this "
           f"page. Reference date: {network.reference_date}.")
    yield "## Tables"
    yield tables.counts_table(_counts())
    yield (f"Dated events: **{len(network.events)}** ({sourced} with a source; "
           f"{kinds['status']} changed the status of links, {kinds['context']} did not). "
           f"Dated statuses: {changes}, on {dated} links. Claims: **{len(network.claims)}**, "
           f"about {len(subjects)} figures.")
    yield "## Links by status"
    yield tables.statuses_table(network)
    yield "![Map of the network by status on the reference date](images/network-status.png)"


def _rests(network: Network) -> Iterator[str]:
    sourcing = sourcing_of(network)
    yield "## Sources"
    yield tables.sources_table(sourcing, network)
    yield f"Rows of any table that name no source: **{len(sourcing.unsourced)}**."
    yield "## What lengths rest on"
    yield ("In per cent of the links of each corridor; a link of two corridors counts in both. "
           "The sources of the working claim decide, else those of the link. Cited: an official "
           "statistic, an operator, an agency, the press or a work of reference that was read. "
           "Confirmed: general knowledge that agrees with a computation.")
    yield tables.shares_table(sourcing)


def _compared(network: Network, held: tuple[Held, ...]) -> Iterator[str]:
    chosen = partial(_chosen, held)
    yield "## Published routes beside ours"
    yield tables.lengths_told(agreement_of(held))
    yield ("Each row of `published_route.csv` says with which modes, ways, day and planned links "
           "the program finds the route that is meant. Reasons for large differences and for "
           "what is not compared are in the same table.")
    yield "### Lengths that no link was set by"
    yield tables.lengths_table([one for one in held if one.independent], network)
    yield "### Lengths that links were set by"
    yield "They agree by construction, or the sum of the links was corrected since."
    yield tables.lengths_table(chosen(comparable=True, independent=False), network)
    yield "### Lengths that mean something else"
    yield tables.left_out_table(chosen(comparable=False, independent=False), network)
    yield "### Days"
    yield ("Ours: the working value, and the lowest and highest with the ranges of all rates; from "
           "terminal to terminal, except where the published figure holds the first and last mile.")
    yield tables.days_table(held, network)
    yield "### Costs of a TEU"
    yield tables.costs_table(held, network)


def _odd(network: Network, readme: str) -> Iterator[str]:
    reasons = {row[1]: row[2] for row in readme_rows(readme, "## Warnings")}
    yield "## Links and the straight line"
    yield "Every link is one to three times as long as the straight line between its ends, except:"
    yield tables.detours_table(network, reasons)
    yield "## Known weaknesses"
    yield section(readme, "## What it does not say")


def _chosen(held: tuple[Held, ...], *, comparable: bool, independent: bool) -> list[Held]:
    return [one for one in held
            if one.published.comparable == comparable and one.independent == independent]


def _counts() -> Iterator[tuple[str, str, int]]:
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        if resource["path"].endswith(".csv"):
            with (DATA / resource["path"]).open(encoding="utf-8", newline="") as file:
                yield resource["path"], resource["title"], sum(1 for _ in csv.reader(file)) - 1


def main() -> None:
    """Write the page and the map, and print the page."""
    network = load()
    text = page_text(network, (DATA / "README.md").read_text(encoding="utf-8"))
    PAGE.write_text(text, encoding="utf-8")
    MAP.write_bytes(map_bytes(network))
    OPENED.write_bytes(opened_bytes(network))
    print(text)


if __name__ == "__main__":
    main()

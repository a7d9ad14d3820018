"""The tables of the data report, as Markdown: pure functions from results to text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from corridors.analysis.published import MOST_PERCENT, Agreement, Held
from corridors.analysis.sourcing import Share, Sourcing
from corridors.model.network import Network
from corridors.model.plausible import DETOUR, detour
from corridors.model.sourcing import BASES
from corridors.model.status import STATUSES

__all__ = ["costs_table", "counts_table", "days_table", "detours_table", "left_out_table",
           "lengths_table", "lengths_told", "markdown_table", "shares_table", "sources_table",
           "statuses_table"]

DASH = "\N{EN DASH}"
MINUS = "\N{MINUS SIGN}"
WHOLE_FROM_KM = 1000


def markdown_table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, words: int = 1) -> str:
    """Write a table; the first columns hold words, the others numbers.

    Examples
    --------
    >>> print(markdown_table(("a", "b"), [("x|y", "1")]))
    | a | b |
    |---|---:|
    | x\\\\|y | 1 |
    """
    rule = "|".join(["---"] * words + ["---:"] * (len(heads) - words))
    lines = [f"|{rule}|", *("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"
                            for row in rows)]
    return "\n".join([f"| {' | '.join(heads)} |", *lines])


def counts_table(counts: Iterable[tuple[str, str, int]]) -> str:
    """Count the rows of each table: file, what a row is, and how many."""
    return markdown_table(("table", "what a row is", "rows"),
                          ((f"`{file}`", what, f"{count:,}") for file, what, count in counts),
                          words=2)


def sources_table(sourcing: Sourcing, network: Network) -> str:
    """Count the sources of each kind, and those with an address."""
    addressed = Counter(source.kind for source in network.sources if source.address)
    rows = [(kind.replace("_", " "), str(count), str(addressed[kind]))
            for kind, count in sorted(sourcing.kinds.items())]
    total = ("all", str(sourcing.kinds.total()), str(addressed.total()))
    return markdown_table(("kind", "sources", "with an address"), [*rows, total])


def shares_table(sourcing: Sourcing) -> str:
    """Say for each corridor what the lengths of its links rest on, in per cent of the links."""
    heads = ("corridor", "links", "cited", "computed", "confirmed by computation",
             "general knowledge", "no source", "more than general knowledge")
    return markdown_table(heads, [_share_row(share, share.corridor)
                                  for share in sourcing.corridors]
                          + [_share_row(sourcing.whole, "**all links**")])


def statuses_table(network: Network) -> str:
    """Count links by status on the reference date, and by mode."""
    modes = sorted(set(network.links.mode))
    count = Counter(zip(network.as_of().status, network.links.mode, strict=True))
    rows = [(status.replace("_", " "),
             *(str(count[status, mode]) for mode in modes),
             str(sum(count[status, mode] for mode in modes))) for status in STATUSES]
    return markdown_table(("status", *(mode.replace("_", " ") for mode in modes), "all"),
                          [row for row in rows if row[-1] != "0"])


def lengths_told(agreement: Agreement) -> str:
    """Say in a sentence how far lengths and days are from published ones."""
    middle = agreement.median_percent
    percent = f"{middle:.1f} %" if middle is not None else "not known"
    above = ", ".join(agreement.above) or "none"
    share = 100 * agreement.days_overlapping / agreement.days if agreement.days else 0.0
    return (f"Independent published lengths: {agreement.lengths}. Median absolute difference: "
            f"**{percent}**. More than {MOST_PERCENT:g} %: {above}; without a written reason: "
            f"{', '.join(agreement.unexplained) or 'none'}. Days: {agreement.days_overlapping} of "
            f"{agreement.days} published ranges overlap ours (**{share:.0f} %**).")


def lengths_table(held: Iterable[Held], network: Network) -> str:
    """Set published lengths beside ours."""
    return markdown_table(
        ("id", "from – to", "way", "remark", "published km", "our km", "difference"),
        [(*_named(one, network), one.published.difference_note or one.published.comparable_note,
          f"{one.published.distance_km:,.10g}", _km(one), _percent(one.percent))
         for one in held if one.published.distance_km is not None], words=4)


def left_out_table(held: Iterable[Held], network: Network) -> str:
    """List published lengths that mean something else, with the reason and without a verdict."""
    return markdown_table(
        ("id", "from – to", "way", "why it is not compared", "published km", "our km"),
        [(*_named(one, network), one.published.comparable_note,
          f"{one.published.distance_km:,.10g}", _km(one))
         for one in held if one.published.distance_km is not None], words=4)


def days_table(held: Iterable[Held], network: Network) -> str:
    """Set published days beside ours, with our lowest and highest."""
    return markdown_table(
        ("id", "from – to", "way", "remark", "published days", "our days", "ours", "overlap"),
        [(*_named(one, network), one.published.comparable_note, _span(one.published.days),
          "" if one.days is None else f"{one.days[1]:.1f}",
          "no route" if one.days is None else f"{one.days[0]:.1f}{DASH}{one.days[2]:.1f}",
          "yes" if one.days_overlap else "no")
         for one in held if one.published.days is not None], words=4)


def costs_table(held: Iterable[Held], network: Network) -> str:
    """Set published costs of a TEU beside ours, whatever the difference is."""
    rows = []
    for one in held:
        theirs, ours = one.published.cost_usd_per_teu, one.ours
        if theirs is None or ours is None:
            continue
        low, high = ours.shown_range("cost")
        rows.append((*_named(one, network), one.published.comparable_note, f"{theirs:,.0f}",
                     f"{ours.cost_usd_per_teu:,.0f}", f"{low:,.0f}{DASH}{high:,.0f}",
                     _percent(100 * (ours.cost_usd_per_teu - theirs) / theirs)))
    return markdown_table(("id", "from – to", "way", "remark", "published USD/TEU",
                           "our USD/TEU", "ours", "difference"), rows, words=4)


def detours_table(network: Network, reasons: dict[str, str]) -> str:
    """List the links that are not one to three times as long as the straight line.

    Parameters
    ----------
    network
        The network.
    reasons
        Why each of them is right, by link id.
    """
    low, high = DETOUR
    ratios = [(link, detour(network, link)) for link in network.links.records]
    return markdown_table(
        ("link", "why", "km", "times the straight line"),
        [(link.link_id, reasons.get(link.link_id, "**no reason given**"),
          f"{link.length_km.value:g}", f"{ratio:.2f}")
         for link, ratio in ratios if not low <= ratio <= high], words=2)


def _share_row(share: Share, name: str) -> tuple[str, ...]:
    return (name, str(share.links.total()), *(f"{share.percent(basis):.0f}" for basis in BASES),
            f"{share.backed_percent:.0f}")


def _named(one: Held, network: Network) -> tuple[str, str, str]:
    row = one.published
    ends = (network.node(end).name for end in (row.origin, row.destination))
    return row.route_id, " – ".join(ends), row.said


def _km(one: Held) -> str:
    if one.ours is None:
        return "no route"
    km = one.ours.distance_km
    return f"{km:,.0f}" if km >= WHOLE_FROM_KM else f"{km:,.4g}"


def _percent(value: float | None) -> str:
    if value is None:
        return ""
    shown = f"{value:+.1f} %"
    return "0.0 %" if float(shown[:-2]) == 0 else shown.replace("-", MINUS)


def _span(days: tuple[float, float] | None) -> str:
    if days is None:
        return ""
    low, high = days
    return f"{low:g}" if low == high else f"{low:g}{DASH}{high:g}"

"""What it is worth to open links and borders: in words, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from corridors.analysis.openings import Benefit, Opener, Programme, RankedOpenings, Worth
from corridors.model.leg import UNITS
from corridors.model.spread import Spread
from corridors.reports.finding import Finding, FindingTable
from corridors.reports.finding_text import finding_text
from corridors.reports.matrix_text import asked_of
from corridors.reports.names import Names, listed
from corridors.reports.numbers import MEASURE_BY, counted, percent, plain_number, span
from corridors.reports.openings_object import openings_json
from corridors.reports.plain import short_text

__all__ = ["gain_said", "opener_said", "openings_finding", "openings_json", "openings_text",
           "told_singles"]

TOLD, ROWS = 5, 15
"""How many things are told in sentences, and how many rows tables have."""


def openings_finding(found: RankedOpenings) -> Finding:
    """Say what it is worth to open things, alone and together.

    Parameters
    ----------
    found
        The openings.

    Returns
    -------
    finding
        Sentences about the most valuable things, what must open with them, and the best set.
    """
    names = Names.of(found.snapshot.network)
    title = f"What is it worth to open what carries no traffic, {_between(found, names)}?"
    return Finding(title, tuple(_messages(found, names)),
                   (_single_table(found, names), _programme_table(found, names)), _method(found),
                   *_worth(found))


def openings_text(found: RankedOpenings) -> str:
    """Write what it is worth to open things, for a terminal.

    Parameters
    ----------
    found
        The openings.

    Returns
    -------
    text
        Ends with a line break.
    """
    return finding_text(openings_finding(found))


def opener_said(names: Names, opener: Opener) -> str:
    """Give the name of something that may open.

    Parameters
    ----------
    names
        Names of the network.
    opener
        The thing.
    """
    if opener.title:
        return short_text(opener.title)
    kinds = {"border": f"border:{opener.name}", "link": f"link:{opener.name}"}
    return names.selected(kinds.get(opener.kind, opener.name))


def gain_said(found: RankedOpenings, benefit: Benefit) -> str:
    """Say what is gained, with its unit: over all pairs, by their weights.

    Parameters
    ----------
    found, benefit
        The openings, and one of their benefits.
    """
    parts = []
    if benefit.newly:
        parts.append(f"gives {_weight(found, benefit.newly)} a route that had none")
    if benefit.gain or not parts:
        parts.append(f"saves {_amount(found, benefit.gain)}{_share(found, benefit)}"
                     if benefit.gain else "saves nothing")
    return " and ".join(parts)


def told_singles(found: RankedOpenings) -> list[Worth]:
    """Give the things that are worth something; a border that opens no more than one link is not.

    Parameters
    ----------
    found
        The openings.
    """
    links = {one.opener.name: one for one in found.useful if one.opener.kind == "link"}
    projects = {one.opener.link_ids[0]: one for one in found.useful
                if one.opener.kind == "project" and len(one.opener.link_ids) == 1}

    def adds(one: Worth) -> bool:
        if one.opener.kind != "border":
            return True
        inside = [links.get(link) or projects.get(link) for link in one.opener.link_ids]
        return all(other is None or (other.alone, other.last, other.with_needs)
                   != (one.alone, one.last, one.with_needs) for other in inside)

    return [one for one in found.useful if adds(one)]


def _between(found: RankedOpenings, names: Names) -> str:
    if len(found.pairs) > 1:
        return f"for {len(found.pairs)} OD pairs"
    query, = found.pairs.queries
    return f"from {names.selected(query.origin)} to {names.selected(query.destination)}"


def _worth(found: RankedOpenings) -> tuple[str, str]:
    """Give what the first thing told is worth, with all that it needs."""
    first = next(iter(told_singles(found)), None)
    if first is None:
        return "", ""
    benefit = first.with_needs if first.needs and first.with_needs is not None else first.alone
    if benefit.newly:
        return _weight(found, benefit.newly), "newly with a route"
    saved = _amount(found, benefit.gain).partition(" (")[0].partition(" in all")
    return (saved[0], f"saved{saved[1]}") if benefit.gain else ("", "")


def _messages(found: RankedOpenings, names: Names) -> Iterator[str]:
    told = told_singles(found)
    if not told:
        yield "Nothing that is closed would be of use, alone or with others."
        return
    by_name = {one.opener.name: opener_said(names, one.opener) for one in found.singles}
    yield from _singles_said(found, told, by_name)
    if found.programmes:
        yield _best_said(found, found.programmes[0], by_name)
    elif found.rank != "benefit" or found.budget_musd is not None:
        yield "No set of things whose cost is known is worth anything within the limits."
    unknown = sum(one.opener.musd is None for one in told)
    if unknown:
        yield f"Of {counted(len(told), 'thing')} that would be of use, {unknown} " \
              f"{'has' if unknown == 1 else 'have'} no published cost and can be ranked by " \
              "benefit alone; what it costs to open a border is not known."


def _singles_said(found: RankedOpenings, told: list[Worth], by_name: dict[str, str]
                  ) -> Iterator[str]:
    """Say what single things are worth; what is worth something only together is told once."""
    of = {one.opener.name: _group(one) for one in told}
    said = set[frozenset[str]]()
    for one in told:
        group = of[one.opener.name]
        if group in said:
            continue
        if len(said) == TOLD:
            break
        said.add(group)
        mutual = len(group) > 1 and all(of.get(name) == group for name in group)
        if mutual and one.with_needs is not None:
            names = listed(by_name[each.opener.name] for each in told if each.opener.name in group)
            yield f"{names} are worth nothing one by one. To open them together " \
                  f"{gain_said(found, one.with_needs)}."
        else:
            yield _single_said(found, one, by_name)


def _group(one: Worth) -> frozenset[str]:
    return frozenset({one.opener.name, *(one.needs or ())})


def _single_said(found: RankedOpenings, one: Worth, by_name: dict[str, str]) -> str:
    name = by_name[one.opener.name]
    if one.needs:
        others = listed(by_name[each] for each in one.needs)
        gain = one.with_needs or one.alone
        added = gain_said(found, gain) if gain.newly or gain.gain else \
            "shortens a route that they open" if found.by == "distance" else \
            "betters a route that they open"
        return f"{name} is worth nothing alone. It needs {others}: together with " \
               f"{'that' if len(one.needs) == 1 else 'these'} it {added}."
    later = "as much" if (one.last.newly, one.last.gain) == (one.alone.newly, one.alone.gain) else \
        _amount(found, one.last.gain) if one.last.gain else "nothing more" \
        if not one.last.newly else _weight(found, one.last.newly)
    words = f"{name} alone {gain_said(found, one.alone)}"
    words += "." if len(found.singles) == 1 else \
        f"; where all else is open already, it adds {later}."
    if one.opener.musd is not None:
        words += f" It costs {_money(one.opener.musd)}{_each(found, one.per_musd)}."
    return words


def _best_said(found: RankedOpenings, best: Programme, by_name: dict[str, str]) -> str:
    names = listed(by_name[each] for each in best.names)
    how = "per million USD" if found.rank == "per_investment" else "of all"
    limit = f"at most {found.most}" + ("" if found.budget_musd is None else
                                       f" for at most {plain_number(found.budget_musd)} "
                                       "million USD")
    cost = "" if best.musd is None else \
        f" It costs {_money(best.musd)}{_each(found, best.per_musd)}."
    together = "" if len(best.names) == 1 else " together"
    return f"The best {how} is to open {names}{together} ({limit}): that " \
           f"{gain_said(found, best.benefit)}.{cost}"


def _money(musd: Spread) -> str:
    spread = span(musd.low, musd.high, plain_number)
    return f"about USD {spread or plain_number(musd.value)} million"


def _each(found: RankedOpenings, per: Spread | None) -> str:
    if per is None or not per.value:
        return ""
    said = span(per.low, per.high, _small) or _small(per.value)
    return f", which is {said} {_unit(found)} for each USD million"


def _small(value: float) -> str:
    return plain_number(value, 0 if value >= 100 else 1 if value >= 10 else 2)


def _unit(found: RankedOpenings) -> str:
    unit = "h" if found.by == "time" else MEASURE_BY[found.by].unit
    if found.pairs.unit:
        return f"{unit} times {short_text(found.pairs.unit)}"
    plain = len(found.pairs) == 1 and found.pairs.weights[0] == 1
    return unit if plain or set(found.pairs.weights) == {1.0} else f"{unit} times weight"


def _amount(found: RankedOpenings, gain: float) -> str:
    if len(found.pairs) == 1 and found.pairs.weights[0] == 1 and not found.pairs.unit:
        return MEASURE_BY[found.by].said(gain)
    weights = sum(found.pairs.weights)
    each = "" if found.pairs.unit or len(found.pairs) == 1 else \
        f", {MEASURE_BY[found.by].said(gain / weights)} for a pair on average"
    return f"{plain_number(gain)} {_unit(found)} in all{each}"


def _share(found: RankedOpenings, benefit: Benefit) -> str:
    whole = sum(weight * total for weight, total in zip(found.pairs.weights, found.totals,
                                                        strict=True) if total is not None)
    share = benefit.gain * UNITS[found.by] / whole if whole else 0.0
    return f" ({percent(-100 * share)})" if share >= 0.0005 else ""


def _weight(found: RankedOpenings, weight: float) -> str:
    if found.pairs.unit or set(found.pairs.weights) != {1.0}:
        return f"a weight of {weight:,g} {short_text(found.pairs.unit)}".rstrip()
    return counted(round(weight), "pair")


def _single_table(found: RankedOpenings, names: Names) -> FindingTable:
    by_name = {one.opener.name: opener_said(names, one.opener) for one in found.singles}
    told = told_singles(found)
    rows = tuple((by_name[one.opener.name], ", ".join(status.replace("_", " ")
                                                      for status in one.opener.statuses),
                  _number(one.alone.gain), _weights(one.alone.newly), _number(one.last.gain),
                  _weights(one.last.newly), listed(by_name[each] for each in one.needs or ()),
                  "" if one.with_needs is None or not one.needs else
                  _number(one.with_needs.gain),
                  "" if one.opener.musd is None else plain_number(one.opener.musd.value))
                 for one in told[:ROWS])
    note = "" if len(told) <= ROWS else f"{len(told) - ROWS} more are of use."
    return FindingTable(
        f"Each thing by itself ({_unit(found)}): "
        f"{asked_of(found.pairs.queries[0], found.snapshot)}",
        ("what opens", "today", "gain alone", "newly", "gain if last", "newly", "needs",
         "gain with these", "million USD"), rows, note)


def _programme_table(found: RankedOpenings, names: Names) -> FindingTable:
    by_name = {one.opener.name: opener_said(names, one.opener) for one in found.singles}
    rows = tuple((str(number), listed(by_name[each] for each in one.names),
                  _number(one.benefit.gain), _weights(one.benefit.newly),
                  "" if one.musd is None else plain_number(one.musd.value),
                  "" if one.per_musd is None or not one.per_musd.value
                  else _small(one.per_musd.value))
                 for number, one in enumerate(found.programmes[:ROWS], start=1))
    return FindingTable(
        f"The best sets of at most {found.most} ({_unit(found)})",
        ("", "open together", "gain", "newly", "million USD", "per million"), rows,
        "Without any of the things in a set the gain is less." if rows else "")


def _number(value: float) -> str:
    return plain_number(value, 0 if abs(value) >= 100 else 1) if value else ""


def _weights(value: float) -> str:
    return f"{value:,g}" if value else ""


def _method(found: RankedOpenings) -> str:
    proved = "no other set within the limits is worth more" if found.complete else \
        "the search was ended, and a better set may be there"
    return "Every way that beats today's is found with the links it needs, so that what a set is " \
           f"worth is what routing with it open gives; {proved}. Pairs that get a route and had " \
           "none come before any gain."

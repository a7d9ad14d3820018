"""Who gains and who loses, in words and tables: countries, links and borders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from corridors.analysis.gains import CountryEffect, Traffic
from corridors.analysis.indicators import Indicators, IndicatorSet
from corridors.model.countries import country_name
from corridors.reports.finding import Finding, FindingTable
from corridors.reports.indicator_tables import HEAD, question_cells, short_label
from corridors.reports.names import Names, listed
from corridors.reports.numbers import HOURS_A_DAY, plain_number, signed
from corridors.reports.plain import plain_text, short_text

__all__ = ["by_case", "gains_finding", "gains_messages", "gains_tables"]

MOST_NAMED = 3
"""How many countries are named on each side of a sentence."""

MOST_COUNTRIES, MOST_LINKS = 6, 3
"""How many countries, and how many links or borders that gain or lose, are told of a question."""

MOST_ROWS = 40
"""How many rows a table has at most; the CSV file has them all."""

ALL = "All of them are in indicators.csv, and in co.to_frames(co.indicators(...))."


METHOD = ("What a country gains or loses is counted over the pairs that begin or end there, and "
          "over those that pass through: each pair takes its best route, before and after, and "
          "counts what it weighs.")

NOBODY = "through traffic stays where it is"


def gains_finding(found: Indicators) -> Finding:
    """Say who gains and who loses: countries, borders and links.

    Parameters
    ----------
    found
        The indicators.

    Returns
    -------
    finding
        A sentence for each variant, on the countries that most traffic moves to and from; tables.

    Examples
    --------
    >>> from corridors import effects_of, indicators, load, load_scenario
    >>> found = gains_finding(indicators(effects_of(load_scenario("rasht-astara"), load())))
    >>> found.tables[0].title
    'Countries that gain and lose'
    """
    said = []
    for title, same in groupby(found, key=lambda one: one.title):
        sets = list(same)
        parts = [*_own_said(sets), *(list(gains_messages(sets, found)) or [NOBODY])]
        said.append((title, f"{'; '.join(parts)}."))
    return Finding("Which countries, borders and links gain or lose?", by_case(said),
                   gains_tables(found), METHOD)


def by_case(told: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Say what holds for each case; what holds for several alike is said once.

    Parameters
    ----------
    told
        Titles of cases, and what is said of each.

    Examples
    --------
    >>> by_case([("A", "no change."), ("B", "no change."), ("C", "cut off.")])
    ('“A” and “B”: no change.', '“C”: cut off.')
    """
    alike: dict[str, list[str]] = {}
    for title, said in told:
        alike.setdefault(said, []).append(f"“{short_text(title)}”")
    return tuple(f"{listed(titles)}: {said}" for said, titles in alike.items())


def gains_messages(sets: Sequence[IndicatorSet], found: Indicators) -> Iterator[str]:
    """Say to which countries traffic that passes through moves, and from which.

    Parameters
    ----------
    sets
        Sets of one variant.
    found
        The indicators they are of.

    Yields
    ------
    sentences
        By the fastest routes, where they are asked for; one for each way in which traffic moves.
    """
    moves: dict[str, list[str]] = {}
    chosen = list(_chosen(sets))
    for one in chosen:
        said = _moved_said(one, found)
        if said:
            moves.setdefault(said, []).append(short_label(one.label))
    for said, labels in moves.items():
        where = f" ({listed(labels)})" if len(labels) < len(chosen) else ""
        yield f"through traffic {said}{where}"


def gains_tables(found: Indicators) -> tuple[FindingTable, ...]:
    """Give tables of the countries, and of the links and borders, that gain and lose.

    Parameters
    ----------
    found
        The indicators.

    Returns
    -------
    tables
        Of each question one criterion, that of time where it is asked for.
    """
    names, chosen = Names.of(found.network), list(_chosen(found))
    countries = [(*question_cells(one), *_country(country)) for one in chosen
                 for country in _first_countries(one)]
    unit = plain_text(found.unit) or "pairs"
    links = [(*question_cells(one), *_traffic(names, traffic)) for one in chosen
             for traffic in (*_first_traffic(one.borders), *_first_traffic(one.links))]
    return (
        FindingTable("Countries that gain and lose",
                     (*HEAD, "Country", "Own pairs", "Days saved", "Days lost", "USD/TEU saved",
                      "USD/TEU lost", "Passing before", "Passing after"),
                     tuple(countries[:MOST_ROWS]),
                     f"Days and USD are sums over the pairs that begin or end there, times their "
                     f"weight; what passes and neither begins nor ends there is in {unit}. {ALL}",
                     len(HEAD) + 1),
        FindingTable("Borders and links that gain and lose traffic",
                     (*HEAD, "Border or link", "Before", "After", "Change"),
                     tuple(links[:MOST_ROWS]), f"In {unit} whose best route uses it. {ALL}",
                     len(HEAD) + 1))


def _own_said(sets: Sequence[IndicatorSet]) -> Iterator[str]:
    """Say which countries have more of their own pairs better than worse, and the reverse."""
    balance: dict[str, float] = {}
    for one in _chosen(sets):
        for country in one.countries:
            balance[country.country] = (balance.get(country.country, 0.0) + country.better
                                        - country.worse)
    for word, sign in (("better", 1), ("worse", -1)):
        named = sorted(country_name(country) for country, net in balance.items() if net * sign > 0)
        if named:
            yield f"own pairs get {word} in {listed(named, most=6)}"


def _chosen(found: Iterable[IndicatorSet]) -> Iterator[IndicatorSet]:
    """Choose of each question one criterion to tell the countries of."""
    for _, same in groupby(found, key=lambda one: (one.case, one.label)):
        sets = list(same)
        yield next((one for one in sets if one.by == "time"), sets[0])


def _moved_said(one: IndicatorSet, found: Indicators) -> str:
    came, went = ([country for country in one.countries
                   if (country.passing_after - country.passing_before) * sign > 0]
                  for sign in (1, -1))
    for side in (came, went):
        side.sort(key=lambda each: (-abs(each.passing_after - each.passing_before), each.country))
    said = [f"{word} {_named(side, found)}" for word, side in (("moves to", came),
                                                               ("leaves", went)) if side]
    return " and ".join(said)


def _named(countries: Sequence[CountryEffect], found: Indicators) -> str:
    """Name countries; those that gain or lose the same are said together."""
    parts = []
    for change, same in groupby(countries[:MOST_NAMED],
                                lambda each: each.passing_after - each.passing_before):
        parts.append(f"{listed(country_name(each.country) for each in same)} "
                     f"({_weight_said(change, found)})")
    more = len(countries) - MOST_NAMED
    return listed([*parts, *([f"{more} more"] if more > 0 else [])])


def _weight_said(change: float, found: Indicators) -> str:
    plain = not found.unit and not found.weighted
    said = signed(change, 0 if change == round(change) else 1)
    return f"{said} {'pair' if abs(change) == 1 else 'pairs'}" if plain else \
        f"{said} {plain_text(found.unit)}".strip()


def _first_countries(one: IndicatorSet) -> list[CountryEffect]:
    changed = [country for country in one.countries if country.changed]
    changed.sort(key=lambda each: (
        -(abs(each.passing_after - each.passing_before) + each.better + each.worse),
        each.country))
    return changed[:MOST_COUNTRIES]


def _country(country: CountryEffect) -> tuple[str, ...]:
    saved, lost = country.hours_saved / HOURS_A_DAY, country.hours_lost / HOURS_A_DAY
    return (country_name(country.country), f"{country.pairs}",
            *(plain_number(days, 1) if days else "" for days in (saved, lost)),
            *(plain_number(usd) if usd else "" for usd in (country.usd_saved, country.usd_lost)),
            *(plain_number(weight, 0 if weight == round(weight) else 1)
              for weight in (country.passing_before, country.passing_after)))


def _first_traffic(traffic: Iterable[Traffic]) -> list[Traffic]:
    """Give what gains most and what loses most."""
    moved = [each for each in traffic if each.change]
    gain, lose = ([each for each in moved if (each.change > 0) == more] for more in (True, False))
    return [*gain[:MOST_LINKS], *lose[:MOST_LINKS]]


def _traffic(names: Names, traffic: Traffic) -> tuple[str, ...]:
    name = f"border {names.border(traffic.key, '', '')}" \
        if traffic.kind == "border" and traffic.key in names.borders else \
        short_text(names.thing(traffic.key))
    digits = 0 if all(value == round(value) for value in (traffic.before, traffic.after)) else 1
    return (name, plain_number(traffic.before, digits), plain_number(traffic.after, digits),
            signed(traffic.change, digits))

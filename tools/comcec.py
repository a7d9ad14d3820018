"""Hold the cost model against the COMCEC table: four ways from Nhava Sheva to Moscow.

Prints a Markdown table: what ``data/scenarios/comcec.toml`` gives beside what was published, with
the residuals, whatever they are. Nothing in the cost model is fitted to these figures.

    python tools/comcec.py [COST MODEL]
    python tools/comcec.py --write          # into docs/method.md
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corridors import load, load_cost_model, load_scenario, shortest_route
from corridors.model.route import Answer

PUBLISHED = {"traditional": "p015", "sea-and-rail": "p014", "instc-1": "p083", "instc-2": "p013"}
"""Row of published_route.csv that each variant stands for."""

ROUTES = Path(__file__).resolve().parents[1] / "data" / "network" / "published_route.csv"
METHOD = Path(__file__).resolve().parents[1] / "docs" / "method.md"
BEGIN, END = '<!-- comcec: made by "python tools/comcec.py --write" -->\n', "<!-- end -->"
DAY_H = 24


@dataclass(frozen=True, slots=True)
class Row:
    """One route: theirs and ours.

    Parameters
    ----------
    variant, title
        The variant of the scenario.
    route_id
        The published route.
    usd, days
        Published cost of one TEU, and days.
    our_usd, our_days
        Lowest, working and highest figure of the cheapest route of the variant.
    parts
        Days by kind of leg, in words.
    """

    variant: str
    title: str
    route_id: str
    usd: float
    days: float
    our_usd: tuple[float, float, float]
    our_days: tuple[float, float, float]
    parts: str

    @property
    def residual_usd_percent(self) -> float:
        """Our cost less theirs, in per cent of theirs."""
        return 100 * (self.our_usd[1] - self.usd) / self.usd

    @property
    def residual_days(self) -> float:
        """Our days less theirs."""
        return self.our_days[1] - self.days


def rows(costs: str = "default") -> list[Row]:
    """Work out the four routes.

    Parameters
    ----------
    costs
        Name or path of the cost model.

    Returns
    -------
    rows
        In the order of the scenario.
    """
    network, model, scenario = load(), load_cost_model(costs), load_scenario("comcec")
    with ROUTES.open(encoding="utf-8", newline="") as file:
        published = {line["route_id"]: line for line in csv.DictReader(file)}
    day = network.as_of(scenario.on)
    made = []
    for variant in scenario.variants:
        told = published[PUBLISHED[variant.name]]
        query = scenario.queries[0].restricted(variant.restriction)
        answer = shortest_route(day.apply(scenario, variant.name), query, model)
        made.append(Row(variant.name, variant.title, told["route_id"],
                        float(told["cost_usd_per_teu"]), float(told["time_days_low"]),
                        _three(answer, "cost", 1), _three(answer, "time", DAY_H),
                        _parts(answer)))
    return made


def table(made: list[Row]) -> Iterator[str]:
    """Write rows as lines of Markdown."""
    yield ("| route | USD/TEU published | ours (low–high) | residual | days published "
           "| ours (low–high) | residual | of which days |")
    yield "|---|---:|---:|---:|---:|---:|---:|---|"
    for row in made:
        usd, days = row.our_usd, row.our_days
        yield (f"| {row.title} | {row.usd:,.0f} | {usd[1]:,.0f} ({usd[0]:,.0f}–{usd[2]:,.0f}) "
               f"| {row.residual_usd_percent:+.0f}% | {row.days:.0f} "
               f"| {days[1]:.1f} ({days[0]:.1f}–{days[2]:.1f}) | {row.residual_days:+.1f} "
               f"| {row.parts} |")


def _three(answer: Answer, by: str, unit: float) -> tuple[float, float, float]:
    route = answer.best
    if route is None:
        raise SystemExit(f"No route: {answer.reason}")
    low, high = route.shown_range(by)
    return low / unit, route.shown(by) / unit, high / unit


def _parts(answer: Answer) -> str:
    legs = answer.best.legs if answer.best else ()
    kinds = dict.fromkeys(leg.kind for leg in legs)
    days = {kind: sum(leg.time_h for leg in legs if leg.kind == kind) / DAY_H for kind in kinds}
    return ", ".join(f"{kind} {value:.1f}" for kind, value in days.items() if value)


def with_table(text: str) -> str:
    """Give a page with the table of the default model between its marks."""
    before, rest = text.split(BEGIN)
    lines = "\n".join(table(rows()))
    return f"{before}{BEGIN}{lines}\n{END}{rest.split(END, 1)[1]}"


def main(arguments: list[str]) -> None:
    """Print the table, or write it into the documentation."""
    if arguments == ["--write"]:
        METHOD.write_text(with_table(METHOD.read_text(encoding="utf-8")), encoding="utf-8")
    else:
        sys.stdout.write("\n".join(table(rows(*arguments[:1]))) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])

"""What a day of departure makes of a route: arrival, waits, and what going round would take."""

from __future__ import annotations

from datetime import date
from typing import Any

from corridors.model.journey import Journey, Met, days_of
from corridors.model.query_checks import MOST_DAYS
from corridors.model.route import UNITS, Answer, Leg, Route
from corridors.reports.names import Names, listed
from corridors.reports.numbers import MEASURE_BY, MEASURES

__all__ = ["journey_json", "journey_said", "late_said"]


def journey_said(answer: Answer, route: Route) -> str:
    """Say when goods leave and arrive, how long they wait, and what the other choice takes.

    Parameters
    ----------
    answer
        The answer the route belongs to.
    route
        The route.

    Returns
    -------
    sentences
        Empty where no day of departure was asked for.
    """
    journey = answer.journey
    if journey is None:
        return ""
    names = Names.of(answer.snapshot.network)
    arrives = days_of(route.legs, journey.depart)[-1]
    said = [f"It leaves on {journey.depart} and arrives on {arrives}."]
    waits = [leg for leg in route.legs if leg.kind == "wait"]
    said += [_wait_said(names, leg) for leg in waits]
    if waits:
        said.append(f"Going round what is closed would take {_takes(journey.around)}."
                    if journey.around is not None else "No way round it stays open.")
    elif journey.met:
        said += _gone_round(answer, journey, names)
    return " ".join(said)


def late_said(answer: Answer) -> str:
    """Say why no route arrives in time: what is closed on the way, and when it opens.

    Parameters
    ----------
    answer
        An answer without a route, to a question with a day of departure.
    """
    journey = answer.journey
    if journey is None:
        return ""
    names = Names.of(answer.snapshot.network)
    soonest = f"The soonest arrival is on {journey.soonest}, " \
              f"{(journey.soonest - journey.depart).days} days after the departure." \
        if journey.soonest is not None else \
        f"No way arrives within {MOST_DAYS} days of the departure."
    return f"{_met_said(answer, journey, names)} {soonest}"


def journey_json(answer: Answer) -> dict[str, Any]:
    """Give what a day of departure makes of an answer as keys of its JSON object.

    Parameters
    ----------
    answer
        The answer.

    Returns
    -------
    keys
        None at all where no day of departure was asked for.
    """
    journey = answer.journey
    if journey is None:
        return {}
    waits = [leg for leg in answer.best.legs if leg.kind == "wait"] if answer.best else []
    return {"journey": {
        "depart": journey.depart.isoformat(), "arrive": _iso(journey.arrives),
        "waits": len(waits), "waiting_h": sum((leg.time_h for leg in waits), 0.0),
        "latest_arrival": _iso(journey.latest), "soonest_arrival": _iso(journey.soonest),
        "closed_on_the_way": [
            {"link": met.link_id, "node": met.node_id, "reached": _iso(met.reached),
             "status": met.status, "opens": _iso(met.opens)} for met in journey.met],
        "with_waits": _figures(journey.waiting), "way_round": _figures(journey.around)}}


def _figures(route: Route | None) -> dict[str, Any] | None:
    if route is None:
        return None
    return {"distance_km": route.distance_km, "time_h": route.time_h,
            "cost_usd_per_teu": route.cost_usd_per_teu, "co2_kg_per_teu": route.co2_kg_per_teu,
            "links": list(route.link_ids)}


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _wait_said(names: Names, leg: Leg) -> str:
    hours = leg.amounts.time.value / UNITS["time"]
    return f"It waits {MEASURES['time'].brief(hours)} at {names.place(leg.from_id)} for " \
           f"{names.link(leg.link_id)}, which opens on {leg.until}."


def _gone_round(answer: Answer, journey: Journey, names: Names) -> list[str]:
    said = [f"It goes round what is closed. {_met_said(answer, journey, names)}"]
    if journey.waiting is not None:
        arrives = days_of(journey.waiting.legs, journey.depart)[-1]
        late = f", later than {journey.latest}, the last day that counts here" \
            if journey.latest is not None and arrives > journey.latest else ""
        said.append(f"With the wait it would take {_takes(journey.waiting)}, and arrive on "
                    f"{arrives}{late}.")
    return said


def _met_said(answer: Answer, journey: Journey, names: Names) -> str:
    best = MEASURE_BY[answer.query.by].best
    return f"The way that is {best} while nothing is closed comes to " \
           f"{listed(_closed(names, met) for met in journey.met)}."


def _closed(names: Names, met: Met) -> str:
    opens = "does not open within a year of the departure" if met.opens is None else \
        f"opens on {met.opens}"
    return f"{names.link(met.link_id)} on {met.reached}, when it is " \
           f"{met.status.replace('_', ' ')}; it {opens}"


def _takes(route: Route) -> str:
    return listed(MEASURES[by].brief(route.shown(by)) for by in ("time", "distance", "cost"))

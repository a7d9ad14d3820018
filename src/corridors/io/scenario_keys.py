"""Every key of a scenario file, with what it means: for the reader, the JSON Schema, ``new``."""

from __future__ import annotations

from corridors.io.analysis_keys import ANALYSIS
from corridors.io.cost_files import bundled_cost_models
from corridors.io.key_tables import Key, KeyTable
from corridors.model.modes import BY, MODES
from corridors.model.query_checks import PARETO, PER
from corridors.model.rates import TECHNIQUES
from corridors.model.restriction import NO_CHANGE
from corridors.model.scenario import ACTIONS, FIELDS
from corridors.model.status import STATUSES
from corridors.model.uncertain import SHAPES

__all__ = ["AXIS", "CHANGE", "DEFAULTS", "GAUGE_CHANGE", "LINK", "NODE", "QUERY", "RESTRICTION",
           "SWEEP", "TERMINAL", "UNCERTAINTY", "VARIANT", "top_keys"]

RESTRICTION: KeyTable = {
    "modes": Key("texts", "only these modes", words=tuple(MODES)),
    "overland": Key("flag", "stay on land: no sea, ferry or inland waterway"),
    "avoid": Key("texts", "selectors the route must not touch, such as country:IR"),
    "via": Key("texts", "selectors or place names it must pass, in this order"),
    "max_road_km": Key("number", "most kilometres by road", unit="km"),
    "max_borders": Key("whole", "most border crossings"),
    "max_gauge_breaks": Key("whole", "most breaks of gauge"),
    "max_transfers": Key("whole", "most transfers between modes"),
    "only_cited": Key("flag", "only links whose length rests on a cited source"),
    "gauge_change": Key("texts", "only these ways to change the gauge; none for a wagon whose "
                                 "gauge is never changed", words=(*TECHNIQUES, NO_CHANGE)),
}
"""What a query may use: of a [[query]], and of a [[variant]] for all of them."""

DEFAULTS: KeyTable = {
    "by": Key("texts", "what the best route has least of", words=tuple(BY)),
    "value_of_time": Key("number", "what a day of a container costs; needed by generalised",
                         unit="USD per TEU and day"),
    **RESTRICTION,
    "per": Key("text", "what costs and emissions are told per", words=PER),
    "pareto": Key("texts", "give every route that no other beats in all of these", words=PARETO),
    "k": Key("whole", "how many shortest loopless routes to give"),
    "different": Key("whole", "how many different routes to give"),
    "overlap": Key("number", "largest share of its length that a different route may have in "
                             "common with a better one"),
    "detour": Key("number", "how many times the best a different route may take"),
    "simplest_within": Key("number", "give the simplest of all routes within so many percent of "
                                     "the best", unit="%"),
    "terminal_to_terminal": Key("flag", "without the first and last mile and the wait for the "
                                        "first departure"),
    "depart": Key("day", "day of departure: what is closed when it is reached is waited for or "
                         "gone round"),
    "max_days": Key("number", "with depart: most days on the way", unit="days"),
}
"""What can be said for all queries at once."""

QUERY: KeyTable = {
    "label": Key("text", "short name in tables and on maps"),
    "origin": Key("names", "place name, node id, or group such as group:baltic-ports"),
    "destination": Key("names", "place name, node id, or group such as group:gulf-ports"),
    "pairs": Key("file", "a .csv file beside this one with the columns origin, destination, "
                         "weight and unit, or place and weight"),
    "weight": Key("number", "what each pair counts for; 1 if left out", least=0),
    **DEFAULTS,
}

NODE: KeyTable = {
    "node_id": Key("text", "its id, country first, such as ir-newport", needed=True),
    "name": Key("text", "its name", needed=True),
    "country": Key("text", "ISO code of its country; blank at sea"),
    "lon": Key("number", "longitude", needed=True, unit="degrees"),
    "lat": Key("number", "latitude", needed=True, unit="degrees"),
}

LINK: KeyTable = {
    "link_id": Key("text", "its id", needed=True),
    "from_node_id": Key("text", "the node it begins at", needed=True),
    "to_node_id": Key("text", "the node it ends at", needed=True),
    "mode": Key("text", "its mode", needed=True, words=tuple(MODES)),
    "length_km": Key("number", "its length", needed=True, unit="km"),
    "length_km_low": Key("number", "lowest length that is likely", unit="km"),
    "length_km_high": Key("number", "highest length that is likely", unit="km"),
    "gauge_mm": Key("gauges", "track gauge, or a list of them; needed by a railway", unit="mm"),
    "status": Key("text", "its status; operational if left out", words=STATUSES),
    "speed_kmh": Key("number", "its own speed; that of the cost model if left out", unit="km/h"),
    "directed": Key("flag", "can be used only from its first node to its second"),
    "electrified": Key("text", "yes, partly, no, planned or disused"),
    "corridors": Key("texts", "names of its corridors"),
    "note": Key("text", "a remark"),
    "source": Key("text", "where this comes from"),
    "course": Key("points", "the line to draw it along, lon before lat"),
}

_FACILITY: KeyTable = {
    "hours": Key("number", "hours it takes; those of the cost model if left out", unit="h"),
    "hours_low": Key("number", "fewest hours that are likely", unit="h"),
    "hours_high": Key("number", "most hours that are likely", unit="h"),
    "fee_usd_per_teu": Key("number", "what it costs; as in the cost model if left out",
                           unit="USD/TEU"),
    "fee_usd_per_teu_low": Key("number", "lowest fee that is likely", unit="USD/TEU"),
    "fee_usd_per_teu_high": Key("number", "highest fee that is likely", unit="USD/TEU"),
    "note": Key("text", "a remark"),
    "source": Key("text", "where this comes from"),
}

TERMINAL: KeyTable = {
    "node_id": Key("text", "the node it is at", needed=True),
    "modes": Key("texts", "the two modes between which goods can change", needed=True,
                 words=tuple(MODES)),
    **_FACILITY,
}

GAUGE_CHANGE: KeyTable = {
    "node_id": Key("text", "the node it is at", needed=True),
    "gauge_mm": Key("gauges", "the two gauges", needed=True, unit="mm"),
    "technique": Key("text", "how the gauge is changed; transshipment if left out",
                     words=TECHNIQUES),
    **_FACILITY,
}

CHANGE: KeyTable = {
    "action": Key("text", "what is done", needed=True, words=ACTIONS),
    "select": Key("texts", "what is changed, such as link:ID, border:ID, node:ID, country:IR, "
                           "corridor:NAME, mode:rail, status:planned or tag:NAME; * stands for "
                           "any letters, & joins what has to be so at once"),
    "expects": Key("text", "the status that all of it has in the base; else the scenario is "
                           "refused", words=STATUSES),
    "field": Key("text", "for set: the field", words=tuple(FIELDS)),
    "value": Key("value", "for set: the new value, in the unit of the field; the new status; "
                           "or the new gauges"),
    "low": Key("number", "for set: lowest value that is likely"),
    "high": Key("number", "for set: highest value that is likely"),
    "factor": Key("number", "for set, instead of value: what the present value is multiplied by"),
    "from": Key("day", "first day on which the change holds"),
    "until": Key("day", "first day on which it does not hold any more"),
    "requires": Key("texts", "selectors of links that must carry traffic once all changes are "
                             "made"),
    "conflicts": Key("texts", "selectors of what no other change may touch beside this one"),
    "reason": Key("text", "why, for the report"),
    "source": Key("text", "by whose word, for the report"),
    "node": Key("tables", "for add: a new node", keys=NODE),
    "link": Key("tables", "for add: a new link", keys=LINK),
    "terminal": Key("tables", "for add: a place where goods change between two modes",
                    keys=TERMINAL),
    "gauge_change": Key("tables", "for add: a place where the gauge is changed",
                        keys=GAUGE_CHANGE),
}

VARIANT: KeyTable = {
    "name": Key("text", "small letters, digits and hyphens", needed=True),
    "title": Key("text", "for tables and maps"),
    "combine": Key("texts", "names of variants whose changes it makes beside its own"),
    "on": Key("day", "a date of its own"),
    "assume_expected": Key("flag", "whether links open when they are expected to; what the "
                                   "scenario says if left out"),
    **RESTRICTION,
    "change": Key("tables", "one change to the network", keys=CHANGE),
}

AXIS: KeyTable = {
    "name": Key("text", "short name, of a column of the results", needed=True),
    "parameter": Key("text", "a figure that is turned, such as dwell_h of border:az-ir-astara; x "
                             "before it makes the values factors"),
    "values": Key("numbers", "its values, in the unit of the field"),
    "low": Key("number", "lowest value of a grid"),
    "high": Key("number", "highest value of a grid"),
    "step": Key("number", "distance between two values of a grid"),
    "count": Key("whole", "instead of step: how many values, evenly spread", least=2, most=100_000),
    "parameters": Key("names", "several figures that are turned together"),
    "rows": Key("rows", "their values: rows with one for each figure"),
    "variants": Key("texts", "names of variants, base for the network as it is"),
    "on": Key("days", "days"),
}

SWEEP: KeyTable = {"axis": Key("tables", "one dimension: a sweep has every combination of the "
                                         "values of its axes", keys=AXIS)}

UNCERTAINTY: KeyTable = {
    "parameter": Key("text", "a figure that is not known for certain, such as dwell_h of "
                             "border:az-ir-astara; x before it makes the values factors",
                     needed=True),
    "low": Key("number", "lowest value, in the unit of the field", needed=True),
    "value": Key("number", "likeliest value; the middle if left out, for shape uniform alone"),
    "high": Key("number", "highest value", needed=True),
    "shape": Key("text", "how values are spread between low and high; triangular if left out",
                 words=SHAPES),
    "name": Key("text", "short name in tables; the parameter if left out"),
    "reason": Key("text", "why, for the report"),
    "source": Key("text", "by whose word, for the report"),
}


def top_keys() -> KeyTable:
    """Give the keys at the top of a scenario file, and the tables below them."""
    return {
        "title": Key("text", "title, in tables, maps and reports", needed=True),
        "question": Key("text", "the question in a sentence, for the report"),
        "description": Key("text", "the background, for the report"),
        "sources": Key("texts", "where the facts behind the scenario come from, for the report"),
        "extends": Key("text", "the scenario this one is made from: a .toml file beside it, or "
                               "the name of one that comes with corridors"),
        "on": Key("day", "base date; the reference date of the data if left out"),
        "network": Key("folder", "a folder of data tables beside this file; the data that comes "
                               "with corridors if left out"),
        "costs": Key("text", "cost model; that of the data if left out",
                     words=bundled_cost_models()),
        "base": Key("text", "title of the network as it is"),
        "assume_expected": Key("flag", "let links open on the date they are expected to"),
        "weight_unit": Key("text", "unit of the weights of pairs, such as TEU a year"),
        "defaults": Key("table", "what holds for every query that does not say otherwise",
                        keys=DEFAULTS),
        "query": Key("tables", "routes to ask for, in the base and in every variant", keys=QUERY),
        "variant": Key("tables", "one way the network could be", keys=VARIANT),
        "sweep": Key("table", "what a sweep turns", keys=SWEEP),
        "uncertainty": Key("tables", "what draws of a Monte Carlo analysis draw",
                           keys=UNCERTAINTY),
        "analysis": Key("tables", "what is asked beside routes", keys=ANALYSIS),
    }

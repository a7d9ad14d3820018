"""The options that each kind of ``[[analysis]]`` takes: one line for each."""

from __future__ import annotations

from corridors.io.key_tables import Key, KeyTable
from corridors.model.asked_analysis import ANALYSES, KINDS
from corridors.model.modes import BY

__all__ = ["ANALYSIS", "OPTIONS"]

_PARAMETER = "a figure, such as dwell_h of border:az-ir-astara; x before it makes values factors"

OPTIONS: dict[str, KeyTable] = {
    "critical": {
        "of": Key("texts", "what closes, one at a time", words=KINDS),
        "two": Key("flag", "also what any two links do when both close"),
        "interdict": Key("whole", "find so many closures that hurt most together", least=0,
                         most=4),
        "candidates": Key("texts", "what may close together: link, border, node, country, or "
                                   "selectors"),
        "penalty": Key("number", "what a pair that is cut off counts as, in the unit of the "
                                 "criterion", least=0),
        "separate": Key("texts", "find how few closures separate two places or groups of places"),
        "bridges": Key("flag", "also the links without which places cannot be reached from "
                               "others"),
    },
    "openings": {
        "only": Key("texts", "selectors of what may open, and project:NAME; all that carries "
                                   "no traffic if left out"),
        "most": Key("whole", "most that opens together", least=1, most=20),
        "budget_musd": Key("number", "most that may be invested", unit="million USD", least=0),
        "rank": Key("text", "what openings are ranked by", words=("benefit", "per_investment")),
    },
    "threshold": {
        "parameter": Key("text", _PARAMETER, needed=True),
        "low": Key("number", "lowest value looked at", needed=True),
        "high": Key("number", "highest value looked at", needed=True),
        "second": Key("text", f"for a map of regions, {_PARAMETER}"),
        "second_low": Key("number", "lowest value of the second figure"),
        "second_high": Key("number", "highest value of the second figure"),
        "depth": Key("whole", "how often the map of regions is halved where routes meet", least=1,
                     most=9),
    },
    "shares": {
        "branches": Key("flag", "let the variants be the choice, each by its best route"),
        "count": Key("whole", "how many different routes are the choice", least=2, most=1000),
        "overlap": Key("number", "largest share that two of them may have in common", least=0,
                       most=1),
        "detour": Key("number", "how many times the best one of them may take", least=1,
                      most=1000),
        "theta": Key("number", "how sharply traffic goes to what is cheaper", unit="per USD/TEU",
                     least=0, most=1000),
        "value_of_time": Key("number", "what a day of a container costs",
                             unit="USD per TEU and day", least=0, most=100_000),
    },
    "assign": {
        "demand": Key("file", "a .csv file beside this one with what goes from where to where; "
                              "the queries with their weights if left out"),
        "times": Key("number", "what the demand is multiplied by", least=0),
        "method": Key("text", "how it is assigned", words=("aon", "msa", "fw", "cfw", "bfw")),
        "gap": Key("number", "relative gap at which it stops", least=0, most=1),
        "iterations": Key("whole", "most iterations", least=1, most=1_000_000),
        "capacity": Key("text", "soft where links grow slow as they fill up, hard where nothing "
                                "goes beyond a capacity", words=("soft", "hard")),
        "delay_b": Key("number", "share by which a full link takes longer than an empty one",
                       least=0),
        "delay_power": Key("number", "how suddenly a link fills up", least=0),
    },
    "montecarlo": {
        "draws": Key("whole", "how many draws", least=2, most=1_000_000),
        "seed": Key("whole", "where the draws begin", least=0, most=2**53),
        "within": Key("text", "also how often it takes no more than this, such as 20d or 3000usd"),
    },
    "history": {
        "from_year": Key("whole", "first year", least=1800, most=2200),
        "to_year": Key("whole", "last year", least=1800, most=2200),
        "seasons": Key("flag", "also what closes and opens every year"),
    },
}
"""What each kind of analysis can be told, by the names its options have in Python."""

ANALYSIS: KeyTable = {
    "kind": Key("text", "which analysis", needed=True, words=ANALYSES),
    "queries": Key("texts", "labels of the queries it is asked for; all if left out"),
    "by": Key("texts", "criteria of the queries it is asked for; time, or that of the first query, "
                       "if left out", words=BY),
    "origin": Key("texts", "from which places; all of the queries if left out"),
    "destination": Key("texts", "to which places; all of the queries if left out"),
    "variants": Key("texts", "names of the variants it is asked of, base for the network as it "
                             "is; base if left out"),
}
"""What every analysis can be told."""

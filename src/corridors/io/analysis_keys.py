"""The options that each kind of ``[[analysis]]`` takes: one line for each."""

from __future__ import annotations

from corridors.io.key_tables import Key, KeyTable
from corridors.model.asked_analysis import ANALYSES

__all__ = ["ANALYSIS", "OPTIONS"]

_PARAMETER = "a figure, such as dwell_h of border:az-ir-astara; x before it makes values factors"

OPTIONS: dict[str, KeyTable] = {
    "critical": {
        "of": Key("texts", "what is taken out", words=("link", "border", "node", "country")),
        "two": Key("flag", "also take out two links at a time"),
        "interdict": Key("whole", "find the so many closures that hurt most", least=0, most=4),
        "candidates": Key("texts", "what these closures may be: kinds or selectors"),
        "separate": Key("texts", "find how few closures separate two places or groups of places"),
    },
    "openings": {
        "most": Key("whole", "most links that open together", least=1, most=20),
        "budget_musd": Key("number", "most that may be invested", unit="million USD", least=0,
                           most=1e9),
        "rank": Key("text", "what openings are ranked by", words=("benefit", "per_investment")),
    },
    "threshold": {
        "parameter": Key("text", _PARAMETER, needed=True),
        "low": Key("number", "lowest value looked at", needed=True),
        "high": Key("number", "highest value looked at", needed=True),
        "second": Key("text", f"a second figure, for a map of regions: {_PARAMETER}"),
        "second_low": Key("number", "lowest value of the second figure"),
        "second_high": Key("number", "highest value of the second figure"),
    },
    "shares": {
        "theta": Key("number", "how sharply traffic prefers what takes less", unit="per USD",
                     least=0, most=1e6),
        "overlap": Key("number", "largest share that two routes may have in common", least=0,
                       most=1),
        "detour": Key("number", "how many times the best a route may take", least=1, most=1000),
        "count": Key("whole", "most routes that share the traffic", least=2, most=1000),
    },
    "assign": {
        "demand": Key("file", "a .csv file beside this one with what goes from where to where"),
        "method": Key("text", "how traffic spreads", words=("aon", "msa", "fw", "bfw")),
        "gap": Key("number", "relative gap at which it stops", least=0, most=1),
        "iterations": Key("whole", "most iterations", least=1, most=1_000_000),
    },
    "montecarlo": {
        "draws": Key("whole", "how many draws", least=1, most=10_000_000),
        "seed": Key("whole", "where the draws begin", least=0, most=2**63 - 1),
    },
    "history": {
        "from": Key("whole", "first year", least=1800, most=2200),
        "until": Key("whole", "last year", least=1800, most=2200),
        "step": Key("whole", "years between two looks", least=1, most=400),
    },
}
"""What each kind of analysis can be told, by the names its options have in Python."""

ANALYSIS: KeyTable = {
    "kind": Key("text", "which analysis", needed=True, words=ANALYSES),
    "queries": Key("texts", "labels of the queries it is asked for; all if left out"),
    "variants": Key("texts", "names of the variants it is asked of, base for the network as it "
                             "is; base if left out"),
}
"""What every analysis can be told."""

"""Scenarios: what is changed, against what it is today, and which questions are asked of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from dataclasses import field as field_of
from datetime import date
from typing import TYPE_CHECKING

from corridors.errors import Problem, ScenarioError, suggest
from corridors.model.change import ACTIONS, Change
from corridors.model.fields import FIELDS
from corridors.model.query import Query
from corridors.model.restriction import Restriction
from corridors.model.written import Written

if TYPE_CHECKING:
    from corridors.model.asked_analysis import Asked
    from corridors.model.pairs import Pairs
    from corridors.model.sweep_axis import Axis
    from corridors.model.uncertain import Uncertain

__all__ = ["ACTIONS", "FIELDS", "Change", "Scenario", "Variant"]


@dataclass(frozen=True, slots=True)
class Variant:
    """One way the network could be.

    Parameters
    ----------
    name, title
        Short name for files and tables, and what it is in words.
    changes
        What is changed; order does not matter.
    on
        Date of the variant, or None for that of the scenario.
    assume_expected
        Whether links open when they are expected to; None for what the scenario says.
    restriction
        What its queries may use, so that corridors can be set side by side.
    combines
        Names of the variants whose changes it holds beside its own.
    """

    name: str
    title: str = ""
    changes: tuple[Change, ...] = ()
    on: date | None = None
    restriction: Restriction = Restriction()
    assume_expected: bool | None = None
    combines: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The title, or the name where there is none."""
        return self.title or self.name


@dataclass(frozen=True, slots=True)
class Scenario:
    """A question of policy: variants of the network, and the routes asked for in each.

    Parameters
    ----------
    name, title, question, description
        File name without its ending, title, the question in a sentence, and the background.
    variants
        What is compared with the base.
    queries
        Which routes are asked for.
    on
        Base date, or None for the reference date of the data.
    assume_expected
        Whether links open when they are expected to, in the base and in every variant that does
        not say otherwise.
    base
        Title of the network as it is, in tables and maps; blank: "Today" on the reference date,
        else the date.
    sources
        Where the facts behind the scenario come from, in words.
    text
        The file as it was read, with those it extends and its tables of pairs.
    file
        Name of the file.
    written
        Where each query is written; empty for those made in Python.
    costs
        Name of the cost model it asks for; blank for that of the data.
    weights, weight_unit
        What each query counts for, in the order of the queries, and the unit; empty where all
        count the same. A group of places in a query stands for pairs that count this much each.
    extends
        Name of the scenario it was made from; blank for none.
    network
        Folder of the data it asks for; blank for that of the run.
    axes
        What a sweep of it turns.
    uncertain
        What draws of it draw.
    analyses
        What is asked of it beside routes.
    """

    name: str
    title: str
    variants: tuple[Variant, ...]
    queries: tuple[Query, ...] = ()
    question: str = ""
    description: str = ""
    on: date | None = None
    base: str = ""
    sources: tuple[str, ...] = ()
    text: str = field_of(default="", repr=False)
    file: str = ""
    written: tuple[Written, ...] = ()
    assume_expected: bool = False
    costs: str = ""
    weights: tuple[float, ...] = ()
    weight_unit: str = ""
    extends: str = ""
    network: str = ""
    axes: tuple[Axis, ...] = ()
    uncertain: tuple[Uncertain, ...] = ()
    analyses: tuple[Asked, ...] = ()

    @property
    def version(self) -> str:
        """``sha256:`` and the hash of its text as it was read; blank for one made in Python.

        Examples
        --------
        >>> Scenario("gap", "The gap closes", (), text="a").version[:14]
        'sha256:ca97811'
        """
        if not self.text:
            return ""
        return f"sha256:{hashlib.sha256(self.text.encode('utf-8', 'surrogatepass')).hexdigest()}"

    @property
    def pairs(self) -> Pairs:
        """The queries with their weights; groups of places among them are not taken apart.

        Raises
        ------
        QueryError
            If it asks for no route.
        """
        from corridors.model.pairs import Pairs

        weights = self.weights or (1.0,) * len(self.queries)
        return Pairs(self.queries, weights, self.weight_unit)

    def variant(self, name: str | None = None) -> Variant:
        """Give a variant by its name.

        Parameters
        ----------
        name
            Its name; may be left out where there is only one.

        Raises
        ------
        ScenarioError
            If there is none of that name, or several and no name was given.
        """
        names = [variant.name for variant in self.variants]
        if name is None and len(names) == 1:
            return self.variants[0]
        if name is None:
            raise ScenarioError(Problem(
                "S20", f'the scenario "{self.name}" has {len(names)} variants',
                f"Say which: {', '.join(names)}."))
        if name not in names:
            raise ScenarioError(Problem(
                "S20", f'the scenario "{self.name}" has no variant "{name}"',
                suggest(name, names)))
        return self.variants[names.index(name)]

    def _repr_html_(self) -> str:
        from corridors.model.html import table

        rows = [(variant.label, change.said(), change.reason)
                for variant in self.variants for change in variant.changes]
        return table(self.title, ("variant", "change", "reason"), rows)

    def __repr__(self) -> str:
        return (f"<Scenario {self.name!r}: {len(self.variants)} variants "
                f"({', '.join(variant.name for variant in self.variants)}), "
                f"{len(self.queries)} queries>")

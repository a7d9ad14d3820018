"""Reading a list of places of one's own: names or ids, with or without weights."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from corridors.errors import Problem, TableError
from corridors.io.schema import Attribute, TableSchema
from corridors.io.tables import read_table

__all__ = ["PLACE_LIST", "PlaceList", "read_place_list", "with_lists"]

PLACE_LIST = TableSchema("places", (
    Attribute("place", "text", "key", description="Place name or node id."),
    Attribute("weight", "number", "no", blank=None, minimum=0.0, maximum=1e15,
              description="What the place counts for, such as people, tonnes or TEU."),
))
"""What a list of places must look like."""

PlaceList = dict[str, float | None]
"""Weight by place, as they were written; None where there is none."""


def read_place_list(path: Path | str) -> PlaceList:
    """Read a list of places.

    Parameters
    ----------
    path
        A .csv file with the column ``place`` (names or node ids) and, where places have weights,
        ``weight``.

    Returns
    -------
    places
        Weight by place, in the order of the file.

    Raises
    ------
    TableError
        With everything that is wrong in the file.

    Examples
    --------
    >>> import tempfile
    >>> folder = tempfile.TemporaryDirectory()
    >>> path = Path(folder.name, "depots.csv")
    >>> _ = path.write_text("place,weight\\nBaku,120\\nTbilisi,80\\n")
    >>> read_place_list(path)
    {'Baku': 120.0, 'Tbilisi': 80.0}
    >>> folder.cleanup()
    """
    problems: list[Problem] = []
    table = read_table(Path(path), PLACE_LIST, problems, [])
    if not problems and not len(table):
        problems.append(Problem("T35", "the table has column names and no rows",
                                "Add the places.", file=table.file))
    if problems:
        raise TableError(problems)
    return dict(zip(table.columns["place"], table.columns["weight"], strict=True))


def with_lists(texts: Iterable[str]) -> PlaceList:
    """Read the lists among places; the other places have no weight.

    Parameters
    ----------
    texts
        Place names, groups, and paths that end in .csv.

    Returns
    -------
    places
        Weight by place.

    Raises
    ------
    TableError
        If a file is wrong.
    """
    found: PlaceList = {}
    for text in texts:
        found |= read_place_list(text) if text.lower().endswith(".csv") else {text: None}
    return found

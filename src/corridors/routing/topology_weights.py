"""What is a weight and what is none, in the columns of a large network."""

from __future__ import annotations

from math import isinf, isnan
from numbers import Real
from typing import Any, TypeAlias

import numpy as np

from corridors.routing.engines import CLOSED

__all__ = ["numbers", "weight_fault", "whole"]

Ints: TypeAlias = Any


def numbers(values: Any) -> tuple[Ints, Ints]:
    """Give a column as it is, and which of its entries are no weights.

    Parameters
    ----------
    values
        A column of any library.
    """
    if isinstance(values, np.ma.MaskedArray):
        hidden, values = np.ma.getmaskarray(values), values.astype(object).data
        values[hidden] = None
    column = np.asarray(values)
    if column.dtype.kind in "iuf":
        with np.errstate(invalid="ignore"):
            return column, ~((column >= 0) & (column < CLOSED) & (np.floor(column) == column))
    column = np.asarray(values, dtype=object)
    return column, np.array([weight_fault(value)[0] != "" for value in column], dtype=bool)


def whole(column: Ints, bad: Ints) -> Ints:
    """Give a column as whole numbers, 0 where an entry is none.

    Parameters
    ----------
    column
        The column.
    bad
        Which of its entries are none.
    """
    return np.where(bad, 0, column).astype(np.int64)


def weight_fault(value: Any) -> tuple[str, str, str]:
    """Tell what is wrong with a weight: code, what it is, what to do. All blank if nothing is.

    Parameters
    ----------
    value
        Anything.

    Examples
    --------
    >>> weight_fault(-1)
    ('A04', 'is -1, which is negative', 'Nothing takes less than nothing.')
    """
    if isinstance(value, bool | np.bool_) or not isinstance(value, Real):
        if value is None or str(value) in ("<NA>", "NaT", ""):
            return "A02", "is missing", "Give every link one, or leave the link out."
        return "A02", f'is "{value}", which is not a number', "Give a whole number."
    number: Any = value
    if isnan(number):
        return "A02", "is missing (NaN)", "Give every link one, or leave the link out."
    if isinf(number):
        return "A03", "is infinite", "To close a link, ask with closed(), or leave it out."
    if number < 0:
        return "A04", f"is {value}, which is negative", "Nothing takes less than nothing."
    if number % 1:
        return "A05", f"is {value}, which is not whole", \
            "Round to metres, thousandths of an hour, US cents or grams."
    if number >= CLOSED:
        return "A06", f"is {value}, which is more than {CLOSED - 1}", "Count in a larger unit."
    return "", "", ""

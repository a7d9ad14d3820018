"""Random numbers that depend on a seed and a name alone, and the values they stand for.

Every input has a stream of its own, told by the seed and its name. So the draw of an input is the
same whatever other inputs, variants or workers there are, and draw by draw variants meet the same
world (common random numbers); the first thousand of ten thousand draws are those of a thousand.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from corridors.model.spread import Spread

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["BLOCK", "quantiles", "uniform"]

BLOCK = 4
"""Numbers that the generator makes at a time; a part of a stream begins at a multiple of it."""


def uniform(seed: int, name: str, start: int, count: int) -> NDArray[np.float64]:
    """Give a part of the stream of an input: numbers evenly spread from 0 to less than 1.

    Parameters
    ----------
    seed
        Any whole number.
    name
        Name of the input.
    start
        First draw, a multiple of :data:`BLOCK`.
    count
        How many draws.

    Returns
    -------
    numbers
        The same whichever part is asked for.

    Notes
    -----
    Source: J. K. Salmon and others, Parallel random numbers: as easy as 1, 2, 3, 2011 (Philox, a
    generator that counts: any part of a stream is made without the parts before it).

    Examples
    --------
    >>> bool((uniform(1, "speed", 0, 8)[4:] == uniform(1, "speed", 4, 4)).all())
    True
    """
    import numpy as np

    digest = sha256(f"{seed}|{name}".encode()).digest()
    key = np.frombuffer(digest[:16], dtype="<u8")
    return np.random.Generator(np.random.Philox(key=key, counter=start // BLOCK)).random(count)


def quantiles(spread: Spread, shape: str, shares: Any) -> NDArray[np.float64]:
    """Give the values below which these shares of all values lie.

    Parameters
    ----------
    spread
        Lowest, likeliest and highest value.
    shape
        One of :data:`~corridors.model.uncertain.SHAPES`: ``triangular``, straight from the lowest
        to the likeliest and on to the highest; ``pert``, a beta distribution with the same three
        figures, in which the likeliest weighs four times; ``uniform``, where only lowest and
        highest matter.
    shares
        Numbers from 0 to 1: random ones give random values.

    Returns
    -------
    values
        From lowest to highest.

    Notes
    -----
    Source: D. G. Malcolm and others, Application of a technique for research and development
    program evaluation, 1959 (PERT); S. Kotz and J. R. van Dorp, Beyond beta, 2004 (triangular).

    Examples
    --------
    >>> quantiles(Spread(0, 1, 2), "triangular", [0, 0.5, 1]).tolist()
    [0.0, 1.0, 2.0]
    >>> quantiles(Spread(0, 1, 4), "uniform", [0.25]).tolist()
    [1.0]
    """
    import numpy as np

    low, mode, high = float(spread.low), float(spread.value), float(spread.high)
    at, width = np.asarray(shares, dtype=np.float64), high - low
    if width <= 0:
        return np.full(at.shape, mode)
    if shape == "uniform":
        values = low + width * at
    elif shape == "pert":
        from scipy.special import betaincinv

        values = low + width * betaincinv(1 + 4 * (mode - low) / width,
                                          1 + 4 * (high - mode) / width, at)
    else:
        values = np.where(at * width < mode - low,
                          low + np.sqrt(at * width * (mode - low)),
                          high - np.sqrt((1 - at) * width * (high - mode)))
    made: NDArray[np.float64] = np.clip(values, low, high)
    return made

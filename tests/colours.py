"""Colours measured: contrast, lightness, and how far apart they stay for the colour-blind.

Contrast after WCAG 2.2; colour blindness after Machado, Oliveira and Fernandes 2009 (severity 1.0);
distance is CIE 1976 delta E in L*a*b* under D65.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

import numpy as np
from matplotlib.colors import to_rgb
from numpy.typing import NDArray

Values = NDArray[np.float64]

SEEN = {
    "as it is": np.eye(3),
    "protanopia": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                            [-0.003882, -0.048116, 1.051998]]),
    "deuteranopia": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                              [-0.011820, 0.042940, 0.968881]]),
    "tritanopia": np.array([[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
                            [0.004733, 0.691367, 0.303900]]),
}
TO_XYZ = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
                   [0.0193339, 0.1191920, 0.9503041]])
WHITE = np.array([0.95047, 1.0, 1.08883])


def linear(colour: str) -> Values:
    """Give linear RGB of a colour."""
    rgb = np.array(to_rgb(colour))
    made: Values = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    return made


def luminance(colour: str) -> float:
    return float(TO_XYZ[1] @ linear(colour))


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def lab(colour: str, seen: str = "as it is") -> Values:
    """Give L*, a* and b* of a colour as somebody sees it."""
    xyz = TO_XYZ @ np.clip(SEEN[seen] @ linear(colour), 0, 1) / WHITE
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def lightness(colour: str) -> float:
    """Give L*, from 0 to 100: what is left of a colour on grey paper."""
    return float(lab(colour)[0])


def nearest(colours: Iterable[str]) -> tuple[float, str, str, str]:
    """Give the smallest distance of two colours, for whom, and which they are."""
    return min((float(np.linalg.norm(lab(one, seen) - lab(other, seen))), seen, one, other)
               for one, other in combinations(colours, 2) for seen in SEEN)

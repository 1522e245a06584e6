"""Another sampling rate by a windowed sinc, as one matrix product a block."""

from fractions import Fraction
from math import ceil

import numpy as np
from numpy.typing import NDArray

FINEST = 1000  # the ratio is taken to the nearest fraction of this denominator (error < 1e-6)
ZEROS = 12  # zero crossings of the sinc on each side
ROLL_OFF = 0.92  # of the lower Nyquist frequency
BETA = 8.0  # Kaiser window: about 80 dB down
OUTPUTS = 160


class Resampler:
    """Mono float32 in any pieces, mono float32 out; `ratio` is what an output sample truly stands
    for (inputs to one output)."""

    def __init__(self, rate: int, wanted: int) -> None:
        exact = Fraction(rate, wanted).limit_denominator(FINEST)
        times = max(1, OUTPUTS // exact.denominator)
        self.inputs, self.outputs = exact.numerator * times, exact.denominator * times
        self.ratio = self.inputs / self.outputs
        cut = ROLL_OFF * min(1.0, 1 / self.ratio)
        self.reach = ceil(ZEROS / cut)
        self.filter = self._matrix(cut)
        self.rest: NDArray[np.float32] = np.zeros(self.reach, np.float32)

    def _matrix(self, cut: float) -> NDArray[np.float32]:
        """Return the (inputs + both sides, outputs) matrix of one period of the ratio."""
        places = np.arange(self.outputs) * self.ratio + self.reach
        away = np.arange(self.inputs + 2 * self.reach)[:, np.newaxis] - places
        inside = np.clip(1 - (away * cut / ZEROS) ** 2, 0, None)
        window = np.where(inside > 0, np.i0(BETA * np.sqrt(inside)) / np.i0(BETA), 0)
        return (cut * np.sinc(away * cut) * window).astype(np.float32)

    def feed(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return what can be said after these samples; the rest waits for the next piece."""
        line = np.concatenate([self.rest, samples])
        width = self.filter.shape[0]
        rows = (len(line) - width) // self.inputs + 1 if len(line) >= width else 0
        self.rest = line[rows * self.inputs :]
        if not rows:
            return np.empty(0, np.float32)
        step = line.strides[0]
        shape, strides = (rows, width), (step * self.inputs, step)
        periods = np.lib.stride_tricks.as_strided(line, shape, strides, writeable=False)
        return (periods @ self.filter).reshape(-1)

    def end(self) -> NDArray[np.float32]:
        """Return the last of it: silence is taken to follow."""
        return self.feed(np.zeros(self.inputs + 2 * self.reach, np.float32))

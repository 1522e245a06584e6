"""Another sampling rate by a windowed sinc, as a few matrix products a block."""

from fractions import Fraction
from math import ceil

import numpy as np
from numpy.typing import NDArray

FINEST = 1000  # the ratio is taken to the nearest fraction of this denominator (error < 1e-6)
ZEROS = 12  # zero crossings of the sinc on each side
ROLL_OFF = 0.92  # of the lower Nyquist frequency
BETA = 8.0  # Kaiser window: about 80 dB down
OUTPUTS = 160  # at least so many come of one period of the ratio
TOGETHER = 32  # of them made by one product: more would multiply by ever more zeros


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
        self.width = self.inputs + 2 * self.reach
        self.filters = [
            self._filter(cut, np.arange(first, min(first + TOGETHER, self.outputs)))
            for first in range(0, self.outputs, TOGETHER)
        ]
        self.rest: NDArray[np.float32] = np.zeros(self.reach, np.float32)

    def _filter(self, cut: float, wanted: NDArray[np.int_]) -> tuple[int, NDArray[np.float32]]:
        """Return the first input that these outputs hear, and the (inputs, outputs) matrix."""
        places = wanted * self.ratio + self.reach
        first = int(places[0]) - self.reach
        heard = np.arange(first, min(ceil(places[-1]) + self.reach, self.width))
        away = heard[:, np.newaxis] - places
        inside = np.clip(1 - (away * cut / ZEROS) ** 2, 0, None)
        window = np.where(inside > 0, np.i0(BETA * np.sqrt(inside)) / np.i0(BETA), 0)
        return first, (cut * np.sinc(away * cut) * window).astype(np.float32)

    def feed(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return what can be said after these samples; the rest waits for the next piece."""
        line = np.concatenate([self.rest, samples])
        rows = (len(line) - self.width) // self.inputs + 1 if len(line) >= self.width else 0
        self.rest = line[rows * self.inputs :]
        made = np.empty((rows, self.outputs), np.float32)
        strides = (line.strides[0] * self.inputs, line.strides[0])
        for number, (first, factors) in enumerate(self.filters if rows else ()):
            shape = (rows, len(factors))
            heard = np.lib.stride_tricks.as_strided(line[first:], shape, strides, writeable=False)
            place = number * TOGETHER
            np.matmul(heard, factors, out=made[:, place : place + TOGETHER])
        return made.reshape(-1)

    def end(self) -> NDArray[np.float32]:
        """Return the last of it: silence is taken to follow."""
        return self.feed(np.zeros(self.width, np.float32))

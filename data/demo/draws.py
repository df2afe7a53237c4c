"""Chance for the demo: seeded by name, the same on every machine.

Owns the draws, made of `random()` alone, whose sequence Python promises to keep. Must not know what is drawn.
"""

from __future__ import annotations

import math
import random

SEED = 20230109


class Draws:
    """A stream of chance of its own, so that a change in one indicator leaves all others as they were."""

    def __init__(self, *names: str) -> None:
        # Invented figures need no secret chance; they need the same chance every time.
        self._random = random.Random("/".join((str(SEED), *names)))  # noqa: S311 - not for secrets

    def uniform(self, low: float, high: float) -> float:
        """Return a number from low up to high."""
        return low + (high - low) * self._random.random()

    def chance(self, probability: float) -> bool:
        """Say yes with that probability."""
        return self._random.random() < probability

    def binomial(self, trials: int, probability: float) -> int:
        """Return how many of the trials say yes."""
        return sum(self.chance(probability) for _ in range(trials))

    def poisson(self, mean: float) -> int:
        """Return a count around the mean."""
        limit, product, count = math.exp(-mean), self._random.random(), 0
        while product > limit:
            product *= self._random.random()
            count += 1
        return count

    def persons_behind(self, events: int, *, events_each: float) -> int:
        """Return how many persons stand behind so many events: one to all of them, none behind none."""
        if events == 0:
            return 0
        return max(1, min(events, round(events / events_each + self.uniform(-0.5, 0.5))))

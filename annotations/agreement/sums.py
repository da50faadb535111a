"""The sums over units that coefficients are computed from. Light to import."""

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotations.agreement.ratings import Floats


class Sums(ABC):
    """Sums over units: single numbers, or arrays with one entry for each resample in front of all other axes.

    `labels` is the number of labels in the scheme, used or not, and `level` the scale. `rated` counts the units with a
    rating, `pairable` those with two or more, and `ratings` all ratings of pairable units.
    """

    labels: "Floats"
    level: str
    rated: "Floats"
    pairable: "Floats"
    ratings: "Floats"

    @abstractmethod
    def agreed(self, weights: str = "nominal") -> "Floats":
        """Of the pairs of ratings of a unit, the share that agrees; summed over pairable units.

        `weights` gives credit for near misses: `linear`, `quadratic` or `ordinal`, by the order of the labels.
        """

    @property
    @abstractmethod
    def shares(self) -> "Floats":
        """Of the ratings of a unit, the share with each label (last axis); summed over rated units."""

    @property
    @abstractmethod
    def values(self) -> "Floats":
        """The number of ratings with each label (last axis) in pairable units."""

    @property
    @abstractmethod
    def squared_shares(self) -> "Floats":
        """The squares of `shares`, summed over labels. Cheap even for thousands of labels."""

    @property
    @abstractmethod
    def squared_values(self) -> "Floats":
        """The squares of `values`, summed over labels. Cheap even for thousands of labels."""

    @abstractmethod
    def disagreement(self) -> "tuple[Floats, Floats]":
        """Distances by the scale: between the ratings of the same unit, and between any two ratings, both summed.

        The distances within a unit are divided by the number of its ratings minus one.
        """

    def observed(self, weights: str = "nominal") -> "Floats":
        """Observed agreement: the mean of `agreed` over pairable units."""
        return self.agreed(weights) / self.pairable

    def by_chance(self, weights: str = "nominal") -> "Floats":
        """How often two ratings picked at random agree: the squares of the labels' shares, or with credit."""
        import numpy as np

        if weights == "nominal":
            return np.asarray(self.squared_shares / self.rated**2)
        from annotations.agreement.distances import agreement_weights

        shares = self.shares / np.asarray(self.rated)[..., None]
        credit = agreement_weights(weights, int(self.labels))
        return np.asarray(((shares @ credit) * shares).sum(axis=-1))

    def credit(self, weights: str = "nominal") -> "Floats":
        """The credit for each pair of labels, summed over all pairs of labels."""
        if weights == "nominal":
            return self.labels
        import numpy as np

        from annotations.agreement.distances import agreement_weights

        return np.asarray(agreement_weights(weights, int(self.labels)).sum())

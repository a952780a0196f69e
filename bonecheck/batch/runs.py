"""Step 3 for lines in memory: numbered lines → `sums.Sums`, like `sums.of_lines`, but by their order.

A log mostly has the lines of a day one below the other. Such a run is summed where it stands, and only the sums are grouped
by client and date: no text of a line is looked at but to see whether it is another than the one above. The order of the
additions, and so every digit, is always the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import narwhals as nw
import numpy as np
import numpy.typing as npt
import polars as pl

from bonecheck.batch import keys, sums
from bonecheck.batch.sums import Sums
from bonecheck.foods.resolve import MUCH_GRAMS

_TEXTS: Final = frozenset({"food", "unit", "counted"})
Array = npt.NDArray[Any]


class Arrays:
    """The columns of a key table as arrays, in the order of the keys' numbers."""

    def __init__(self, columns: Mapping[str, list[object]]) -> None:
        self.by_name: dict[str, Array] = {name: np.array(each) for name, each in columns.items() if name not in _TEXTS}

    def of_lines(self, lines: pl.DataFrame) -> Sums:
        """The sums of numbered lines."""
        number, amount = lines[keys.NUMBER].to_numpy(), lines["amount"].to_numpy()
        whose = lines.select(*sums.BY)
        rare = np.flatnonzero(self.by_name[keys.IS_RARE][number])
        return Sums(
            common=nw.from_native(self._of(whose, number, amount, sums.COMMON), eager_only=True),
            rare=nw.from_native(self._of(whose[rare], number[rare], amount[rare], sums.RARE).drop(sums.LINES)),
        )

    def is_odd(self, lines: pl.DataFrame) -> pl.Series:
        """Of which numbered lines the key, or the amount, is odd."""
        number, amount = lines[keys.NUMBER].to_numpy(), lines["amount"].to_numpy()
        grams = self.by_name[keys.GRAMS][number]
        odd_amount = (grams > 0) & ((amount == 0) | (grams * amount > MUCH_GRAMS))
        return pl.Series(self.by_name[keys.IS_ODD][number] | odd_amount)

    def _of(self, whose: pl.DataFrame, number: Array, amount: Array, names: Sequence[str]) -> pl.DataFrame:
        """Sums of some columns, and how many lines there are, per client and day."""
        starts = _starts(whose)
        times = np.where(self.by_name[keys.SCALES][number], amount, 1.0)
        counts = np.diff(starts, append=len(number))
        columns = {sums.LINES: pl.Series(counts, dtype=pl.Int64)}
        for name in names:
            values = self.by_name[name][number]
            columns[name] = pl.Series(np.add.reduceat(values * times if name in sums.GROWING else values, starts))
        found = whose[starts].hstack(pl.DataFrame(columns))
        return found.group_by(*sums.BY, maintain_order=True).sum()


def _starts(whose: pl.DataFrame) -> Array:
    """The lines whose client or day is another than that of the line above; the first is one."""
    differs = pl.any_horizontal(pl.col(name).ne_missing(pl.col(name).shift()) for name in sums.BY)
    first = pl.int_range(pl.len()) == 0
    return whose.select(differs | first).to_series().arg_true().to_numpy()

"""Step 3 for lines in memory: numbered lines → `sums.Sums`, like `sums.of_lines`, but by their order.

A log mostly has the lines of a day one below the other. Such a run is summed where it stands, and only the sums are grouped
by client and date: no text of a line is looked at but to see whether it is another than the one above. The order of the
additions, and so every digit, is always the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import narwhals as nw
import numpy as np
import numpy.typing as npt
import polars as pl

from bonecheck.batch import keys, sums
from bonecheck.batch.keys import KeyTable
from bonecheck.batch.sums import Sums
from bonecheck.foods.problems import MUCH_GRAMS, MUCH_KCAL

_TEXTS: Final = frozenset({"food", "unit", "counted"})
Array = npt.NDArray[Any]


class Arrays:
    """The columns of a key table as arrays, in the order of the keys' numbers."""

    def __init__(self) -> None:
        self.by_name: dict[str, Array] = {
            name: np.empty(0, type_) for name, type_ in keys.COLUMNS.items() if name not in _TEXTS
        }

    def grow(self, table: KeyTable) -> None:
        """Take in the keys that the table has learned since."""
        known = len(self.by_name[keys.SCALES])
        if known < len(table):
            for name, array in self.by_name.items():
                new = np.array(table.columns[name][known:], array.dtype)
                self.by_name[name] = np.concatenate((array, new))

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
        energy = self.by_name[keys.ENERGY][number]
        much = (grams * amount > MUCH_GRAMS) | (energy * amount > MUCH_KCAL)
        odd_amount = (grams > 0) & ((amount == 0) | much)
        return pl.Series(self.by_name[keys.IS_ODD][number] | odd_amount)

    def _of(self, whose: pl.DataFrame, number: Array, amount: Array, names: Sequence[str]) -> pl.DataFrame:
        """Sums of some columns, and how many lines there are, per client and day."""
        starts = _starts(whose)
        scales = self.by_name[keys.SCALES][number]
        times = np.where(scales, amount, 1.0)
        portions = np.where(scales, np.maximum(self.by_name[keys.HELPINGS][number] * amount, 1.0), 1.0)
        counts = np.diff(starts, append=len(number))
        columns = {sums.LINES: pl.Series(counts, dtype=pl.Int64)}
        for name in names:
            values = self.by_name[name][number]
            if name in sums.BY_HELPINGS:
                values = values * portions
            elif name in sums.GROWING:
                values = values * times
            columns[name] = pl.Series(np.add.reduceat(values, starts))
        found = whose[starts].hstack(pl.DataFrame(columns))
        return found.group_by(*sums.BY, maintain_order=True).sum()


def combined(parts: Sequence[Sums]) -> Sums:
    """The sums of blocks as one, by client and day, so that they are the same to the last digit however they were read."""
    common, rare = (pl.concat([part[place].to_native() for part in parts]) for place in (0, 1))
    return Sums(*(added(nw.from_native(each.sort(*sums.BY, maintain_order=True)), sums.BY) for each in (common, rare)))


def added(frame: Any, by: Sequence[str]) -> Any:
    """The sums of all other columns of a frame that is sorted by some, as `sums.added`."""
    native: pl.DataFrame = frame.to_native()
    whose, amounts = native.select(by), native.drop(by)
    starts = _starts(whose)
    columns = (pl.Series(each.name, np.add.reduceat(each.to_numpy(), starts)) for each in amounts)
    return nw.from_native(whose[starts].hstack(list(columns)))


def _starts(whose: pl.DataFrame) -> Array:
    """The lines whose client or day is another than that of the line above; the first is one."""
    differs = pl.any_horizontal(pl.all().ne_missing(pl.all().shift()))
    first = pl.int_range(pl.len()) == 0
    return whose.select(differs | first).to_series().arg_true().to_numpy()

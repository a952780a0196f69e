"""Step 2 for lines in memory: food, unit and how the amount counts → the number of the line's key in the table.

Texts become numbers first, each distinct one once, so that what follows compares no text.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import numpy.typing as npt
import polars as pl

from bonecheck.batch import keys
from bonecheck.batch.distinct import row_of_each
from bonecheck.batch.keys import Key, KeyTable

Array = npt.NDArray[Any]
_PAIR: Final = "pair"
_COUNTED: Final = "counted"
# Bits of a pair that hold its unit.
_UNIT: Final = 32


class Numbering:
    """Numbers lines by the keys of a table, which learns those that are new."""

    def __init__(self, table: KeyTable) -> None:
        self._table = table
        self._foods, self._units = _Texts(), _Texts()
        self._counts_pieces = np.empty(0, np.bool_)
        self._known = pl.DataFrame(schema={_PAIR: pl.Int64, _COUNTED: pl.Float64, keys.NUMBER: pl.Int64})

    def of_lines(self, lines: pl.DataFrame) -> Array:
        """The number of each line's key."""
        food, unit = self._foods.numbers(lines["food"]), self._units.numbers(lines["unit"])
        ways = pl.DataFrame({_PAIR: food << _UNIT | unit, _COUNTED: self._counted(unit, lines)})
        found = self._look_up(ways)
        if found.null_count():
            self._learn(ways.filter(found.is_null()).unique(maintain_order=True))
            found = self._look_up(ways)
        return found.to_numpy()

    def _counted(self, unit: Array, lines: pl.DataFrame) -> Array:
        """How each amount counts; see `keys`."""
        new = self._units.texts[len(self._counts_pieces) :]
        self._table.learn_units(new)
        counts = np.array([not text or text in self._table.counting_units for text in new], np.bool_)
        self._counts_pieces = np.concatenate((self._counts_pieces, counts))
        amount = lines["amount"]
        counted = np.where(self._counts_pieces[unit], amount.to_numpy(), keys.MULTIPLIES)
        counted[amount.is_null().to_numpy()] = keys.NO_AMOUNT
        counted[lines["unread"].to_numpy()] = keys.UNREAD
        return counted

    def _look_up(self, ways: pl.DataFrame) -> pl.Series:
        return ways.join(self._known, on=[_PAIR, _COUNTED], how="left", maintain_order="left")[keys.NUMBER]

    def _learn(self, ways: pl.DataFrame) -> None:
        texts = ((self._foods.texts[pair >> _UNIT], self._units.texts[pair & (1 << _UNIT) - 1]) for pair in ways[_PAIR])
        numbers = [self._table.number(Key(*each, counted)) for each, counted in zip(texts, ways[_COUNTED], strict=True)]
        self._known = self._known.vstack(ways.with_columns(pl.Series(keys.NUMBER, numbers, pl.Int64)))


class _Texts:
    """Distinct texts in the order of their numbers, which stay the same from block to block."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._numbers: dict[str, int] = {}

    def numbers(self, column: pl.Series) -> Array:
        """The number of each text of a column."""
        # Codes of Polars hold as long as some column has them, and so for this one alone.
        column = column.cast(pl.Categorical)
        codes, rows = column.to_physical().to_numpy(), row_of_each(column)
        numbers = np.zeros(int(codes.max(initial=0)) + 1, np.int64)
        numbers[codes[rows]] = [self._number(text) for text in column.gather(rows).cast(pl.String)]
        found: Array = numbers[codes]
        return found

    def _number(self, text: str) -> int:
        number = self._numbers.setdefault(text, len(self.texts))
        if number == len(self.texts):
            self.texts.append(text)
        return number

"""NHANES (the survey of the United States): its files of individual foods, DR1IFF and DR2IFF, one for each of two recalls.

Foods have codes alone, of the FNDDS edition of their cycle. People are numbers (SEQN); days have no dates.
"""

from __future__ import annotations

from typing import Final

from bonecheck.readers.base import Reader
from bonecheck.readers.export import Cells, Export
from bonecheck.readers.export_rows import reader

_RELIABLE: Final = "1"
# DR1DRSTZ: what a recall is that is not reliable and complete.
_OTHERS: Final = {"2": "not reliable", "4": "without the breast milk in them", "5": "not done"}


def _skip(cells: Cells) -> str:
    status = cells.get("status", "").removesuffix(".0")
    if status == _RELIABLE:
        return ""
    return f"recalls that are {_OTHERS.get(status, 'of unknown worth')} (DRSTZ {status or 'empty'})"


def _of_day(day: int) -> Reader:
    """The reader of one recall's file, whose column names begin with its day."""
    code = f"dr{day}"

    def bare(cell: str) -> str:
        return cell.casefold().removeprefix(f"{code}i")

    return reader(
        Export(
            name=f"nhanes-{code}iff",
            title=f"NHANES {code.upper()}IFF",
            gives="FNDDS codes, grams, energy and six of the seven nutrients; all people of a survey cycle",
            lacks="K2; names of foods; dates; supplements",
            needs=frozenset({"seqn", f"{code}ifdcd", f"{code}igrms"}),
            roles={
                "client": ("seqn",),
                "code": (f"{code}ifdcd",),
                "grams": (f"{code}igrms",),
                "meal": (f"{code} 030z",),
                "energy": (f"{code}ikcal",),
                "status": (f"{code}drstz",),
            },
            bare=bare,
            code_prefix="fndds:",
            skip=_skip,
        )
    )


FIRST: Final = _of_day(1)
SECOND: Final = _of_day(2)

"""A table of clients: who each is, in the words of the options. Only the column ``client`` is required."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from bonecheck.errors import InputError, did_you_mean
from bonecheck.readers import columns, table
from bonecheck.readers.base import Row

# role -> header names, folded as in columns.py; the first is ours.
_HEADERS: Final[dict[str, tuple[str, ...]]] = {
    "client": columns.HEADER_NAMES["client"],
    "sex": ("sex", "gender"),
    "age": ("age", "age years", "years"),
    "weight_kg": ("weight kg", "weight", "kg", "body weight", "body weight kg"),
    "life_stage": ("life stage", "stage"),
    "authority": ("authority",),
    "phytate": ("phytate", "phytate mg"),
}
_ROLES: Final = {name: role for role, names in _HEADERS.items() for name in names}


class Client(NamedTuple):
    """One line of a table of clients, its cells as written; an empty one is not given."""

    line: int
    client: str
    sex: str = ""
    age: str = ""
    weight_kg: str = ""
    life_stage: str = ""
    authority: str = ""
    phytate: str = ""


def of_text(told: str, source: str) -> list[Client]:
    """The lines of a table of clients; `Client.client` is "" where one names nobody. Raises InputError as `places` does, and when it has no line."""
    found = table.parse(told, source, claims)
    by_role = places(source, found.header)
    order = [by_role.get(name, -1) for name in Client._fields[1:]]
    return [_client(row, order) for row in found.rows]


def places(source: str, header: Row) -> dict[str, int]:
    """The number of each role's column in a header. Raises InputError when it has no client column."""
    found = _places(header.cells)
    if "client" not in found:
        names = [cell.strip() for cell in header.cells if cell.strip()]
        raise InputError(
            f"{source}:{header.line}: no client column; the header names {', '.join(names[:8]) or 'nothing'}",
            did_you_mean("client", names)
            if names
            else "the first line must name the columns: client,sex,age,weight_kg",
        )
    return found


def claims(header: tuple[str, ...]) -> bool:
    """Whether a header is that of a table of clients."""
    return "client" in _places(header)


def _places(header: Sequence[str]) -> dict[str, int]:
    """Column numbers by role; of two for one role the first."""
    found: dict[str, int] = {}
    for number, cell in enumerate(header):
        role = _ROLES.get(columns.fold(cell))
        if role is not None:
            found.setdefault(role, number)
    return found


def _client(row: Row, order: Sequence[int]) -> Client:
    """The client of a row whose cells stand at the places of ``order``, -1 where the table has no such column."""
    cells, width = row.cells, len(row.cells)
    return Client(row.line, *[cells[place].strip() if 0 <= place < width else "" for place in order])

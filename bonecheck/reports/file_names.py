"""File names made from client ids: readable, stable, and never a path out of the folder they are for."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable
from typing import Final

# A file system takes 255 bytes; an ending and a temporary name want their share of it.
_BYTES: Final = 120
_DIGITS: Final = 8
_UNSAFE: Final = re.compile(r'[\s/\\:*?"<>|]+')
_STRIPPED: Final = " .-_~"
# Names of devices on Windows, whatever ending they have.
_DEVICES: Final = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\..*)?", re.IGNORECASE)
# Control characters, marks without a shape, halves of characters, and those that nobody has assigned.
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def file_name(client: str, taken: Collection[str]) -> str:
    """A name for the file of one client, without an ending; ``taken`` holds what ``folded`` makes of those given.

    An id that can be a name is one. Where it had to be changed, or another has that name on a system that does not
    tell capitals apart, a few digits that the id alone decides tell it from others.

    >>> file_name("anna", set()), file_name("../../x", set())
    ('anna', 'x-9cdf6a50')
    """
    readable = _readable(client)
    if readable == client and folded(readable) not in taken:
        return readable
    digest = hashlib.sha256(client.encode(errors="surrogatepass")).hexdigest()
    for digits in range(_DIGITS, len(digest)):
        name = f"{readable}-{digest[:digits]}"
        if folded(name) not in taken:
            break
    return name


def file_names(clients: Iterable[str]) -> dict[str, str]:
    """A name for each client, all different on every system."""
    named: dict[str, str] = {}
    taken: set[str] = set()
    for client in clients:
        named[client] = file_name(client, taken)
        taken.add(folded(named[client]))
    return named


def folded(name: str) -> str:
    """What two names share that some file system takes for one."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def _readable(client: str) -> str:
    """The id without what a name cannot have; "client" where nothing is left."""
    shown = "".join("-" if unicodedata.category(each) in _INVISIBLE else each for each in client)
    name = _UNSAFE.sub("-", unicodedata.normalize("NFC", shown)).strip(_STRIPPED)
    name = name.encode()[:_BYTES].decode(errors="ignore").strip(_STRIPPED)
    return f"client-{name}" if _DEVICES.fullmatch(name) else name or "client"

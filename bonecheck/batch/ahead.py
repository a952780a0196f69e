"""Two steps at a time: the next items are made while one is in use.

What makes blocks of bytes and reads cells of them holds no lock of the interpreter for most of its time.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def ahead(items: Iterator[T], most: int = 1) -> Iterator[T]:
    """The same items, of which another thread makes up to ``most`` while one is in use."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        coming = deque(pool.submit(next, items, None) for _ in range(most))
        while (item := coming.popleft().result()) is not None:
            coming.append(pool.submit(next, items, None))
            yield item

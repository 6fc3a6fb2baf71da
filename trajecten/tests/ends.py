"""Work that must come to an end, whatever it is given."""

import contextlib
import time
from collections.abc import Iterator

HANGS = 30
"""Seconds of CPU after which it never ends: twenty times and more what it takes on a slow machine.

No test asks how fast it is: that depends on the machine, and stands in bench/.
"""


@contextlib.contextmanager
def ends() -> Iterator[None]:
    """Fails when what stands inside took so long that somebody could hold a worker up with it."""
    began = time.process_time()
    yield
    assert time.process_time() - began < HANGS

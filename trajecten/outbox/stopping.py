"""Asked to stop (SIGTERM), a sender finishes the mail it is busy with and gives the rest back.

Shared memory, because the worker's main process hears the signal and its children send. They inherit this page.
"""

import mmap

_page = mmap.mmap(-1, 1)


def ask(*_args, **_kwargs) -> None:
    """Also usable as a signal handler."""
    _page[0] = 1


def asked() -> bool:
    return _page[0] == 1


def clear() -> None:
    _page[0] = 0

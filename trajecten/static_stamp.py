"""Whether collectstatic has anything to do: compressing takes seconds, looking takes none."""

import hashlib
from pathlib import Path

from django.conf import settings


def static_is_fresh() -> bool:
    stamp = _stamp()
    return stamp.exists() and stamp.read_text() == _fingerprint()


def stamp_static() -> None:
    _stamp().write_text(_fingerprint())


def _stamp() -> Path:
    return Path(settings.STATIC_ROOT) / ".stand"


def _fingerprint() -> str:
    """Names, sizes and times of every source file, and how they are stored."""
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            seen = Path(storage.path(name)).stat()
            digest.update(f"{name} {seen.st_size} {seen.st_mtime_ns}\n".encode())
    return digest.hexdigest()

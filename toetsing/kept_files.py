"""Files of versions on disk. A file goes with the last row that names it, once that is certain: after the commit.

What a crash in between left behind, `manage.py losse_bestanden` finds.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial

from django.core.files.storage import Storage
from django.db import transaction
from django.db.models import QuerySet

from toetsing.models import ConceptVersion

FOLDER = "concepten"


def go_after_commit(versions: QuerySet[ConceptVersion]) -> None:
    """Call before these versions change or go: after the commit the files that they name now are wiped, unless a version
    still names them. Nothing happens when the transaction is undone."""
    names = list(versions.exclude(file="").values_list("file", flat=True))
    if names:
        transaction.on_commit(partial(wipe, names), robust=True)


def wipe(names: Iterable[str]) -> list[str]:
    """Those of these files that stand in no row go from the disk; gives their names."""
    loose = _in_no_row(names)
    for name in loose:
        _disk().delete(name)
    return loose


def leftovers(before: datetime) -> list[str]:
    """What was put in our folder before this moment and stands in no row. Younger files may belong to work that is going on."""
    old = [name for name in _files(FOLDER) if _disk().get_modified_time(name) < before]
    return _in_no_row(old)


def _in_no_row(names: Iterable[str]) -> list[str]:
    found = sorted(set(names))
    named = set(ConceptVersion.objects.exclude(file="").values_list("file", flat=True)) if found else set()
    return [name for name in found if name not in named]


def _files(folder: str) -> Iterator[str]:
    disk = _disk()
    if not disk.exists(folder):
        return
    folders, files = disk.listdir(folder)
    yield from (f"{folder}/{name}" for name in files)
    for inner in folders:
        yield from _files(f"{folder}/{inner}")


def _disk() -> Storage:
    storage: Storage = ConceptVersion._meta.get_field("file").storage
    return storage

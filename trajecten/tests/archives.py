"""Archives that somebody or something changed."""

import io
import json
import tarfile
from collections.abc import Callable
from pathlib import Path

from trajecten.safekeeping import archive


def changed(path: Path, name: str, change: Callable[[str, str], tuple[str, str]]) -> Path:
    """The same archive beside it, with what `change` makes of the name and text of the member `name`."""
    other = path.with_name("anders.tar")
    with tarfile.open(path) as old, tarfile.open(other, "w") as new:
        for member in old:
            data = old.extractfile(member).read()
            told = (
                change(name, data.decode("latin-1")) if member.name == name else (member.name, data.decode("latin-1"))
            )
            header = tarfile.TarInfo(told[0])
            header.size = len(told[1].encode("latin-1"))
            new.addfile(header, _bytes(told[1]))
    return other


def with_contents(path: Path, **fields) -> Path:
    """The same archive with another list in it."""
    return changed(path, archive.CONTENTS, lambda name, text: (name, json.dumps({**json.loads(text), **fields})))


def _bytes(text: str) -> io.BytesIO:
    return io.BytesIO(text.encode("latin-1"))

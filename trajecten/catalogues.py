"""Compile the translations without GNU gettext, so that a bare machine can run the product."""

import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings


def catalogues() -> Iterator[Path]:
    """Every .po file of our own. Packages bring theirs compiled."""
    for folder in settings.LOCALE_PATHS:
        yield from sorted(Path(folder).glob("*/LC_MESSAGES/*.po"))


def compile_catalogues() -> list[Path]:
    """Write the .mo beside each .po that is newer; answers what was written.

    A file with a mistake raises OSError with its name and line. A fuzzy entry is left out: Dutch is shown instead.
    """
    import polib

    written = []
    for source in catalogues():
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        # Two processes may compile at once: each writes its own file and puts it in place in one step.
        draft = target.with_suffix(f".{os.getpid()}.tmp")
        polib.pofile(str(source)).save_as_mofile(str(draft))
        draft.replace(target)
        written.append(target)
    return written

"""Compile and check the translations without GNU gettext, so that a bare machine can run the product."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

from trajecten.texts import own_texts, placeholders


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


def problems() -> list[str]:
    """What is wrong with the catalogues, in sentences: every text of our own speaks every language we offer.

    Dutch is the source, so its own catalogue only overrides words of packages. A fuzzy entry would be skipped silently.
    """
    import polib

    wanted = own_texts()
    found = []
    for path in catalogues():
        language = path.parts[-3]
        entries = polib.pofile(str(path))
        found += [f"{language}: onzeker (fuzzy): {entry.msgid}" for entry in entries.fuzzy_entries()]
        found += [f"{language}: andere invulwoorden: {entry.msgid}" for entry in entries if not _fills_alike(entry)]
        if language != settings.LANGUAGE_CODE:
            said = {entry.msgid for entry in entries.translated_entries()}
            found += [
                f"{language}: niet vertaald: {text} ({where})" for text, where in wanted.items() if text not in said
            ]
    return found


def _fills_alike(entry: Any) -> bool:
    """A form of the plural may leave a number out («het enige punt»), never fill in what is not there."""
    if entry.msgid_plural:
        known = placeholders(entry.msgid) | placeholders(entry.msgid_plural)
        return all(placeholders(text) <= known for text in entry.msgstr_plural.values())
    return not entry.msgstr or placeholders(entry.msgid) == placeholders(entry.msgstr)

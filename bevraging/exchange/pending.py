"""What was read and not yet put in, kept until the lead has looked at it."""

import hashlib
import json
import zlib
from dataclasses import asdict, dataclass

from bevraging.exchange.report import Imported, Line, Report
from bevraging.questions import dump, parse

MAX_KEPT = 4_000_000
"""Bytes once unpacked: four hundred questions in five languages are about one."""


@dataclass(frozen=True)
class Pending:
    file: str
    """The name of the file as its owner calls it."""
    imported: Imported
    mark: str
    """Stands for exactly these questions: who presses the button presses for what they saw."""


def packed(imported: Imported, file: str) -> bytes | None:
    """As bytes that can be kept anywhere; None when it is too much."""
    stored = {
        "file": file[:120],
        "questions": dump(imported.questions),
        "languages": imported.languages,
        "translations": imported.translations,
        "title": imported.title,
        "intro": imported.intro,
        "easy": imported.easy,
        "report": asdict(imported.report),
    }
    text = json.dumps(stored, ensure_ascii=False).encode()
    return zlib.compress(text) if len(text) <= MAX_KEPT else None


def unpacked(data: bytes) -> Pending:
    """What `packed` gave. Raises ValueError or zlib.error when it was not."""
    text = zlib.decompress(data)
    stored = json.loads(text)
    report = Report(**{**stored["report"], "lines": [Line(**line) for line in stored["report"]["lines"]]})
    questions = stored["questions"]
    imported = Imported(
        questions=parse(questions) if any(one["type"] != "info" for one in questions) else [],
        languages=stored["languages"],
        translations=stored["translations"],
        title=stored["title"],
        report=report,
        intro=stored["intro"],
        easy=stored["easy"],
    )
    return Pending(stored["file"], imported, hashlib.sha256(text).hexdigest()[:16])


__all__ = ["Pending", "packed", "unpacked"]

"""What a file is, by what stands in it: its name alone says nothing."""

import zipfile
from typing import IO
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

LARGEST = 10 * 1024 * 1024
LONGEST_NAME = 120
MOST_MEMBERS = 5_000
PICTURES_AND_PAPER = {"pdf": b"%PDF-", "png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff"}
OFFICE = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
ODT = b"application/vnd.oasis.opendocument.text"
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": ODT.decode(),
}
ACCEPTED = ".pdf,.png,.jpg,.jpeg,.docx,.xlsx,.pptx,.odt"
"""For the field: what the browser offers to choose."""


def too_large() -> str:
    return _("Dit bestand is groter dan 10 MB. Maak het kleiner, of zet het elders en geef een link.")


def check(file: UploadedFile) -> str:
    """The kind of a file, as «pdf». Raises ValidationError with what to do when it is too large, or not what it says."""
    if (file.size or 0) > LARGEST:
        raise ValidationError(too_large())
    said = (file.name or "").rpartition(".")[2].lower()
    found = kind_of(file)
    if not found or found != ("jpg" if said == "jpeg" else said):
        raise ValidationError(
            _("Kies een pdf, een foto (png of jpg) of een document uit Word, Excel, PowerPoint of ODT.")
        )
    return found


def kind_of(file: IO[bytes] | UploadedFile) -> str:
    """«pdf», «docx», …; empty for anything else, also for a document with macros. Leaves the file at its beginning."""
    file.seek(0)
    head = file.read(16)
    file.seek(0)
    for kind, magic in PICTURES_AND_PAPER.items():
        if head.startswith(magic):
            return kind
    found = _in_the_zip(file) if head.startswith(b"PK\x03\x04") else ""
    file.seek(0)
    return found


def _in_the_zip(file: IO[bytes] | UploadedFile) -> str:
    """Only the list of what is in it is read, and of one part a few letters: nothing is unpacked."""
    try:
        with zipfile.ZipFile(file) as packed:
            names = packed.namelist()
            if len(names) > MOST_MEMBERS or any(name.lower().endswith("vbaproject.bin") for name in names):
                return ""
            if "mimetype" in names:
                with packed.open("mimetype") as part:
                    return "odt" if part.read(len(ODT) + 1).strip() == ODT else ""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError):
        return ""
    if "[Content_Types].xml" not in names:
        return ""
    return next((kind for kind, folder in OFFICE.items() if any(name.startswith(folder) for name in names)), "")


def random_name(kind: str) -> str:
    """The name on our disk: says nothing, and cannot be guessed."""
    return f"{uuid4().hex}.{kind}"


def shown_name(name: str) -> str:
    """The name as who sent it knows it, short enough to keep, with its ending."""
    stem, dot, ending = name.rpartition(".")
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}{dot}{ending}"

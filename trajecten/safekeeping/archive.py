"""The file itself: a tar with the database, the files that people gave, and a list of what is in it with their SHA-256.

It holds no key. The list holds a fingerprint of each key, so that who puts a copy back hears in time that sealed answers
and links of that copy need other keys than the ones at hand.
"""

import hashlib
import hmac
import io
import json
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any

from django.conf import settings

FORMAT = 1
CONTENTS = "inhoud.json"
FILES = "bestanden"
KEYS = ("SECRET_KEY", "LINK_KEY", "SEAL_KEY")
BLOCK = 1 << 20


class BadArchive(Exception):
    """This file cannot be put back; the sentence says why."""


@dataclass
class Contents:
    """What a copy says of itself. `rows`: {table: how many}; `files`: {name in the tar: SHA-256 as hex}."""

    made_at: str
    """ISO 8601, UTC."""
    engine: str
    """sqlite or postgresql: a copy of the one cannot be put back on the other."""
    migrations: list[str]
    """«app.name» of each that was applied."""
    rows: dict[str, int]
    keys: dict[str, str]
    files: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT


def write(target: Path, contents: Contents, database: Path, media: Path) -> Contents:
    """Make the archive `target` (readable by its owner alone) of a dump and the folder `media`; its list comes last.

    The dump is made first: a file that is wiped meanwhile is missed by nobody, as its row went before it. Half an archive
    never stands under the name of a whole one.
    """
    half = target.with_name(target.name + ".half")
    try:
        with half.open("xb") as out:
            half.chmod(0o600)
            with tarfile.open(fileobj=out, mode="w") as tar:
                for path, name in _members(database, media):
                    if (digest := _add(tar, path, name)) is not None:
                        contents.files[name] = digest
                _add_text(tar, CONTENTS, json.dumps(asdict(contents), indent=1, sort_keys=True))
        half.replace(target)
    finally:
        half.unlink(missing_ok=True)
    return contents


def read_contents(source: Path) -> Contents:
    """The list of an archive. Raises BadArchive when it is not one of ours, is damaged, or is of a later format."""
    with _opened(source) as tar:
        try:
            listed = tar.extractfile(CONTENTS)
            found = json.loads(listed.read()) if listed else None
            contents = Contents(**found)  # type: ignore[arg-type]
        except (tarfile.TarError, KeyError, TypeError, ValueError) as error:
            raise BadArchive(f"{source.name} is geen volledige reservekopie van Trajecten.") from error
    if contents.format > FORMAT:
        raise BadArchive(f"{source.name} komt van een nieuwere versie van Trajecten. Zet eerst die versie klaar.")
    return contents


def unpack(source: Path, contents: Contents, folder: Path) -> None:
    """Write every listed file under `folder` (empty), and nothing else. Raises BadArchive at the first that is missing
    or not what the list says: then nothing of it may be used."""
    left = dict(contents.files)
    with _opened(source) as tar:
        for member in tar:
            wanted = left.pop(member.name, None)
            if wanted is None:
                continue
            found = tar.extractfile(member) if member.isfile() else None
            if found is None or _copy(found, _place(folder, member.name)) != wanted:
                raise BadArchive(f"{member.name} in {source.name} is beschadigd.")
    if left:
        raise BadArchive(f"{source.name} mist {sorted(left)[0]}.")


def key_prints() -> dict[str, str]:
    """A fingerprint of each key: the same key gives the same one, and nobody can go back."""
    return {name: _print(getattr(settings, name)) for name in KEYS}


def _print(key: str) -> str:
    return hmac.new(key.encode(), b"trajecten: fingerprint in a backup", hashlib.sha256).hexdigest()[:16]


def _members(database: Path, media: Path) -> Iterator[tuple[Path, str]]:
    yield database, database.name
    for path in sorted(media.rglob("*")) if media.is_dir() else ():
        if path.is_file() and not path.is_symlink():
            yield path, str(PurePosixPath(FILES, *path.relative_to(media).parts))


def _add(tar: tarfile.TarFile, path: Path, name: str) -> str | None:
    """Add one file; its SHA-256, or None when it went away since we looked."""
    try:
        opened = path.open("rb")
    except FileNotFoundError:
        return None
    with opened as data:
        reader = _Hashing(data)
        tar.addfile(_header(name, path.stat().st_size), reader)
        return reader.digest.hexdigest()


def _add_text(tar: tarfile.TarFile, name: str, text: str) -> None:
    data = text.encode()
    tar.addfile(_header(name, len(data)), io.BytesIO(data))


def _header(name: str, size: int) -> tarfile.TarInfo:
    """No owner and no time: they say nothing that anybody needs."""
    header = tarfile.TarInfo(name)
    header.size, header.mode = size, 0o600
    return header


class _Hashing:
    """Reads through, and knows the SHA-256 of what was read."""

    def __init__(self, data: IO[bytes]):
        self.data, self.digest = data, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        block = self.data.read(size)
        self.digest.update(block)
        return block


def _opened(source: Path) -> tarfile.TarFile:
    try:
        return tarfile.open(source, mode="r:")
    except FileNotFoundError as error:
        raise BadArchive(f"{source} bestaat niet.") from error
    except (tarfile.TarError, OSError) as error:
        raise BadArchive(f"{source.name} is geen reservekopie, of is beschadigd.") from error


def _place(folder: Path, name: str) -> Path:
    """Where a listed file goes. A name that leads out of `folder` is refused: the list itself may have been tampered with."""
    place = (folder / name).resolve()
    if not place.is_relative_to(folder.resolve()):
        raise BadArchive(f"{name} is geen naam van een bestand uit een reservekopie.")
    place.parent.mkdir(parents=True, exist_ok=True)
    return place


def _copy(data: Any, place: Path) -> str:
    digest = hashlib.sha256()
    read: Callable[[], bytes] = lambda: data.read(BLOCK)  # noqa: E731
    with place.open("xb") as out:
        place.chmod(0o600)
        for block in iter(read, b""):
            digest.update(block)
            out.write(block)
    return digest.hexdigest()

"""Making a copy, and throwing old ones away in time."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from trajecten.safekeeping import archive, databases

PATTERN = "trajecten-%Y%m%dT%H%M%SZ.tar"


def make(folder: Path) -> tuple[Path, archive.Contents]:
    """One more copy in `folder` (made when needed); the product may go on meanwhile.

    Raises BadArchive with a sentence when the database could not be copied; then no file was made.
    """
    folder.mkdir(parents=True, exist_ok=True)
    now = timezone.now().astimezone(UTC)
    with TemporaryDirectory(prefix=".reservekopie-", dir=folder) as scratch:
        database, rows = databases.dump(Path(scratch))
        contents = archive.Contents(
            made_at=now.isoformat(timespec="seconds"),
            engine=connection.vendor,
            migrations=applied(),
            rows=rows,
            keys=archive.key_prints(),
        )
        target = folder / now.strftime(PATTERN)
        return target, archive.write(target, contents, database, Path(settings.MEDIA_ROOT))


def throw_away(folder: Path, days: int) -> list[str]:
    """Delete the copies that are older than `days`: they hold what was erased since. The newest always stays."""
    made = sorted((when, path) for path in folder.glob("trajecten-*.tar") if (when := _made(path)) is not None)
    old = [path for when, path in made[:-1] if when < timezone.now() - timedelta(days=days)]
    for path in old:
        path.unlink()
    return [path.name for path in old]


def applied() -> list[str]:
    """«app.name» of each migration that this database had."""
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def _made(path: Path) -> datetime | None:
    try:
        return datetime.strptime(path.name, PATTERN).replace(tzinfo=UTC)
    except ValueError:
        return None

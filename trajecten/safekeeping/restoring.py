"""Putting a copy back: everything is looked at first, then replaced, counted, brought up to date, and its mails held back."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader

from trajecten.models import Mail, Mailing, Reminder
from trajecten.outbox import mailings
from trajecten.safekeeping import archive, databases
from trajecten.safekeeping.archive import BadArchive, Contents

HELD_BACK = "Teruggezet uit een reservekopie: misschien was hij al vertrokken."


def look(source: Path) -> tuple[Contents, list[str]]:
    """What a copy holds, and what whoever puts it back should know first. Raises BadArchive when it cannot be."""
    contents = archive.read_contents(source)
    if contents.engine != connection.vendor:
        raise BadArchive(
            f"Deze kopie komt van {contents.engine}, en deze databank is {connection.vendor}. Zet DATABASE_URL anders."
        )
    loader = MigrationLoader(None)
    known = {f"{app}.{name}" for app, name in loader.disk_migrations}
    ours = {app.split(".")[0] for app in known}
    newer = [name for name in contents.migrations if name.split(".")[0] in ours and name not in known]
    if newer:
        raise BadArchive(f"Deze kopie komt van een nieuwere versie van Trajecten ({newer[-1]}). Zet eerst die klaar.")
    here = archive.key_prints()
    changed = [name for name in archive.KEYS if contents.keys.get(name) != here[name]]
    warnings = [
        f"{name} is hier een andere dan toen: wat ermee gemaakt of verzegeld is, opent niet." for name in changed
    ]
    return contents, warnings


def put_back(source: Path, *, over_it: bool = False, send_mails: bool = False) -> Contents:
    """Replace the database and the files by those of the copy. Nothing else may run meanwhile.

    Raises BadArchive before anything is changed: a damaged copy, or (without `over_it`) a database that is in use.
    Mails that waited then are withdrawn unless `send_mails`: they may have left after the copy was made. Everybody
    signs in again.
    """
    contents, _warnings = look(source)
    if not over_it and not databases.is_empty():
        raise BadArchive(
            "In deze databank staat al iets. Met --overschrijven gaat dat weg, en komt de kopie in de plaats."
        )
    media = Path(settings.MEDIA_ROOT)
    media.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".terugzetten-", dir=media.parent) as scratch:
        archive.unpack(source, contents, Path(scratch))
        databases.restore(_database_in(Path(scratch)))
        if (found := databases.count_rows()) != contents.rows:
            raise BadArchive(f"Na het terugzetten klopt het aantal rijen niet: {_difference(contents.rows, found)}")
        _replace(media, Path(scratch) / archive.FILES, Path(scratch) / "vroeger")
    call_command("migrate", verbosity=0, interactive=False)
    _settle(send_mails)
    return contents


@transaction.atomic
def _settle(send_mails: bool) -> None:
    Session.objects.all().delete()
    if send_mails:
        return
    open_mails = Mail.objects.filter(status__in=Mail.OPEN)
    touched = list(Mailing.objects.filter(finished_at=None).values_list("pk", flat=True))
    open_mails.update(
        status=Mail.Status.WITHDRAWN, lease_by=None, lease_until=None, context={}, sealed=None, error=HELD_BACK
    )
    mailings.keep_figures(touched)
    # What waits for the mail of the week too: it may have gone since the copy.
    Reminder.objects.filter(waits=True).update(how=Reminder.How.OFF, waits=False, weekly_on=None, mail_key="")


def _database_in(folder: Path) -> Path:
    return next(path for path in folder.glob("databank.*"))


def _replace(media: Path, new: Path, old: Path) -> None:
    """The files of the copy in the place of those of now, which go away with the scratch folder."""
    new.mkdir(exist_ok=True)
    if media.exists():
        shutil.move(media, old)
    shutil.move(new, media)


def _difference(wanted: dict[str, int], found: dict[str, int]) -> str:
    tables = [table for table in sorted({*wanted, *found}) if wanted.get(table) != found.get(table)]
    return ", ".join(f"{table} {wanted.get(table, 0)} → {found.get(table, 0)}" for table in tables[:5])

"""A copy of everything, and the way back: what was there is there again, and nothing is sent twice."""

import hashlib
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from trajecten import outbox
from trajecten.models import Mail, Project, Reminder
from trajecten.safekeeping import archive, keeping
from trajecten.tests.archives import changed, with_contents
from trajecten.tests.factories import make_project

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def media(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "bestanden"
    (settings.MEDIA_ROOT / "2026").mkdir(parents=True)
    (settings.MEDIA_ROOT / "2026" / "kaart.pdf").write_bytes(b"%PDF een kaart")
    return settings.MEDIA_ROOT


@pytest.fixture
def project(linde, lies) -> Project:
    return make_project(linde, lies, title="Digitale werkbonnen")


@pytest.fixture
def folder(tmp_path) -> Path:
    return tmp_path / "kopie"


def run(command: str, *words, **options) -> str:
    said = StringIO()
    call_command(command, *words, stdout=said, stderr=said, **options)
    return said.getvalue()


def copy_made(folder: Path) -> Path:
    run("reservekopie", folder)
    return sorted(folder.glob("*.tar"))[-1]


def all_rows() -> dict[str, str]:
    """A hash of every row of every table, in no order."""
    with connection.cursor() as cursor:
        found = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            rows = sorted(repr(row) for row in cursor.fetchall())
            found[table] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
        return found


def test_everything_is_back_as_it_was(media, project, folder):
    copy = copy_made(folder)
    before = all_rows()

    Project.objects.update(title="Iets anders")
    (media / "2026" / "kaart.pdf").unlink()
    (media / "later.txt").write_text("van na de kopie")
    assert "Teruggezet en nageteld." in run("terugzetten", copy, overschrijven=True)

    assert all_rows() == before
    assert Project.objects.get().title == "Digitale werkbonnen"
    assert {str(path.relative_to(media)) for path in media.rglob("*") if path.is_file()} == {"2026/kaart.pdf"}
    assert (media / "2026" / "kaart.pdf").read_bytes() == b"%PDF een kaart"


def test_copy_of_what_was_put_back_says_the_same(media, project, folder):
    first = copy_made(folder)
    run("terugzetten", first, overschrijven=True)
    second = keeping.make(folder / "daarna")[0]
    one, other = archive.read_contents(first), archive.read_contents(second)
    assert (one.rows, one.migrations, one.keys) == (other.rows, other.migrations, other.keys)
    run("terugzetten", second, overschrijven=True)
    assert Project.objects.get().title == "Digitale werkbonnen"


def test_mail_that_waited_is_held_back_and_one_that_left_stays(media, project, folder):
    outbox.queue(kind="testmail", key="wacht", to="an@linde.test")
    outbox.queue(kind="testmail", key="weg", to="an@linde.test")
    Mail.objects.filter(key="weg").update(status="sent", sent_at=timezone.now())
    run("terugzetten", copy_made(folder), overschrijven=True)
    assert dict(Mail.objects.values_list("key", "status")) == {"wacht": "withdrawn", "weg": "sent"}
    assert Mail.objects.get(key="wacht").error == "Teruggezet uit een reservekopie: misschien was hij al vertrokken."


def test_reminder_that_waited_for_the_mail_of_the_week_is_held_back_too(media, project, folder):
    week = {"how": "week", "waits": True, "weekly_on": date(2026, 12, 7), "mail_key": "week:1:1:2026-12-07"}
    Reminder.objects.create(project=project, key="k", kind="testmail", row=1, person="1", day=date(2026, 12, 2), **week)
    run("terugzetten", copy_made(folder), overschrijven=True)
    assert list(Reminder.objects.values_list("how", "waits", "mail_key")) == [("off", False, "")]


def test_mail_that_waited_leaves_when_the_administrator_says_so(media, project, folder):
    outbox.queue(kind="testmail", key="wacht", to="an@linde.test")
    run("terugzetten", copy_made(folder), overschrijven=True, mails_versturen=True)
    assert Mail.objects.get().status == "waiting"


def test_everybody_signs_in_again(media, project, folder):
    Session.objects.create(session_key="x" * 32, session_data="", expire_date=timezone.now() + timedelta(days=1))
    run("terugzetten", copy_made(folder), overschrijven=True)
    assert Session.objects.count() == 0


def test_database_in_use_is_left_alone(media, project, folder):
    copy = copy_made(folder)
    Project.objects.update(title="Iets anders")
    with pytest.raises(CommandError, match="Met --overschrijven"):
        run("terugzetten", copy)
    assert Project.objects.get().title == "Iets anders"


def test_what_is_in_a_copy_can_be_seen_first(media, project, folder):
    copy = copy_made(folder)
    Project.objects.update(title="Iets anders")
    assert "1 bestanden." in run("terugzetten", copy, toon=True)
    assert Project.objects.get().title == "Iets anders"


def test_damaged_copy_changes_nothing(media, project, folder):
    broken = changed(copy_made(folder), "bestanden/2026/kaart.pdf", lambda name, text: (name, text[:-1] + "?"))
    before = all_rows()
    with pytest.raises(CommandError, match=r"bestanden/2026/kaart\.pdf in anders\.tar is beschadigd"):
        run("terugzetten", broken, overschrijven=True)
    assert (all_rows(), (media / "2026" / "kaart.pdf").exists()) == (before, True)


def test_copy_of_a_newer_version_is_refused(media, project, folder):
    copy = copy_made(folder)
    newer = [*archive.read_contents(copy).migrations, "trajecten.9999_later"]
    with pytest.raises(CommandError, match=r"nieuwere versie van Trajecten \(trajecten.9999_later\)"):
        run("terugzetten", with_contents(copy, migrations=newer), overschrijven=True)


def test_copy_of_the_other_database_is_refused(media, project, folder):
    other = "sqlite" if connection.vendor == "postgresql" else "postgresql"
    with pytest.raises(CommandError, match=f"Deze kopie komt van {other}"):
        run("terugzetten", with_contents(copy_made(folder), engine=other), overschrijven=True)


def test_other_key_is_told_before_anything_else(media, project, folder, settings):
    copy = copy_made(folder)
    settings.SEAL_KEY = "another-seal-key-of-fifty-characters-0123456789-abcd"
    assert "Let op: SEAL_KEY is hier een andere dan toen" in run("terugzetten", copy, toon=True)


def test_copy_holds_no_key_and_only_its_owner_may_read_it(media, project, folder, settings):
    copy = copy_made(folder)
    data = copy.read_bytes()
    assert [name for name in archive.KEYS if getattr(settings, name).encode() in data] == []
    assert oct(copy.stat().st_mode & 0o777) == "0o600"

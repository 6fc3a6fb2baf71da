"""Files on disk: one goes with the last row that names it, after the commit; leftovers are found and wiped."""

import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse

from organisatie.models import Organisation
from organisatie.tests.factories import make_user
from toetsing import kept_files
from toetsing.actions import concepts
from toetsing.models import ConceptVersion
from toetsing.tests import files
from toetsing.tests.files import upload

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def disk(settings, tmp_path):
    """Of this test alone."""
    settings.MEDIA_ROOT = tmp_path / "bestanden"


@pytest.fixture
def version(disk, concept):
    """With «blad.pdf»; nobody tried it yet."""
    return concept.versions.get()


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def on_disk(name):
    return default_storage.exists(name)


def leave(name, days=2):
    """A file that no row names, put there so many days ago."""
    stored = default_storage.save(f"concepten/2026/{name}", ContentFile(files.PDF))
    back_to(stored, Path(default_storage.path(stored)).stat().st_mtime - days * 86_400)
    return stored


def back_to(name, moment):
    os.utime(default_storage.path(name), (moment, moment))


def told(*words):
    out = StringIO()
    call_command("losse_bestanden", *words, stdout=out)
    return out.getvalue().split("\n")[:-1]


def test_file_that_is_replaced_goes_from_the_disk(version, lies, commit):
    old = version.file.name
    with commit():
        concepts.change_version(version=version, by=lies, file=upload("nieuw.pdf", files.PDF))
        assert on_disk(old)  # until it is certain
    assert (on_disk(old), on_disk(version.file.name)) == (False, True)


def test_file_that_is_taken_out_goes_from_the_disk(version, lies, commit):
    old = version.file.name
    with commit():
        concepts.change_version(version=version, by=lies, text="Toch tekst.", without_file=True)
    assert not on_disk(old)


def test_file_stays_when_only_words_change(version, lies, commit):
    with commit():
        concepts.change_version(version=version, by=lies, text="Meer uitleg.")
    assert on_disk(version.file.name)


def test_file_stays_when_the_change_is_undone(version, lies, commit):
    old = version.file.name

    @transaction.atomic
    def change_and_fail():
        concepts.change_version(version=version, by=lies, text="Toch tekst.", without_file=True)
        raise ZeroDivisionError

    with commit(), pytest.raises(ZeroDivisionError):
        change_and_fail()
    assert on_disk(old)


def test_files_go_with_the_organisation_that_held_them(project, version, commit):
    old = version.file.name
    with commit():
        kept_files.go_after_commit(ConceptVersion.objects.filter(concept__project=project))
        project.delete()
    assert not on_disk(old)


def test_file_that_another_version_names_stays(version, commit):
    ConceptVersion.objects.create(concept=version.concept, number=2, file=version.file.name, changed="Meer.")
    with commit():
        kept_files.go_after_commit(ConceptVersion.objects.filter(pk=version.pk))
        ConceptVersion.objects.filter(pk=version.pk).delete()
    assert on_disk(version.file.name)


def test_administration_deletes_nothing_that_has_files(client, project, version):
    """So there is no other door by which a version goes and leaves its file."""
    client.force_login(make_user("Beheer", "beheer@linde.example", is_staff=True, is_superuser=True))
    path = reverse("admin:organisatie_organisation_delete", args=[project.organisation_id])
    answer = client.post(path, {"post": "yes"})
    assert (answer.status_code, Organisation.objects.filter(pk=project.organisation_id).exists()) == (403, True)


def test_dry_run_lists_what_no_version_names_and_wipes_nothing(version):
    lost = leave("weg.pdf")
    assert told("--proef") == [lost, "Losse bestanden: 1"]
    assert on_disk(lost)


def test_leftovers_are_wiped_and_what_is_named_stays(version):
    lost, fresh = leave("weg.pdf"), leave("net.pdf", days=0)
    back_to(version.file.name, 0)
    assert told() == ["Losse bestanden gewist: 1"]
    assert [on_disk(name) for name in (lost, fresh, version.file.name)] == [False, True, True]


def test_without_a_folder_there_is_nothing_to_wipe():
    assert told() == ["Losse bestanden gewist: 0"]

"""What the database itself refuses about the page for everyone, and what it does not hold."""

import pytest
from django.db import IntegrityError, connection, transaction

from communicatie.models import ProjectPage
from communicatie.page_public import TEXTS
from communicatie.tests.factories import make_page, secret_of_page
from trajecten.tests.factories import make_project


@pytest.fixture
def project(linde, lies):
    return make_project(linde, lies)


def refused(action) -> bool:
    try:
        with transaction.atomic():
            action()
    except IntegrityError:
        return True
    return False


def test_open_page_says_what(project):
    page = make_page(project)
    assert refused(lambda: ProjectPage.objects.filter(pk=page.pk).update(what=""))
    ProjectPage.objects.filter(pk=page.pk).update(is_on=False, what="")


def test_project_has_one_page(project):
    make_page(project)
    assert refused(lambda: ProjectPage.objects.create(project=project, token_hash="x" * 64))


def test_two_projects_never_share_a_link(project, linde, lies):
    page, other = make_page(project), make_project(linde, lies, title="Iets anders")
    assert refused(lambda: ProjectPage.objects.create(project=other, token_hash=page.token_hash))


def test_page_goes_with_its_project(project):
    make_page(project)
    project.delete()
    assert not ProjectPage.objects.exists()


def test_database_does_not_hold_the_link(project):
    page = make_page(project)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM communicatie_projectpage")
        stored = " ".join(map(str, cursor.fetchone()))
    assert secret_of_page(page) not in stored


def test_forms_and_actions_keep_to_the_lengths_of_the_columns():
    assert {name: ProjectPage._meta.get_field(name).max_length for name in TEXTS} == TEXTS

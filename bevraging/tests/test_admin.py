"""The administration shows surveys and who was asked; never an answer, and never who answered."""

import pytest
from django.contrib import admin
from django.urls import reverse

from bevraging import models
from bevraging.models import Survey
from bevraging.tests import factories
from trajecten.models import Mailing


@pytest.fixture
def as_staff(client, django_user_model, db):
    client.force_login(django_user_model.objects.create_superuser("petra@platform.example", "wachtwoord-voor-tests"))
    return client


@pytest.fixture
def opened(linde, lies):
    return factories.make_open(factories.make_project(linde), by=lies)


@pytest.mark.parametrize(
    "name", ["Draft", "SealedBallot", "Response", "NamedResponse", "OpenAnswer", "Tally", "SupportTally"]
)
def test_answer_model_is_not_in_the_administration(name):
    assert admin.site.is_registered(getattr(models, name)) is False


def test_participant_pages_never_show_who_answered(as_staff, opened):
    factories.answer(opened, 1)
    first, second = opened.participants.order_by("pk")[:2]
    pages = [
        as_staff.get(reverse("admin:bevraging_participant_change", args=[one.pk])).content.decode()
        for one in (first, second)
    ]
    assert ["answered" in page or "may_answer" in page for page in pages] == [False, False]


@pytest.mark.parametrize(
    "lookup", ["answered__exact", "answered", "may_answer__exact", "survey__participants__answered"]
)
def test_participants_cannot_be_filtered_on_answered(as_staff, opened, lookup):
    answer = as_staff.get(reverse("admin:bevraging_participant_changelist"), {lookup: "1"})
    assert answer.status_code == 400


def test_participants_can_be_filtered_on_muted(as_staff, opened):
    assert as_staff.get(reverse("admin:bevraging_participant_changelist"), {"muted__exact": "1"}).status_code == 200


def test_survey_after_launch_cannot_be_changed(as_staff, opened):
    as_staff.post(reverse("admin:bevraging_survey_change", args=[opened.pk]), {"title": "Anders", "min_group": 50})
    assert Survey.objects.filter(title="Anders").count() == 0


def test_survey_that_cannot_be_changed_has_no_button_to_save(as_staff, linde, opened):
    draft = factories.make_draft(factories.make_project(linde, slug="ander"))
    pages = [
        as_staff.get(reverse("admin:bevraging_survey_change", args=[one.pk])).content.decode()
        for one in (draft, opened)
    ]
    assert ['name="_save"' in page for page in pages] == [True, False]


@pytest.mark.parametrize("name", ["turnout", "rostermark", "deletion"])
def test_what_stays_is_looked_at_and_never_changed(as_staff, opened, name):
    models.Turnout.objects.create(survey=opened, about="place", name="Aalst", invited=12)
    models.RosterMark.objects.create(survey=opened, mark="abcdefgh" * 8)
    models.Deletion.objects.create(organisation=opened.project.organisation, kind="people", title="Start", how_many=3)
    row = next(model for model in admin.site._registry if model._meta.model_name == name).objects.get()
    pages = [
        as_staff.get(reverse(f"admin:bevraging_{name}_changelist"), {"q": "a"}),
        as_staff.get(reverse(f"admin:bevraging_{name}_change", args=[row.pk])),
        as_staff.get(reverse(f"admin:bevraging_{name}_add")),
        as_staff.post(reverse(f"admin:bevraging_{name}_delete", args=[row.pk]), {"post": "yes"}),
    ]
    assert [page.status_code for page in pages] == [200, 200, 403, 403]
    assert [page for page in pages if b"abcdefgh" * 2 in page.content] == []


def test_mark_cannot_be_looked_for(as_staff, opened):
    assert as_staff.get(reverse("admin:bevraging_rostermark_changelist"), {"mark__startswith": "a"}).status_code == 400


def test_draft_stays_with_its_project(as_staff, linde, anker):
    draft = factories.make_draft(factories.make_project(linde))
    other = factories.make_project(anker, slug="elders")
    address = reverse("admin:bevraging_survey_change", args=[draft.pk])
    form = as_staff.get(address).context["adminform"].form
    values = {name: form.initial.get(name) or "" for name in form.fields}
    as_staff.post(address, values | {"title": "Anders", "project": other.pk})
    draft.refresh_from_db()
    assert (draft.title, draft.project.organisation) == ("Anders", linde)


def test_survey_after_launch_cannot_be_deleted(as_staff, opened):
    answer = as_staff.post(reverse("admin:bevraging_survey_delete", args=[opened.pk]), {"post": "yes"})
    assert (answer.status_code, Survey.objects.count()) == (403, 1)


def test_survey_list_closes_a_survey(as_staff, opened):
    as_staff.post(
        reverse("admin:bevraging_survey_changelist"), {"action": "close_survey", "_selected_action": [opened.pk]}
    )
    opened.refresh_from_db()
    assert opened.status == "closed"


def test_survey_list_leads_to_the_site(as_staff, opened):
    body = as_staff.get(reverse("admin:bevraging_survey_changelist")).content.decode()
    assert f'href="{reverse("bevraging:bevraging", args=[opened.project.slug, opened.pk])}"' in body


@pytest.mark.parametrize("lookup", ["withdrawn__gt", "mails__status", "subject_key", "mails__recipient"])
def test_sendings_cannot_be_asked_how_many_were_withdrawn(as_staff, opened, lookup):
    assert as_staff.get(reverse("admin:trajecten_mailing_changelist"), {lookup: "0"}).status_code == 400


def test_page_of_a_sending_never_shows_how_many_were_withdrawn(as_staff, opened):
    sending = Mailing.objects.get()
    page = as_staff.get(reverse("admin:trajecten_mailing_change", args=[sending.pk])).content.decode()
    assert ("field-planned" in page, "field-withdrawn" in page, "field-subject_key" in page) == (True, False, False)

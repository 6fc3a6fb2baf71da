"""The administration looks at projects and decisions; it changes none of them."""

import re

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from organisatie.tests.factories import make_user
from trajecten import models
from trajecten.mail_labels import LABELS
from trajecten.models import GateDecision, Project
from trajecten.outbox.kinds import all_kinds

NAMES = ["project", "projectrole", "gaterequest", "gatedecision", "gatedossier", "reopening", "event", "reminder"]


@pytest.fixture
def petra(client, db):
    petra = make_user("petra@platform.test", "Petra", is_staff=True, is_superuser=True)
    client.force_login(petra, backend="django.contrib.auth.backends.ModelBackend")
    return petra


@pytest.fixture
def decision(world):
    return world.answer("go")


@pytest.mark.parametrize("name", NAMES)
def test_list_of_the_administration_shows_and_finds(client, petra, decision, name):
    answer = client.get(reverse(f"admin:trajecten_{name}_changelist"), {"q": "x"})
    assert answer.status_code == 200


@pytest.mark.parametrize("name", NAMES)
def test_administration_adds_and_deletes_nothing(client, petra, decision, name):
    model = admin.site._registry[getattr(models, next(n for n in models.__all__ if n.lower() == name))].model
    row = model.objects.first()
    add = client.get(reverse(f"admin:trajecten_{name}_add"))
    if row is None:
        assert (name in ("reopening", "reminder"), add.status_code) == (True, 403)
        return
    delete = client.post(reverse(f"admin:trajecten_{name}_delete", args=[row.pk]), {"post": "yes"})
    assert (add.status_code, delete.status_code, model.objects.filter(pk=row.pk).exists()) == (403, 403, True)


def test_administration_cannot_alter_a_decision(client, petra, decision):
    address = reverse("admin:trajecten_gatedecision_change", args=[decision.pk])
    page = client.get(address)
    change = client.post(address, {"outcome": "stop", "reason": "Zomaar."})
    assert (page.status_code, change.status_code) == (200, 403)
    assert GateDecision.objects.get().outcome == "go"


def test_administration_cannot_push_a_project(client, petra, decision, world):
    address = reverse("admin:trajecten_project_change", args=[world.project.pk])
    assert client.post(address, {"step": 6, "title": "x"}).status_code == 403
    assert Project.objects.get().step == 2


def test_administration_shows_people_then_projects_then_steps(client, petra):
    page = client.get(reverse("admin:index"))
    assert [app["app_label"] for app in page.context["app_list"]] == [
        "organisatie",
        "trajecten",
        "bevraging",
        "fundament",
        "toetsing",
        "communicatie",
        "uitrol",
        "opvolging",
    ]


def test_administration_leaves_the_sign_in_alone():
    labels = {model._meta.app_label for model in admin.site._registry}
    steps = {"bevraging", "fundament", "toetsing", "communicatie", "uitrol", "opvolging"}
    assert labels == {"organisatie", "trajecten", *steps}


def test_administration_calls_its_rows_by_words(client, petra, decision, world):
    request = decision.request
    title = world.project.title
    assert str(request) == f"{title}, poort 1, ronde 1"
    assert str(decision) == f"{title}, poort 1, ronde 1: We gaan door"
    assert str(request.snapshot) == f"Momentopname bij {title}, poort 1, ronde 1"
    assert str(models.Mailing(kind="bevraging.invitation")) == "Uitnodiging voor een bevraging"
    assert str(models.Mail(kind="gate.result", status="sent")) == "Beslissing genomen (verzonden)"


def test_every_kind_of_mail_has_words():
    assert [kind.code for kind in all_kinds() if kind.code not in LABELS] == []


@pytest.fixture
def failed(db):
    """Three mails that did not arrive: refused, nobody knows, and one whose code is wiped."""
    kinds = (("gate.result", "failed"), ("gate.result", "unknown"), ("account.aanmeldcode", "failed"))
    return [
        models.Mail.objects.create(kind=kind, key=f"k{n}", recipient="bram@linde.test", status=status, attempts=3)
        for n, (kind, status) in enumerate(kinds)
    ]


def act(client, name, mails):
    body = {"action": name, "_selected_action": [str(mail.pk) for mail in mails]}
    page = client.post(reverse("admin:trajecten_mail_changelist"), body, follow=True)
    return [mail.status for mail in models.Mail.objects.order_by("key")], page.content.decode()


def test_failed_mail_is_sent_again_from_the_administration(client, petra, failed):
    states, page = act(client, "again", failed)
    assert states == ["waiting", "unknown", "failed"]
    assert ("1 mail vertrekt opnieuw." in page, "Enkel een mail die mislukte" in page) == (True, True)


def test_mail_is_settled_from_the_administration_and_says_nothing_more(client, petra, failed):
    states, page = act(client, "settled", failed)
    assert (states, "3 mails zijn afgehandeld." in page) == (["withdrawn"] * 3, True)


def test_who_sent_a_mail_again_stands_in_its_history(client, petra, failed):
    act(client, "again", failed[:1])
    page = client.get(reverse("admin:trajecten_mail_history", args=[failed[0].pk])).content.decode()
    assert ("Opnieuw verstuurd." in page, petra.email in page) == (True, True)


def test_who_may_only_look_at_mails_resolves_none(client, failed):
    reader = make_user("kijk@platform.test", "Kijk", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_mail"))
    client.force_login(reader, backend="django.contrib.auth.backends.ModelBackend")
    states, _page = act(client, "again", failed)
    assert states == ["failed", "unknown", "failed"]


def test_totals_of_a_finished_sending_are_counted_again(client, petra, failed):
    sending = models.Mailing.objects.create(kind="gate.result", planned=1, failed=1, finished_at=timezone.now())
    models.Mail.objects.filter(pk=failed[0].pk).update(mailing=sending)
    act(client, "settled", failed[:1])
    sending.refresh_from_db()
    assert (sending.failed, sending.withdrawn, sending.finished_at is None) == (0, 1, False)


def test_what_goes_along_with_an_organisation_is_named_in_dutch(client, petra, decision, world):
    linde = world.project.organisation
    world.project.locations.add(linde.locations.create(name="Aalst"))
    page = client.get(reverse("admin:organisatie_organisation_delete", args=[linde.pk])).content.decode()
    assert re.findall(r"\w+ object \(|\w+-\w+-relatie", page) == []


@pytest.mark.parametrize("name", [*NAMES, "mail", "mailing"])
def test_list_of_the_administration_speaks_dutch(client, petra, decision, name):
    page = client.get(reverse(f"admin:trajecten_{name}_changelist")).content.decode()
    words = re.sub(r"\s+", " ", strip_tags(re.sub(r"(?s)<(script|style)\b.*?</\1>", " ", page)))
    assert (
        re.findall(r"\w+ object \(\d+\)|\bperson\b|\b(?:gate|role|threshold|bevraging|account)\.\w+", words, re.I) == []
    )


def test_index_of_the_administration_has_dutch_headers(client, petra):
    page = client.get(reverse("admin:index")).content.decode()
    assert [words for words in ("Model name", "Add link", "Change or view list link") if words in page] == []


def test_events_are_found_by_what_happened(client, petra, decision):
    page = client.get(reverse("admin:trajecten_event_changelist"), {"wat": "gate.decided"})
    assert {event.verb for event in page.context["cl"].queryset} == {"gate.decided"}

"""Step 5 in the administration: everything to read, nothing to write; never who wrote an entry or rated themselves how."""

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from organisatie.tests.factories import make_employee, make_user
from uitrol.models import PersonalLink, SelfRating
from uitrol.tests.factories import (
    attend,
    make_barrier,
    make_log,
    make_material,
    make_moment,
    make_session,
    make_task,
    make_wave,
    rate,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_admin(client, linde):
    client.force_login(make_user("beheer@linde.test", "Beheer", is_staff=True, is_superuser=True))
    return client


def everything(linde, turn: int = 1) -> dict:
    """One row of each, by the name of its model."""
    an = make_employee(linde, f"An {turn}")
    wave = make_wave(f"Huis {turn}", owner=an)
    moment, task = make_moment(wave=wave, host=an), make_task(f"Taak {turn}")
    session = make_session(task, helper=an)
    attend(session, an)
    return {
        "wave": wave,
        "wavelocation": wave.places.get(),
        "wavecheck": wave.checks.create(code="toestellen", text="Toestellen nagekeken"),
        "moment": moment,
        "momentperson": moment.people.create(employee=an),
        "material": make_material(moment=moment),
        "supportlog": make_log(task=task, author=make_user(f"amb{turn}@linde.test", "Zeynep Arslan")),
        "barrier": make_barrier(task=task, owner=an),
        "worktask": task,
        "taskhelper": task.helpers.create(employee=an, confirmed_at=timezone.now()),
        "trainingsession": session,
        "attendance": session.attendances.get(),
        "taskdone": task.done.get(),
    }


MODELS = [
    "wave",
    "wavelocation",
    "wavecheck",
    "moment",
    "momentperson",
    "material",
    "supportlog",
    "barrier",
    "worktask",
    "taskhelper",
    "trainingsession",
    "attendance",
    "taskdone",
]


@pytest.mark.parametrize("model", MODELS)
def test_rows_are_listed_found_and_read_but_never_written(in_admin, linde, model):
    row = everything(linde)[model]
    listed, changed = (reverse(f"admin:uitrol_{model}_{page}", args=args) for page, args in (("changelist", []), ("change", [row.pk])))  # fmt: skip
    answers = [in_admin.get(path) for path in (listed, f"{listed}?q=zoek", changed)]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert b'name="_save"' not in answers[2].content
    assert in_admin.get(reverse(f"admin:uitrol_{model}_add")).status_code == 403
    assert in_admin.post(changed, {"text": "Anders"}).status_code == 403
    assert in_admin.post(reverse(f"admin:uitrol_{model}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("model", MODELS)
def test_list_takes_no_query_per_row(in_admin, linde, model, rows, django_assert_max_num_queries):
    for turn in range(rows):
        everything(linde, turn)
    path = reverse(f"admin:uitrol_{model}_changelist")
    in_admin.get(path)
    with django_assert_max_num_queries(9):
        in_admin.get(path)


def test_who_wrote_an_entry_stands_nowhere(in_admin, linde):
    row = everything(linde)["supportlog"]
    paths = [
        reverse("admin:uitrol_supportlog_changelist"),
        reverse("admin:uitrol_supportlog_change", args=[row.pk]),
    ]
    assert [b"Zeynep" in in_admin.get(path).content for path in paths] == [False, False]


def test_self_rating_and_personal_links_are_not_in_the_administration(linde):
    rate(make_task(), make_employee(linde, "An"))
    assert [model in admin.site._registry for model in (SelfRating, PersonalLink)] == [False, False]
    assert str(SelfRating.objects.get()) == "zelfinschatting"


@pytest.mark.parametrize(("where", "found"), [("project", ["Voor allen"]), ("moment", ["Voor een moment"])])
def test_materials_are_filtered_by_what_they_belong_to(in_admin, linde, where, found):
    make_material("Voor allen")
    make_material("Voor een moment", moment=make_moment())
    page = in_admin.get(reverse("admin:uitrol_material_changelist"), {"bij": where})
    assert [row.title for row in page.context["cl"].queryset] == found

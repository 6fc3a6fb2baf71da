"""Moments: planned, changed, cancelled; who is invited, and who was there."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError

from organisatie.tests.factories import make_employee
from toetsing.tests import files
from toetsing.tests.files import upload
from trajecten.gate import GateClosed
from trajecten.models import Event, Project
from uitrol.actions import attending, inviting, materials, moments
from uitrol.models import Material, Moment
from uitrol.tests.factories import make_moment
from uitrol.tests.wave_world import NOW, START, invite, make_step_5, plan_moment, staff

pytestmark = pytest.mark.django_db
JUST_NOW = NOW - timedelta(hours=1)


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def project(linde, lies):
    return make_step_5(lies)


def on_list(moment) -> list[tuple[str, bool | None]]:
    return [(row.employee.name, row.present) for row in moment.people.order_by("employee__name")]


# --- Planning ------------------------------------------------------------------------------------


def test_same_form_twice_is_one_moment(project, lies):
    key = uuid.uuid4()
    assert plan_moment(project, lies, form_key=key) == plan_moment(project, lies, form_key=key)
    assert Event.objects.filter(verb="moment_planned").count() == 1


def test_moment_ends_after_it_begins(project, lies):
    with pytest.raises(ValidationError) as caught:
        plan_moment(project, lies, ends_at=START)
    assert caught.value.messages == ["Het einde komt na het begin."]


def test_host_of_another_organisation_is_refused(project, lies, anker):
    with pytest.raises(ValidationError) as caught:
        plan_moment(project, lies, host=make_employee(anker))
    assert list(caught.value.message_dict) == ["host"]


def test_cancelled_once_with_a_reason_and_fixed_after_that(project, lies):
    moment = plan_moment(project, lies)
    with pytest.raises(ValidationError):
        moments.cancel_moment(moment=moment, by=lies, why=" ")
    assert [moments.cancel_moment(moment=moment, by=lies, why="Griep.") for _press in range(2)] == [True, False]
    moment.refresh_from_db()
    assert (moment.status, moment.cancelled_why, moment.sequence) == ("cancelled", "Griep.", 1)
    with pytest.raises(ValidationError):
        inviting.invite_everyone(moment=moment, by=lies)
    with pytest.raises(ValidationError):
        attending.note_number(moment=moment, by=lies, counted=3)


# --- Inviting ------------------------------------------------------------------------------------


def test_everyone_of_the_location_and_shift_is_invited_once(project, lies):
    staff(project, "Aalst", 2, "Nacht")
    staff(project, "Aalst", 3, "dag")
    staff(project, "Gent", 4, "nacht")
    night = plan_moment(project, lies, shift="nacht")
    everybody = plan_moment(project, lies)
    assert [inviting.invite_everyone(moment=night, by=lies) for _press in range(2)] == [2, 0]
    assert inviting.invite_everyone(moment=everybody, by=lies) == 5


def test_somebody_of_another_organisation_cannot_be_invited(project, lies, anker):
    moment = plan_moment(project, lies)
    with pytest.raises(ValidationError):
        invite(moment, lies, make_employee(anker))
    assert on_list(moment) == []


def test_taken_off_once(project, lies):
    moment = plan_moment(project, lies)
    invite(moment, lies, *staff(project, "Aalst", 2))
    person = moment.people.first()
    assert [inviting.take_off(moment=moment, by=lies, person=person) for _press in range(2)] == [True, False]
    assert moment.people.count() == 1


# --- Who was there -------------------------------------------------------------------------------


def test_number_is_noted_and_can_be_noted_better(project, lies):
    moment = plan_moment(project, lies, at=JUST_NOW)
    assert [attending.note_number(moment=moment, by=lies, counted=n) for n in (21, 22)] == [True, False]
    moment.refresh_from_db()
    assert (moment.status, moment.counted, moment.count_by, moment.held_at) == ("held", 22, "number", NOW)


@pytest.mark.parametrize("counted", [-1, 2001])
def test_number_that_cannot_be_is_refused(project, lies, counted):
    moment = plan_moment(project, lies, at=JUST_NOW)
    with pytest.raises(ValidationError):
        attending.note_number(moment=moment, by=lies, counted=counted)
    assert Moment.objects.get().status == "planned"


def test_names_are_counted_invited_or_not(project, lies):
    moment = plan_moment(project, lies, at=JUST_NOW)
    first, second, third = staff(project, "Aalst", 3)
    invite(moment, lies, first, second)
    attending.note_names(moment=moment, by=lies, employees=[first, third])
    moment.refresh_from_db()
    assert (moment.counted, moment.count_by) == (2, "names")
    assert on_list(moment) == [(first.name, True), (second.name, False), (third.name, True)]
    attending.note_names(moment=moment, by=lies, employees=[second])
    moment.refresh_from_db()
    assert (moment.counted, on_list(moment)) == (1, [(first.name, False), (second.name, True), (third.name, False)])


def test_noted_by_mistake_is_planned_again(project, lies):
    moment = plan_moment(project, lies, at=JUST_NOW)
    (person,) = staff(project, "Aalst", 1)
    attending.note_names(moment=moment, by=lies, employees=[person])
    assert [attending.not_held(moment=moment, by=lies) for _press in range(2)] == [True, False]
    moment.refresh_from_db()
    assert (moment.status, moment.counted, on_list(moment)) == ("planned", None, [(person.name, None)])


def test_what_is_still_to_come_was_not_held(project, lies):
    tomorrow, tonight = (plan_moment(project, lies, at=NOW + timedelta(hours=hours)) for hours in (24, 8))
    with pytest.raises(ValidationError) as caught:
        attending.note_number(moment=tomorrow, by=lies, counted=3)
    assert caught.value.messages == ["Dit moment komt nog. Noteer op de dag zelf wie er was."]
    assert attending.note_number(moment=tonight, by=lies, counted=3)


def test_start_waits_for_the_go_of_gate_4_and_a_drop_in_does_not(project, lies):
    start, drop_in = (plan_moment(project, lies, kind=kind, at=JUST_NOW) for kind in ("start", "drop_in"))
    Project.objects.update(step=4)
    for note in (attending.note_number, attending.note_names):
        values = {"counted": 3} if note is attending.note_number else {"employees": []}
        with pytest.raises(GateClosed):
            note(moment=start, by=lies, **values)
    assert attending.note_number(moment=drop_in, by=lies, counted=3)
    Project.objects.update(step=5)
    assert attending.note_number(moment=start, by=lies, counted=21)


# --- Materials -----------------------------------------------------------------------------------


def test_file_gets_a_name_of_nothing_and_keeps_its_own_for_people(project, lies):
    made = materials.add_material(
        project=project, by=lies, title=" De  kaart ", file=upload("kaart één.pdf", files.PDF)
    )
    assert (made.title, made.file_name, "kaart" in made.file.name) == ("De kaart", "kaart één.pdf", False)
    assert made.file.name.endswith(".pdf")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"file": upload("kaart.pdf", b"<html>")}, "file"),
        ({"file": upload("kaart.docx", files.office("word", "word/vbaProject.bin"))}, "file"),
        ({}, "__all__"),
        ({"link": "https://x.test/", "file": upload("kaart.pdf", files.PDF)}, "__all__"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"link": "https://x.test/", "title": ""}, "title"),
    ],
)
def test_material_that_is_not_right_says_so(project, lies, values, field):
    with pytest.raises(ValidationError) as caught:
        materials.add_material(project=project, by=lies, **{"title": "De kaart", **values})
    assert list(caught.value.message_dict) == [field]
    assert not Material.objects.exists()


def test_same_form_twice_is_one_material_and_it_goes_once(project, lies):
    key = uuid.uuid4()
    made, again = (
        materials.add_material(project=project, by=lies, title="Filmpje", link="https://x.test/", form_key=key)
        for _press in range(2)
    )
    assert made == again
    gone = [materials.remove_material(project=project, by=lies, material=made) for _press in range(2)]
    assert gone == [True, False]


def test_material_of_a_moment_of_another_project_is_refused(project, lies):
    strange = make_moment(project=make_step_5(slug="ander"))
    with pytest.raises(ValidationError):
        materials.add_material(project=project, by=lies, title="Filmpje", link="https://x.test/", moment=strange)

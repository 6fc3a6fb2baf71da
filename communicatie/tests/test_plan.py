"""Messages: from idea to told, once each, and what everybody hears only after the gate."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from bevraging.tests.factories import make_project
from communicatie.actions.plan import change_message, drop_message, plan_message, take_back, tell_message
from communicatie.models import Message
from communicatie.tests.factories import make_audience, make_employee, make_message
from trajecten.gate import GateClosed
from trajecten.models import Project

pytestmark = pytest.mark.django_db
Status = Message.Status


@pytest.fixture
def project(linde):
    project = make_project(linde)
    for name in ("An", "Bo", "Cas"):
        make_employee(name, project=project)
    return project


@pytest.fixture
def audience(project):
    return make_audience("Iedereen", project=project)


def words(whom, **fields) -> dict:
    values = {"audience": whom, "key": "why", "title": "Waarom we beginnen", "channel": "briefing"}
    return values | {"said_by": "management", "step": 4} | fields


def plan(project, whom, by, **fields) -> Message:
    return plan_message(project=project, by=by, **words(whom, **fields))


def past_gate_3(project) -> None:
    Project.objects.filter(pk=project.pk).update(step=4)
    project.refresh_from_db()


# --- Planned -------------------------------------------------------------------------------------


def test_message_is_an_idea_then_planned_then_ready(project, audience, lies):
    day = timezone.localdate() + timedelta(days=3)
    states = [
        plan(project, audience, lies).status,
        plan(project, audience, lies, planned_on=day).status,
        plan(project, audience, lies, planned_on=day, text="Omdat.", ready=True).status,
        plan(project, audience, lies, text="Omdat.", ready=True).status,
    ]
    assert states == [Status.IDEA, Status.PLANNED, Status.READY, Status.IDEA]
    assert [one.code for one in Message.objects.all()] == ["N01", "N02", "N03", "N04"]


def test_form_sent_twice_plans_one_message(project, audience, lies):
    key = uuid4()
    made = {plan(project, audience, lies, form_key=key).pk for _turn in range(2)}
    assert (len(made), Message.objects.count()) == (1, 1)
    assert project.events.filter(verb="message_planned").count() == 1


def test_number_of_a_message_is_never_given_again_while_a_later_one_stands(project, audience, lies, linde):
    plan(project, audience, lies), plan(project, audience, lies)
    Message.objects.filter(number=1).delete()
    other = make_project(linde, slug="ander")
    assert plan(project, audience, lies).number == 3
    assert plan(other, make_audience(project=other), lies).number == 1


def test_who_plans_is_the_author(project, audience, lies):
    assert plan(project, audience, lies).author == lies


def test_ready_asks_for_a_text(project, audience, lies):
    with pytest.raises(ValidationError, match="Schrijf eerst de tekst"):
        plan(project, audience, lies, ready=True)


def test_ready_asks_that_the_blanks_are_filled_in(project, audience, lies):
    with pytest.raises(ValidationError, match=r"Vul eerst nog in: \[dag\], \[naam\]"):
        plan(project, audience, lies, title="Op [dag]", text="Ga op [dag] naar [naam].", ready=True)
    assert plan(project, audience, lies, text="Ga op [dag] naar [naam].").status == Status.IDEA


def test_audience_and_repeated_message_are_of_the_project(project, audience, lies, linde):
    other = make_audience("Ginder", project=make_project(linde, slug="ander"))
    for strange in ({"audience": other}, {"repeats": make_message(audience=other)}):
        with pytest.raises(ValidationError, match="hoort niet bij dit traject"):
            plan(project, audience, lies, **strange)


def test_messenger_is_of_the_organisation(project, audience, lies, anker):
    stranger = make_employee("Vik", project=make_project(anker, slug="anker"))
    with pytest.raises(ValidationError, match="hoort niet bij jullie organisatie"):
        plan(project, audience, lies, messenger=stranger)


def test_changed_message_keeps_its_number_and_loses_its_day(project, audience, lies):
    made = plan(project, audience, lies, planned_on=timezone.localdate())
    change_message(message=made, by=lies, planned_on=None, title="Anders  gezegd")
    made.refresh_from_db()
    assert (made.number, made.status, made.title) == (1, Status.IDEA, "Anders gezegd")


def test_message_does_not_repeat_itself(project, audience, lies):
    made = plan(project, audience, lies)
    with pytest.raises(ValidationError, match="herhaalt een andere boodschap"):
        change_message(message=made, by=lies, repeats=made)


@pytest.mark.parametrize("status", ["sent", "dropped"])
def test_message_that_was_told_or_dropped_stays_as_it_is(audience, lies, status):
    made = make_message(audience=audience, status=status, dropped_why="Niet nodig." if status == "dropped" else "")
    with pytest.raises(ValidationError, match="blijft zoals ze is"):
        change_message(message=made, by=lies, title="Toch anders")


# --- Told ----------------------------------------------------------------------------------------


def test_told_message_keeps_how_many_of_how_many(audience, lies):
    made = make_message(audience=audience)
    assert tell_message(message=made, by=lies, reached=2)
    assert (made.status, made.reached, made.reached_of) == (Status.SENT, 2, 3)
    assert timezone.localdate(made.sent_at) == timezone.localdate()


def test_told_twice_is_told_once(audience, lies):
    made = make_message(audience=audience)
    again = Message.objects.get(pk=made.pk)
    assert [tell_message(message=made, by=lies, reached=3), tell_message(message=again, by=lies)] == [True, False]
    made.refresh_from_db()
    assert made.reached == 3
    assert made.project.events.filter(verb="message_told").count() == 1


def test_told_on_an_earlier_day_stands_on_that_day(audience, lies):
    made = make_message(audience=audience)
    tell_message(message=made, by=lies, on=date(2026, 3, 3))
    assert (timezone.localdate(made.sent_at), made.reached) == (date(2026, 3, 3), None)


def test_nothing_is_told_on_a_day_to_come(audience, lies):
    with pytest.raises(ValidationError, match="een dag die voorbij is"):
        tell_message(message=make_message(audience=audience), by=lies, on=timezone.localdate() + timedelta(days=1))


def test_more_people_than_the_audience_is_refused(audience, lies):
    with pytest.raises(ValidationError, match="De doelgroep telt 3 mensen"):
        tell_message(message=make_message(audience=audience), by=lies, reached=4)


def test_outside_nobody_knows_how_many_they_are_and_what_was_counted_is_all(project, lies):
    made = make_message(audience=make_audience("Buren", project=project, kind="outside"))
    tell_message(message=made, by=lies, reached=40)
    assert (made.reached, made.reached_of) == (40, 40)


def test_what_changes_is_told_to_everybody_only_after_gate_3(project, audience, lies):
    made = make_message(audience=audience, key="what_changes")
    with pytest.raises(GateClosed, match="zodra de poort naar Communicatie open is"):
        tell_message(message=made, by=lies)
    made.refresh_from_db()
    assert made.status == Status.PLANNED
    past_gate_3(project)
    assert tell_message(message=made, by=lies)
    Project.objects.filter(pk=project.pk).update(step=3)
    with pytest.raises(GateClosed):
        tell_message(message=make_message(audience=audience, key="what_changes"), by=lies)


def test_inner_circle_hears_what_changes_before_the_gate(project, lies):
    inner = make_audience("Sleutelfiguren", project=project, kind="role", role="key_figure", inner=True)
    assert tell_message(message=make_message(audience=inner, key="what_changes"), by=lies)


@pytest.mark.parametrize("key", [key for key in Message.Key.values if key != "what_changes"])
def test_everything_else_is_told_from_step_1_on(audience, lies, key):
    assert tell_message(message=make_message(audience=audience, key=key), by=lies)


# --- Dropped and back ----------------------------------------------------------------------------


def test_dropped_message_says_why_and_is_dropped_once(audience, lies):
    made = make_message(audience=audience)
    assert [drop_message(message=made, by=lies, why=" Dubbel  met N01. ") for _turn in range(2)] == [True, False]
    assert (made.status, made.dropped_why) == (Status.DROPPED, "Dubbel met N01.")


@pytest.mark.parametrize("why", ["", "  ", "x" * 241])
def test_reason_to_drop_is_short_and_there(audience, lies, why):
    made = make_message(audience=audience)
    with pytest.raises(ValidationError):
        drop_message(message=made, by=lies, why=why)
    made.refresh_from_db()
    assert made.is_open


def test_told_by_mistake_goes_back_in_the_plan(audience, lies):
    made = make_message(audience=audience)
    tell_message(message=made, by=lies, reached=2)
    assert [take_back(message=made, by=lies) for _turn in range(2)] == [True, False]
    assert (made.status, made.sent_at, made.reached, made.reached_of) == (Status.PLANNED, None, None, None)


def test_idea_that_was_told_gets_the_day_it_was_told(audience, lies):
    made = make_message(audience=audience, planned_on=None, status="idea")
    tell_message(message=made, by=lies, on=date(2026, 3, 3))
    assert made.planned_on == date(2026, 3, 3)


@pytest.mark.parametrize(("day", "status"), [(date(2026, 3, 3), Status.PLANNED), (None, Status.IDEA)])
def test_dropped_message_goes_back_in_the_plan(audience, lies, day, status):
    made = make_message(audience=audience, planned_on=day, status="planned" if day else "idea")
    drop_message(message=made, by=lies, why="Dubbel.")
    assert take_back(message=made, by=lies)
    assert (made.status, made.dropped_why) == (status, "")

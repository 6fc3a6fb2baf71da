"""The self-rating by personal link: each sees only their own, GET looks and POST acts, and the mails that lead to it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from organisatie.tests.factories import make_employee, make_function
from trajecten import outbox
from trajecten.logs import mask
from trajecten.models import Mail
from trajecten.tests.factories import make_project
from uitrol import rating_mails
from uitrol.actions import ratings
from uitrol.models import PersonalLink, SelfRating, TaskHelper, TrainingSession
from uitrol.rating_links import employee_of, link_of, secret_of
from uitrol.rating_page import lines_of
from uitrol.tests.factories import attend, make_place, make_session, make_task, rate
from uitrol.tests.training import text_of

WEEKS_4 = timedelta(weeks=4, minutes=1)
TUESDAY = datetime(2026, 3, 3, 15, 0, tzinfo=ZoneInfo("Europe/Brussels"))


@pytest.fixture
def project(linde, lies):
    return make_project(linde, lies, step=5)


@pytest.fixture
def task(project):
    return make_task("Een val melden", project=project)


@pytest.fixture
def an(linde):
    return make_employee(linde, "An Peeters", email="an@linde.test")


def path(person, generation=0) -> str:
    return f"/v/taken/{secret_of(person.pk, generation)}/"


# --- The link -----------------------------------------------------------------------------------


def test_link_is_of_one_person_until_it_is_made_anew(an, linde):
    other = make_employee(linde, "Ben")
    assert [employee_of(secret_of(one.pk)) for one in (an, other)] == [an, other]
    mixed = f"{other.pk}-{secret_of(an.pk).partition('-')[2]}"
    assert [employee_of(secret) for secret in (mixed, "", "x-y", f"{an.pk}-", "9" * 30)] == [None] * 5
    PersonalLink.objects.create(employee=an, purpose=PersonalLink.Purpose.RATING, generation=1)
    assert [employee_of(secret_of(an.pk, generation)) for generation in (0, 1)] == [None, an]


def test_link_of_who_left_is_worthless(client, an, task):
    type(an).objects.update(active_until="2020-01-01")
    assert (client.get(path(an)).status_code, client.post(path(an)).status_code) == (404, 404)


def test_secret_is_masked_in_the_logs(an):
    assert mask(f"GET {path(an)}?bewaard=1") == "GET /v/taken/…/?bewaard=1"


def test_wrong_method_is_told(client, an):
    assert client.put(path(an)).status_code == 405


# --- What one person sees ------------------------------------------------------------------------


def test_person_sees_the_tasks_of_their_function_and_of_running_projects_only(linde, lies, project, an):
    care, kitchen = make_function(linde, "Zorg"), make_function(linde, "Keuken")
    an.function, an.location = care, make_place(project)
    an.save()
    elsewhere = make_project(linde, lies, title="Andere plaats", step=5)
    elsewhere.locations.add(make_place(project, "Gent"))
    early, over = (make_project(linde, lies, title=name, step=step) for name, step in (("Vroeg", 2), ("Voorbij", 5)))
    type(over).objects.filter(pk=over.pk).update(status="stopped")
    make_task("Voor de zorg doen", care, project=project)
    make_task("Voor iedereen doen", project=project)
    make_task("Voor de keuken doen", kitchen, project=project)
    make_task("Van vroeger doen", project=project, retired_at=timezone.now())
    for other in (elsewhere, early, over):
        make_task("Elders doen", project=other)
    assert [str(line.task) for line in lines_of(an)] == ["Voor de zorg doen", "Voor iedereen doen"]


def test_looking_writes_nothing_and_shows_no_one_else(client, linde, an, task):
    rate(task, make_employee(linde, "Ben"), 4)
    page = client.get(path(an))
    assert ("selected" in text_of(page), SelfRating.objects.count(), page["Cache-Control"]) == (False, 1, "no-store")
    assert ("Een val melden" in text_of(page), page.cookies.keys()) == (True, set())


def test_then_and_now_are_kept_and_shown_again_to_them_alone(client, linde, an, task):
    data = {f"toen-{task.pk}": "1", f"nu-{task.pk}": "3"}
    answer = client.post(path(an), data)
    found = SelfRating.objects.get()
    assert (answer.url, found.employee, found.level_then, found.level_now) == (path(an) + "?bewaard=1", an, 1, 3)
    page = text_of(client.get(answer.url))
    assert ('value="3" selected' in page, "Bewaard. Dank je wel." in page) == (True, True)
    assert "selected" not in text_of(client.get(path(make_employee(linde, "Ben"))))


def test_task_left_open_stays_open_and_then_alone_is_asked_about(client, an, task):
    client.post(path(an), {f"toen-{task.pk}": "", f"nu-{task.pk}": ""})
    page = client.post(path(an), {f"toen-{task.pk}": "2"})
    assert (page.status_code, "Kies ook hoe het nu gaat bij «Een val melden»." in text_of(page)) == (400, True)
    assert SelfRating.objects.count() == 0


@pytest.mark.parametrize("value", ["5", "-1", "x", "3 "])
def test_answer_that_is_none_of_the_five_is_no_answer(client, an, task, value):
    client.post(path(an), {f"nu-{task.pk}": value})
    assert SelfRating.objects.count() == 0


def test_task_of_others_cannot_be_rated(client, linde, project, an):
    other = make_task("Voor de keuken doen", make_function(linde, "Keuken"), project=project)
    client.post(path(an), {f"nu-{other.pk}": "3"})
    with pytest.raises(ValidationError):
        ratings.rate(employee=an, task=other, now=3)
    assert SelfRating.objects.count() == 0


def test_after_four_weeks_it_is_asked_again_and_looking_back_is_over(client, an, task):
    rate(task, an, 2, level_then=0, rated_at=timezone.now() - WEEKS_4)
    page = text_of(client.get(path(an)))
    assert ("Nu, na vier weken" in page, f'name="nu-{task.pk}"' in page) == (True, False)
    client.post(path(an), {f"nu-{task.pk}": "4", f"later-{task.pk}": "3"})
    found = SelfRating.objects.get()
    assert (found.level_then, found.level_now, found.level_later, found.later_at is None) == (0, 2, 3, False)
    with pytest.raises(ValidationError, match="vier weken geleden"):
        ratings.rate(employee=an, task=task, now=4)


def test_after_four_weeks_is_not_asked_before(an, task):
    rate(task, an, 2)
    with pytest.raises(ValidationError, match="pas na vier weken"):
        ratings.rate_later(employee=an, task=task, level=3)


# --- Wil je collega's helpen? --------------------------------------------------------------------


def test_who_could_show_it_is_asked_to_help_and_a_yes_is_an_offer(client, an, task):
    page = client.post(path(an), {f"nu-{task.pk}": "4"}, follow=True)
    assert "Wil je collega’s helpen?" in text_of(page)
    for _turn in range(2):
        client.post(path(an), {"helpt": f"ja:{task.pk}"})
    offer = TaskHelper.objects.get()
    assert (offer.employee, offer.offered_at is None, offer.confirmed_at) == (an, False, None)
    assert "Wil je collega’s helpen?" not in text_of(client.get(path(an)))


@pytest.mark.parametrize("level", ["0", "3"])
def test_who_could_not_show_it_is_not_asked(client, an, task, level):
    page = client.post(path(an), {f"nu-{task.pk}": level}, follow=True)
    assert "Wil je collega’s helpen?" not in text_of(page)
    assert client.post(path(an), {"helpt": f"ja:{task.pk}"}).status_code == 400
    assert TaskHelper.objects.count() == 0


def test_no_is_no_offer_and_a_lower_level_takes_it_back(client, an, task):
    client.post(path(an), {f"nu-{task.pk}": "4"})
    client.post(path(an), {"helpt": f"nee:{task.pk}"})
    assert (TaskHelper.objects.count(), SelfRating.objects.get().helps) == (0, False)
    client.post(path(an), {"helpt": f"ja:{task.pk}"})
    client.post(path(an), {f"nu-{task.pk}": "2"})
    assert (TaskHelper.objects.count(), SelfRating.objects.get().helps) == (0, None)


def test_helper_who_was_confirmed_stays(client, an, task):
    TaskHelper.objects.create(task=task, employee=an, confirmed_at=timezone.now())
    rate(task, an, 4)
    for answer in ("ja", "nee"):
        client.post(path(an), {"helpt": f"{answer}:{task.pk}"})
    assert TaskHelper.objects.confirmed().count() == 1


@pytest.mark.parametrize("value", ["", "ja", "ja:", "ja:999999", "misschien:1"])
def test_button_that_is_none_of_ours_changes_nothing(client, an, task, value):
    assert (client.post(path(an), {"helpt": value}).status_code, TaskHelper.objects.count()) == (400, 0)


# --- The mails ----------------------------------------------------------------------------------


def held_session(*tasks, at, people):
    session = make_session(*tasks, starts_at=at)
    TrainingSession.objects.filter(pk=session.pk).update(status="held", held_at=at)
    attend(session, *people)
    type(session.done.get_queryset().first()).objects.filter(session=session).update(done_at=at)
    return session


def test_after_a_session_one_mail_goes_however_many_tasks_and_sweeps(project, task, an, linde):
    with time_machine.travel(TUESDAY, tick=False):
        second = make_task("Een wond opvolgen", project=project)
        held_session(task, second, at=TUESDAY - timedelta(hours=3), people=[an, make_employee(linde, "Zonder mail")])
        sent = [rating_mails.collect(timezone.now()) for _turn in range(2)]
    mail = Mail.objects.get()
    assert (sent, mail.recipient, mail.kind, "link" in mail.context) == (
        [1, 0],
        "an@linde.test",
        "uitrol.rating",
        False,
    )


def test_mail_waits_until_the_session_is_over_and_office_hours(task, an):
    evening = TUESDAY.replace(hour=22)
    with time_machine.travel(evening, tick=False):
        held_session(task, at=evening - timedelta(hours=1), people=[an])
        assert rating_mails.collect(timezone.now()) == 0
        assert rating_mails.collect(timezone.now() + timedelta(hours=2)) == 1
    assert Mail.objects.get().not_before.astimezone(TUESDAY.tzinfo) == datetime(2026, 3, 4, 8, tzinfo=TUESDAY.tzinfo)


def test_who_rated_already_gets_no_mail(task, an):
    with time_machine.travel(TUESDAY, tick=False):
        held_session(task, at=TUESDAY - timedelta(hours=3), people=[an])
        rate(task, an)
        assert rating_mails.collect(timezone.now()) == 0


def test_four_weeks_later_one_mail_goes_and_not_before(task, an):
    with time_machine.travel(TUESDAY, tick=False):
        rate(task, an)
        now = timezone.now()
        assert [rating_mails.collect_again(now + timedelta(days=day)) for day in (27, 28, 29, 60)] == [0, 1, 0, 0]
    assert Mail.objects.get().kind == "uitrol.rating_again"


def test_mail_holds_the_link_and_is_withdrawn_when_nothing_is_left(task, an, mailoutbox):
    with time_machine.travel(TUESDAY, tick=False):
        held_session(task, at=TUESDAY - timedelta(hours=3), people=[an])
        rating_mails.collect(timezone.now())
        outbox.deliver()
        assert [(mail.subject, link_of(an.pk) in mail.body) for mail in mailoutbox] == [
            ("Hoe gaat het met wat je leerde?", True)
        ]
        Mail.objects.all().delete()
        rating_mails.collect(timezone.now())
        rate(task, an)
        outbox.deliver()
    assert (len(mailoutbox), Mail.objects.get().error) == (1, "niet meer nodig")


def test_look_of_the_sweep_finds_what_is_due(task, an):
    with time_machine.travel(TUESDAY, tick=False):
        now = timezone.now()
        held_session(task, at=TUESDAY - timedelta(hours=3), people=[an])
        rate(task, an)
        looks = [rating_mails.held_lately(now).exists(), rating_mails.rated_before(now + WEEKS_4).exists()]
    assert (looks, rating_mails.rated_before(now).exists()) == ([True, True], False)

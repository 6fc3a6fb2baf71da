"""Noting who was at a moment, on a phone: a number or names; by who leads, who hosts it, and ambassadors."""

from datetime import timedelta

import pytest
from django.utils import timezone

from organisatie.models import Employee
from organisatie.tests.factories import make_employee
from trajecten.models import Project, ProjectRole
from uitrol.actions import attending
from uitrol.models import Moment
from uitrol.tests.wave_world import address, invite, make_step_5, plan_moment, staff, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(linde, lies):
    return make_step_5(lies)


@pytest.fixture
def moment(project, lies):
    """A start moment of an hour ago, with two colleagues on the list."""
    found = plan_moment(project, lies, at=timezone.now() - timedelta(minutes=40))
    invite(found, lies, *staff(project, "Aalst", 2, "dag"))
    return found


@pytest.fixture
def as_lies(client, lies):
    client.force_login(lies)
    return client


def there(moment: Moment) -> list[str]:
    return sorted(moment.people.came().values_list("employee__name", flat=True))


def test_number_is_counted_with_large_buttons_and_saved(as_lies, project, moment):
    url = address("aanwezig", project, moment.pk)
    page = as_lies.get(url + "?tel=aantal&n=20").content.decode()
    assert [link in page for link in ("&amp;n=19", "&amp;n=21", "&amp;n=25", 'value="20"')] == [True] * 4
    assert "?tel=aantal&amp;n=0" in as_lies.get(url + "?n=0").content.decode()
    answer = as_lies.post(url, {"tel": "aantal", "counted": "21"}, follow=True)
    assert "Bewaard: 21 collega&#x27;s waren erbij." in text_of(answer)
    moment.refresh_from_db()
    assert (moment.status, moment.counted) == ("held", 21)


@pytest.mark.parametrize(
    ("counted", "sentence"),
    [
        ("", "Geef een aantal. Was er niemand? Vul dan 0 in."),
        ("-3", "Geef een aantal tussen 0 en 2000."),
        ("2001", "Geef een aantal tussen 0 en 2000."),
        ("veel", "Geef een aantal tussen 0 en 2000."),
    ],
)
def test_number_that_cannot_be_is_asked_again(as_lies, project, moment, counted, sentence):
    page = text_of(as_lies.post(address("aanwezig", project, moment.pk), {"tel": "aantal", "counted": counted}))
    assert (sentence in page, Moment.objects.get().status) == (True, "planned")


def test_names_are_ticked_also_of_who_was_not_invited(as_lies, project, moment):
    (other,) = staff(project, "Aalst", 1, "nacht")
    (far,) = staff(project, "Gent", 1)
    first = moment.people.order_by("employee__name").first().employee
    url = address("aanwezig", project, moment.pk) + "?tel=namen"
    page = text_of(as_lies.get(url))
    assert (first.name in page, other.name in page, far.name in page) == (True, True, False)
    assert far.name in text_of(as_lies.get(url + "&zoek=gent"))
    as_lies.post(url, {"tel": "namen", "erbij": [first.pk, other.pk, far.pk]})
    moment.refresh_from_db()
    assert (moment.counted, there(moment)) == (3, sorted([first.name, other.name, far.name]))


def test_page_of_names_comes_back_as_it_was_noted(as_lies, project, moment, lies):
    first = moment.people.order_by("employee__name").first().employee
    attending.note_names(moment=moment, by=lies, employees=[first])
    page = as_lies.get(address("aanwezig", project, moment.pk)).content.decode()
    assert page.count(" checked>") == 1
    assert f'value="{first.pk}" checked>' in page


def test_somebody_of_another_organisation_is_not_counted(as_lies, project, moment, anker):
    as_lies.post(address("aanwezig", project, moment.pk), {"tel": "namen", "erbij": [make_employee(anker).pk]})
    moment.refresh_from_db()
    assert (moment.counted, there(moment)) == (0, [])


def test_start_before_the_go_of_gate_4_says_why(as_lies, project, moment):
    Project.objects.update(step=4)
    answer = as_lies.post(address("aanwezig", project, moment.pk), {"tel": "aantal", "counted": "3"}, follow=True)
    assert "Een startmoment als gehouden noteren kan zodra de poort naar Uitrol open is." in text_of(answer)
    answer = as_lies.post(address("moment_gehouden", project, moment.pk), follow=True)
    assert "kan zodra de poort naar Uitrol open is." in text_of(answer)
    assert Moment.objects.get().status == "planned"


def test_held_without_a_count_asks_first(as_lies, project, moment):
    url = address("moment_gehouden", project, moment.pk)
    assert "Is dit moment gehouden?" in text_of(as_lies.get(url))
    assert "Niemand telde hoeveel collega&#x27;s er waren." in text_of(as_lies.post(url, follow=True))
    moment.refresh_from_db()
    assert (moment.status, moment.counted) == ("held", None)
    as_lies.post(address("moment_niet_gehouden", project, moment.pk))
    moment.refresh_from_db()
    assert moment.status == "planned"


def test_moment_that_is_still_to_come_says_so(as_lies, project, lies):
    moment = plan_moment(project, lies, at=timezone.now() + timedelta(days=2))
    page = text_of(as_lies.post(address("aanwezig", project, moment.pk), {"tel": "aantal", "counted": "3"}))
    assert "Dit moment komt nog. Noteer op de dag zelf wie er was." in page


@pytest.mark.parametrize("role", ["ambassador", "helper", "host", "owner", ""])
def test_ambassador_helper_and_host_note_it_and_nobody_else(client, lies, bram, project, moment, role):
    if role == "host":
        Moment.objects.filter(pk=moment.pk).update(host=Employee.objects.get(user=bram))
    elif role:
        ProjectRole.objects.create(project=project, role=role, user=bram)
    client.force_login(bram)
    answer = client.post(address("aanwezig", project, moment.pk), {"tel": "aantal", "counted": "9"})
    moment.refresh_from_db()
    expected = (302, 9) if role in ("ambassador", "helper", "host") else (403, None)
    assert (answer.status_code, moment.counted) == expected


@pytest.mark.parametrize("count", [1, 3])
def test_page_of_names_takes_as_many_queries(as_lies, lies, project, count, django_assert_num_queries):
    moment = plan_moment(project, lies, at=timezone.now() - timedelta(minutes=40))
    invite(moment, lies, *staff(project, "Aalst", count, "dag"))
    staff(project, "Aalst", count, "nacht")
    with django_assert_num_queries(6):
        as_lies.get(address("aanwezig", project, moment.pk) + "?tel=namen")

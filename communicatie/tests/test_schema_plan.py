"""What the database itself refuses about audiences and messages."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import RestrictedError
from django.utils import timezone

from bevraging.tests.factories import make_project
from communicatie.models import Audience, Message
from communicatie.tests.factories import make_audience, make_message
from trajecten.outbox import start_mailing

pytestmark = pytest.mark.django_db


def refused(action) -> bool:
    try:
        with transaction.atomic():
            action()
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize(
    "fields",
    [
        {"name": ""},
        {"kind": "role"},
        {"role": "helper"},
        {"outside_count": 4},
        {"kind": "outside", "role": "helper"},
    ],
)
def test_audience_that_says_nothing_or_two_things_is_refused(linde, fields):
    audience = make_audience()
    assert refused(lambda: Audience.objects.filter(pk=audience.pk).update(**fields))


def test_audience_has_its_name_once_in_a_project(linde):
    audience = make_audience("Zorg")
    assert refused(lambda: Audience.objects.create(project=audience.project, name="ZORG"))
    assert not refused(lambda: Audience.objects.create(project=make_project(linde, slug="ander"), name="Zorg"))


@pytest.mark.parametrize(
    "fields",
    [
        {"title": ""},
        {"step": 0},
        {"step": 7},
        {"status": "planned", "planned_on": None},
        {"status": "ready", "text": ""},
        {"status": "dropped", "dropped_why": ""},
        {"status": "sent", "sent_at": None, "reached_of": 3},
        {"status": "sent", "sent_at": timezone.now(), "reached_of": None},
        {"status": "planned", "sent_at": timezone.now()},
        {"reached": 4, "reached_of": 3},
        {"reached": 4},
    ],
)
def test_message_that_cannot_be_is_refused(linde, fields):
    message = make_message()
    assert refused(lambda: Message.objects.filter(pk=message.pk).update(**fields))


def test_number_is_given_once_in_a_project(linde):
    message = make_message()
    other = make_message(audience=message.audience)
    assert refused(lambda: Message.objects.filter(pk=other.pk).update(number=message.number))


def test_one_sending_is_of_one_message(linde):
    one, other = (make_message(audience=make_audience(name, project=make_project(linde))) for name in ("A", "B"))
    mailing = start_mailing(organisation=linde, kind="communicatie.message", subject_key="x", planned=1)
    Message.objects.filter(pk=one.pk).update(mailing=mailing)
    assert refused(lambda: Message.objects.filter(pk=other.pk).update(mailing=mailing))


def test_audience_stays_as_long_as_messages_name_it(linde):
    message = make_message()
    with pytest.raises(RestrictedError):
        message.audience.delete()


def test_project_goes_with_its_audiences_and_messages(linde):
    message = make_message()
    make_message(audience=message.audience, repeats=message)
    message.project.delete()
    assert (Audience.objects.count(), Message.objects.count()) == (0, 0)

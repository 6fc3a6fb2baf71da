"""Does it come back, and is what was agreed followed: followed and still wrong is a question about the agreement."""

import pytest
from django.utils import timezone

from opvolging.returning import returning_of, total_of
from opvolging.tests.hazelaar import BUNDLES, Hazelaar
from trajecten.models import Project
from trajecten.tests.factories import make_decider, make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(linde, lies):
    dirk = make_decider(linde)
    made = Hazelaar(make_project(linde, lies, dirk, step=6), dirk, ["Linde", "Vlier", "Wilgenhof"])
    return made.agreements([code for *_rest, (code,) in BUNDLES])


def found(story):
    return returning_of(Project.objects.get(pk=story.project.pk))


def test_bundles_are_those_of_the_story_and_what_rises_comes_first(story):
    """[T] §9.3, without its total: 100,5 to 30,3 per four weeks is 30 per cent."""
    bundles = found(story.bundles())
    assert [(one.name, str(one.before), str(one.after), one.change) for one in bundles] == [
        ("Toestel leeg of onvindbaar", "8.0", "11.0", 38),
        ("Familie kreeg tegenstrijdige info", "9.5", "7.7", -19),
        ("Info niet doorgegeven bij briefing", "20.5", "4.7", -77),
        ("Dubbel noteren", "17.0", "3.0", -82),
        ("Medicatie achteraf afgetekend", "11.0", "1.7", -85),
        ("Aanmelding kwijt of geleend", "28.5", "2.0", -93),
        ("Wondfoto op eigen gsm", "6.0", "0.3", -94),
    ]
    total = total_of(bundles)
    assert (str(total.before), str(total.after), str(total.share), total.bundles) == ("100.5", "30.3", "30.2", 7)


def wrong(story):
    return [(agreement.code, one.name) for one in found(story) for agreement in one.wrong]


def test_agreement_that_is_followed_while_its_bundle_rises_is_asked_about(story):
    story.bundle("Toestel leeg", 16, 33, ["A09"])
    story.check("A09", "Wilgenhof", 5, 10, 9)
    assert wrong(story) == [("A09", "Toestel leeg")]


@pytest.mark.parametrize(("after", "seen", "followed"), [(33, 10, 7), (33, 4, 4), (24, 10, 9), (26, 10, 9)], ids=str)
def test_it_is_not_asked_while_it_is_not_followed_or_hardly_rises(story, after, seen, followed):
    """16 in 8 weeks are as often as 24 in 12; 26 is 8 per cent more, which is chance."""
    story.bundle("Toestel leeg", 16, after, ["A09"])
    story.check("A09", "Wilgenhof", 5, seen, followed)
    assert wrong(story) == []


def test_bundle_about_which_nothing_is_in_force_is_not_compared(story):
    story.bundle("Toestel leeg", 16, 33, ["A09"])
    for place in story.places.values():
        story.versions["A09"].agreement.in_force.create(location=place, since=story.today, version=None)
    assert found(story) == []


@pytest.mark.parametrize("count", [1, 3])
def test_any_number_of_bundles_takes_three_queries(story, count, django_assert_num_queries):
    for number in range(count):
        story.bundle(f"Bundel {number}", 8, 4, ["A09"])
    project = Project.objects.get(pk=story.project.pk)
    with django_assert_num_queries(3):
        bundles = returning_of(project, timezone.localdate())
    assert len(bundles) == count

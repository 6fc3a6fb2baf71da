"""The story as a whole: in its order, without old news, and naming nobody."""

from django.db import transaction
from django.utils import timezone

from bevraging import people_words
from bevraging.models import Survey
from fundament.models import TargetedQuestion
from opvolging.demo import content, content_bottlenecks
from opvolging.management.commands.demo import wipe
from opvolging.models import AgreementCheck, Remedy, Spotlight
from opvolging.tests.story.kit import WEEKS
from organisatie.models import Organisation
from toetsing.models import Finding
from trajecten.models import Event, GateDecision, Mail
from uitrol.models import Barrier, SupportLog


def test_story_names_nobody_in_what_it_writes_down(project):
    names = people_words.names_of(project.organisation)
    texts = [
        *Finding.objects.values_list("text", flat=True),
        *TargetedQuestion.objects.values_list("summary", flat=True),
        *SupportLog.objects.values_list("text", flat=True),
        *Barrier.objects.values_list("solution", flat=True),
        *AgreementCheck.objects.values_list("remark", flat=True),
        *(words for row in Remedy.objects.values_list("what", "skipped_why", "result") for words in row),
        *(words for row in Spotlight.objects.values_list("what", "how", "team") for words in row),
        *(words for kind in content_bottlenecks.BUNDLES.values() for one in kind.words for words in one[:2]),
    ]
    assert [text for text in texts if people_words.find(text, names)] == []


def test_story_tells_nothing_that_is_still_to_come_and_each_thing_in_its_turn(project):
    moments = Event.objects.filter(project=project).order_by("pk").values_list("at", flat=True)
    told = [at.replace(second=0, microsecond=0) for at in moments]  # two scenes may begin in the same minute
    assert (told == sorted(told), told[-1] < timezone.now()) == (True, True)
    assert timezone.localdate(told[0]) == WEEKS.day(-60)


def test_story_leaves_no_survey_open(project):
    assert set(Survey.objects.filter(project=project).values_list("status", flat=True)) == {Survey.Status.PUBLISHED}


def test_story_mails_no_old_news(project):
    waiting = Mail.objects.filter(status__in=Mail.OPEN).exclude(kind="bevraging.invitation")
    assert sorted(waiting.values_list("kind", flat=True)) == []


def test_story_can_be_wiped_also_after_a_decision_was_revised(project):
    with transaction.atomic():
        last = GateDecision.objects.filter(request__project=project).latest("turn")
        revised = GateDecision(
            request=last.request, outcome="go", decided_by=last.decided_by, replaces=last, turn=last.turn, sha256="x"
        )
        revised.save(force_insert=True)
        wipe()
        assert not Organisation.objects.filter(name=content.HAZELAAR).exists()
        transaction.set_rollback(True)

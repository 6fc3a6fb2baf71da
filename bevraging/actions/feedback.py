"""Coming back with what was said: write it, share it, mail it once, and tell it in another way.

A shared version is never written to again; a next one stands beside it under the same link.
"""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from bevraging.actions.launching import NotReady
from bevraging.feedback import HEADINGS, LONGEST, MAY_BE_EMPTY, TOLD
from bevraging.models import Feedback, FeedbackVersion, Survey
from bevraging.questions import is_language
from trajecten import history

__all__ = ["mail_feedback", "save_feedback", "share_feedback", "tell_otherwise"]


@transaction.atomic
def save_feedback(*, survey: Survey, language: str, texts: Mapping[str, str]) -> FeedbackVersion | None:
    """Keep the words of one language in the version that is being written, and begin one where there is none.

    All parts empty takes a translation away. None when nothing changed and nothing was being written. Raises NotReady
    for a survey that is not closed, and for words that are missing or too long.
    """
    if survey.status not in TOLD:
        raise NotReady(_("Dat kan zodra de bevraging afgesloten is."))
    words = {name: texts.get(name, "").replace("\r\n", "\n").strip() for name in HEADINGS}
    _check(language, words)
    feedback = _alone(survey)
    newest = feedback.versions.order_by("-number").first()
    before: dict = newest.texts if newest else {}
    after = {code: mine for code, mine in before.items() if code != language}
    if any(words.values()):
        after[language] = words
    if newest and newest.shared_at is None:
        newest.texts = after
        newest.save(update_fields=["texts"])
        return newest
    if newest and after == before:
        return None
    return feedback.versions.create(number=newest.number + 1 if newest else 1, texts=after)


@transaction.atomic
def share_feedback(*, survey: Survey, by) -> FeedbackVersion | None:
    """What was being written is from now on what the link shows. None when that is so already: pressed twice.

    No mail leaves by this. Raises NotReady when there is nothing to share, or not yet in Dutch.
    """
    if survey.status not in TOLD:
        raise NotReady(_("Dat kan zodra de bevraging afgesloten is."))
    feedback = _alone(survey)
    newest = feedback.versions.order_by("-number").first()
    if newest is None:
        raise NotReady(_("Schrijf eerst wat je wil delen."))
    if newest.shared_at is not None:
        return None
    if "nl" not in newest.texts:
        raise NotReady(_("Schrijf de tekst ook in het Nederlands."))
    newest.shared_at, newest.shared_by = timezone.now(), by
    newest.save(update_fields=["shared_at", "shared_by"])
    Feedback.objects.filter(pk=feedback.pk, shared_at=None).update(shared_at=newest.shared_at)
    verb = "feedback_shared" if newest.number == 1 else "feedback_renewed"
    history.record(verb, project=survey.project, actor=by, survey=survey.title, number=newest.number)
    return newest


@transaction.atomic
def mail_feedback(*, survey: Survey, by) -> int:
    """Queue the mail to everybody who was asked and still has an address; gives how many, 0 when it was done before.

    Once per survey, whatever is shared afterwards. Raises NotReady when nothing is shared, or nobody can be reached.
    """
    from bevraging import feedback_mails  # the mails of this app know the actions of this app

    feedback = _alone(survey)
    shared = feedback.versions.filter(shared_at__isnull=False).order_by("-number").first()
    if shared is None:
        raise NotReady(_("Deel eerst de bladzijde. Daarna kan de mail vertrekken."))
    if feedback.mailed_at is not None:
        return 0
    audience = feedback_mails.audience_of(survey)
    count = len(audience.people)
    if not count:
        raise NotReady(_("Er is geen adres meer om naar te mailen. Deel de link op een andere manier."))
    # The row decides, also should the keys of the mails be forgotten one day.
    if not Feedback.objects.filter(pk=feedback.pk, mailed_at=None).update(mailed_at=timezone.now(), mailed=count):
        return 0
    feedback_mails.queue_feedback(survey, shared.texts, audience)
    history.record("feedback_mailed", project=survey.project, actor=by, survey=survey.title, people=count)
    return count


@transaction.atomic
def tell_otherwise(*, survey: Survey, by, how: str) -> bool:
    """Write down how who got no mail heard of it. True when that is new. Raises NotReady when nothing is shared."""
    feedback = _alone(survey)
    if feedback.shared_at is None:
        raise NotReady(_("Deel eerst de bladzijde."))
    how = how.strip()[:160]
    if not how:
        raise NotReady(_("Schrijf kort hoe je het vertelde."))
    if how == feedback.told_how:
        return False
    told_at = feedback.told_at or timezone.now()
    Feedback.objects.filter(pk=feedback.pk).update(told_at=told_at, told_how=how)
    history.record("feedback_told", project=survey.project, actor=by, survey=survey.title, how=how)
    return True


def _alone(survey: Survey) -> Feedback:
    """The row of this survey, held until the end of the transaction: two leads write one after the other."""
    feedback, _made = Feedback.objects.get_or_create(survey=survey)
    Feedback.objects.filter(pk=feedback.pk).update(told_how=F("told_how"))
    feedback.refresh_from_db()
    return feedback


def _check(language: str, words: Mapping[str, str]) -> None:
    if not is_language(language):
        raise NotReady(_("Deze taal kennen we niet."))
    if any(len(text) > LONGEST for text in words.values()):
        raise NotReady(_("Hou elk deel onder %(n)s tekens.") % {"n": LONGEST})
    begun = any(words.values()) or language == "nl"
    if begun and any(not text for name, text in words.items() if name not in MAY_BE_EMPTY):
        raise NotReady(_("Vul elk deel in. Alleen «Dit doen we niet» mag leeg blijven."))

"""A framework is looked at again: of each agreement whether it stays, changes or goes, and when the next time is.

What changes gets a new version at once, a concept with the words of now, so that somebody can write it better; what goes
ends today, with the checks and approaches that are about it. Both through the doors of step 2: what is tested before it
begins, and what holds where, stays their rule.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fundament.actions import agreements as words_of
from fundament.actions import enforcing
from fundament.dates import months_later
from fundament.models import Agreement, AgreementFramework, AgreementVersion, InForce
from opvolging.holding import in_force_first
from opvolging.models import Review, ReviewLine
from opvolging.reviewing import living_of
from trajecten import history
from trajecten.history import register_verb
from trajecten.templatetags.getallen import datum

Outcome = ReviewLine.Outcome
FIRST_YEAR, LATER = 6, 12
"""Months between two reviews: while agreements are young, and afterwards ([T] §4.1)."""


def months_proposed(framework: AgreementFramework, today: date) -> int:
    """The rhythm of the framework; the one of the first year becomes a year once its oldest agreement is a year old."""
    began = InForce.objects.filter(agreement__framework=framework).order_by("since").values_list("since", flat=True)
    first = began.first()
    if framework.review_months == FIRST_YEAR and first is not None and months_later(first, LATER) <= today:
        return LATER
    return framework.review_months


@transaction.atomic
def hold_review(
    *,
    framework: AgreementFramework,
    by: Any,
    lines: Mapping[int, tuple[str, str]],
    months: int,
    form_key: UUID | None = None,
) -> Review:
    """`lines` is {key of an agreement: (outcome, why)}, for each agreement that lives. The same press gives the same review.

    Raises ValidationError when an agreement is missing or too many, and for a change without a reason.
    """
    held = AgreementFramework.objects.select_for_update(of=("self",)).select_related("project__organisation")
    framework = held.get(pk=framework.pk)
    if form_key is not None and (earlier := Review.objects.filter(form_key=form_key).first()):
        if earlier.framework_id != framework.pk:
            raise ValidationError(_("Dit lukte niet. Laad de bladzijde opnieuw en probeer nog eens."))
        return earlier
    living = {one.pk: one for one in living_of(framework)}
    if set(lines) != set(living):
        raise ValidationError(_("De afspraken van dit kader zijn intussen anders. Laad de bladzijde opnieuw."))
    today = timezone.localdate()
    review = Review(framework=framework, held_on=today, next_on=months_later(today, months), form_key=form_key)
    review.full_clean(exclude=["framework", "form_key"])
    review.save()
    for pk, (outcome, why) in lines.items():
        _write(review, living[pk], outcome, why.strip(), by)
    framework.review_months, framework.review_on = months, review.next_on
    framework.full_clean()
    framework.save(update_fields=["review_months", "review_on"])
    counts = {str(one.value): sum(said == one for said, _why in lines.values()) for one in Outcome}
    history.record(
        "review_held",
        project=framework.project,
        actor=by,
        framework=framework.name,
        review_on=str(review.next_on),
        **counts,
    )
    return review


def _write(review: Review, agreement: Agreement, outcome: str, why: str, by: Any) -> None:
    line = ReviewLine(review=review, agreement=agreement, outcome=outcome, why=why)
    line.full_clean(exclude=["review", "agreement"])
    line.save()
    if outcome == Outcome.ADJUST:
        _open_version(agreement, why, review.held_on, by)
    elif outcome == Outcome.WITHDRAW:
        enforcing.end_agreement(agreement=agreement, by=by, why=why)


def _open_version(agreement: Agreement, why: str, day: date, by: Any) -> None:
    """A concept with the words of now; nothing when a version is in the making already: that one can be changed."""
    in_the_making = agreement.versions.filter(status__in=words_of.IN_THE_MAKING)
    now: AgreementVersion | None = in_force_first(agreement.versions.all()).first()
    if now is None or in_the_making.exists():
        return
    words_of.new_version(
        agreement=agreement,
        by=by,
        functions=now.functions.all(),
        locations=now.locations.all(),
        changed=_("Aangepast na de herziening van %(day)s.") % {"day": datum(day)},
        changed_why=why,
        **{name: getattr(now, name) for name in words_of.WORDS},
    )


register_verb(
    "review_held",
    gettext_lazy(
        "{actor} herzag het afsprakenkader «{framework}»: {keep} gehouden, {adjust} aangepast, {withdraw} ingetrokken. "
        "De volgende keer is op {review_on}."
    ),
)

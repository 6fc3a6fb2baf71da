"""Step 3 tells that words were tried along with a concept."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from fundament.models import AgreementVersion
from trajecten import history
from trajecten.history import register_verb


@transaction.atomic
def mark_tested_in_round(*, version: AgreementVersion, by: Any, how: str) -> bool:
    """A version in the making is tested, and from now on its words stay. False when it was tested already, or is past."""
    concept = AgreementVersion.objects.filter(pk=version.pk, status=AgreementVersion.Status.CONCEPT)
    if not concept.update(status=AgreementVersion.Status.TESTED, tested_at=timezone.now(), tested_how=how):
        return False
    agreement = version.agreement
    history.record("agreement_tried", project=agreement.project, actor=by, agreement=agreement.code, how=how)
    return True


register_verb("agreement_tried", gettext_lazy("Afspraak {agreement} is getoetst: {how}"))

"""What the database itself refuses about rounds and findings."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from toetsing.models import Finding, RoundConcept
from toetsing.tests.factories import add_version, make_concept, make_finding, make_round


def test_round_never_tries_the_version_of_another_concept(linde):
    one, other = make_concept(), make_concept("Noodmap")
    with pytest.raises(IntegrityError), transaction.atomic():
        RoundConcept.objects.create(round=make_round(), concept=one, version=other.versions.first())


def test_finding_is_never_adjusted_in_another_concept(linde):
    found, other = make_finding(), make_concept("Noodmap")
    changes = {"disposition": "adjusted", "adjusted_in": add_version(other), "answered_at": timezone.now()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Finding.objects.filter(pk=found.pk).update(**changes)


@pytest.mark.parametrize("disposition", ["adjusted", "later", "not"])
def test_disposition_without_its_other_half_is_refused(linde, disposition):
    found = make_finding()
    with pytest.raises(IntegrityError), transaction.atomic():
        Finding.objects.filter(pk=found.pk).update(disposition=disposition, answered_at=timezone.now())


def test_project_goes_with_its_concepts_rounds_and_findings(linde):
    concept = make_concept()
    make_finding(concept=concept, round=make_round(concepts=[concept]))
    concept.project.delete()
    assert not Finding.objects.exists()

"""From bottleneck to agreement: per bundle what was decided, what was agreed, and whether it comes back."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from bevraging.tests.factories import make_project
from fundament.chain import Stage, chain_of
from fundament.models import Decision, InForce
from fundament.recurrence import by_bundle, per_four_weeks
from fundament.tests.factories import (
    follows,
    make_agreement,
    make_bottleneck,
    make_bundle,
    make_decision,
    make_taken,
    put_in_force,
)
from organisatie.tests.factories import make_location

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(linde):
    return make_project(linde)


@pytest.fixture
def bundle(project):
    return make_bundle("Login kwijt", project=project)


def days_ago(days):
    return timezone.localdate() - timedelta(days=days)


def reported(bundle, *days, **fields):
    for day in days:
        make_bottleneck(bundle=bundle, happened_on=days_ago(day), **fields)


def agreed(bundle, lies, *places, since=None):
    """A decision about this bundle, and an agreement that follows from it; in force `since` days when told."""
    decision = make_taken(project=bundle.project, decider=lies)
    decision.bundles.add(bundle)
    version = follows(make_agreement(project=bundle.project), decision)
    return version if since is None else put_in_force(version, *places, since=days_ago(since))


def only(project):
    (link,) = chain_of(project).links
    return link


def test_project_without_bundles_has_no_chain(project):
    make_bottleneck(project=project)
    chain = chain_of(project)
    assert (chain.links, chain.loose, chain.decided) == ((), 1, 0)


def test_the_five_bundles_with_most_reports_are_followed(project):
    for number in range(7):
        reported(make_bundle(f"Bundel {number}", project=project), *range(number))
    assert [link.bundle.name for link in chain_of(project).links] == [f"Bundel {n}" for n in (6, 5, 4, 3, 2)]


def test_bundle_goes_from_bundled_to_decided_to_agreed(project, bundle, lies):
    reported(bundle, 1)
    seen = [only(project).stage]
    waiting = make_decision(project=project)
    waiting.bundles.add(bundle)
    seen.append(only(project).stage)
    decision = make_taken(project=project, decider=lies)
    decision.bundles.add(bundle)
    seen.append(only(project).stage)
    follows(make_agreement(project=project), decision)
    seen.append(only(project).stage)
    assert seen == [Stage.BUNDLED, Stage.BUNDLED, Stage.DECIDED, Stage.AGREED]


def test_choice_that_waits_is_told_beside_the_decisions(project, bundle, lies):
    reported(bundle, 1)
    make_decision(project=project).bundles.add(bundle)
    make_taken(project=project, decider=lies).bundles.add(bundle)
    link = only(project)
    assert ([one.code for one in link.open], [one.code for one in link.decisions]) == (["B01"], ["B02"])


def test_decision_that_was_replaced_is_no_link_any_more(project, bundle, lies):
    reported(bundle, 1)
    agreed(bundle, lies)
    Decision.objects.update(status=Decision.Status.SUPERSEDED)
    link = only(project)
    assert (link.stage, link.agreements) == (Stage.BUNDLED, ())


def test_chain_counts_of_how_many_bundles_is_decided(project, bundle, lies):
    reported(bundle, 1)
    agreed(bundle, lies)
    reported(make_bundle("Dubbel noteren", project=project), 1)
    assert chain_of(project).decided == 1


# --- Recurrence --------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "rate"), [((0, 10, 55), "1.5"), ((0, 10, 56), "1.0")])
def test_rate_is_that_of_the_last_eight_weeks(project, bundle, days, rate):
    reported(bundle, *days)
    assert only(project).often == Decimal(rate)


def test_rate_of_what_is_in_force_is_that_of_the_eight_weeks_before(project, bundle, lies):
    reported(bundle, *range(41, 51), 97, 40, 3)
    agreed(bundle, lies, since=40)
    assert only(project).often == per_four_weeks(10, 56) == Decimal("5.0")


def test_what_was_taken_over_from_step_one_says_nothing_of_how_often(project, bundle):
    reported(bundle, 1, 2)
    reported(bundle, 1, source="inventory")
    found = only(project)
    assert (found.bundle.reports, found.often) == (3, Decimal("1.0"))


@pytest.mark.parametrize(("since", "after"), [(26, None), (27, Decimal("2.0"))])
def test_recurrence_is_told_from_four_weeks_on(project, bundle, lies, since, after):
    reported(bundle, *range(40, 60), 5, 0)
    agreed(bundle, lies, since=since)
    found = only(project)
    assert (found.after, found.since) == (after, days_ago(since))


def test_what_never_came_back_is_gone(project, bundle, lies):
    reported(bundle, *range(60, 66))
    agreed(bundle, lies, since=40)
    found = only(project)
    assert (found.gone, found.before) == (True, Decimal("3.0"))


@pytest.mark.parametrize(("reports", "compared"), [(4, None), (5, Decimal("2.5"))])
def test_too_few_reports_before_are_not_compared_with(project, bundle, lies, reports, compared):
    reported(bundle, *range(60, 60 + reports))
    agreed(bundle, lies, since=40)
    assert only(project).before == compared


def test_only_places_where_it_holds_are_compared(project, bundle, lies, linde):
    aalst, gent = make_location(linde, "Aalst"), make_location(linde, "Gent")
    reported(bundle, *range(60, 66), location=aalst)
    reported(bundle, *range(60, 70), location=gent)
    reported(bundle, 3, location=gent)
    reported(bundle, 2)
    agreed(bundle, lies, aalst, since=27)
    found = only(project)
    assert (found.often, found.before, found.after) == (Decimal("8.0"), Decimal("3.0"), Decimal("1.0"))


def test_what_was_reported_while_the_places_began_counts_for_neither(project, bundle, lies, linde):
    aalst, gent = make_location(linde, "Aalst"), make_location(linde, "Gent")
    reported(bundle, *range(70, 76), location=aalst)
    reported(bundle, 50, location=gent)
    version = agreed(bundle, lies, aalst, since=60)
    put_in_force(version, gent, since=days_ago(27))
    found = only(project)
    assert (found.since, found.before, found.after) == (days_ago(27), Decimal("3.0"), Decimal("0.0"))


def test_new_words_of_an_agreement_do_not_begin_the_count_again(project, bundle, lies):
    reported(bundle, *range(100, 106))
    version = agreed(bundle, lies, since=60)
    InForce.objects.create(agreement=version.agreement, version=version, since=days_ago(3))
    assert only(project).since == days_ago(60)


def test_agreement_that_ended_is_not_in_force(project, bundle, lies):
    reported(bundle, *range(100, 106))
    version = agreed(bundle, lies, since=60)
    InForce.objects.create(agreement=version.agreement, version=None, since=days_ago(3))
    assert only(project).since is None


def test_agreement_that_begins_later_is_not_in_force_yet(project, bundle, lies):
    reported(bundle, 3)
    agreed(bundle, lies, since=-5)
    assert only(project).since is None


def test_chain_says_what_the_page_of_the_bundle_says(project, bundle):
    reported(bundle, 0, 10, 55, 56)
    reported(bundle, 3, source="inventory")
    assert only(project).often == by_bundle(project)[bundle.pk].per_four_weeks


@pytest.mark.parametrize("rows", [1, 3])
def test_chain_takes_two_queries_for_any_number_of_bundles(project, lies, rows, django_assert_num_queries):
    for number in range(rows):
        bundle = make_bundle(f"Bundel {number}", project=project)
        reported(bundle, *range(60, 60 + rows))
        agreed(bundle, lies, since=40)
    with django_assert_num_queries(2):
        chain_of(project)

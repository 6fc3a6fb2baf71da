"""A point one goes on without: at the point itself, while the question waits and after the go."""

from datetime import timedelta

import pytest
from django.utils import timezone

from trajecten import gate
from trajecten.templatetags.getallen import datum
from trajecten.tests.gate_world import LONG_REASON, RESPONSE

OVERVIEW = "/trajecten/digitale-werkbonnen/"
GATE = f"{OVERVIEW}poort/1/"
UNTIL = timezone.localdate() + timedelta(days=30)


@pytest.fixture
def waived(world):
    """Forty of a hundred answered; Lies proposes to go on without."""
    world.facts.answers = 40
    return gate.WaiverInput(RESPONSE, LONG_REASON, "We bellen Ninove op.", world.lead, UNTIL)


@pytest.fixture
def look(client):
    def page(user, path=GATE) -> str:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client.get(path).content.decode()

    return page


def told(page: str) -> list[bool]:
    """The word, why, what instead, and by whom until when."""
    return [
        words in page
        for words in (
            "met een afwijking",
            f"Waarom: {LONG_REASON}",
            "In de plaats: We bellen Ninove op.",
            f"Lies Maes houdt dit in het oog, tot {datum(UNTIL)}.",
        )
    ]


@pytest.mark.parametrize("path", [GATE, OVERVIEW])
def test_waived_point_tells_everything_while_the_question_waits(world, waived, look, path):
    world.ask(waivers=[waived])
    assert told(look(world.lead, path)) == [True] * 4


def test_waived_point_tells_everything_after_the_go(world, waived, look):
    world.answer(request=world.ask(waivers=[waived]))
    assert told(look(world.lead)) == [True] * 4


def test_waived_point_counts_apart_from_what_is_in_order(world, waived, look):
    world.ask(waivers=[waived])
    assert "2 van 3 nodige punten in orde, 1 met een afwijking" in look(world.lead)


def test_waiver_of_a_question_that_got_a_hold_is_gone(world, waived, look):
    world.answer("hold", request=world.ask(waivers=[waived]))
    assert told(look(world.lead)) == [False] * 4


def test_waiver_is_used_up_when_the_step_is_opened_again(world, waived, look):
    world.answer(request=world.ask(waivers=[waived]))
    gate.reopen(project=world.project, to_step=1, by=world.lead, reason="Nieuwe locatie.")
    assert "met een afwijking" not in look(world.lead)


def test_own_proposal_stays_to_be_read_while_the_question_waits(world, look):
    world.ask(note="De ploegen vroegen grotere letters.")
    page = look(world.lead)
    assert ("Lies stelt voor: we gaan door" in page, "De ploegen vroegen grotere letters." in page) == (True, True)


@pytest.mark.parametrize(("path", "queries"), [(GATE, 6), (OVERVIEW, 7)])
def test_page_with_a_waiver_takes_as_many_queries_as_one_without(
    world, waived, look, client, path, queries, django_assert_num_queries
):
    world.ask(waivers=[waived])
    look(world.lead, path)
    with django_assert_num_queries(queries):
        client.get(path)

"""What gate 3 reads: one statement, and what it makes of it."""

from toetsing.gate_facts import facts_of
from toetsing.tests.factories import give_feedback, make_concept, make_finding, make_round, make_testers


def test_facts_take_one_query(linde, django_assert_num_queries):
    concept = make_concept(versions=2)
    people = make_testers(concept.project, ("Aalst", "Zorg", 2), ("Gent", "Keuken", 1))
    trial = make_round(concepts=[concept], people=people)
    for one in people:
        give_feedback(trial, one, concept, tried="alone", ready=5)
    make_finding(concept=concept, round=trial)
    with django_assert_num_queries(1):
        facts = facts_of(concept.project)
    assert (
        [(one.code, one.newest) for one in facts.concepts],
        [(one.number, one.invited, len(one.people)) for one in facts.rounds],
        [(one.location, one.function) for one in facts.rounds[0].people],
        facts.count(kind="barrier", round=1),
        sorted(facts.places),
    ) == ([("C1", 2)], [(1, 3, 3)], [("Aalst", "Zorg"), ("Aalst", "Zorg"), ("Gent", "Keuken")], 1, ["Aalst", "Gent"])

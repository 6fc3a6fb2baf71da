"""Whatever people press, in whatever order: no decision is stored that cannot be, and what was taken stays as it was."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fundament.actions import deciding, proposal_parts, proposing
from fundament.actions.refusals import Refused
from fundament.models import Decision
from fundament.models.decisions import SHORTEST_RATIONALE
from fundament.tests.factories import RATIONALE, make_bundle
from organisatie.models import Membership
from trajecten import gate
from trajecten.models import Project

REFUSALS = (Refused, ValidationError, PermissionDenied, gate.GateClosed)
WHO = st.sampled_from(["lies", "dirk", "noor"])
WHICH = st.integers(0, 3)
MOVES = st.one_of(
    st.tuples(st.just("ready"), WHICH),  # often enough to come deep
    st.tuples(st.just("settle"), WHICH),
    st.tuples(st.just("propose"), WHO, st.booleans(), WHICH),
    st.tuples(
        st.just("change"), WHICH, st.sampled_from(["question", "decider", "driver", "advised", "review_on"]), WHO
    ),
    st.tuples(st.just("option"), WHICH, st.sampled_from(["add", "change", "remove"])),
    st.tuples(st.just("party"), WHICH, st.sampled_from(["add", "change", "remove"])),
    st.tuples(st.just("causes"), WHICH, st.booleans()),
    st.tuples(st.just("ask"), WHICH, WHO),
    st.tuples(st.just("take back"), WHICH),
    st.tuples(st.just("decide"), WHICH, WHO, st.integers(-1, 0), WHICH, st.sampled_from([RATIONALE, "Kort."])),
    st.tuples(st.just("send back"), WHICH, WHO),
    st.tuples(st.just("withdraw"), WHICH),
    st.tuples(st.just("review"), WHICH, st.integers(-1, 200)),
    st.tuples(st.just("leave"), WHO),
    st.tuples(st.just("gate"), st.sampled_from([1, 2])),
)
TAKEN = ("question", "context", "kind", "decider_id", "chosen_id", "rationale", "taken_at", "supersedes_id")


class Rollback(Exception):
    """Ends one example: the next one starts from the same rows."""


def nth(rows, n):
    found = list(rows)
    return found[n % len(found)] if found else None


def play(project, people, move):
    """Do one thing that a person can do; a refusal is a fine answer."""
    name, *rest = move
    if name == "gate":
        Project.objects.filter(pk=project.pk).update(step=rest[0])
    elif name == "leave":
        Membership.objects.filter(user=people[rest[0]]).update(is_active=False)
    elif name == "propose":
        who, replace, n = rest
        former = nth(Decision.objects.filter(status__in=Decision.HOLDING), n) if replace else None
        proposing.propose(project=project, by=people[who], question="Wat nu?", supersedes=former)
    elif decision := nth(Decision.objects.select_related("project__organisation"), rest[0]):
        about(decision, people, name, rest[1:])


def about(decision, people, name, rest):
    lies, dirk = people["lies"], people["dirk"]
    day = timezone.localdate() + timedelta(days=30)
    if name in ("ready", "settle"):
        make_ready(decision, lies, dirk, ask=name == "ready")
    if name == "settle":
        decide(decision, dirk, 0, 0, RATIONALE)
    elif name == "change":
        change(decision, people, *rest)
    elif name in ("option", "party"):
        change_part(decision, lies, name, rest[0])
    elif name == "causes":
        proposing.set_causes(decision=decision, by=lies, bundles=[make_bundle(project=decision.project)] * rest[0])
    elif name == "ask":
        deciding.ask(decision=decision, by=people[rest[0]], decide_by=day)
    elif name == "take back":
        deciding.take_back(decision=decision, by=lies)
    elif name == "decide":
        who, behind, n, words = rest
        decide(decision, people[who], behind, n, words)
    elif name == "send back":
        deciding.send_back(decision=decision, by=people[rest[0]], version=decision.version, reason="Wat kost dit?")
    elif name == "withdraw":
        deciding.withdraw(decision=decision, by=lies, why="Niet meer nodig.")
    elif name == "review":
        deciding.review(decision=decision, by=lies, next_review_on=timezone.localdate() + timedelta(days=rest[0]))


def make_ready(decision, lies, dirk, *, ask):
    """Fill in whatever is missing, and ask."""
    values = {"driver": lies, "decider": dirk, "review_on": timezone.localdate() + timedelta(days=182)}
    proposing.change(decision=decision, by=lies, version=decision.version, **values)
    for number in (1, 2):
        proposal_parts.add_option(decision=decision, by=lies, title=f"Weg {number}", plus="Goed.", minus="Duur.")
    proposal_parts.add_party(decision=decision, by=lies, name="Nachtdienst", does_the_work=True)
    proposing.set_causes(decision=decision, by=lies, bundles=[make_bundle(project=decision.project)])
    deciding.ask(decision=decision, by=lies, decide_by=timezone.localdate() + timedelta(days=7))


def decide(decision, by, behind, n, words):
    """`n` 3 is an option of whichever decision; the rest are of this one."""
    rows = type(decision).options.rel.related_model.objects.all() if n == 3 else decision.options.all()
    if option := nth(rows, n):
        deciding.decide(decision=decision, by=by, version=decision.version + behind, option=option, rationale=words)


def change(decision, people, field, who):
    values = {
        "question": "Anders?", "decider": people[who], "driver": people[who], "advised": decision.options.last(),
        "review_on": timezone.localdate() - timedelta(days=1),
    }  # fmt: skip
    proposing.change(decision=decision, by=people["lies"], version=decision.version, **{field: values[field]})


def change_part(decision, by, name, verb):
    row = (decision.options if name == "option" else decision.parties).first()
    word = {"option": "title", "party": "name"}[name]
    if verb == "add":
        getattr(proposal_parts, f"add_{name}")(decision=decision, by=by, **{word: f"Nieuw {decision.version}"})
    elif row and verb == "remove":
        getattr(proposal_parts, f"remove_{name}")(**{name: row}, by=by)
    elif row:
        getattr(proposal_parts, f"change_{name}")(**{name: row}, by=by, version=decision.version, **{word: "Anders"})


def content(decision):
    """What may never change once it is taken, its options included."""
    return [getattr(decision, name) for name in TAKEN], list(
        decision.options.values_list("pk", "title", "plus", "minus")
    )


def check(kept):
    """No stored decision that cannot be. `kept`: what each decision held when it was first seen taken."""
    found = {one.pk: one for one in Decision.objects.all()}
    for one in found.values():
        taken = one.taken_at is not None
        assert taken == (one.chosen_id is not None)
        assert taken or one.status in ("proposal", "withdrawn")
        if taken:
            assert one.chosen.decision_id == one.pk
            assert one.decider_id not in (None, one.driver_id)
            assert len(one.rationale) >= SHORTEST_RATIONALE
            assert one.review_on is not None
            assert one.options.count() >= 2
            assert one.status != "proposal"
            assert kept.setdefault(one.pk, content(one)) == content(one)
        assert one.status != "withdrawn" or one.closed_why
        assert not (one.asked_at and one.status == "withdrawn")
        check_line(one, found)
    superseding = [one.supersedes_id for one in found.values() if one.supersedes_id and one.status != "withdrawn"]
    assert len(superseding) == len(set(superseding))


def check_line(one, found):
    """Replaced by something that was taken; and never a circle."""
    if one.status == "superseded":
        assert any(other.supersedes_id == one.pk and other.taken_at for other in found.values())
    seen, here = set(), one
    while here.supersedes_id is not None:
        assert here.pk not in seen
        seen.add(here.pk)
        here = found[here.supersedes_id]


@pytest.mark.slow
@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,  # the same sequences every time: a red test stays red
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # each example rolls its rows back itself
)
@given(moves=st.lists(MOVES, min_size=4, max_size=16))
def test_no_sequence_of_actions_stores_a_decision_that_cannot_be(project, lies, dirk, noor, moves):
    people = {"lies": lies, "dirk": dirk, "noor": noor}
    with suppress(Rollback), transaction.atomic():
        proposing.propose(project=project, by=lies, question="Waar noteren we?")
        kept = {}
        for move in moves:
            with suppress(*REFUSALS), transaction.atomic():
                play(project, people, move)
            check(kept)
        raise Rollback


def test_a_long_life_of_a_decision_passes_the_check(project, lies, dirk, noor):
    """The moves do reach what they are about: taken, replaced, reviewed."""
    people, kept = {"lies": lies, "dirk": dirk, "noor": noor}, {}
    proposing.propose(project=project, by=lies, question="Waar noteren we?")
    moves = [("settle", 0), ("propose", "lies", True, 0), ("settle", 1), ("review", 1, 90), ("withdraw", 1)]
    for move in moves:
        play(project, people, move)
        check(kept)
    assert list(Decision.objects.values_list("status", flat=True)) == ["superseded", "withdrawn"]


def test_the_check_itself_sees_a_circle():
    """Negative control, in memory: the database refuses it (test_schema)."""
    one, other = Decision(pk=1, supersedes_id=2), Decision(pk=2, supersedes_id=1)
    with pytest.raises(AssertionError):
        check_line(one, {1: one, 2: other})

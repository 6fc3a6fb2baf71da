"""Several people at the same moment, in threads with a connection each, on whichever database the tests run."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from organisatie import actions
from organisatie.importing import runs
from organisatie.importing.reader import Sheet
from organisatie.models import Membership
from organisatie.tests.factories import make_ines, make_membership, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(verbs) -> list:
    """Run all verbs from the same moment on; gives what each answered."""
    start = Barrier(len(verbs))

    def one(verb):
        start.wait()
        try:
            return verb()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(verbs)) as pool:
        return list(pool.map(one, verbs))


def test_administrators_who_take_each_other_away_leave_one(linde):
    admins = [make_membership(make_user(f"a{n}@linde.test"), linde, Membership.Role.ADMIN) for n in range(6)]

    def take_away(membership):
        try:
            actions.end_membership(membership=membership, by=membership.user)
        except ValidationError:
            return False
        return True

    answers = at_once([lambda one=one: take_away(one) for one in admins])
    assert sorted(answers) == [False, True, True, True, True, True]
    assert linde.memberships.filter(role="admin", is_active=True).count() == 1


def test_twelve_clicks_apply_an_import_once(linde):
    sheet = Sheet(["Naam", "E-mail"], [(2, ["An", "an@linde.be"]), (3, ["Bea", "bea@linde.be"])])
    run = runs.start(organisation=linde, by=make_ines(), file_name="lijst.csv", sheet=sheet)
    runs.check(run=run, mapping=run.mapping)
    answers = at_once([lambda: runs.confirm(run=run)] * 12)
    run.refresh_from_db()
    assert (sum(answers), run.applied_fresh, linde.employees.count()) == (1, 2, 2)


def test_two_imports_of_the_same_people_make_each_person_once(linde):
    ines = make_ines()
    sheet = Sheet(["Naam", "E-mail", "Locatie"], [(n, [f"C{n}", f"c{n}@linde.be", "Aalst"]) for n in range(2, 60)])
    waiting = [runs.start(organisation=linde, by=ines, file_name=f"{n}.csv", sheet=sheet) for n in range(4)]
    for run in waiting:
        runs.check(run=run, mapping=run.mapping)
    at_once([lambda run=run: runs.confirm(run=run) for run in waiting])
    assert (linde.employees.count(), linde.locations.count()) == (58, 1)


def test_six_presses_on_one_invitation_make_one_member(linde):
    actions.invite(organisation=linde, email="nele@linde.test", role="lead", by=make_ines())
    invitation, nele = linde.invitations.get(), make_user("nele@linde.test")

    def press():
        try:
            actions.accept(invitation=invitation, user=nele)
        except ValidationError:
            return False
        return True

    assert sorted(at_once([press] * 6)) == [False] * 5 + [True]
    assert linde.memberships.filter(user=nele).count() == 1


def test_six_presses_of_a_newcomer_make_one_account(linde):
    invitation = actions.invite(organisation=linde, email="nele@linde.test", role="lead", by=make_ines())

    def press():
        try:
            actions.accept_as_new(invitation=invitation, name="Nele", password="een-lang-wachtwoord-9")
        except ValidationError:
            return False
        return True

    assert sorted(at_once([press] * 6)) == [False] * 5 + [True]
    assert linde.memberships.filter(user__email="nele@linde.test").count() == 1

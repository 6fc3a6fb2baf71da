"""An import between its pages: two clicks, a dead worker, a second import at the same moment, a week later."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from organisatie.importing import runs
from organisatie.importing.reader import Sheet
from organisatie.models import ImportRun
from organisatie.tests.factories import make_employee
from trajecten.models import Event
from trajecten.tests.ends import ends

pytestmark = pytest.mark.django_db
Status = ImportRun.Status


@pytest.fixture
def start(linde, ines):
    def start(*rows, header=("Naam", "E-mail")):
        sheet = Sheet(list(header), list(enumerate(rows, start=2)))
        return runs.start(organisation=linde, by=ines, file_name="lijst.csv", sheet=sheet)

    return start


def checked(run):
    runs.check(run=run, mapping=run.mapping)
    run.refresh_from_db()
    return run


def confirmed(run):
    runs.confirm(run=run)
    run.refresh_from_db()
    return run


def many(count):
    return [[f"Collega {n}", f"c{n}@linde.be"] for n in range(count)]


def test_small_sheet_is_checked_at_once(start):
    run = checked(start(["An", "an@linde.be"], ["", "x@linde.be"]))
    assert (run.status, run.fresh, run.bad_rows, run.checked) == (Status.READY, 1, 1, 2)


def test_small_sheet_is_applied_at_once_and_its_rows_erased(start, linde):
    run = confirmed(checked(start(["An", "an@linde.be"])))
    assert (run.status, run.applied_fresh, run.rows) == (Status.DONE, 1, [])
    assert linde.employees.get().email == "an@linde.be"


def test_rows_to_correct_stay_and_the_good_ones_leave(start):
    run = confirmed(checked(start(["An", "an@linde.be"], ["Bea", "bea@gmial.com"])))
    assert (run.status, run.rows, run.good_rows, run.bad_rows) == (Status.READY, [[3, ["Bea", "bea@gmial.com"]]], 0, 1)


def test_corrected_row_can_be_applied_after_the_rest(start, linde):
    run = confirmed(checked(start(["An", "an@linde.be"], ["Bea", "bea@gmial.com"])))
    runs.correct(run=run, number=3, values={"name": "Bea", "email": "bea@gmail.com"})
    run.refresh_from_db()
    run = confirmed(run)
    assert (run.status, run.applied_fresh) == (Status.DONE, 2)
    assert sorted(linde.employees.values_list("email", flat=True)) == ["an@linde.be", "bea@gmail.com"]


def test_second_click_does_nothing(start):
    run = confirmed(checked(start(["An", "an@linde.be"])))
    assert runs.confirm(run=run) is False


def test_applying_is_written_in_the_log(start, ines):
    confirmed(checked(start(["An", "an@linde.be"])))
    event = Event.objects.get(verb="people.imported")
    assert (event.actor, event.data) == (ines, {"fresh": 1, "changed": 0})


def test_large_sheet_waits_for_the_worker(start):
    run = checked(start(*many(501)))
    assert (run.status, run.checked) == (Status.CHECK, 0)


def test_sweep_does_what_waits_without_a_broker(start, linde):
    run = checked(start(*many(501)))
    assert runs.sweep() == 1
    run.refresh_from_db()
    runs.confirm(run=run)
    assert runs.sweep() == 1
    assert linde.employees.count() == 501


def test_bell_rings_for_a_large_sheet(start, monkeypatch, django_capture_on_commit_callbacks):
    rung = []
    monkeypatch.setattr("organisatie.tasks.ring", lambda: rung.append(1))
    with django_capture_on_commit_callbacks(execute=True):
        checked(start(*many(501)))
    assert rung == [1]


def test_broker_that_is_away_does_not_stop_anybody(monkeypatch):
    from organisatie import tasks

    def silent(**options):
        raise OSError

    monkeypatch.setattr(tasks.work_imports, "apply_async", silent)
    assert tasks.ring() is None


def test_run_that_another_worker_holds_is_left_alone(start):
    run = checked(start(*many(501)))
    ImportRun.objects.filter(pk=run.pk).update(lease_until=timezone.now() + timedelta(minutes=1))
    assert runs.work(run.pk) is False


def test_run_of_a_dead_worker_is_taken_over(start):
    run = checked(start(*many(501)))
    ImportRun.objects.filter(pk=run.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    assert runs.work(run.pk) is True


def test_progress_is_written_in_slices(start, monkeypatch):
    run, seen = checked(start(*many(600))), []
    plain = runs.make_plan

    def watched(organisation, rows, mapping, progress):
        def both(done):
            progress(done)
            seen.append(ImportRun.objects.get(pk=run.pk).checked)

        return plain(organisation, rows, mapping, both)

    monkeypatch.setattr(runs, "make_plan", watched)
    runs.sweep()
    assert seen == [250, 500, 600]


def test_somebody_else_just_in_time_applies_nothing_and_says_so(start, linde, monkeypatch):
    run = checked(start(["An", "an@linde.be"], ["Bea", "bea@linde.be"]))

    def clash(*args):
        make_employee(linde, "Half", email="half@linde.be")
        raise IntegrityError

    monkeypatch.setattr(runs, "apply", clash)
    run = confirmed(run)
    assert (run.status, linde.employees.count()) == (Status.READY, 0)
    assert run.error[:40] == "Intussen paste iemand anders de lijst aa"


def test_killed_while_applying_leaves_nothing_and_is_done_again(start, linde, monkeypatch):
    run = checked(start(["An", "an@linde.be"]))

    class Killed(BaseException):
        pass

    def killed(*args):
        make_employee(linde, "Half", email="half@linde.be")
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(runs, "apply", killed)
        with pytest.raises(Killed):
            runs.confirm(run=run)
    assert (ImportRun.objects.get().status, linde.employees.count()) == (Status.APPLY, 0)
    ImportRun.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    runs.sweep()
    assert list(linde.employees.values_list("name", flat=True)) == ["An"]


def test_rows_are_erased_after_a_week(start):
    run = start(["An", "an@linde.be"])
    runs.sweep(timezone.now() + timedelta(days=8))
    run.refresh_from_db()
    assert (run.status, run.rows, run.header, run.file_name) == (Status.ERASED, [], [], "")


def test_dropped_sheet_is_erased_at_once(start):
    run = checked(start(["An", "fout"]))
    runs.drop(run=run)
    run.refresh_from_db()
    assert (run.status, run.rows, run.problems) == (Status.ERASED, [], [])


def test_five_thousand_rows_are_applied_in_one_short_transaction(start, linde):
    header = ("Naam", "E-mail", "Personeelsnummer", "Locatie", "Functie")
    rows = [[f"Collega {n}", f"c{n}@linde.be", str(n), f"Huis {n % 12}", f"Functie {n % 20}"] for n in range(5_000)]
    run = checked(start(*rows, header=header))
    runs.sweep()
    run.refresh_from_db()
    runs.confirm(run=run)
    with ends():
        runs.sweep()
    assert (linde.employees.count(), linde.locations.count(), linde.functions.count()) == (5_000, 12, 20)

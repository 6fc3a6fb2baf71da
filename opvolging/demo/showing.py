"""What goes well is put in the spotlight, from the first houses on; a name stands there only after a yes."""

from opvolging.actions.spotlight_names import agree, ask_name
from opvolging.actions.spotlights import make_spotlight
from opvolging.demo.content_spotlights import NAME, NAMED, PRACTICES, Practice
from opvolging.demo.script import Moment
from opvolging.demo.stage import Stage
from opvolging.models import Spotlight, SpotlightName


def show_what_goes_well(stage: Stage) -> None:
    for one in PRACTICES:
        stage.on(Moment(one.week, one.weekday, 16, 30), _show, one)
        if one.week == NAMED:
            stage.on(Moment(one.week, one.weekday, 16, 40), _ask_her, one)
            stage.on(Moment(one.week + 1, 1, 8, 20), _she_agrees)


def _show(stage: Stage, one: Practice) -> None:
    make_spotlight(
        project=stage.project,
        by=stage.lead,
        show=True,
        what=one.what,
        how=one.how,
        location=stage.place(one.house),
        team=one.team,
        agreement=stage.agreements[one.code].agreement,
    )


def _ask_her(stage: Stage, one: Practice) -> None:
    spotlight = Spotlight.objects.select_related("project__organisation").get(project=stage.project, what=one.what)
    ask_name(spotlight=spotlight, by=stage.lead, employee=stage.employee(NAME))


def _she_agrees(stage: Stage) -> None:
    """By the link in her mail."""
    asked = SpotlightName.objects.select_related("spotlight__project__organisation", "employee")
    agree(name=asked.get(spotlight__project=stage.project, employee__name=NAME))

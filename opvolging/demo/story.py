"""«Van papier naar één bewonersdossier», from its first week up to the step that was asked for ([T] §9).

Told through the same actions as the screens use, each at its own moment. The weeks are those of [T]; today lies in the week
in which the story stops, so that it never ages.
"""

from opvolging.demo import (
    agreeing,
    asking_again,
    beginning,
    bottlenecks,
    caring,
    clock,
    deciding,
    following,
    gates,
    helping,
    measuring,
    noting,
    rating,
    rolling,
    sessions,
    showing,
    starting,
    telling,
    training,
    trying,
)
from opvolging.demo.clock import Weeks
from opvolging.demo.projects import start_booked
from opvolging.demo.script import Moment, Script
from opvolging.demo.stage import Stage
from organisatie.models import Organisation, User
from trajecten.models import Project

BEGIN = -60
NOW = {2: -43, 3: -30, 4: -26, 5: -13, 6: 0}
"""The week in which we are when the story stands in that step: with all of it there, and its gate still to be asked. Step 6
has no gate: its story ends with today in W0."""
FIRST, LAST = 1, max(NOW)


def tell(organisation: Organisation, people: dict[str, User], to_step: int) -> Project:
    """Up to `to_step`, from 2 to `LAST`. `people`: nele, hilde and dirk."""
    weeks = Weeks(NOW[to_step])
    with clock.at(weeks.day(BEGIN), 9, 20):
        project = start_booked(organisation, people["nele"], people["hilde"])
    script = Script(weeks, until=Moment(NOW[to_step], 0, 0))
    stage = Stage(project, people["nele"], people["hilde"], people["dirk"], script)
    for part in (
        beginning.listen,
        bottlenecks.report,
        deciding.choose,
        agreeing.agree,
        measuring.measure,
        trying.try_out,
        helping.help_each_other,
        telling.tell_people,
        rolling.roll_out,
        training.learn,
        sessions.give_lessons,
        rating.rate_themselves,
        starting.start_houses,
        noting.note_help,
        gates.pass_gates,
        following.follow_up,
        asking_again.ask_again,
        showing.show_what_goes_well,
        caring.take_care,
    ):
        part(stage)
    script.play()
    return project

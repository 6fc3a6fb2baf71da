"""What is told to whom: planned the week before, told on its day; and the page for everyone."""

from django.utils import timezone

from communicatie.actions import audiences, page, plan
from communicatie.models import Audience
from opvolging.demo import content_page
from opvolging.demo.content_messages import AUDIENCES, MESSAGES, Told
from opvolging.demo.content_messages_later import LATER, LATER_AUDIENCES
from opvolging.demo.script import Moment
from opvolging.demo.stage import Stage

START = -60


def tell_people(stage: Stage) -> None:
    for number, (code, told) in enumerate({**MESSAGES, **LATER}.items()):
        week = told.week - 1 if told.planned is None else told.planned
        planned = Moment(START, 0, 15) if told.week == START else Moment(week, 3, 15, number)
        stage.on(planned, _plan, code, told)
        if not told.waits:
            stage.on(Moment(told.week, told.weekday, 14, number), _tell, code, told)
    stage.on(Moment(-29, 2, 9), _name_audiences)
    stage.on(Moment(-28, 4, 11), _write_page)


def _name_audiences(stage: Stage) -> None:
    """All of them, before the plan of step 4 is made."""
    for name in AUDIENCES:
        _audience(stage, name)


def _audience(stage: Stage, name: str) -> Audience:
    """Made when somebody first has something to tell them."""
    if name not in stage.audiences:
        who = {**AUDIENCES, **LATER_AUDIENCES}[name]
        stage.audiences[name] = audiences.add_audience(
            project=stage.project,
            by=stage.lead,
            name=name,
            functions=[stage.function(one) for one in who.functions],
            locations=[stage.place(one) for one in who.houses],
            kind=who.kind,
            shift=who.shift,
            role=who.role,
            outside_count=who.outside,
            inner=who.inner,
            in_matrix=who.in_matrix,
        )
    return stage.audiences[name]


def _plan(stage: Stage, code: str, told: Told) -> None:
    message = plan.plan_message(
        project=stage.project,
        by=stage.lead,
        ready=bool(told.text),
        step=told.step,
        audience=_audience(stage, told.audience),
        key=told.key,
        title=told.title,
        text=told.text,
        in_it_for_me=told.in_it_for_me,
        channel=told.channel,
        channel_note=told.how,
        said_by=told.said_by,
        messenger=stage.employee(told.messenger) if told.messenger else None,
        planned_on=stage.day(told.week, told.weekday),
        feedback_to=told.feedback_to,
    )
    if message.code != code:
        raise ValueError(f"{code} became {message.code}: the story plans its messages in their order.")
    stage.messages[code] = message


def _tell(stage: Stage, code: str, told: Told) -> None:
    message = stage.messages[code]
    message.refresh_from_db()
    plan.tell_message(message=message, by=stage.lead, on=timezone.localdate(), reached=told.reached)


def _write_page(stage: Stage) -> None:
    """In three languages; the link hangs on the poster with the faces (N13)."""
    page.write_page(project=stage.project, by=stage.lead, texts=content_page.DUTCH)
    for language, texts in content_page.OTHERS.items():
        page.write_page(project=stage.project, by=stage.lead, texts=texts, language=language)
    page.switch_page(project=stage.project, by=stage.lead, on=True)

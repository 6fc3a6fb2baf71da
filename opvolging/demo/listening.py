"""The project lead listens: conversations, themes and the inventory, through the same verbs as the screens."""

from django.utils import timezone

from bevraging.actions import inventory, review_open_answer, talks, themes
from bevraging.models import Conversation, InventoryItem, Survey, Theme
from bevraging.results import results_of
from bevraging.results_open import shown_answers
from opvolging.demo import clock
from opvolging.demo import content_listening as content
from opvolging.demo.content_listening import Said, Talk
from organisatie.models import Location, User
from trajecten.models import Project

Themes = dict[str, Theme]


def listen(project: Project, lead: User, survey: Survey) -> None:
    """Seven conversations, one of them still being written; an inventory of which two items wait to be confirmed."""
    with clock.at(clock.working_day(content.TALKS[0].days_ago), 9, 30):
        known = add_themes(project, lead)
    for talk in content.TALKS:
        with clock.at(clock.working_day(talk.days_ago), 16, 15):
            hold(project, lead, talk, known)
    with clock.at(clock.working_day(1), 13, 30):
        take_from_survey(project, lead, survey)
        read_answers(project, survey, known)


def add_themes(project: Project, lead: User) -> Themes:
    return {
        name: themes.add_theme(project=project, by=lead, name=name, description=text)
        for name, text in content.THEMES.items()
    }


def finish(project: Project, lead: User) -> None:
    """What still waits: reports that are not finished, items that nobody confirmed."""
    for conversation in Conversation.objects.filter(project=project, status=Conversation.Status.OPEN):
        talks.finish_report(conversation=conversation, by=lead)
    for item in InventoryItem.objects.filter(project=project, confirmed_at__isnull=True):
        inventory.confirm_item(item=item, by=lead)


def _places(project: Project) -> dict[str, Location]:
    return {place.name: place for place in project.organisation.locations.all()}


def take_from_survey(project: Project, lead: User, survey: Survey) -> None:
    places = _places(project)
    for lens, text, place, source in content.FROM_SURVEY:
        item = inventory.add_item(
            project=project,
            by=lead,
            lens=lens,
            text=text,
            location=places.get(place),
            source=source,
            survey=survey,
        )
        _confirm(item, lead)


def hold(project: Project, lead: User, talk: Talk, known: Themes) -> None:
    """A conversation with its notes; some go into the inventory."""
    places = _places(project)
    functions = {one.name: one for one in project.organisation.functions.all()}
    conversation = talks.add_conversation(
        project=project,
        by=lead,
        held_on=timezone.localdate(),
        leader=lead.name,
        locations=[places[name] for name in talk.places],
        functions=[functions[name] for name in talk.functions],
        **content.details(talk),
    )
    for said in talk.said:
        _note(conversation, lead, said, places, known)
    if talk.finished:
        talks.finish_report(conversation=conversation, by=lead)


def _note(conversation: Conversation, lead: User, said: Said, places: dict[str, Location], known: Themes) -> None:
    chosen = {"lens": said.lens, "speaker": said.speaker, "quote": said.quote, "may_quote": said.may_quote}
    note = talks.write_notes(conversation=conversation, lines=talks.lines_of(said.text, **chosen))[0]
    if said.theme:
        themes.tag_note(note=note, theme=known[said.theme])
    if said.item:
        item = inventory.item_from_note(note=note, by=lead)
        inventory.change_item(item=item, text=said.item, location=places.get(said.place))
        _confirm(item, lead)


def _confirm(item: InventoryItem, lead: User) -> None:
    if item.text not in content.STILL_PROPOSED:
        inventory.confirm_item(item=item, by=lead)


def read_answers(project: Project, survey: Survey, known: Themes) -> None:
    """The lead has read the first open answers, and put some under a theme."""
    unread = [answer for question in results_of(survey).open_questions for answer in question.unread]
    for answer in unread[: content.READ_ANSWERS]:
        review_open_answer(survey=survey, answer=answer.pk, show=True)
    for answer in shown_answers(project):
        for word, theme in content.ANSWER_THEMES:
            if word in answer.text.lower():
                themes.tag_answer(answer=answer, theme=known[theme])

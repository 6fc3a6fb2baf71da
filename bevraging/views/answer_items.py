"""From an open answer to the inventory in one click: its words become a proposal, tied to its survey and to nobody."""

from collections.abc import Iterable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bevraging import people_words
from bevraging.actions import inventory
from bevraging.actions.answering import paper_of
from bevraging.models import InventoryItem, OpenAnswer, Theme
from bevraging.results_open import shown_answers, text_keys
from bevraging.views.listening import url_of
from trajecten import access


@require_POST
@login_required
def to_inventory(request, slug: str, answer):
    """Pressed as an answer to one of the four questions; `bij` is the theme whose page it was pressed on."""
    project = access.editable_project(request, slug)
    found = get_object_or_404(shown_answers(project).select_related("survey__project__organisation"), pk=answer)
    near = request.POST.get("bij", "")
    theme = Theme.objects.filter(project=project, pk=near).first() if near.isdigit() else None
    try:
        item = inventory.item_from_answer(
            answer=found, lens=request.POST.get("lens", ""), theme=theme, by=request.user
        )
    except ValidationError:
        messages.error(request, _("Kies welke vraag dit antwoord helpt beantwoorden."))
        return redirect(_back(request, project, theme, found))
    names = people_words.find(item.text, people_words.names_of(project.organisation))
    if names:
        words = ", ".join(one.words for one in names)
        text = _("Staat hier een naam in? We zien: %(words)s. Haal die eruit voor je het bevestigt.")
        messages.warning(request, text % {"words": words})
        return redirect(url_of("item", project, item.pk))
    messages.success(request, _("Als voorstel in de inventaris gezet."))
    return redirect(_back(request, project, theme, found))


def _back(request, project, theme: Theme | None, answer: OpenAnswer) -> str:
    """To the line it was pressed on, with the search that was used there."""
    if theme is not None:
        return url_of("thema", project, theme.pk) + f"#a{answer.pk}"
    query = request.GET.copy()
    query["bron"] = "antwoorden"
    return url_of("werkbank", project) + f"?{query.urlencode()}#a{answer.pk}"


def with_context(answers: Iterable[OpenAnswer]) -> None:
    """Puts on each answer the question it was given to, and whether its words are in the inventory. `survey` is read
    along; one query, and one for each questionnaire that was not at hand yet.
    """
    answers = list(answers)
    surveys = {one.survey_id: one.survey for one in answers}
    asked = {
        (pk, key): words
        for pk, survey in surveys.items()
        for _question, key, words in text_keys(paper_of(survey).asked, "nl")
    }
    items = InventoryItem.objects.filter(survey__in=surveys, source=InventoryItem.Source.OPEN_ANSWER)
    known = set(items.values_list("survey", "text"))
    for one in answers:
        one.asked = asked.get((one.survey_id, one.question), "")
        one.in_inventory = (one.survey_id, inventory.words_for_item(one.text)) in known

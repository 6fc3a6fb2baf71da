"""From an open answer to the inventory in one click, or with other words: tied to its survey, and to nobody."""

from collections.abc import Iterable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bevraging.actions import inventory
from bevraging.actions.answering import paper_of
from bevraging.forms_talks import ItemForm
from bevraging.models import InventoryItem, OpenAnswer, Theme
from bevraging.results_open import shown_answers, text_keys
from bevraging.views.listening import shown, url_of
from trajecten import access
from trajecten.form_errors import refuse


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def to_inventory(request, slug: str, answer):
    """POST with one of the five lenses and nothing more is the one click. The page asks for what is missing: a lens,
    fewer words, or what to do with a name. `bij` in the address is the theme whose page it was pressed on.
    """
    project = access.editable_project(request, slug)
    found = get_object_or_404(shown_answers(project).select_related("survey"), pk=answer)
    near = request.GET.get("bij", "")
    theme = Theme.objects.filter(project=project, pk=near).first() if near.isdecimal() else None
    ready = {"text": inventory.words_for_item(found.text), "theme": theme or inventory.theme_of_answer(found)}
    given = None
    if request.method == "POST":
        pressed = {"text": ready["text"], "theme": ready["theme"] and ready["theme"].pk}
        given = request.POST if "text" in request.POST else pressed | {"lens": request.POST.get("lens", "")}
    blank = InventoryItem(project=project, survey=found.survey, source=InventoryItem.Source.OPEN_ANSWER)
    form = ItemForm(given, project=project, instance=blank, initial=ready)
    back = _back(request, project, theme, found)
    if given is not None and form.is_valid():
        try:
            inventory.item_from_answer(answer=found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Als voorstel in de inventaris gezet."))
            return redirect(back)
    with_context([found])
    return shown(request, "item", project, form=form, answer=found, back=back)


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
    known = set(items.values_list("survey", "text")) if surveys else set()
    for one in answers:
        one.asked = asked.get((one.survey_id, one.question), "")
        one.in_inventory = (one.survey_id, inventory.words_for_item(one.text)) in known

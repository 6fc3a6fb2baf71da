"""The sentence above the results, and the four numbers under it."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bevraging.margins import in_words
from bevraging.models import Survey
from bevraging.naming import nearly_all
from bevraging.result_types import Counted, Number, OpenQuestion, Statement, Support
from trajecten.criteria import number, percentage
from trajecten.templatetags.getallen import getal


def headline(statements: Sequence[Statement], counted: Sequence[Counted]) -> str:
    if not statements:
        tops = [(one, top) for one in counted if (top := one.top)]
        if not tops:
            return _("Er zijn nog geen stellingen met genoeg antwoorden.")
        if len(tops[0][0].tops) > 1:
            return _("«%(text)s»: het vaakst %(answers)s (elk %(share)s).") % {
                "text": tops[0][0].text,
                "share": tops[0][1].told,
                "answers": tops[0][0].most_chosen,
            }
        return _("«%(text)s»: %(share)s zegt «%(answer)s».") % {
            "text": tops[0][0].text,
            "share": tops[0][1].told,
            "answer": tops[0][1].text,
        }
    first, last = statements[0], statements[-1]
    if len(statements) == 1:
        return _("%(yes)s zegt ja op «%(text)s».") % {"yes": first.yes_text, "text": first.text}
    if first.yes_text == last.yes_text:
        return _("Op alle stellingen zegt even vaak iemand ja: %(yes)s.") % {"yes": first.yes_text}
    if in_words(last.measure, first.measure) == _("ongeveer gelijk"):
        values = {"least": last.yes_text, "most": first.yes_text}
        return _("Op alle stellingen klinkt ongeveer even vaak ja: van %(least)s tot %(most)s.") % values
    return _("Het vaakst klinkt ja op «%(first)s» (%(most)s). Het minst op «%(last)s» (%(least)s).") % {
        "first": first.text.rstrip("."),
        "most": first.yes_text,
        "last": last.text.rstrip("."),
        "least": last.yes_text,
    }


def took_part(survey: Survey, answered: int) -> Number:
    """How many took part, of a published survey, as it may be told."""
    if survey.is_anonymous and nearly_all(answered, survey.invited, survey.min_group):
        return Number(_("Deelname"), _("bijna 100%"), _("bijna iedereen van %(of)s") % {"of": getal(survey.invited)})
    # With the decimal of the gate, so that the same number is the same everywhere.
    share = number(percentage(answered, survey.invited)) if survey.invited else "0"
    return Number(
        _("Deelname"), f"{share}%", _("%(n)s van %(of)s") % {"n": getal(answered), "of": getal(survey.invited)}
    )


def numbers(
    survey: Survey, answered: int, statements: Sequence[Statement], support: Support, opened: Sequence[OpenQuestion]
) -> Iterable[Number]:
    yield took_part(survey, answered)
    if support.total:
        margin = _("op 100")
        if support.total.margin is not None:
            margin = _("op 100, plus of min %(margin)s") % {"margin": str(support.total.margin).replace(".", ",")}
        yield Number(_("Draagvlak"), support.total.text, margin)
    differences = [s.spread.difference for s in statements if s.spread.difference is not None]
    if differences:
        # Shares of groups are rounded in an anonymous survey: only what surely lies between them is said.
        least = (
            _("punten verschil of meer tussen locaties")
            if survey.is_anonymous
            else _("punten verschil tussen locaties")
        )
        yield Number(_("Grootste spreidstand"), str(max(differences)), least)
    elif statements:
        # Another word than between locations: this one says how far answers differ in the whole.
        yield Number(
            _("Grootste spreiding"), str(max(s.spread.iqv for s in statements)), _("op 100, tussen alle antwoorden")
        )
    texts = sum(question.n for question in opened)
    if opened and not any(question.readable for question in opened):
        yield Number(_("Open antwoorden"), "–", _("te weinig om te tonen"))
    elif opened:
        yield Number(
            _("Open antwoorden"),
            str(texts),
            ngettext("op %(n)s vraag", "op %(n)s vragen", len(opened)) % {"n": len(opened)},
        )

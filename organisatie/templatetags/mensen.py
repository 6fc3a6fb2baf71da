"""What the pages about people share."""

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from organisatie.access import may_manage_people, may_see_people

register = template.Library()


@register.inclusion_tag("components/tabs.html", takes_context=True)
def mensen_tabs(context, current: str):
    """The three pages about people, for who may manage them; a lead sees only the list and needs no tabs."""
    request = context["request"]
    if not may_manage_people(request.user, request.organisation):
        return {"items": [], "current": current, "label": _("Mensen")}
    items = [
        ("mensen", _("Collega's"), reverse("organisatie:mensen")),
        ("plaatsen", _("Locaties en functies"), reverse("organisatie:plaatsen")),
        ("collegas", _("Wie kan aanmelden"), reverse("organisatie:collegas")),
    ]
    return {"items": items, "current": current, "label": _("Mensen")}


@register.simple_tag(takes_context=True)
def mag_mensen_zien(context) -> bool:
    """Whether the menu shows the way to the people."""
    request = context["request"]
    return request.user.is_authenticated and may_see_people(request.user, request.organisation)


BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari"))
DEVICES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


@register.filter
def toestel(agent: str) -> str:
    """What a person calls a device, from what a browser says about itself."""
    browser = next((name for mark, name in BROWSERS if mark in agent), _("Een browser"))
    device = next((name for mark, name in DEVICES if mark in agent), "")
    return _("%(browser)s op %(device)s") % {"browser": browser, "device": device} if device else browser

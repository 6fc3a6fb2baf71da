"""Which organisation a signed-in person is working in now."""

from django.db.models import F
from django.utils.functional import SimpleLazyObject

from organisatie.models import Organisation

SESSION_KEY = "organisation"


def active_organisation(request) -> Organisation | None:
    """The one chosen in this session when still a member, otherwise the first one; None for a stranger."""
    if not request.user.is_authenticated:
        return None
    # The role comes along in the same query; `access.role_in` reads it from here.
    found = Organisation.objects.visible_to(request.user).annotate(my_role=F("memberships__role"))
    mine = {organisation.pk: organisation for organisation in found}
    for organisation in mine.values():
        organisation.my_role_of = request.user.pk
    request.organisations = list(mine.values())
    return mine.get(request.session.get(SESSION_KEY)) or next(iter(mine.values()), None)


class OrganisationMiddleware:
    """Sets `request.organisation`, lazily: public pages pay nothing for it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.organisation = SimpleLazyObject(lambda: active_organisation(request))
        return self.get_response(request)

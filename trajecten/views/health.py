"""For the machines that watch over this one. No versions, no names."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from trajecten import readiness


@require_safe
def alive(_request: HttpRequest) -> JsonResponse:
    """The process answers. Asks nothing of the database: a database that is away is no reason to restart this."""
    return JsonResponse({"alive": True})


@require_safe
def ready(_request: HttpRequest) -> JsonResponse:
    """200 when everything that people need works, else 503; the answers tell which part does not."""
    answers = readiness.questions()
    good = all(value is not False for value in answers.values())
    return JsonResponse({"ready": good, **answers}, status=200 if good else 503)

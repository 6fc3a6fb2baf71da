"""Negative control: four views with the mistakes that real products made. The walk must find each of them."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone

from bevraging.models import Survey
from fundament.models import Bottleneck, Bundle
from organisatie.models import Employee
from promises.access.policies import EDIT, PROJECT, PROJECT_MEMBER, Row
from trajecten.models import Project
from trajecten.urls import urlpatterns as product


def unscoped_queryset(request, slug: str):
    """Forgets whose project it is."""
    return HttpResponse(get_object_or_404(Project, slug=slug).title)


def unscoped_choice(request, slug: str):
    """Checks the project, then trusts an employee id from the body."""
    get_object_or_404(Project.objects.visible_to(request.user), slug=slug)
    employee = Employee.objects.filter(pk=request.POST.get("employee") or 0).first()
    return HttpResponse(employee.name if employee else "")


def child_of_another_parent(request, slug: str, pk: int):
    """Checks the project, then takes any survey."""
    get_object_or_404(Project.objects.visible_to(request.user), slug=slug)
    return HttpResponse(get_object_or_404(Survey, pk=pk).title)


def unscoped_link(request, slug: str):
    """Checks the project, then ties a row of it to whatever the body names; shows nothing."""
    project = get_object_or_404(Project.objects.visible_to(request.user), slug=slug)
    if request.method == "POST" and request.POST.get("bundle"):
        bundle = get_object_or_404(Bundle, pk=request.POST["bundle"])
        Bottleneck.objects.create(project=project, bundle=bundle, what="Iets", happened_on=timezone.localdate())
    return HttpResponse()


P = "trajecten/<slug:slug>/"
urlpatterns = [
    path(f"{P}geplant-open/", unscoped_queryset),
    path(f"{P}geplant-keuze/", unscoped_choice),
    path(f"{P}geplant-kind/bevraging/<int:pk>/", child_of_another_parent),
    path(f"{P}geplant-band/", unscoped_link),
    *product,  # the houses are built through the doors of the product, and its mails name its pages
]
TABLE = {
    f"{P}geplant-open/": Row(PROJECT_MEMBER),
    f"{P}geplant-keuze/": Row(PROJECT_MEMBER, EDIT),
    f"{P}geplant-band/": Row(PROJECT, PROJECT),
    f"{P}geplant-kind/bevraging/<int:pk>/": Row(PROJECT_MEMBER),
}

"""What the pages of tasks and sessions share: their addresses and the frame around them."""

from django.shortcuts import redirect, render
from django.urls import reverse

from trajecten.models import Project
from trajecten.views.frame import frame


def url_of(name: str, project: Project, *args) -> str:
    return reverse(f"uitrol:{name}", args=[project.slug, *args])


def to(name: str, project: Project, *args):
    return redirect(url_of(name, project, *args))


def shown(request, template: str, project: Project, **context):
    return render(request, f"uitrol/{template}.html", frame(request, project, **context))

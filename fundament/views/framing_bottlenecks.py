"""What the pages of bottlenecks, bundles and themes share: their addresses and the frame around them."""

from django.shortcuts import redirect, render
from django.urls import reverse

from trajecten.models import Project
from trajecten.views.frame import frame


def url_of(name: str, project: Project, *args) -> str:
    return reverse(f"fundament:{name}", args=[project.slug, *args])


def to(name: str, project: Project, *args, anchor: str = ""):
    return redirect(url_of(name, project, *args) + (f"#{anchor}" if anchor else ""))


def shown(request, template: str, project: Project, **context):
    return render(request, f"fundament/{template}.html", frame(request, project, **context))

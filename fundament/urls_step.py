"""Addresses of step 2: the page of the step."""

from django.urls import path

from fundament.views import step

urlpatterns = [
    path("trajecten/<slug:slug>/fundament/", step.step_page, name="stap"),
]

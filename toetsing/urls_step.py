"""Addresses of step 3: step."""

from django.urls import path

from toetsing.views import step

urlpatterns: list = [path("trajecten/<slug:slug>/toetsing/", step.step_page, name="stap")]

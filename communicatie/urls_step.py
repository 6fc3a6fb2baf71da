"""Addresses of step 4: step."""

from django.urls import path

from communicatie.views import step

urlpatterns: list = [path("trajecten/<slug:slug>/communicatie/", step.step_page, name="stap")]

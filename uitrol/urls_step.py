"""Addresses of step 5: step."""

from django.urls import path

from uitrol.views import step

urlpatterns: list = [path("trajecten/<slug:slug>/uitrol/", step.step_page, name="stap")]

"""Addresses of support: how it moves, and measuring it again."""

from django.urls import path

from bevraging.views import support

SUPPORT = "trajecten/<slug:slug>/draagvlak/"

urlpatterns = [
    path(SUPPORT, support.trend, name="draagvlak"),
    path(f"{SUPPORT}meet/", support.measure, name="meet"),
]

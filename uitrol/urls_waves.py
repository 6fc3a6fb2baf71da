"""Addresses of step 5: waves."""

from django.urls import path

from uitrol.views import checks, running, waves

ALL = "trajecten/<slug:slug>/uitrol/golven/"
ONE = f"{ALL}<int:number>/"

urlpatterns: list = [
    path(ALL, waves.overview, name="golven"),
    path(f"{ALL}nieuw/", waves.new, name="golf_nieuw"),
    path(ONE, waves.wave_page, name="golf"),
    path(f"{ONE}wijzig/", waves.change, name="golf_wijzig"),
    path(f"{ONE}weg/", waves.remove, name="golf_weg"),
    path(f"{ONE}start/", running.start, name="golf_start"),
    path(f"{ONE}pauze/", running.pause, name="golf_pauze"),
    path(f"{ONE}verder/", running.resume, name="golf_verder"),
    path(f"{ONE}klaar/", running.finish, name="golf_klaar"),
    path(f"{ONE}nakijken/erbij/", checks.add, name="golf_check_erbij"),
    path(f"{ONE}nakijken/<int:pk>/", checks.check, name="golf_check"),
    path(f"{ONE}nakijken/<int:pk>/weg/", checks.remove, name="golf_check_weg"),
]

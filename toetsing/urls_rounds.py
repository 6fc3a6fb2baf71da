"""Addresses of step 3: rounds, who is asked, and what somebody with an invitation sees."""

from django.urls import path

from toetsing.views import round_people, rounds, tryout

ALL = "trajecten/<slug:slug>/toetsing/ronde/"
ONE = f"{ALL}<int:number>/"

urlpatterns: list = [
    path(ALL, rounds.overview, name="rondes"),
    path(f"{ALL}nieuw/", rounds.new, name="ronde_nieuw"),
    path(ONE, rounds.round_page, name="ronde"),
    path(f"{ONE}wijzig/", rounds.change, name="ronde_wijzig"),
    path(f"{ONE}open/", rounds.open_, name="ronde_open"),
    path(f"{ONE}afronden/", rounds.close, name="ronde_afronden"),
    path(f"{ONE}weg/", rounds.remove, name="ronde_weg"),
    path(f"{ONE}wie/", round_people.who, name="ronde_wie"),
    path(f"{ONE}wie/erbij/", round_people.add, name="ronde_wie_erbij"),
    path(f"{ONE}wie/sleutelfiguren/", round_people.add_key_figures, name="ronde_sleutelfiguren"),
    path(f"{ONE}wie/<int:pk>/weg/", round_people.remove, name="ronde_wie_weg"),
    # Public, with a secret link; in the logs it is masked as every address under /v/ (`trajecten.logs`).
    path("v/probeer/<str:secret>/", tryout.tryout, name="v_probeer"),
    path("v/probeer/<str:secret>/agenda.ics", tryout.calendar, name="v_probeer_agenda"),
    path("v/probeer/<str:secret>/bestand/<int:row>/", tryout.file, name="v_probeer_bestand"),
]

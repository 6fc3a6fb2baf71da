"""Addresses of step 5: moments, who is invited, who was there, materials, and somebody's own calendar."""

from django.urls import path

from uitrol.views import attendance, feed, inviting, materials, moments, my_feed

ALL = "trajecten/<slug:slug>/uitrol/momenten/"
ONE = f"{ALL}<int:pk>/"
STUFF = "trajecten/<slug:slug>/uitrol/materiaal/"

urlpatterns: list = [
    path(ALL, moments.overview, name="momenten"),
    path(f"{ALL}nieuw/", moments.new, name="moment_nieuw"),
    path(ONE, moments.moment_page, name="moment"),
    path(f"{ONE}wijzig/", moments.change, name="moment_wijzig"),
    path(f"{ONE}annuleer/", moments.cancel, name="moment_annuleer"),
    path(f"{ONE}agenda.ics", moments.calendar_file, name="moment_agenda"),
    path(f"{ONE}wie/", inviting.who, name="moment_wie"),
    path(f"{ONE}wie/erbij/", inviting.add, name="moment_wie_erbij"),
    path(f"{ONE}wie/iedereen/", inviting.everyone, name="moment_wie_iedereen"),
    path(f"{ONE}wie/<int:person>/weg/", inviting.remove, name="moment_wie_weg"),
    path(f"{ONE}aanwezig/", attendance.attendance, name="aanwezig"),
    path(f"{ONE}gehouden/", attendance.held, name="moment_gehouden"),
    path(f"{ONE}niet-gehouden/", attendance.not_held, name="moment_niet_gehouden"),
    path(STUFF, materials.overview, name="materiaal"),
    path(f"{STUFF}nieuw/", materials.new, name="materiaal_nieuw"),
    path(f"{STUFF}<int:pk>/bestand/", materials.material_file, name="materiaal_bestand"),
    path(f"{STUFF}<int:pk>/weg/", materials.remove, name="materiaal_weg"),
    path("mijn-agenda/", my_feed.mine, name="mijn_agenda"),
    path("mijn-agenda/nieuw/", my_feed.renew, name="mijn_agenda_nieuw"),
    # Public, with a secret link; in the logs it is masked (`trajecten.logs`).
    path("v/agenda/<str:secret>/", feed.page, name="v_agenda_blad"),
    path("v/agenda/<str:secret>/traject.ics", feed.feed, name="v_agenda"),
    path("v/agenda/<str:secret>/bestand/<int:pk>/", feed.material, name="v_agenda_bestand"),
]

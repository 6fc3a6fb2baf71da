"""Addresses of step 4: the plan, its messages and its audiences."""

from django.urls import path

from communicatie.views import audiences, matrix, messages

STEP = "trajecten/<slug:slug>/communicatie/"
MESSAGES = f"{STEP}boodschappen/"
ONE = f"{MESSAGES}<int:number>/"
AUDIENCES = f"{STEP}doelgroepen/"

urlpatterns: list = [
    path(f"{STEP}plan/", matrix.plan, name="plan"),
    path(MESSAGES, messages.overview, name="boodschappen"),
    path(f"{MESSAGES}lijst.csv", messages.export, name="boodschappen_csv"),
    path(f"{MESSAGES}nieuw/", messages.new, name="boodschap_nieuw"),
    path(ONE, messages.message_page, name="boodschap"),
    path(f"{ONE}wijzig/", messages.change, name="boodschap_wijzig"),
    path(f"{ONE}verteld/", messages.told, name="boodschap_verteld"),
    path(f"{ONE}vervalt/", messages.drop, name="boodschap_vervalt"),
    path(f"{ONE}terug/", messages.take_back, name="boodschap_terug"),
    path(AUDIENCES, audiences.overview, name="doelgroepen"),
    path(f"{AUDIENCES}nieuw/", audiences.new, name="doelgroep_nieuw"),
    path(f"{AUDIENCES}begin/", audiences.start, name="doelgroepen_begin"),
    path(f"{AUDIENCES}<int:pk>/wijzig/", audiences.change, name="doelgroep_wijzig"),
    path(f"{AUDIENCES}<int:pk>/weg/", audiences.remove, name="doelgroep_weg"),
]

"""Addresses of step 5: tasks."""

from django.urls import path

from uitrol.views import helpers, tasks

ALL = "trajecten/<slug:slug>/uitrol/taken/"
ONE = f"{ALL}<int:number>/"
HELPERS = "trajecten/<slug:slug>/uitrol/helpers/"

urlpatterns: list = [
    path(ALL, tasks.overview, name="taken"),
    path(f"{ALL}nieuw/", tasks.new, name="taak_nieuw"),
    path(ONE, tasks.task_page, name="taak"),
    path(f"{ONE}wijzig/", tasks.change, name="taak_wijzig"),
    path(f"{ONE}weg/", tasks.drop, name="taak_weg"),
    path(f"{ONE}kaart.pdf", tasks.card, name="taak_kaart"),
    path(HELPERS, helpers.overview, name="helpers"),
    path(f"{HELPERS}<int:pk>/bevestig/", helpers.confirm, name="helper_bevestig"),
    path(f"{HELPERS}<int:pk>/weg/", helpers.remove, name="helper_weg"),
]

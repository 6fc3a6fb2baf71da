"""Addresses of step 1 for the project lead: three phases (questions, who, send), then taking part and results."""

from django.urls import path

from bevraging.views import lead, lead_people, lead_questions, lead_results, lead_running, lead_sending, mute

SURVEY = "trajecten/<slug:slug>/bevraging/<int:pk>/"

urlpatterns = [
    path("trajecten/<slug:slug>/bevraging/", lead.step_page, name="stap"),
    path("trajecten/<slug:slug>/bevraging/nieuw/", lead.create, name="nieuw"),
    path(f"{SURVEY}", lead.survey_page, name="bevraging"),
    path(f"{SURVEY}gegevens/", lead.details, name="gegevens"),
    path(f"{SURVEY}vragen/", lead_questions.questions_page, name="vragen"),
    path(f"{SURVEY}vragen/<slug:key>/", lead_questions.question_page, name="vraag"),
    path(f"{SURVEY}vragen/<slug:key>/plaats/", lead_questions.place, name="vraag_plaats"),
    path(f"{SURVEY}vragen/<slug:key>/wis/", lead_questions.remove, name="vraag_wis"),
    path(f"{SURVEY}wie/", lead_people.who, name="wie"),
    path(f"{SURVEY}wie/lijst/", lead_people.people_list, name="lijst"),
    path(f"{SURVEY}wie/lijst/<int:participant>/wis/", lead_people.remove_one, name="deelnemer_wis"),
    path(f"{SURVEY}wie/leeg/", lead_people.empty, name="lijst_leeg"),
    path(f"{SURVEY}versturen/", lead_sending.check, name="versturen"),
    path(f"{SURVEY}versturen/adres/", lead_sending.doubt, name="twijfel"),
    path(f"{SURVEY}versturen/test/", lead_sending.send_test, name="test"),
    path(f"{SURVEY}versturen/bevestig/", lead_sending.confirm, name="bevestig"),
    path(f"{SURVEY}deelname/", lead_running.participation, name="deelname"),
    path(f"{SURVEY}deelname/adres/<int:participant>/", lead_running.correct, name="adres"),
    path(f"{SURVEY}deelname/herinner/", lead_running.remind, name="herinner"),
    path(f"{SURVEY}deelname/verleng/", lead_running.extend, name="verleng"),
    path(f"{SURVEY}deelname/sluit/", lead_running.close, name="sluit"),
    path(f"{SURVEY}briefjes/", lead_running.slips, name="briefjes"),
    path(f"{SURVEY}resultaten/", lead_results.results_page, name="resultaten"),
    path(f"{SURVEY}resultaten/lezen/", lead_results.reading, name="lezen"),
    path(f"{SURVEY}resultaten/meenemen/", lead_results.export, name="meenemen"),
    path("u/<str:token>/", mute.no_reminders, name="geen_herinneringen"),
]

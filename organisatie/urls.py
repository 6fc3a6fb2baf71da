"""Addresses for people: signing in, my data, employees, colleagues."""

from django.urls import path

from organisatie.views import colleagues, imports, invitations, people, places, profile

app_name = "organisatie"
urlpatterns = [
    # Public: a link in a mail.
    path("uitnodiging/<str:token>/", invitations.invitation, name="uitnodiging"),
    path("aanmelden/link/<str:code>/", profile.code_link, name="aanmeldlink"),
    # Me.
    path("mijn/", profile.profile, name="profiel"),
    path("organisatie/wissel/", profile.switch, name="wissel"),
    # Employees.
    path("mensen/", people.people, name="mensen"),
    path("mensen/lijst.csv", people.export, {"kind": "csv"}, name="lijst_csv"),
    path("mensen/lijst.xlsx", people.export, {"kind": "xlsx"}, name="lijst_xlsx"),
    path("mensen/nieuw/", people.new_employee, name="medewerker_nieuw"),
    path("mensen/<int:pk>/", people.employee, name="medewerker"),
    path("mensen/<int:pk>/uit-dienst/", people.employee_leaves, name="medewerker_uit"),
    # Places and functions.
    path("mensen/plaatsen/", places.places, name="plaatsen"),
    path("mensen/locaties/", places.add, {"kind": "location"}, name="locatie_nieuw"),
    path("mensen/locaties/<int:pk>/", places.rename, {"kind": "location"}, name="locatie"),
    path("mensen/locaties/<int:pk>/wis/", places.remove, {"kind": "location"}, name="locatie_wis"),
    path("mensen/functies/", places.add, {"kind": "function"}, name="functie_nieuw"),
    path("mensen/functies/<int:pk>/", places.rename, {"kind": "function"}, name="functie"),
    path("mensen/functies/<int:pk>/wis/", places.remove, {"kind": "function"}, name="functie_wis"),
    # Colleagues with an account.
    path("mensen/collegas/", colleagues.colleagues, name="collegas"),
    path("mensen/collegas/<int:pk>/rol/", colleagues.role, name="collega_rol"),
    path("mensen/collegas/<int:pk>/uit/", colleagues.leaves, name="collega_uit"),
    path("mensen/uitnodigingen/<int:pk>/opnieuw/", colleagues.invite_again, name="uitnodiging_opnieuw"),
    path("mensen/uitnodigingen/<int:pk>/intrekken/", colleagues.uninvite, name="uitnodiging_intrekken"),
    # A sheet.
    path("mensen/invoeren/", imports.upload, name="invoeren"),
    path("mensen/invoeren/<int:pk>/", imports.run, name="invoer"),
    path("mensen/invoeren/<int:pk>/kolommen/", imports.columns, name="invoer_kolommen"),
    path("mensen/invoeren/<int:pk>/bevestig/", imports.confirm, name="invoer_bevestig"),
    path("mensen/invoeren/<int:pk>/rij/<int:number>/", imports.row, name="invoer_rij"),
    path("mensen/invoeren/<int:pk>/te-verbeteren.csv", imports.leftover, name="invoer_rest"),
    path("mensen/invoeren/<int:pk>/wis/", imports.drop, name="invoer_wis"),
]

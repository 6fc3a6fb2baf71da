"""Public addresses: what an employee with a link or a code sees. Short on purpose: they stand on paper too."""

from django.urls import path

from bevraging.views import feedback_public, respondent, tablet

urlpatterns = [
    path("v/", respondent.code, name="v_code"),
    path("v/b/<int:survey>/", respondent.start, name="v_start"),
    path("v/b/<int:survey>/<int:number>/", respondent.question, name="v_vraag"),
    path("v/b/<int:survey>/nakijken/", respondent.check, name="v_nakijken"),
    path("v/b/<int:survey>/klaar/", respondent.done, name="v_klaar"),
    path("v/tablet/<str:secret>/", tablet.tablet, name="v_tablet"),
    path("v/terug/<str:secret>/", feedback_public.feedback, name="v_terug"),
    path("v/<str:secret>/", respondent.link, name="v_link"),
]

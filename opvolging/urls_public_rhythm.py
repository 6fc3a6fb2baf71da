"""Public addresses of step 6: a check by personal link. In the logs it is masked (`trajecten.logs`)."""

from django.urls import path

from opvolging.views import public_check

urlpatterns: list = [path("v/check/<str:secret>/", public_check.check, name="v_check")]

"""Public addresses of the spotlight that are answered in the lane of `bevraging.lane`: without session or account."""

from django.urls import path

from opvolging.views import spotlight_answer

urlpatterns: list = [path("v/kijker/<str:secret>/", spotlight_answer.answer, name="v_kijker")]

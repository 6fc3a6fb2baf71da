"""Public addresses of step 4 that are answered in the lane of `bevraging.lane`: without session or account."""

from django.urls import path

from communicatie.views import public

urlpatterns: list = [path("v/traject/<str:secret>/", public.project_page, name="v_traject")]

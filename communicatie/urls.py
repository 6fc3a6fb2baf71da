"""Addresses of step 4, part by part."""

from communicatie.urls_page import urlpatterns as page
from communicatie.urls_plan import urlpatterns as plan
from communicatie.urls_roles import urlpatterns as roles
from communicatie.urls_sending import urlpatterns as sending
from communicatie.urls_step import urlpatterns as step

app_name = "communicatie"
urlpatterns: list = [*step, *plan, *sending, *roles, *page]

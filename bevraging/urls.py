"""Addresses of step 1: first the public ones (no account), those of the surveys, then conversations and inventory."""

from bevraging.urls_lead import urlpatterns as lead
from bevraging.urls_listening import urlpatterns as listening
from bevraging.urls_public import urlpatterns as public
from bevraging.urls_support import urlpatterns as support

app_name = "bevraging"
urlpatterns: list = [*public, *lead, *listening, *support]

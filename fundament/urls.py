"""Addresses of step 2, part by part."""

from fundament.urls_agreements import urlpatterns as agreements
from fundament.urls_bottlenecks import urlpatterns as bottlenecks
from fundament.urls_decisions import urlpatterns as decisions
from fundament.urls_step import urlpatterns as step
from fundament.urls_targeted import urlpatterns as targeted

app_name = "fundament"
urlpatterns: list = [*step, *bottlenecks, *decisions, *targeted, *agreements]

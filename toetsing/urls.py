"""Addresses of step 3, part by part."""

from toetsing.urls_concepts import urlpatterns as concepts
from toetsing.urls_findings import urlpatterns as findings
from toetsing.urls_rounds import urlpatterns as rounds
from toetsing.urls_step import urlpatterns as step

app_name = "toetsing"
urlpatterns: list = [*step, *concepts, *rounds, *findings]

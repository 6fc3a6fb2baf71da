"""Addresses of step 5, part by part."""

from uitrol.urls_barriers import urlpatterns as barriers
from uitrol.urls_log import urlpatterns as log
from uitrol.urls_moments import urlpatterns as moments
from uitrol.urls_step import urlpatterns as step
from uitrol.urls_tasks import urlpatterns as tasks
from uitrol.urls_training import urlpatterns as training
from uitrol.urls_waves import urlpatterns as waves

app_name = "uitrol"
urlpatterns: list = [*step, *waves, *moments, *log, *barriers, *tasks, *training]

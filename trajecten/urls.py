"""Every address of the product. The step apps are named as strings: the core imports no step."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    # First: a tap of a respondent is the busiest request of the house. And before the core, whose page «wordt
    # voorbereid» answers for every step that has no page of its own.
    path("", include("bevraging.urls")),
    path("", include("fundament.urls")),
    path("", include("toetsing.urls")),
    path("", include("communicatie.urls")),
    path("", include("uitrol.urls")),
    path("", include("opvolging.urls")),
    path("", include("trajecten.urls_pages")),
    path("", include("trajecten.urls_ops")),
    path("", include("organisatie.urls")),
    path("", include("organisatie.urls_accounts")),
    path("", include("trajecten.urls_core")),
    path(settings.ADMIN_PATH, admin.site.urls),
]

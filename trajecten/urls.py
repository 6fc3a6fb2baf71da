"""Every address of the product. The step apps are named as strings: the core imports no step."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("trajecten.urls_pages")),
    path("", include("trajecten.urls_core")),
    path("", include("organisatie.urls")),
    path("", include("bevraging.urls")),
    path(settings.ADMIN_PATH, admin.site.urls),
]

"""The administration: staff only, in Dutch, in our petrol, with a way back to the site."""

from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _


class BeheerSite(AdminSite):
    site_header = _("Trajecten beheer")
    site_title = _("Trajecten beheer")
    index_title = _("Beheer")
    site_url = "/vandaag/"
    enable_nav_sidebar = True

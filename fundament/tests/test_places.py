"""Places that agreements speak of stay: without its only one an agreement would suddenly hold everywhere."""

from django.urls import reverse

from fundament.tests.factories import make_agreement, put_in_force
from organisatie.models import Location
from organisatie.tests.factories import make_ines


def wipe(client, place: Location) -> bool:
    client.force_login(make_ines())
    client.post(reverse("organisatie:locatie_wis", args=[place.pk]))
    return not Location.objects.filter(pk=place.pk).exists()


def test_location_for_which_an_agreement_is_meant_is_not_wiped(client, linde):
    place = Location.objects.create(organisation=linde, name="Gent")
    make_agreement().locations.add(place)
    assert wipe(client, place) is False


def test_location_where_an_agreement_holds_is_not_wiped(client, linde):
    place = Location.objects.create(organisation=linde, name="Gent")
    put_in_force(make_agreement(), place)
    assert wipe(client, place) is False


def test_location_of_which_nothing_speaks_is_wiped(client, linde):
    assert wipe(client, Location.objects.create(organisation=linde, name="Gent")) is True

from uuid import uuid4

from django.urls import reverse

from punte.core.addresses import addresses


def test_the_addresses_of_many_are_those_of_each() -> None:
    address, keys = addresses("protection:file"), [uuid4(), uuid4()]
    assert [address(key) for key in keys] == [reverse("protection:file", args=[k]) for k in keys]

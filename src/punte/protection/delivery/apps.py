from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "punte.protection.delivery"
    label = "delivery"

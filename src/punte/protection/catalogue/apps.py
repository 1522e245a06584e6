from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "punte.protection.catalogue"
    label = "catalogue"

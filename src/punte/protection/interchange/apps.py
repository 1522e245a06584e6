from django.apps import AppConfig


class InterchangeConfig(AppConfig):
    name = "punte.protection.interchange"
    label = "interchange"

from django.apps import AppConfig


class ChildrenConfig(AppConfig):
    name = "punte.protection.children"
    label = "children"

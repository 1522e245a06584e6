from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "punte.core.files"
    label = "files"

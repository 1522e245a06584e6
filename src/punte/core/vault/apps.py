from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "punte.core.vault"
    label = "vault"

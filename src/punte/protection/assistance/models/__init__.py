from punte.protection.assistance.models.file import AssistanceFile

__all__ = ["AssistanceFile"]

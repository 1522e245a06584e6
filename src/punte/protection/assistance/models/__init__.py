from punte.protection.assistance.models.event import Closure, FileEvent
from punte.protection.assistance.models.family import FileLink, GroupMember, RescueGroup
from punte.protection.assistance.models.file import AssistanceFile
from punte.protection.assistance.models.follow_up import FollowUp, FollowUpTry
from punte.protection.assistance.models.transfer import Transfer

__all__ = [
    "AssistanceFile",
    "Closure",
    "FileEvent",
    "FileLink",
    "FollowUp",
    "FollowUpTry",
    "GroupMember",
    "RescueGroup",
    "Transfer",
]

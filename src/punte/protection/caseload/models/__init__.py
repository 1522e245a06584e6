from punte.protection.caseload.models.feed import CalendarFeed
from punte.protection.caseload.models.review import Review
from punte.protection.caseload.models.saved import SavedFilter
from punte.protection.caseload.models.task import Task

__all__ = ["CalendarFeed", "Review", "SavedFilter", "Task"]

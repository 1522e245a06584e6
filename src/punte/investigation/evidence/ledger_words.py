"""What the room's entries are called in the log."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

READINGS = {
    "exhibit.read": _("Exhibit opened"),
    "exhibit.open_file": _("File of an exhibit opened"),
    "exhibit.print": _("Labels or chain of custody printed"),
    "store.read": _("List of a store opened"),
}
WRITINGS = {
    "exhibit.taken": _("Exhibit taken"),
    "exhibit.offered": _("Exhibit handed over"),
    "exhibit.accepted": _("Exhibit received"),
    "exhibit.refused": _("Exhibit not received"),
    "exhibit.withdrawn": _("Hand-over of an exhibit taken back"),
    "exhibit.asked": _("Exhibit asked for"),
    "exhibit.resealed": _("Exhibit opened and sealed anew"),
    "exhibit.moved": _("Exhibit put on another shelf"),
    "exhibit.found": _("Exhibit found at stock-taking"),
    "exhibit.missing": _("Exhibit not found at stock-taking"),
    "exhibit.order_return": _("Return of an exhibit ordered"),
    "exhibit.order_destroy": _("Destruction of an exhibit ordered"),
    "exhibit.lifted": _("Order about an exhibit lifted"),
    "exhibit.returned": _("Exhibit returned to its owner"),
    "exhibit.begun": _("Destruction of an exhibit begun"),
    "exhibit.destroyed": _("Exhibit destroyed"),
    "exhibit.edit": _("Description of an exhibit changed"),
    "exhibit.add_file": _("File added to an exhibit"),
    "exhibit.file_fault": _("File of an exhibit is not what was taken in"),
    "store.open": _("Store of exhibits opened"),
    "store.edit": _("Store of exhibits changed"),
    "store.keeper": _("Keeper of a store named"),
    "store.keeper_end": _("Keeper of a store released"),
    "store.stock": _("Stock-taking of a store begun"),
    "store.stock_end": _("Stock-taking of a store ended"),
}

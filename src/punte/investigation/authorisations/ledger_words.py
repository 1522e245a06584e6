"""What the log calls the acts of this room."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

READINGS = {
    "measure.read": _("Authorisation opened"),
    "measure.oversee": _("Measures in force looked at by oversight"),
}
WRITINGS = {
    "measure.ask": _("Measure asked for"),
    "measure.withdraw": _("Request for a measure withdrawn"),
    "measure.refuse": _("Measure refused"),
    "measure.grant": _("Order for a measure recorded"),
    "measure.order_urgent": _("Urgent order for a measure recorded"),
    "measure.activate": _("Measure put in force by a second person"),
    "measure.confirm": _("Urgent order confirmed by a judge"),
    "measure.not_confirm": _("Urgent order not confirmed by a judge"),
    "measure.extend": _("Measure extended"),
    "measure.end": _("Measure ended early"),
    "measure.run_out": _("Measure ended by its date"),
    "measure.lapse": _("Urgent order lapsed without a judge"),
    "measure.notify": _("Subject told of a measure"),
    "measure.postpone_notice": _("Telling the subject put off by a judge"),
    "product.take": _("Product taken in under an order"),
    "product.seal": _("Product put in quarantine"),
    "product.release": _("Product released from quarantine"),
    "product.return": _("Return of quarantined product decided"),
    "product.destroy": _("Destruction of product decided"),
    "product.confirm_destruction": _("Destruction of product agreed by a second person"),
    "product.send_back": _("Destruction of product not agreed"),
    "product.certify": _("Certificate: product destroyed"),
}
SYSTEM = {
    "measure_rule.change": _("New version in the table of measures"),
    "measure_rule.confirm": _("Version of the table of measures put in force"),
}

"""The words of the table of rules, named so that translators find them; a test keeps them equal."""

from django.utils.translation import gettext_noop as _

MESSAGES = (
    _("Council of Europe Convention CETS 197, art. 13: at least 30 days"),
    _("House default"),
    _("House default (MD: HG 270/2014 sets a child mechanism)"),
    _("Law 241/2005: 30 days"),
    _("Law 678/2001, art. 39¹: up to 90 days, for foreigners"),
    _("The term itself stands in the table of measures; here only the warning"),
    _("Moldova, CPP art. 186: at most 30 days at a time"),
    _("Moldova, CPP art. 188: as for arrest, at most 30 days"),
    _("Moldova, CPP art. 402: 15 days from communication"),
    _("Moldova, Constitution art. 25: at most 72 hours"),
    _("Romania, CPP art. 209: at most 24 hours"),
    _("Romania, CPP art. 215¹: at most 60 days at a time"),
    _("Romania, CPP art. 222: at most 30 days at a time"),
    _("Romania, CPP art. 226: at most 30 days at a time"),
    _("Romania, CPP art. 410: 10 days from communication"),
)

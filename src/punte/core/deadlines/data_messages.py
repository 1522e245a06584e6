"""The words of the table of rules, named so that translators find them; a test keeps them equal."""

from django.utils.translation import gettext_noop as _

MESSAGES = (
    _("Council of Europe Convention CETS 197, art. 13: at least 30 days"),
    _("House default"),
    _("House default (MD: HG 270/2014 sets a child mechanism)"),
    _("Law 241/2005: 30 days"),
    _("Law 678/2001, art. 39¹: up to 90 days, for foreigners"),
    _("The term itself stands in the table of measures; here only the warning"),
)

"""The words of the delivered table, named for translators; a test keeps them equal."""

from django.utils.translation import gettext_noop as _

MESSAGES = (
    _("CPP art. 138, 146¹; term as art. 144"),
    _("CPP art. 138, 147"),
    _("CPP art. 138, 148"),
    _("CPP art. 138, 151; term is a house default"),
    _("CPP art. 138, 152; term is a house default"),
    _("CPP art. 138, 168; term is a house default"),
    _("CPP art. 138–141, 144 (term), 145 (notice), 146 (keeping)"),
    _("CPP art. 157–159; term is a house default"),
    _("CPP, text before Law 286/2023: judge; terms are a house default; counsel must confirm"),
    _("CPP, text before Law 286/2023: prosecutor; terms are a house default; counsel must confirm"),
    _("House default until counsel has read the CPP after Law 286/2023"),
)

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssistanceConfig(AppConfig):
    name = "punte.protection.assistance"
    label = "assistance"

    def ready(self) -> None:
        """The room's tabs, what it brings to other rooms' pages, and its words in the ledger."""
        from punte.core.agencies.door import desk_closing, hand_over
        from punte.core.ledger.door import FIELDS, register
        from punte.protection.assistance.actions.answer import cut_transfers
        from punte.protection.assistance.actions.caseworker import count_files, hand_over_files
        from punte.protection.assistance.ledger_words import READINGS, WRITINGS
        from punte.protection.assistance.offers import open_or_show
        from punte.protection.assistance.queries.overview import OWN_CLOCKS, OWN_TIMELINE
        from punte.protection.assistance.queries.transfers import waiting_at_desks
        from punte.protection.assistance.registry import register_clocks, register_timeline
        from punte.protection.assistance.rules import CLOSED_BY_HAND
        from punte.protection.assistance.tabs import Tab, register_tab
        from punte.protection.configuration.door import register_list
        from punte.protection.referral.door import register_consent_cut, register_page_action

        register_list("closing_reason", _("Why a file is closed"), CLOSED_BY_HAND, longest=20)
        register_tab(Tab("overview", _("Overview"), "protection:file", order=0))
        register_tab(Tab("family", _("Family"), "protection:file_family", order=10))
        register_tab(Tab("follow_ups", _("Follow-up"), "protection:file_follow_ups", order=90))
        for told in OWN_TIMELINE:
            register_timeline(*told)
        for kept in OWN_CLOCKS:
            register_clocks(*kept)
        register_page_action(open_or_show)
        register_consent_cut(cut_transfers)
        hand_over.register(_("Assistance files"), count_files, hand_over_files)
        desk_closing.register(_("Hand-overs waiting for an answer"), waiting_at_desks)
        register("reading", READINGS)
        register("writing", WRITINGS)
        FIELDS.setdefault("assistance file", _("assistance file"))

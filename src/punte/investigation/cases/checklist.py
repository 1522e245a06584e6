"""What a complex trafficking case should have thought of, in its order.

After the UNODC *Toolkit to Combat Trafficking in Persons* (2008), chapters 5 to 8, the OSCE
*Guiding Principles on Human Rights in the Return of Trafficked Persons* (2014), and the Council of
Europe Convention (CETS 197), articles 23 to 35. It reminds; it decides nothing.
"""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

# Groups of points: heading, and key with words for each. Keys are stable.
CHECKLIST: Final[tuple[tuple[Words, tuple[tuple[str, Words], ...]], ...]] = (
    (
        _("Victims first"),
        (
            ("referred", _("Each presumed victim was notified to a coordination unit")),
            ("reflection", _("Nobody was interviewed against their will or in the first days")),
            ("non_punishment", _("Non-punishment of victims was looked at (CETS 197, art. 26)")),
            ("special_measures", _("Protective measures for interviews and court were asked for")),
            ("children", _("Children are heard once, by trained people, and recorded")),
            ("compensation", _("Victims know how to claim compensation")),
        ),
    ),
    (
        _("Evidence"),
        (
            ("beyond_testimony", _("The case can stand without the testimony of a victim")),
            ("adverts", _("Adverts, profiles and chats were kept before they are deleted")),
            ("providers", _("Providers were asked to preserve data (CETS 185, art. 16, 29)")),
            ("devices", _("Devices were taken with custody, and copied before being looked at")),
            ("places", _("Places of exploitation were recorded: rooms, locks, documents, rules")),
            ("transport", _("Tickets, crossings, bookings and plate reads were collected")),
        ),
    ),
    (
        _("Money"),
        (
            ("financial", _("A financial investigation runs beside this one")),
            ("freezing", _("Freezing was considered for every account, car and house")),
            ("suspicious", _("The financial intelligence unit was asked")),
        ),
    ),
    (
        _("Across the border"),
        (
            ("partner_told", _("The other country's side was asked what it knows")),
            ("joint_team", _("A joint investigation team was considered")),
            ("europol", _("Selectors were checked through Europol and Interpol channels")),
            ("translation", _("Translation and interpretation are arranged")),
        ),
    ),
    (
        _("The whole network"),
        (
            ("recruiters", _("Recruiters and carriers were looked for, not the exploiter alone")),
            ("organised", _("An organised group was considered as an offence of its own")),
            ("companies", _("Companies that profit were looked at (CETS 197, art. 22)")),
            ("demand", _("Knowing use of a victim's services was considered (art. 19)")),
        ),
    ),
)
POINTS: Final[dict[str, Words]] = {
    key: words for _heading, points in CHECKLIST for key, words in points
}

"""Countries and languages that a form offers: the two sides, their neighbours, common routes."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Choices = list[tuple[str, str | Promise]]

COUNTRIES: dict[str, str | Promise] = {
    "MD": _("Republic of Moldova"), "RO": _("Romania"), "UA": _("Ukraine"),
    "AE": _("United Arab Emirates"), "AF": _("Afghanistan"), "AL": _("Albania"),
    "AM": _("Armenia"), "AT": _("Austria"), "AZ": _("Azerbaijan"),
    "BA": _("Bosnia and Herzegovina"), "BD": _("Bangladesh"), "BE": _("Belgium"),
    "BG": _("Bulgaria"), "BY": _("Belarus"), "CH": _("Switzerland"), "CM": _("Cameroon"),
    "CN": _("China"), "CY": _("Cyprus"), "CZ": _("Czechia"), "DE": _("Germany"),
    "DK": _("Denmark"), "EE": _("Estonia"), "EG": _("Egypt"), "ES": _("Spain"),
    "ET": _("Ethiopia"), "FI": _("Finland"), "FR": _("France"), "GB": _("United Kingdom"),
    "GE": _("Georgia"), "GR": _("Greece"), "HR": _("Croatia"), "HU": _("Hungary"),
    "IE": _("Ireland"), "IL": _("Israel"), "IN": _("India"), "IQ": _("Iraq"), "IR": _("Iran"),
    "IS": _("Iceland"), "IT": _("Italy"), "KG": _("Kyrgyzstan"), "KZ": _("Kazakhstan"),
    "LI": _("Liechtenstein"), "LK": _("Sri Lanka"), "LT": _("Lithuania"), "LU": _("Luxembourg"),
    "LV": _("Latvia"), "MA": _("Morocco"), "ME": _("Montenegro"), "MK": _("North Macedonia"),
    "MT": _("Malta"), "NG": _("Nigeria"), "NL": _("Netherlands"), "NO": _("Norway"),
    "NP": _("Nepal"), "PH": _("Philippines"), "PK": _("Pakistan"), "PL": _("Poland"),
    "PT": _("Portugal"), "RS": _("Serbia"), "RU": _("Russia"), "SE": _("Sweden"),
    "SI": _("Slovenia"), "SK": _("Slovakia"), "SO": _("Somalia"), "SY": _("Syria"),
    "TJ": _("Tajikistan"), "TM": _("Turkmenistan"), "TR": _("Türkiye"), "US": _("United States"),
    "UZ": _("Uzbekistan"), "VN": _("Viet Nam"), "XX": _("Another country"),
}  # fmt: skip

# Each language in its own name, so that the list reads the same to everyone.
LANGUAGES: dict[str, str | Promise] = {
    "ro": "Română", "ru": "Русский", "uk": "Українська", "en": "English", "gag": "Gagauz dili",
    "rom": "Romani", "bg": "Български", "hu": "Magyar", "tr": "Türkçe", "ar": "العربية",
    "bn": "বাংলা", "de": "Deutsch", "es": "Español", "fa": "فارسی", "fr": "Français",
    "hi": "हिन्दी", "it": "Italiano", "ne": "नेपाली", "uz": "Oʻzbekcha", "vi": "Tiếng Việt",
    "zh": "中文", "sgn": _("Sign language"), "other": _("Another language"),
}  # fmt: skip

FIRST = ("MD", "RO", "UA")
NOT_KNOWN = _("Not known")


def country_choices(empty: str | Promise = NOT_KNOWN) -> Choices:
    """Pairs for a form field: the corridor first, then by name in the reader's language."""
    rest = [code for code in COUNTRIES if code not in (*FIRST, "XX")]
    rest.sort(key=lambda code: str(COUNTRIES[code]))
    return [("", empty), *((code, COUNTRIES[code]) for code in (*FIRST, *rest, "XX"))]


def language_choices() -> Choices:
    """Pairs for a form field."""
    return [("", NOT_KNOWN), *LANGUAGES.items()]


def country_name(code: str) -> str:
    """The country in the reader's language; the code itself when the list lacks it."""
    return str(COUNTRIES.get(code, code))


def language_name(code: str) -> str:
    """The language in the reader's language; the code itself when the list lacks it."""
    return str(LANGUAGES.get(code, code))

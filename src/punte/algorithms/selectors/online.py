"""What stands for someone on the net: e-mail, addresses of pages, handles by platform."""

import re
from typing import Final

from punte.algorithms.selectors.model import LOOK_ALIKE, Fault, Normal, plain, unusable

URL_LIMIT: Final = 2000
_SCHEME: Final = re.compile(r"^(?:[a-z][a-z0-9+.-]{0,20}:)?//(?:[^/?#@]*@)?", re.IGNORECASE)
_TRACKING: Final = re.compile(r"^(?:utm_\w+|fbclid|gclid|igshid|igsh|yclid|si|ref_src)(?:=|$)")
_HOST: Final = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_EMAIL: Final = re.compile(r"[^@\s<>\"(),:;\[\]\\]{1,64}@([\w-]+(?:\.[\w-]+)+)")
# Where the platform's names stand in its addresses, and what a name may be.
PLATFORMS: Final = {
    "telegram": (("t.me", "telegram.me"), r"[a-z][a-z0-9_]{3,31}"),
    "instagram": (("instagram.com",), r"[a-z0-9._]{1,30}"),
    "facebook": (("facebook.com", "fb.com", "m.facebook.com"), r"[a-z0-9.]{3,50}"),
    "tiktok": (("tiktok.com",), r"[a-z0-9._]{2,24}"),
    "x": (("x.com", "twitter.com"), r"[a-z0-9_]{1,15}"),
    "vk": (("vk.com", "m.vk.com"), r"[a-z0-9_.]{2,32}"),
    "ok": (("ok.ru", "odnoklassniki.ru"), r"[a-z0-9._-]{2,50}"),
    "youtube": (("youtube.com",), r"[\w.-]{3,30}"),
    "snapchat": (("snapchat.com",), r"[a-z][a-z0-9._-]{2,14}"),
    "skype": ((), r"[a-z][a-z0-9.,_:-]{5,62}"),
    "discord": (("discord.com",), r"[a-z0-9_.]{2,32}(?:#[0-9]{4})?"),
    "onlyfans": (("onlyfans.com",), r"[a-z0-9._-]{3,24}"),
}
_SITES: Final = {site: name for name, (sites, _) in PLATFORMS.items() for site in sites}
_BEFORE_NAME: Final = re.compile(r"^(?:add/|profile/|people/|user/|c/|s/|profile\.php\?id=)")


def email(text: str) -> Normal:
    """Small letters, the domain in its ASCII form; `alike` is one box of Gmail however written."""
    cleaned = plain(text)
    if not cleaned:
        return unusable("email", cleaned)
    bare = re.sub(r"^mailto:", "", cleaned, flags=re.IGNORECASE).strip("<> ").casefold()
    address = plain(bare) or ""
    if not _EMAIL.fullmatch(address):
        return Normal("email", address, cleaned, Fault.FORM if address else Fault.EMPTY)
    local, _, domain = address.rpartition("@")
    domain = _ascii_host(domain)
    loose = f"{local}@{domain}"
    if domain in ("gmail.com", "googlemail.com"):
        loose = local.partition("+")[0].replace(".", "") + "@gmail.com"
    return Normal("email", f"{local}@{domain}", f"{local}@{domain}", None, loose)


def url(text: str) -> Normal:
    """An address without scheme, "www.", fragment, closing slash and marks of tracking.

    The host is in small ASCII letters; the path stays as written. Takes 2,000 characters, also
    such as were made harmless for a report (hxxp, example[.]com).
    """
    cleaned = plain(text, URL_LIMIT)
    if not cleaned:
        return unusable("url", cleaned)
    address = re.sub(r"^hxxp", "http", cleaned, flags=re.IGNORECASE).replace("[.]", ".")
    address = plain(address.replace(" ", ""), URL_LIMIT) or ""
    address = _SCHEME.sub("", address).partition("#")[0]
    host, mark, rest = _split(address)
    host = _ascii_host(re.sub(r"^(?:www\.)+", "", host.lower()))
    rest = _path(mark + rest)
    key = host + rest
    if not host:
        return unusable("url", "")
    fault = None if _HOST.fullmatch(host.partition(":")[0]) else Fault.FORM
    return Normal("url", key, key, fault, alike=host)


def _split(address: str) -> tuple[str, str, str]:
    found = re.search(r"[/?]", address)
    if not found:
        return address, "", ""
    return address[: found.start()], found.group(), address[found.end() :]


def _path(rest: str) -> str:
    path, _, query = rest.partition("?")
    kept = "&".join(p for p in query.split("&") if p and not _TRACKING.match(p))
    return path.rstrip("/ ") + (f"?{kept}" if kept else "")


def _ascii_host(host: str) -> str:
    host = re.sub(r":(?:80|443)$", "", host).strip(". ")
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def handle(text: str, platform: str = "") -> Normal:
    """A name on a platform: "telegram:ion_c". The platform may be in the address or be told.

    Large and small letters are one on all of them; Facebook does not mind points either. Without
    a platform a name cannot be told from the same name elsewhere: it is marked.
    """
    cleaned = plain(text)
    if not cleaned:
        return unusable("handle", cleaned)
    platform = re.sub(r"\W", "", platform.casefold())
    platform, name = _placed(cleaned.casefold(), platform)
    name = name.strip().lstrip("@").strip()
    if platform == "facebook":
        name = name.replace(".", "")
    name = plain(name) or ""
    if not name:
        return unusable("handle", "")
    if not platform:
        return Normal("handle", name, "@" + name, Fault.UNKNOWN, _loose(name))
    known = PLATFORMS.get(platform)
    fault = None if known and re.fullmatch(known[1], name) else Fault.FORM
    fault = fault if known else Fault.UNKNOWN
    return Normal("handle", f"{platform}:{name}", "@" + name, fault, _loose(name), platform)


def _placed(text: str, platform: str) -> tuple[str, str]:
    before, colon, after = text.partition(":")
    if colon and (before in PLATFORMS or before == platform):
        return before, after
    address = re.sub(r"^(?:www\.)+", "", _SCHEME.sub("", text))
    host, _, rest = _split(address)
    if host in _SITES and rest:
        rest = _BEFORE_NAME.sub("", rest.lstrip("/"))
        return _SITES[host], re.split(r"[/?&#]", rest)[0]
    return platform, text


def _loose(name: str) -> str:
    return re.sub(r"[._-]", "", name).upper().translate(LOOK_ALIKE).translate(_ONE)


_ONE: Final = str.maketrans("OIL", "011")

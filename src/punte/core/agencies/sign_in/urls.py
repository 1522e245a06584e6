"""The part of allauth's addresses that Punte uses, under allauth's names; the rest is not there.

No sign-up, no e-mail management, no password reset by mail: an invitation is the only way in.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.usersessions import views as sessions
from django.urls import path

from punte.core.access.door import Permission, public, requires
from punte.core.agencies.sign_in.views import sign_in, sign_out

own = requires(Permission.SIGNED_IN)

urlpatterns = [
    path("login/", sign_in, name="account_login"),
    path("logout/", sign_out, name="account_logout"),
    path("inactive/", public(account.account_inactive), name="account_inactive"),
    path("reauthenticate/", own(account.reauthenticate), name="account_reauthenticate"),
    path("password/change/", own(account.password_change), name="account_change_password"),
    path("sessions/", own(sessions.list_usersessions), name="usersessions_list"),
    path("2fa/", own(mfa.index), name="mfa_index"),
    path("2fa/authenticate/", public(mfa.authenticate), name="mfa_authenticate"),
    path("2fa/reauthenticate/", own(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("2fa/app/", own(totp.activate_totp), name="mfa_activate_totp"),
    path("2fa/app/remove/", own(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("2fa/codes/", own(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("2fa/codes/new/", own(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("2fa/codes/file/", own(codes.download_recovery_codes), name="mfa_download_recovery_codes"),
    path("2fa/keys/", own(webauthn.list_webauthn), name="mfa_list_webauthn"),
    path("2fa/keys/new/", own(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path("2fa/keys/login/", public(webauthn.login_webauthn), name="mfa_login_webauthn"),
    path(
        "2fa/keys/confirm/",
        own(webauthn.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path("2fa/keys/<int:pk>/", own(webauthn.edit_webauthn), name="mfa_edit_webauthn"),
    path("2fa/keys/<int:pk>/remove/", own(webauthn.remove_webauthn), name="mfa_remove_webauthn"),
]

"""The door. The names are django-allauth's, which leads to them; what it has beyond (sign-up, addresses) is shut."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from anpacken.accounts.views import again, door, mailed, security

urlpatterns: list[URLPattern | URLResolver] = [
    path("", door.sign_in, name="account_login"),
    path("passkey/", door.passkey_sign_in, name="mfa_login_webauthn"),
    path("zweiter-faktor/", door.second_factor, name="mfa_authenticate"),
    path("abmelden/", door.sign_out, name="account_logout"),
    path("einladung/<str:token>/", mailed.invited, name="account_invited"),
    path("passwort-vergessen/", mailed.forgotten, name="account_reset_password"),
    path("passwort-vergessen/unterwegs/", mailed.forgotten_done, name="account_reset_password_done"),
    path("passwort-vergessen/<str:token>/", mailed.reset, name="account_reset_password_from_key"),
    path("nochmals/", again.password, name="account_reauthenticate"),
    path("nochmals/code/", again.code, name="mfa_reauthenticate"),
    path("nochmals/passkey/", again.passkey, name="mfa_reauthenticate_webauthn"),
    path("zugang/", security.security, name="mfa_index"),
    path("zugang/passwort/", security.password, name="account_change_password"),
    path("zugang/app/", security.add_app, name="mfa_activate_totp"),
    path("zugang/app/entfernen/", security.remove_app, name="mfa_deactivate_totp"),
    path("zugang/passkeys/neu/", security.add_passkey, name="mfa_add_webauthn"),
    path("zugang/passkeys/<str:key>/entfernen/", security.remove_passkey, name="mfa_remove_webauthn"),
    path("zugang/codes/", security.codes, name="mfa_view_recovery_codes"),
    path("zugang/codes/neu/", security.renew_codes, name="mfa_generate_recovery_codes"),
    path("zugang/sitzungen/andere/beenden/", security.end_other_sessions, name="account_end_other_sessions"),
    path("zugang/sitzungen/<public_id:public_id>/beenden/", security.end_session, name="account_end_session"),
]

"""How people sign in: allauth, second steps, throttling, optional OpenID Connect."""

from datetime import timedelta
from typing import Any

from goldenthread.site.settings import environment as env

AUTH_USER_MODEL = "systems.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_PASSWORDS = "goldenthread.core.permissions.passwords"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_PASSWORDS}.LengthValidator"},
    {"NAME": f"{_PASSWORDS}.CommonPasswordValidator"},
    {"NAME": f"{_PASSWORDS}.ContextWordsValidator"},
]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "your_systems"

# Accounts come by invitation or from the command line; nobody signs up on a page.
ACCOUNT_ADAPTER = "goldenthread.systems.sign_in.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation reaches its address, or it is not accepted
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_SESSION_REMEMBER = False  # a closed browser on a shared computer is signed out
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_FORMS = {
    "login": "goldenthread.systems.forms.sign_in.LoginForm",
    "change_password": "goldenthread.systems.forms.sign_in.ChangePasswordForm",
    "set_password": "goldenthread.systems.forms.sign_in.SetPasswordForm",
    "reset_password": "goldenthread.systems.forms.sign_in.ResetPasswordForm",
    "reset_password_from_key": "goldenthread.systems.forms.sign_in.ResetPasswordKeyForm",
    "reauthenticate": "goldenthread.systems.forms.sign_in.ReauthenticateForm",
}
ACCOUNT_RATE_LIMITS = {
    # a library or an office shares one address, so the limit by address is wide
    "login": "60/m/ip",
    "login_failed": "60/m/ip",
    "reset_password": "20/m/ip,5/h/key",
    "reset_password_from_key": "20/m/ip",
    "reauthenticate": "10/m/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = int(env.text("GOLDENTHREAD_PROXY_COUNT", "0"))

MFA_ADAPTER = "goldenthread.systems.sign_in.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_FORMS = {
    "authenticate": "goldenthread.systems.forms.sign_in.CodeForm",
    "reauthenticate": "goldenthread.systems.forms.sign_in.CodeAgainForm",
    "activate_totp": "goldenthread.systems.forms.sign_in.ActivateAppForm",
}

# Whether people who may change things must have a second step, and prove who they are again
# before they change other people's roles. Off where nothing is real.
SECOND_STEP_REQUIRED = False
ASK_AGAIN = False
SESSION_IDLE = timedelta(minutes=30)
SESSION_LONGEST = timedelta(hours=12)

# Five wrong passwords for one account from one address: wait fifteen minutes.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "login"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_CLIENT_IP_CALLABLE = "goldenthread.systems.sign_in.client_address"
AXES_USERNAME_CALLABLE = "goldenthread.systems.sign_in.account_named"
AXES_LOCKOUT_CALLABLE = "goldenthread.systems.views.sign_in.too_many_attempts"


SOCIALACCOUNT_ADAPTER = "goldenthread.systems.sign_in.OrganisationAccountAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_ONLY = False

_OIDC_URL = env.text("GOLDENTHREAD_OIDC_URL", "")
OIDC_APPS = ["allauth.socialaccount.providers.openid_connect"] if _OIDC_URL else []
ORGANISATION_SIGN_IN = env.text("GOLDENTHREAD_OIDC_NAME", "your organisation") if _OIDC_URL else ""
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = (
    {
        "openid_connect": {
            "APPS": [
                {
                    "provider_id": "organisation",
                    "name": ORGANISATION_SIGN_IN,
                    "client_id": env.text("GOLDENTHREAD_OIDC_CLIENT_ID"),
                    "secret": env.text("GOLDENTHREAD_OIDC_SECRET"),
                    "settings": {
                        "server_url": _OIDC_URL,
                        "oauth_pkce_enabled": True,
                    },
                }
            ]
        }
    }
    if _OIDC_URL
    else {}
)

"""Addresses of systems and people."""

from django.urls import path

from goldenthread.systems.views import (
    account,
    audit,
    changes,
    demo,
    importing,
    invitations,
    people,
    scopes,
    sign_in,
)

urlpatterns = [
    # these stand before allauth's own addresses of the same names
    path("account/email/", sign_in.email_address, name="account_email"),
    path("account/2fa/totp/activate/", sign_in.activate_app, name="mfa_activate_totp"),
    path("account/2fa/totp/deactivate/", sign_in.deactivate_app, name="mfa_deactivate_totp"),
    path("account/2fa/webauthn/add/", sign_in.add_passkey, name="mfa_add_webauthn"),
    path("account/2fa/webauthn/keys/<int:pk>/remove/", sign_in.remove_passkey, name="mfa_remove_webauthn"),
    path("demo/", demo.demo, name="demo"),
    path("demo/sign-in/<int:person_id>/", demo.demo_sign_in, name="demo_sign_in"),
    path("your-account/", account.your_account, name="your_account"),
    path("your-account/name/", account.your_name, name="your_name"),
    path("your-account/second-step/", account.second_step, name="second_step"),
    path("your-account/record/", account.your_record, name="your_record"),
    path("your-systems/", scopes.your_systems, name="your_systems"),
    path("start-a-system/", importing.start_system, name="start_system"),
    path("start-a-system/board/", importing.choose_board, name="choose_board"),
    path("start-a-system/make/", importing.make_system, name="make_system"),
    path("start-a-system/<int:system_id>/", importing.system_started, name="system_started"),
    path("invitation/", invitations.invitation, name="invitation"),
    path("invitation/<str:token>/", invitations.invitation_link, name="invitation_link"),
    path("s/<int:scope_id>/audit/", audit.audit_trail, name="audit_trail"),
    path("s/<int:scope_id>/audit/file/", audit.audit_trail_file, name="audit_trail_file"),
    path("s/<int:scope_id>/", scopes.scope, name="scope"),
    path("s/<int:scope_id>/add/", scopes.add_scope, name="add_scope"),
    path("s/<int:scope_id>/set-right/", scopes.set_right, name="set_right"),
    path("s/<int:scope_id>/changes/", changes.changes, name="changes"),
    path("s/<int:scope_id>/changes/<str:kind>/", changes.change, name="change"),
    path("s/<int:scope_id>/changes/<int:change_id>/take-back/", changes.take_back, name="take_back"),
    path("s/<int:scope_id>/people/", people.people, name="people"),
    path("s/<int:scope_id>/people/invite/", people.invite, name="invite"),
    path("s/<int:scope_id>/people/roles/<int:grant_id>/end/", people.end_role, name="end_role"),
    path(
        "s/<int:scope_id>/people/invitations/<int:invitation_id>/resend/",
        people.resend_invitation,
        name="resend_invitation",
    ),
    path(
        "s/<int:scope_id>/people/invitations/<int:invitation_id>/revoke/",
        people.revoke_invitation,
        name="revoke_invitation",
    ),
]

"""People of a scope: who they are, inviting, and ending a role."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from goldenthread.core.components.forms import error_summary
from goldenthread.core.permissions.access import needs
from goldenthread.core.permissions.terms import ROLE_NAMES, Permission
from goldenthread.systems import rules
from goldenthread.systems.actions import people as actions
from goldenthread.systems.forms.people import InviteForm
from goldenthread.systems.presenters.people import REFUSAL_WORDS, ROLE_WORDS, ScopePeople
from goldenthread.systems.queries.people import people_of, person_here
from goldenthread.systems.views.sign_in import ask_again


@needs(Permission.MANAGE_PEOPLE)
def people(request: HttpRequest, scope_id: int) -> HttpResponse:
    """Who has a role here, and who is invited."""
    scope = request.scope
    endable = rules.endable_roles(
        scope_id=scope.id, system_id=scope.system_id, scope_kind=scope.kind, held=request.reader.held
    )
    page = ScopePeople(people_of(scope, at=timezone.now()), endable=endable)
    return TemplateResponse(request, "systems/people.jinja", {"people": page})


@needs(Permission.MANAGE_PEOPLE)
@ask_again
def invite(request: HttpRequest, scope_id: int) -> HttpResponse:
    """Invite somebody by email."""
    scope = request.scope
    roles = rules.grantable_roles(
        scope_id=scope.id,
        system_id=scope.system_id,
        scope_kind=scope.kind,
        is_closed=scope.is_closed,
        held=request.reader.held,
    )
    form = InviteForm(request.POST if request.method == "POST" else None, roles=roles)
    if request.method == "POST" and form.is_valid():
        try:
            actions.invite(
                scope,
                email=form.cleaned_data["email"],
                role=form.cleaned_data["role"],
                by=request.reader,
                at=timezone.now(),
                address_of=lambda token: invitation_address(request, token),
            )
        except actions.PeopleRefused as refused:
            form.add_error("email", REFUSAL_WORDS[refused.args[0]])
        else:
            messages.success(request, f"The invitation to {form.cleaned_data['email']} is on its way")
            return redirect("people", scope_id=scope.id)
    context = {
        "form": form,
        "errors": error_summary(form),
        "hints": {role.value: ROLE_WORDS[role] for role in roles},
    }
    return TemplateResponse(request, "systems/invite.jinja", context)


@require_POST
@needs(Permission.MANAGE_PEOPLE)
@ask_again
def resend_invitation(request: HttpRequest, scope_id: int, invitation_id: int) -> HttpResponse:
    """Send an invitation again, with a new link."""
    try:
        actions.resend(
            request.scope,
            invitation_id,
            by=request.reader,
            at=timezone.now(),
            address_of=lambda token: invitation_address(request, token),
        )
    except actions.PeopleRefused as refused:
        return _refused(request, refused)
    messages.success(request, "The invitation is on its way again. The old link has stopped working")
    return redirect("people", scope_id=scope_id)


@require_POST
@needs(Permission.MANAGE_PEOPLE)
def revoke_invitation(request: HttpRequest, scope_id: int, invitation_id: int) -> HttpResponse:
    """Take an invitation back."""
    try:
        actions.revoke(request.scope, invitation_id, by=request.reader, at=timezone.now())
    except actions.PeopleRefused as refused:
        return _refused(request, refused)
    messages.success(request, "The invitation has been taken back")
    return redirect("people", scope_id=scope_id)


@needs(Permission.MANAGE_PEOPLE)
@ask_again
def end_role(request: HttpRequest, scope_id: int, grant_id: int) -> HttpResponse:
    """End what somebody is to this scope, after asking whether that is meant."""
    person = person_here(request.scope, grant_id)
    if person is None:
        raise Http404
    if request.method == "POST":
        try:
            actions.end_role(request.scope, grant_id, by=request.reader, at=timezone.now())
        except actions.PeopleRefused as refused:
            return _refused(request, refused)
        messages.success(request, f"{person.name} no longer has this role")
        if request.reader.person_id == person.person_id:
            return redirect("your_systems")
        return redirect("people", scope_id=scope_id)
    context = {"person": person, "role": ROLE_NAMES[person.role], "role_words": ROLE_WORDS[person.role]}
    return TemplateResponse(request, "systems/end_role.jinja", context)


def invitation_address(request: HttpRequest, token: str) -> str:
    """Where the link in an invitation leads."""
    return request.build_absolute_uri(reverse("invitation_link", kwargs={"token": token}))


def _refused(request: HttpRequest, refused: actions.PeopleRefused) -> HttpResponse:
    context = {
        "title": "That cannot be done",
        "reason": REFUSAL_WORDS[refused.args[0]],
        "back": reverse("people", kwargs={"scope_id": request.scope.id}),
        "back_words": "Back to people",
    }
    return TemplateResponse(request, "systems/refused.jinja", context, status=409)

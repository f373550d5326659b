"""A person's own account."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone

from goldenthread.core.components.forms import error_summary
from goldenthread.core.permissions.access import signed_in
from goldenthread.core.permissions.terms import Permission
from goldenthread.systems.actions import accounts
from goldenthread.systems.forms.people import NameForm
from goldenthread.systems.presenters.people import HeldRoles
from goldenthread.systems.queries.accounts import own_account, own_record


@signed_in
def your_account(request: HttpRequest) -> HttpResponse:
    """Who you are here and what you may do."""
    account = own_account(request.reader.person_id)
    context = {
        "account": account,
        "roles": HeldRoles(account.roles),
        "may_start_system": request.reader.may_somewhere(Permission.OPERATE),
    }
    return TemplateResponse(request, "systems/your_account.jinja", context)


@signed_in
def your_name(request: HttpRequest) -> HttpResponse:
    """Change what you are called."""
    form = NameForm(
        request.POST if request.method == "POST" else None,
        initial={"name": own_account(request.reader.person_id).name},
    )
    if request.method == "POST" and form.is_valid():
        accounts.rename_person(
            request.reader.person_id,
            name=form.cleaned_data["name"],
            actor=request.reader.actor,
            at=timezone.now(),
        )
        messages.success(request, "Your name has been changed")
        return redirect("your_account")
    return TemplateResponse(request, "systems/your_name.jinja", {"form": form, "errors": error_summary(form)})


@signed_in
def second_step(request: HttpRequest) -> HttpResponse:
    """Why a second step is needed, and the two ways to set one up."""
    return TemplateResponse(request, "systems/second_step.jinja")


@signed_in
def your_record(request: HttpRequest) -> HttpResponse:
    """Everything that is kept about you as a person with an account, as a file."""
    response = JsonResponse(own_record(request.reader.person_id), json_dumps_params={"indent": 2})
    response["Content-Disposition"] = 'attachment; filename="what-golden-thread-keeps-about-me.json"'
    return response

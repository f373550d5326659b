"""Start a system from published files, step by step. Nothing is kept until the last one."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from goldenthread.core.components.forms import error_summary
from goldenthread.core.permissions.access import needs
from goldenthread.core.permissions.terms import Permission
from goldenthread.systems.actions.importing import ImportRefused, import_system
from goldenthread.systems.actions.people import PeopleRefused, invite_first_administrator
from goldenthread.systems.forms.importing import BoardForm, LookupForm, MakeSystemForm
from goldenthread.systems.forms.people import FirstAdministratorForm
from goldenthread.systems.presenters.importing import fault_rows, plan_rows
from goldenthread.systems.presenters.people import REFUSAL_WORDS
from goldenthread.systems.queries.importing import import_plan, started_system
from goldenthread.systems.rules.importing import IMPORT_REFUSAL_WORDS
from goldenthread.systems.views.people import invitation_address


@needs(Permission.OPERATE, scope=None)
@require_http_methods(["GET", "HEAD", "POST"])
def start_system(request: HttpRequest) -> HttpResponse:
    """Step 1: the published files."""
    form = LookupForm(request.POST, request.FILES) if request.method == "POST" else LookupForm()
    if form.is_bound and form.is_valid():
        lookup = form.lookup_read
        first_day = date(lookup.year, 4, 1) if lookup.year and lookup.year > 2022 else date(2022, 7, 1)
        initial = {"places": "local_authorities", "opened": first_day}
        return _board_page(request, BoardForm(initial=initial, carried=form.to_carry()))
    context = {"form": form, "errors": error_summary(form), "faults": fault_rows(form.faults)}
    return TemplateResponse(request, "systems/importing/files.jinja", context)


@needs(Permission.OPERATE, scope=None)
@require_http_methods(["GET", "HEAD", "POST"])
def choose_board(request: HttpRequest) -> HttpResponse:
    """Step 2: the board, its places and its organisations."""
    if request.method != "POST":
        return redirect("start_system")
    form = BoardForm(request.POST, request.FILES, carried=request.POST.get("carried", ""))
    if form.lookup is None:
        return redirect("start_system")
    if not form.is_valid():
        return _board_page(request, form)
    return _plan_page(request, MakeSystemForm(carried=form.to_carry()), notices=form.notices)


@needs(Permission.OPERATE, scope=None)
@require_http_methods(["GET", "HEAD", "POST"])
def make_system(request: HttpRequest) -> HttpResponse:
    """Step 3: make what was shown."""
    if request.method != "POST":
        return redirect("start_system")
    form = MakeSystemForm(request.POST, carried=request.POST.get("carried", ""))
    if form.board is None:
        return redirect("start_system")
    if not form.is_valid():
        return _plan_page(request, form)
    try:
        done = import_system(
            form.wanted(),
            opened=form.opened,
            actor=request.reader.actor,
            at=timezone.now(),
            file_hashes=form.hashes,
        )
    except ImportRefused as refused:
        form.add_error(None, IMPORT_REFUSAL_WORDS[refused.args[0]])
        return _plan_page(request, form)
    return redirect("system_started", system_id=done.system_id)


@needs(Permission.OPERATE, scope=None)
@require_http_methods(["GET", "HEAD", "POST"])
def system_started(request: HttpRequest, system_id: int) -> HttpResponse:
    """What was made, and who is to run it."""
    started = started_system(system_id)
    if started is None:
        raise Http404
    form = FirstAdministratorForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        email = form.cleaned_data["email"]
        try:
            invite_first_administrator(
                request.reader.scope(system_id),
                email=email,
                by=request.reader,
                at=timezone.now(),
                address_of=lambda token: invitation_address(request, token),
            )
        except PeopleRefused as refused:
            form.add_error("email", REFUSAL_WORDS[refused.args[0]])
        else:
            messages.success(request, f"The invitation to {email} is on its way")
            return redirect("system_started", system_id=system_id)
    context = {"started": started, "form": form, "errors": error_summary(form)}
    return TemplateResponse(request, "systems/importing/started.jinja", context)


def _board_page(request: HttpRequest, form: BoardForm) -> HttpResponse:
    context = {
        "form": form,
        "errors": error_summary(form),
        "faults": fault_rows(form.faults),
        "notices": form.lookup.notices if form.lookup else (),
    }
    return TemplateResponse(request, "systems/importing/board.jinja", context)


def _plan_page(request: HttpRequest, form: MakeSystemForm, *, notices: tuple[str, ...] = ()) -> HttpResponse:
    context = {
        "form": form,
        "errors": error_summary(form),
        "plan": plan_rows(import_plan(form.wanted())),
        "board": form.board,
        "opened": form.opened,
        "notices": notices,
    }
    return TemplateResponse(request, "systems/importing/plan.jinja", context)

"""Import answers that were collected elsewhere: file, columns, words, check."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from goldenthread.canvas.actions import importing as actions
from goldenthread.canvas.forms.importing import AnswerFileForm, ColumnsForm, WordsForm
from goldenthread.canvas.presenters.importing import check_page
from goldenthread.canvas.queries.importing import ImportPlace, KeptFile, import_place, kept_file
from goldenthread.canvas.rules.answer_files import understand
from goldenthread.canvas.rules.importing import ANSWER_FILE_REFUSAL_WORDS
from goldenthread.core.components.forms import error_summary
from goldenthread.core.permissions.access import needs
from goldenthread.core.permissions.terms import Permission

_READ_AND_POST = ["GET", "HEAD", "POST"]


@require_http_methods(_READ_AND_POST)
@needs(Permission.IMPORT_ANSWERS)
def import_answers(request: HttpRequest, scope_id: int, round_id: int) -> HttpResponse:
    """Step 1: the file; and the files that were imported before."""
    place = _place(scope_id, round_id)
    choices = [(canvas.id, canvas.scope_name) for canvas in place.canvases]
    form = AnswerFileForm(
        *((request.POST, request.FILES) if request.method == "POST" else ()), canvases=choices
    )
    if form.is_bound and form.is_valid():
        try:
            file_id = actions.keep_answer_file(
                form.canvas_id(), form.table, by=request.user, at=timezone.now()
            )
        except actions.AnswerFileRefused as refused:
            form.add_error("file", ANSWER_FILE_REFUSAL_WORDS[refused.args[0]])
        else:
            for notice in form.table.notices:
                messages.info(
                    request, notice.what if notice.line is None else f"Row {notice.line:,}: {notice.what}"
                )
            return redirect("import_columns", scope_id=scope_id, round_id=round_id, file_id=file_id)
    return _page(request, "file", place, {"form": form, "errors": error_summary(form)})


@require_http_methods(_READ_AND_POST)
@needs(Permission.IMPORT_ANSWERS)
def import_columns(request: HttpRequest, scope_id: int, round_id: int, file_id: int) -> HttpResponse:
    """Step 2: which column holds what."""
    place = _place(scope_id, round_id)
    kept = _unsaved(place, file_id)
    form = ColumnsForm(
        request.POST if request.method == "POST" else None,
        table=kept.table,
        asked=place.asked,
        voices=place.voices,
        mapping=kept.mapping,
        is_mapped=kept.is_mapped,
    )
    if form.is_bound and form.is_valid():
        actions.explain_answer_file(kept.canvas_id, file_id, form.explained())
        return redirect("import_words", scope_id=scope_id, round_id=round_id, file_id=file_id)
    return _page(request, "columns", place, {"form": form, "kept": kept, "errors": error_summary(form)})


@require_http_methods(_READ_AND_POST)
@needs(Permission.IMPORT_ANSWERS)
def import_words(request: HttpRequest, scope_id: int, round_id: int, file_id: int) -> HttpResponse:
    """Step 3: what each of their words means."""
    place = _place(scope_id, round_id)
    kept = _unsaved(place, file_id)
    if not kept.is_mapped:
        return redirect("import_columns", scope_id=scope_id, round_id=round_id, file_id=file_id)
    form = WordsForm(
        request.POST if request.method == "POST" else None,
        table=kept.table,
        asked=place.asked,
        voices=place.voices,
        mapping=kept.mapping,
    )
    if form.is_bound and form.is_valid():
        actions.explain_answer_file(kept.canvas_id, file_id, form.explained())
        return redirect("import_check", scope_id=scope_id, round_id=round_id, file_id=file_id)
    context = {
        "form": form,
        "kept": kept,
        "errors": error_summary(form),
        "words": form.rows("word"),
        "voice_words": form.rows("voice"),
    }
    return _page(request, "words", place, context)


@require_http_methods(_READ_AND_POST)
@needs(Permission.IMPORT_ANSWERS)
def import_check(request: HttpRequest, scope_id: int, round_id: int, file_id: int) -> HttpResponse:
    """Step 4: what was understood; saved when it is confirmed."""
    place = _place(scope_id, round_id)
    kept = _unsaved(place, file_id)
    if not kept.is_mapped:
        return redirect("import_columns", scope_id=scope_id, round_id=round_id, file_id=file_id)
    errors = []
    if request.method == "POST":
        try:
            count = actions.save_answer_file(kept.canvas_id, file_id, by=request.user, at=timezone.now())
        except actions.AnswerFileRefused as refused:
            errors = [{"text": ANSWER_FILE_REFUSAL_WORDS[refused.args[0]], "href": "#maincontent"}]
        else:
            people = "person" if count == 1 else "people"
            messages.success(request, f"Saved: answers of {count:,} {people} from {kept.file_name}.")
            return redirect("import_answers", scope_id=scope_id, round_id=round_id)
    understood = understand(kept.table, kept.mapping, voices=place.voices)
    context = {"kept": kept, "check": check_page(kept, understood, place.asked), "errors": errors}
    return _page(request, "check", place, context)


@require_POST
@needs(Permission.IMPORT_ANSWERS)
def discard_import(request: HttpRequest, scope_id: int, round_id: int, file_id: int) -> HttpResponse:
    """Forget a file that was not saved."""
    place = _place(scope_id, round_id)
    kept = _unsaved(place, file_id)
    actions.discard_answer_file(kept.canvas_id, kept.id)
    messages.success(request, f"Forgotten: {kept.file_name}. Nothing was imported.")
    return redirect("import_answers", scope_id=scope_id, round_id=round_id)


@require_http_methods(_READ_AND_POST)
@needs(Permission.IMPORT_ANSWERS)
def take_back_import(request: HttpRequest, scope_id: int, round_id: int, file_id: int) -> HttpResponse:
    """Take every answer of an import out again, after asking."""
    place = _place(scope_id, round_id)
    kept = kept_file(place, file_id)
    if kept is None or not kept.is_saved:
        raise Http404
    errors = []
    if request.method == "POST":
        try:
            count = actions.take_back_answer_file(kept.canvas_id, file_id, by=request.user, at=timezone.now())
        except actions.AnswerFileRefused as refused:
            errors = [{"text": ANSWER_FILE_REFUSAL_WORDS[refused.args[0]], "href": "#maincontent"}]
        else:
            people = "person" if count == 1 else "people"
            messages.success(request, f"Taken back: answers of {count:,} {people} from {kept.file_name}.")
            return redirect("import_answers", scope_id=scope_id, round_id=round_id)
    return _page(request, "take_back", place, {"kept": kept, "errors": errors})


def _place(scope_id: int, round_id: int) -> ImportPlace:
    place = import_place(scope_id, round_id, today=timezone.localdate())
    if place is None:
        raise Http404
    return place


def _unsaved(place: ImportPlace, file_id: int) -> KeptFile:
    kept = kept_file(place, file_id)
    if kept is None or kept.is_saved:
        raise Http404
    return kept


def _page(request: HttpRequest, name: str, place: ImportPlace, context: dict[str, Any]) -> HttpResponse:
    return TemplateResponse(request, f"canvas/importing/{name}.jinja", {"place": place, **context})

"""Writing an article: beginning it, the editor, how it will read, its pictures."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_http_methods, require_POST

from desk.access import DeskRequest, staff_only
from desk.access import find as find_incident
from desk.knowledge.access import find_own
from desk.knowledge.answers import carried_out, onwards
from desk.knowledge.forms import EditForm, KeyedForm, NewForm
from knowledge import actions, personal
from knowledge.choices import Kind
from knowledge.files import address
from knowledge.models import Article
from knowledge.patterns import skeleton
from people.models.user import Language
from records.history import Line
from records.models import Attachment
from records.refusals import Invalid, Refusal

MOST_TEXT = 60_000


class AfterForm(KeyedForm):
    """In which language an article after an incident is drafted."""

    title = gettext_lazy("Draft an article")
    button = gettext_lazy("Draft it")
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=Language.choices, widget=forms.RadioSelect)


@require_http_methods(["GET", "POST"])
@staff_only
def new(request: DeskRequest) -> HttpResponse:
    """Begin an article with the sections of its kind; it is a draft at once, so that pictures have a place."""
    asked = {name: request.GET.get(name, "") for name in ("title", "service")}
    start = {**asked, "kind": Kind.HOW_TO, "language": request.user.language}
    form = NewForm(request.POST) if request.method == "POST" else NewForm(initial=start)
    status: int = 200
    news: list[Line] = []
    if request.method == "POST":
        status = 422
        if form.is_valid():
            done, _acted, status, news = carried_out(request, form, lambda: _begin(request, form))
            if done is not None:
                return onwards(request, reverse("desk_knowledge:edit", args=[done.reference]))
    return render(request, "desk/knowledge/new.html", {"form": form, "news": news}, status=status)


def _begin(request: DeskRequest, form: NewForm) -> Article:
    said = form.said()
    service, language = said["service"], said["language"]
    with override(language if language in Language.values else None):
        body = skeleton(said["kind"])
    return actions.draft(
        by=request.actor, title=said["title"], kind=said["kind"], language=language, body=body,
        services=[service] if service else [],
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@staff_only
def after(request: DeskRequest, handle: str) -> HttpResponse:
    """Draft an article from what a resolved incident taught."""
    incident = find_incident(request, handle)
    form = (
        AfterForm(request.POST) if request.method == "POST" else AfterForm(initial={"language": request.user.language})
    )
    status: int = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            language = form.cleaned_data["language"]
            done, acted, status, _news = carried_out(
                request, form, lambda: actions.draft_after(incident, by=request.actor, language=language)
            )
            if done is not None:
                if acted:
                    messages.success(request, _("%(handle)s was drafted. Complete it.") % {"handle": done.reference})
                return onwards(request, reverse("desk_knowledge:edit", args=[done.reference]))
    template = "desk/knowledge/after.html#form" if request.htmx else "desk/knowledge/after.html"
    return render(request, template, {"incident": incident, "form": form}, status=status)


@require_http_methods(["GET", "POST"])
@staff_only
def edit(request: DeskRequest, reference: str) -> HttpResponse:
    """The editor; refused, it comes back with what was typed and what others did meanwhile."""
    article = find_own(request, reference)
    if request.method == "GET":
        return _editor(request, article, EditForm.of(article), 200)
    form = EditForm.of(article, request.POST, request.FILES)
    if not form.is_valid():
        return _editor(request, article, form, 422)
    if "preview" in request.POST:
        return _editor(request, article, form, 200, shown=form.cleaned_data["body"])
    done, acted, status, news = carried_out(request, form, lambda: _save(request, article, form))
    if done is None:
        return _editor(request, article, form, status, news=news)
    if acted:
        messages.success(request, _("%(name)s was saved.") % {"name": done.reference})
    return onwards(request, done.desk_url())


def _save(request: DeskRequest, article: Article, form: EditForm) -> Article:
    said = form.fields_said()
    kept = [actions.add_file(article, by=request.actor, file=file) for file in form.cleaned_data["files"]]
    if kept:
        said["body"] = "\n\n".join([said["body"].rstrip(), *(in_text(each) for each in kept)])
    return actions.write(article, by=request.actor, seen=form.cleaned_data["seen"], **said)


def in_text(attachment: Attachment) -> str:
    """How a text shows a picture, or links another file."""
    name = attachment.name.replace("[", "(").replace("]", ")")
    return f"{'!' if attachment.is_image else ''}[{name}]({address(attachment)})"


def _editor(request: DeskRequest, article: Article, form: EditForm, status: int, **more: Any) -> HttpResponse:
    body = more.pop("shown", None) or (form["body"].value() or "")
    context = {"article": article, "form": form, "shown": body, "seems": _seems(article, body), **more}
    return render(request, "desk/knowledge/edit.html", context, status=status)


def _seems(article: Article, text: str) -> list[personal.Finding]:
    return personal.find(text, personal.names_of(article))


@require_POST
@staff_only
def preview(request: DeskRequest, reference: str) -> HttpResponse:
    """How a text will read, and what in it looks like personal data; nothing is saved."""
    article = find_own(request, reference)
    text = request.POST.get("body", "").replace("\x00", "")[:MOST_TEXT]
    return render(
        request, "desk/knowledge/edit.html#preview", {"shown": text, "seems": _seems(article, text), "article": article}
    )


@require_POST
@staff_only
def upload(request: DeskRequest, reference: str) -> HttpResponse:
    """A picture that was pasted or dropped: kept at once, answered as the text that shows it."""
    article = find_own(request, reference)
    file = request.FILES.get("file")
    try:
        if file is None:
            raise Invalid({"file": _("This is needed.")})
        kept = actions.add_file(article, by=request.actor, file=file)
    except Refusal as refusal:
        return JsonResponse({"refused": refusal.message}, status=422)
    return JsonResponse({"text": in_text(kept)})

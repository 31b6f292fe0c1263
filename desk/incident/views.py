"""The incident page and its actions: fetch what may be seen, call one action, answer."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from desk.access import DeskRequest, find, staff_only
from desk.incident.forms import FORMS, ActionForm, CommentForm
from desk.incident.page import context_of, look_at
from incidents.actions.drafts import drop_draft
from incidents.models import Incident
from notifications import bell
from records.history import lines
from records.once import once
from records.refusals import Changed, Invalid, NotAllowed, Refusal


@require_GET
@staff_only
def detail(request: DeskRequest, handle: str) -> HttpResponse:
    """Everything about one incident, and what this person may do to it now."""
    incident = find(request, handle)
    prefetch_related_objects([incident], "affected")
    bell.see_about(request.user, incident)
    return render(request, "desk/incident/detail.html", context_of(request, incident))


@require_GET
@staff_only
def peek(request: DeskRequest, handle: str) -> HttpResponse:
    """A quick look from a list: what it is, where it stands, what was said last."""
    incident = find(request, handle)
    template = "desk/incident/peek.html#look" if request.htmx else "desk/incident/peek.html"
    return render(request, template, look_at(request, incident))


@require_http_methods(["GET", "POST"])
@staff_only
def act(request: DeskRequest, handle: str, verb: str) -> HttpResponse:
    """One action: its form, and, once sent, its answer."""
    incident = find(request, handle)
    if verb not in FORMS:
        raise Http404
    sent = request.method == "POST"
    form = FORMS[verb](
        request.POST if sent else None, request.FILES if sent else None, incident=incident, user=request.user,
        initial=_measured(request),
    )  # fmt: skip
    if not sent:
        return _form(request, incident, form)
    if not form.is_valid():
        return _again(request, incident, form, 422)
    return _carry_out(request, incident, form)


def _measured(request: DeskRequest) -> dict[str, str]:
    """The minutes that were measured because their person asked for it; the form shows them before they are sent."""
    minutes = request.GET.get("minutes", "")
    return {"minutes": minutes} if minutes.isdecimal() and len(minutes) < 5 else {}


def _carry_out(request: DeskRequest, incident: Incident, form: ActionForm) -> HttpResponse:
    try:
        done, acted = once(request.actor, form.cleaned_data["key"], lambda: form.act(request.actor))
    except Invalid as refusal:
        for name, said in refusal.errors.items():
            form.add_error(_field(form, name), said)
        return _again(request, incident, form, 422)
    except Changed as refusal:
        form.add_error(None, refusal.message)
        return _again(
            request, incident, form, 409, news=lines(refusal.entries, Incident, hidden=Incident.kept_from(request.user))
        )
    except NotAllowed as refusal:
        form.add_error(None, refusal.message)
        return _again(request, incident, form, 403)
    except Refusal as refusal:
        form.add_error(None, refusal.message)
        return _again(request, incident, form, 409)
    if isinstance(form, CommentForm):
        drop_draft(incident, request.user)
    if acted:
        messages.success(request, _done(done, incident, form))
    return _redirect(request, done)


def _field(form: ActionForm, name: str) -> str | None:
    """The form's field of an action's parameter; what has none is said at the top."""
    known = {"attachments": "files", "title": "title_"}.get(name, name)
    return known if known in form.fields else None


def _done(done: Incident, incident: Incident, form: ActionForm) -> str:
    if done.pk != incident.pk:
        return _("This went to %(handle)s.") % {"handle": done.handle}
    return _("%(handle)s: done – %(what)s.") % {"handle": done.handle, "what": form.button}


def _redirect(request: DeskRequest, incident: Incident) -> HttpResponse:
    url = incident.desk_url() if Incident.visible_to(request.user).filter(pk=incident.pk).exists() else "/desk/"
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return HttpResponseRedirect(url, status=303)


def _form(
    request: DeskRequest, incident: Incident, form: ActionForm, *, status: int = 200, **more: object
) -> HttpResponse:
    """The form as a page of its own, or the partial for the dialog."""
    template = "desk/incident/act.html#form" if request.htmx else "desk/incident/act.html"
    context = {"incident": incident, "form": form, "verb": form.verb, **more}
    return render(request, template, context, status=status)


def _again(request: DeskRequest, incident: Incident, form: ActionForm, status: int, **more: object) -> HttpResponse:
    """The form again with what was typed; it now knows what happened since."""
    incident = Incident.visible_to(request.user).filter(pk=incident.pk).with_people().first() or incident
    typed = request.POST.copy()
    typed["seen"] = str(incident.entry_number)
    form.data = typed
    if isinstance(form, CommentForm) and not request.htmx:
        context = context_of(request, incident, comment=form) | more
        return render(request, "desk/incident/detail.html", context, status=status)
    return _form(request, incident, form, status=status, **more)

"""Every refusal as a problem document (RFC 9457): mapped here, once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import set_rollback

from api.preconditions import Unconditional
from incidents.models import Incident
from people.rights import is_staff
from records.history import lines
from records.refusals import Changed, Invalid, NotAllowed, NotNow

MEDIA_TYPE = "application/problem+json"
KINDS = {
    400: "unclear", 401: "unknown-caller", 403: "not-allowed", 404: "not-found", 405: "no-such-method",
    406: "not-available", 409: "not-now", 412: "changed", 413: "too-large", 415: "unknown-form", 422: "invalid",
    428: "unconditional", 429: "too-often",
}  # fmt: skip
"""status → what programs can tell problems apart by."""


def handler(fault: Exception, context: Mapping[str, Any]) -> Response | None:
    """The answer to what was raised; None where it is a fault of ours."""
    made = _problem(fault, context["request"])
    if made is None:
        return None
    set_rollback()
    return made


def _problem(fault: Exception, request: Any) -> Response | None:
    if isinstance(fault, Invalid):
        return problem(422, _("This is not enough, or not possible."), fault.message, errors=fault.errors)
    if isinstance(fault, NotAllowed):
        return problem(403, _("Not allowed"), fault.message)
    if isinstance(fault, NotNow):
        return problem(409, _("Not possible now"), fault.message)
    if isinstance(fault, Changed):
        status = 412 if "If-Match" in request.headers else 409
        return problem(status, _("It changed meanwhile"), fault.message, kind="changed", since=_since(fault, request))
    return _of_the_framework(fault)


def _of_the_framework(fault: Exception) -> Response | None:
    if isinstance(fault, Http404):
        return problem(404, _("Not found"), _("There is no such thing, or you may not see it."))
    if isinstance(fault, PermissionDenied):
        return problem(403, _("Not allowed"), _("You do not have the right to do this."))
    if isinstance(fault, RequestDataTooBig):
        return problem(413, _("Too large"), _("This is larger than is accepted here."))
    if isinstance(fault, Unconditional):
        return problem(428, _("A condition is needed"), str(fault.detail))
    if isinstance(fault, exceptions.ValidationError):
        errors = dict(_flat(fault.detail))
        told = " ".join(said for lines_ in errors.values() for said in lines_)
        return problem(422, _("This is not enough, or not possible."), told, errors=errors)
    if isinstance(fault, exceptions.APIException):
        return _with_headers(fault)
    return None


def _with_headers(fault: exceptions.APIException) -> Response:
    titles = {
        400: _("Not understood"), 401: _("Who are you?"), 403: _("Not allowed"), 404: _("Not found"),
        405: _("Not possible here"), 406: _("Not available in that form"), 415: _("Not accepted in that form"),
        429: _("Too many requests"),
    }  # fmt: skip
    errors = getattr(fault, "errors", None)
    answer = problem(fault.status_code, titles.get(fault.status_code, ""), str(fault.detail), errors=errors)
    if header := getattr(fault, "auth_header", None):
        answer["WWW-Authenticate"] = header
    if wait := getattr(fault, "wait", None):
        answer["Retry-After"] = str(max(1, int(wait)))
    return answer


def problem(status: int, title: str, detail: str, *, kind: str = "", **more: Any) -> Response:
    """A problem document; extensions that say nothing are left out."""
    told = {"type": f"urn:tanggap:{kind or KINDS[status]}", "title": title, "status": status, "detail": detail}
    told |= {name: value for name, value in more.items() if value is not None}
    return Response(told, status=status, content_type=MEDIA_TYPE)


def _since(fault: Changed, request: Any) -> list[dict[str, Any]]:
    """What others did, as far as this reader may read it."""
    internal = is_staff(request.user)
    entries = [entry for entry in fault.entries if internal or entry.visibility == "public"]
    if not all(entry.subject_type == Incident.subject_type for entry in entries):
        return [{"number": entry.number, "at": entry.at, "actor": entry.actor_name} for entry in entries]
    return [
        {"number": line.entry.number, "at": line.at, "actor": line.entry.actor_name, "text": line.text}
        for line in lines(entries, Incident, plain=not internal, hidden=Incident.kept_from(request.user))
    ]


def _flat(detail: Any, name: str = "") -> Iterator[tuple[str, list[str]]]:
    """The framework's nested errors by the path of the field: ``items.2`` for the third of a list."""
    if isinstance(detail, Mapping):
        for key, inner in detail.items():
            yield from _flat(inner, f"{name}.{key}" if name else str(key))
    elif isinstance(detail, list) and any(isinstance(inner, Mapping) for inner in detail):
        for index, inner in enumerate(detail):
            yield from _flat(inner, f"{name}.{index}")
    else:
        said = detail if isinstance(detail, list) else [detail]
        yield name or "__all__", [str(each) for each in said]


class Unclear(exceptions.APIException):
    """A question in the address that means nothing (400); ``errors`` says what, by parameter."""

    status_code = 400

    def __init__(self, **errors: list[str]) -> None:
        super().__init__(" ".join(said for told in errors.values() for said in told))
        self.errors = errors

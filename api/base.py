"""What every address of the API has in common: who asks, in which language, how much at once."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, QuerySet
from django.http import Http404
from django.http.request import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from rest_framework.authentication import SessionAuthentication
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.authentication import BearerAuthentication
from api.parsers import BoundedJson
from api.permissions import InScope
from api.preconditions import tag
from api.problems import Unclear
from api.throttling import PerToken
from incidents.models import Incident
from people.actors import actor_for
from people.models import User
from records import keyset
from records.actors import Actor
from records.choices import Via

MOST = 100
USUAL = 50


class ApiRequest(Request):
    """A request of somebody known."""

    user: User
    actor: Actor


class Api(APIView):
    """One address. Texts are in the language asked for, else the person's; days are those of the person's zone."""

    authentication_classes = [BearerAuthentication, SessionAuthentication]
    permission_classes = [InScope]
    throttle_classes = [PerToken]
    parser_classes = [BoundedJson]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with timezone.override(timezone.get_current_timezone()), translation.override(translation.get_language()):
            return super().dispatch(request, *args, **kwargs)

    def initial(self, request: Any, *args: Any, **kwargs: Any) -> None:
        """Sets ``request.actor``: the person, through the API."""
        super().initial(request, *args, **kwargs)
        request.actor = actor_for(request.user, via=Via.API)
        timezone.activate(request.user.time_zone)
        if "Accept-Language" not in request.headers:
            translation.activate(request.user.language)

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        """An answer is for this person alone, and for now."""
        answered = super().finalize_response(request, response, *args, **kwargs)
        patch_vary_headers(answered, ["Authorization"])
        answered.headers.setdefault("Cache-Control", "private, no-cache")
        return answered


def find(request: ApiRequest, handle: str) -> Incident:
    """The incident of this reference, if this person may see it; Http404 otherwise, so that nothing is given away."""
    found = (
        Incident.visible_to(request.user)
        .filter(Incident.by_handle(handle))
        .with_people()
        .select_related("announcement")
        .first()
    )
    if found is None:
        raise Http404
    return found


def limit_of(request: ApiRequest) -> int:
    """How many rows are asked for; Unclear where it is no such number."""
    given = request.query_params.get("limit", str(USUAL))
    if not given.isascii() or not given.isdigit() or not 1 <= int(given[:9]) <= MOST:
        raise Unclear(limit=[_("Write a number from 1 to %(most)d.") % {"most": MOST}])
    return int(given)


def cursor_of(request: ApiRequest, length: int) -> str:
    """Where to go on; Unclear where it is no cursor of ours."""
    given = request.query_params.get("after", "")
    if given and (len(given) > 1000 or len(keyset.decode(given)) != length):
        raise Unclear(after=[_("This is no cursor of this list. Begin without one.")])
    return given


def listed(request: ApiRequest, rows: QuerySet[Any], order: tuple[str, ...]) -> tuple[list[Any], str]:
    """A page of rows in this order, and the cursor of the next one (empty at the end)."""
    found: tuple[list[Model], str] = keyset.page(rows, order, cursor_of(request, len(order)), limit_of(request))
    return found


def page(results: Any, after: str) -> Response:
    """The answer of every list."""
    return Response({"results": results, "next": after or None})


def versioned(data: Any, subject: Any, status: int = 200) -> Response:
    """An answer that says its version."""
    return Response(data, status=status, headers={"ETag": tag(subject)})

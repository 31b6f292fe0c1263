"""What was said and done about one incident: its record, its messages, its files, its links."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from api import preconditions, repeats
from api.base import Api, ApiRequest, find, limit_of, listed, page
from api.incidents import shown as shows
from api.incidents.acts import ACTS, ActView
from api.incidents.answers import answer
from api.incidents.given import Files, LinkWith, Said
from api.incidents.shown import IncidentInFull, shown
from api.problems import Unclear
from api.schema import LIST, NUMBERED, example, listing
from incidents import actions
from incidents.files import readable_by, readable_of
from incidents.models import Incident
from incidents.related import relations
from knowledge import files as of_articles
from people.rights import is_staff
from records import history


class Entries(Api):
    """The record."""

    @extend_schema(
        operation_id="list_entries", summary="What happened", parameters=NUMBERED, responses=listing(shows.Entry),
        tags=["conversation"],
    )  # fmt: skip
    def get(self, request: ApiRequest, handle: str) -> Response:
        """The record, oldest first, in the reader's language; whom the incident concerns reads its public part."""
        incident = find(request, handle)
        hidden, internal = Incident.kept_from(request.user), is_staff(request.user)
        lines, more = history.page(
            incident, internal=internal, after=_after(request), size=limit_of(request), hidden=hidden
        )
        return page(shown(shows.Entry, lines, request.user, many=True, hidden=set(hidden)), str(more or ""))


def _after(request: ApiRequest) -> int:
    given = request.query_params.get("after", "0")
    if not given.isascii() or not given.isdigit() or len(given) > 9:
        raise Unclear(after=[_("This is no number of an entry.")])
    return int(given)


class Messages(Api):
    """What people wrote."""

    @extend_schema(
        operation_id="list_messages", summary="What was written", parameters=LIST, responses=listing(shows.Message),
        tags=["conversation"],
    )  # fmt: skip
    def get(self, request: ApiRequest, handle: str) -> Response:
        """Messages, oldest first; whom the incident concerns reads the public ones."""
        incident = find(request, handle)
        rows, after = listed(request, history.written(incident, internal=is_staff(request.user)), ("id",))
        return page(shows.Message(rows, many=True).data, after)

    @extend_schema(
        operation_id="write_message", summary="Reply, or write an internal note", request=Said, examples=example("write_message"), responses={201: IncidentInFull},
        tags=["conversation"],
    )  # fmt: skip
    def post(self, request: ApiRequest, handle: str) -> Response:
        """Answers with the incident that took the message: on one that is long over, that is a new follow-up."""
        return _say(request, handle, Said)


class Attachments(Api):
    """Files."""

    parser_classes = [MultiPartParser]

    @extend_schema(
        operation_id="list_attachments", summary="Files", parameters=LIST, responses=listing(shows.Attachment),
        tags=["conversation"],
    )  # fmt: skip
    def get(self, request: ApiRequest, handle: str) -> Response:
        """The files this person may read, oldest first."""
        incident = find(request, handle)
        rows, after = listed(request, readable_of(request.user, incident), ("id",))
        return page(shown(shows.Attachment, rows, request.user, many=True), after)

    @extend_schema(
        operation_id="attach_files", summary="Attach files", request={"multipart/form-data": Files},
        responses={201: IncidentInFull}, tags=["conversation"],
    )  # fmt: skip
    def post(self, request: ApiRequest, handle: str) -> Response:
        """Files come with a message, under the same limits as in the pages."""
        return _say(request, handle, Files)


def _say(request: ApiRequest, handle: str, given: type[Said | Files]) -> Response:
    if (done := repeats.earlier(request)) is not None:
        return answer(request, done, 201)
    incident = find(request, handle)
    sent = given(data=request.data, context={"request": request})
    sent.is_valid(raise_exception=True)
    said = dict(sent.validated_data)
    if not said.get("text", "").strip():
        said["text"] = ", ".join(file.name for file in said.get("files", []))
    seen = preconditions.seen(request, incident)
    done = repeats.once(request, lambda: actions.comment(incident, by=request.actor, seen=seen, **said))
    return answer(request, done, 201)


class Content(Api):
    """The bytes of a file, whatever form was asked for."""

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        return super().perform_content_negotiation(request, force=True)

    @extend_schema(
        operation_id="download_attachment", summary="The content of a file", tags=["conversation"],
        responses={(200, "application/octet-stream"): OpenApiTypes.BINARY},
    )  # fmt: skip
    def get(self, request: ApiRequest, pk: int) -> FileResponse:
        """To whoever may read it; always as a download."""
        attachment = readable_by(request.user, pk) or of_articles.readable_by(request.user, pk)
        if attachment is None:
            raise Http404
        answered = FileResponse(
            attachment.file.open("rb"), as_attachment=True, filename=attachment.name,
            content_type="application/octet-stream",
        )  # fmt: skip
        answered["X-Content-Type-Options"] = "nosniff"
        answered["Cache-Control"] = "private, no-store"
        return answered


class Relations(ActView):
    """Links."""

    act = ACTS["link"]

    @extend_schema(
        operation_id="list_relations", summary="What it hangs together with", parameters=LIST,
        responses=listing(shows.Link), tags=["conversation"],
    )  # fmt: skip
    def get(self, request: ApiRequest, handle: str) -> Response:
        """Links from either side to what this person may see."""
        incident = find(request, handle)
        rows, after = listed(request, relations(incident, request.user), ("id",))
        told = [
            {
                "kind": row.kind,
                "outward": row.of_id == incident.pk,
                "incident": row.to if row.of_id == incident.pk else row.of,
            }
            for row in rows
        ]
        return page(shows.Link(told, many=True).data, after)

    @extend_schema(
        operation_id="add_relation", summary="Say that two belong together", request=LinkWith, examples=example("link"), responses=IncidentInFull,
        tags=["conversation"],
    )  # fmt: skip
    def post(self, request: ApiRequest, handle: str) -> Response:
        """The same as the action ``link``."""
        return super().post(request, handle)

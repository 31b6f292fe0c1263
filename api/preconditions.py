"""``ETag`` and ``If-Match``: a subject's version is the number of its last entry (RFC 9110, 13)."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, ParseError
from rest_framework.request import Request

from records.models import Subject
from records.refusals import Changed


class Unconditional(APIException):
    """A change without ``If-Match`` where one is needed (428)."""

    status_code = 428


def tag(subject: Subject) -> str:
    """The version as it stands in the header."""
    return f'"{subject.entry_number}"'


def seen(request: Request, subject: Subject, *, needed: bool = False) -> int | None:
    """The number of the last entry this program knows of; None where it does not say, or takes any (``*``).

    Raises Unconditional where it must say so and does not, Changed where it claims a version there never was.
    """
    given = request.headers.get("If-Match", "").strip()
    if not given and needed:
        raise Unconditional(_("Send If-Match with the ETag of what you read, so that nobody's work is lost."))
    if not given or given == "*":
        return None
    known = [int(number) for number in re.findall(r'^(?:W/)?"(\d{1,9})"$', given, re.ASCII)]
    if not known:
        raise ParseError(_("If-Match is not an ETag of ours."))
    if known[0] > subject.entry_number:
        raise Changed([])
    return known[0]

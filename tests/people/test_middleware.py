"""Each request has its actor, and its person's language and time zone."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.template.response import SimpleTemplateResponse
from django.test import RequestFactory
from django.utils import timezone, translation

from people.middleware import ActorMiddleware
from people.models import User
from records.choices import Via

Seen = dict[str, Any]


def person(**fields: Any) -> User:
    return User(pk=7, name="Dewi Lestari", email="dewi@example.com", **fields)


def through(user: Any, path: str = "/") -> Seen:
    """What a view sees when this user asks for this path."""
    seen: Seen = {}

    def view(request: HttpRequest) -> HttpResponse:
        seen["actor"] = getattr(request, "actor", None)
        seen["language"] = translation.get_language()
        seen["zone"] = timezone.get_current_timezone_name()
        return HttpResponse()

    request = RequestFactory().get(path)
    request.user = user
    ActorMiddleware(view)(request)
    return seen


@pytest.mark.parametrize(
    ("language", "zone"), [("id", "Asia/Jakarta"), ("en", "Europe/Lisbon"), ("id", "Asia/Jayapura")]
)
def test_everything_is_shown_in_the_persons_language_and_zone(language: str, zone: str) -> None:
    seen = through(person(language=language, time_zone=zone))
    assert (seen["language"], seen["zone"]) == (language, zone)


def test_nothing_of_a_person_stays_for_the_next_request() -> None:
    before = (translation.get_language(), timezone.get_current_timezone_name())
    through(person(language="id" if before[0] == "en" else "en", time_zone="America/Bogota"))
    assert (translation.get_language(), timezone.get_current_timezone_name()) == before


@pytest.mark.parametrize(("path", "via"), [("/", Via.PORTAL), ("/tickets/new/", Via.PORTAL), ("/desk/", Via.DESK), ("/admin/people/", Via.DESK)])  # fmt: skip
def test_the_actor_is_the_person_through_the_face_they_use(path: str, via: str) -> None:
    actor = through(person(), path)["actor"]
    assert (actor.person_id, actor.name, actor.via) == (7, "Dewi Lestari", via)
    assert not actor.is_machine


def test_who_is_not_signed_in_is_nobody() -> None:
    seen = through(AnonymousUser(), "/desk/")
    assert seen["actor"] is None
    assert seen["zone"] == "Asia/Jakarta"


def test_a_page_that_is_rendered_late_is_rendered_in_the_persons_language() -> None:
    template = engines["django"].from_string("{% load i18n tz %}{% get_current_language as code %}{{ code }}")
    request = RequestFactory().get("/")
    request.user = person(language="id")
    answer = ActorMiddleware(lambda request: SimpleTemplateResponse(template))(request)
    assert answer.content == b"id"

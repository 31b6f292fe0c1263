"""Programs that speak for the people of the cast."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from people.actions import make_token
from people.models import User
from tests.cast import Cast

V1 = "/api/v1/"


class Program:
    """A client with a token; addresses are below ``/api/v1/``, bodies JSON."""

    def __init__(self, secret: str) -> None:
        self.secret, self.client = secret, Client()

    def __call__(self, method: str, address: str, body: Any = None, **headers: str) -> Any:
        told = {
            "Authorization": f"Bearer {self.secret}",
            **{name.replace("_", "-"): said for name, said in headers.items()},
        }
        sent: dict[str, Any] = {} if body is None else {"data": body, "content_type": "application/json"}
        return getattr(self.client, method)(V1 + address, headers=told, **sent)

    def get(self, address: str, **headers: str) -> Any:
        return self("get", address, **headers)

    def post(self, address: str, body: Any = None, **headers: str) -> Any:
        return self("post", address, {} if body is None else body, **headers)

    def patch(self, address: str, body: Any, **headers: str) -> Any:
        return self("patch", address, body, **headers)

    def delete(self, address: str, **headers: str) -> Any:
        return self("delete", address, **headers)

    def upload(self, address: str, **what: Any) -> Any:
        return self.client.post(V1 + address, what, headers={"Authorization": f"Bearer {self.secret}"})


def program_of(cast: Cast, name: str, *scopes: str) -> Program:
    """A program that speaks for one of the cast."""
    by = cast.by(name)
    until = timezone.localdate() + timedelta(days=30)
    _token, secret = make_token(by=by, name="script", scopes=scopes or ("read", "write"), expires_on=until)
    return Program(secret)


@pytest.fixture
def program(cast: Cast) -> Callable[..., Program]:
    return lambda name, *scopes: program_of(cast, name, *scopes)


@pytest.fixture
def agent(cast: Cast) -> Program:
    return program_of(cast, "agent")


@pytest.fixture
def specialist(cast: Cast) -> Program:
    return program_of(cast, "specialist")


@pytest.fixture
def requester(cast: Cast) -> Program:
    return program_of(cast, "requester")


def fresh(cast: Cast, name: str) -> User:
    """The person as the database has them now."""
    return User.objects.get(pk=getattr(cast, name).pk)

"""The description: valid OpenAPI 3.1, whole, and true – a machine tries every operation against it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
import schemathesis
from django.core import signals
from django.core.handlers.wsgi import WSGIHandler
from django.db import close_old_connections
from django.test import Client
from drf_spectacular.validation import validate_schema
from hypothesis import HealthCheck, Phase, given
from hypothesis import strategies as st
from schemathesis.checks import CHECKS, load_all_checks

from api.incidents.acts import ACTS
from api.incidents.examples import EXAMPLES
from api.schema import described
from api.urls import urlpatterns
from people.models import User
from tests.api.conftest import program_of
from tests.cast import Cast
from tests.catalogue import item, requested
from tests.journeys import STATES
from tests.knowledge.articles import STATES as ARTICLES


def test_it_is_valid_openapi_3_1_and_public(client: Client, db: None) -> None:
    told = json.loads(client.get("/api/v1/schema/").content)
    assert told["openapi"] == "3.1.0"
    validate_schema(told)


def test_every_address_is_described() -> None:
    described_ = {re.sub(r"\{\w+\}", "<>", address) for address in described()["paths"]}
    ours = {"/api/v1/" + re.sub(r"<[^>]+>", "<>", str(each.pattern)) for each in urlpatterns}
    assert described_ == ours - {"/api/v1/schema/", "/api/v1/<>"}


def test_every_operation_names_its_problems_and_speaks_of_no_chapter() -> None:
    for methods in described()["paths"].values():
        for operation in methods.values():
            assert {"401", "403", "429"} <= set(operation["responses"])
            assert operation["summary"] and not re.search(r"\([A-Z]\d+", operation["description"])


def test_every_body_has_an_example_that_fits() -> None:
    lacking = [act.verb for act in ACTS.values() if act.given().fields and act.verb not in EXAMPLES]
    assert lacking == []
    for verb, example in EXAMPLES.items():
        if verb in ACTS:
            fields = ACTS[verb].given().fields
            assert set(example) <= set(fields), verb
            assert {name for name, field in fields.items() if field.required} <= set(example), verb


def test_making_it_warns_of_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    described.cache_clear()
    described()
    assert "Warning" not in capsys.readouterr().err


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_page_shows_every_operation_to_everybody(client: Client, cast: Cast, language: str) -> None:
    User.objects.filter(pk=cast.agent.pk).update(language=language)
    client.force_login(cast.agent)
    for page in (client.get("/api/docs/"), Client().get("/api/docs/")):
        assert page.status_code == 200
        assert page.text.count('<details class="card-plain card-pad') == sum(map(len, described()["paths"].values()))


WANTED = ("not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance")
BOUNDED = hypothesis.settings(
    deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)  # fmt: skip


@pytest.fixture
def one_connection() -> Iterator[None]:
    """A server gives its connection back after each request; a test keeps its own."""
    ends = (signals.request_started, signals.request_finished)
    for end in ends:
        end.disconnect(close_old_connections)
    yield
    for end in ends:
        end.connect(close_old_connections)


@pytest.mark.slow
@pytest.mark.parametrize(("who", "examples"), [("agent", 15), ("requester", 5)])
def test_a_machine_finds_no_fault_and_no_answer_that_is_not_described(
    cast: Cast, one_connection: None, who: str, examples: int, settings: Any
) -> None:
    settings.API_RATE = 1_000_000
    known = [made(cast).handle for made in STATES.values()]
    offered = item(cast, approval="manager")
    known.append(requested(cast, offered).handle)
    articles = [made(cast).reference for made in ARTICLES.values()]
    token = {"Authorization": f"Bearer {program_of(cast, who).secret}"}
    load_all_checks()
    checks = [CHECKS.get_one(name) for name in WANTED]
    answers: Counter[int] = Counter()

    def attack(case: schemathesis.Case, handle: str | None) -> None:
        if handle and "handle" in case.path_parameters:
            case.path_parameters["handle"] = handle
        if handle and "/catalogue/" in case.path and "pk" in case.path_parameters:
            case.path_parameters["pk"] = offered.pk
        if handle and "reference" in case.path_parameters:
            case.path_parameters["reference"] = articles[known.index(handle) % len(articles)]
        answers[case.call_and_validate(headers=token, checks=checks).status_code] += 1

    schema = schemathesis.openapi.from_wsgi("/api/v1/schema/", WSGIHandler())
    operations = [found.ok() for found in schema.get_all_operations()]
    for operation in operations:
        hypothesis.settings(BOUNDED, max_examples=examples)(
            given(case=operation.as_strategy(), handle=st.sampled_from([*known, *known, None]))(attack)
        )()
    assert len(operations) == sum(map(len, described()["paths"].values()))
    assert {200, 201, 403, 404, 422} <= set(answers), answers

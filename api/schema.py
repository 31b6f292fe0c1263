"""The API described to programs: OpenAPI 3.1, made from the code."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

from django.utils import translation
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, inline_serializer
from rest_framework import serializers

from api.base import MOST, USUAL
from api.incidents.examples import EXAMPLES as OF_INCIDENTS
from api.knowledge.examples import EXAMPLES as OF_ARTICLES
from incidents.finding import sorts, views

EXAMPLES = {**OF_INCIDENTS, **OF_ARTICLES}
QUESTION = OpenApiParameter(
    "q", str, description="The filter language: `state:open team:network prio:P1,P2 -is:held printer`."
)
LIST = [
    OpenApiParameter(
        "limit", {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL}, description="Rows a page."
    ),
    OpenApiParameter("after", str, description="`next` of the page before; opaque."),
]
NUMBERED = [
    LIST[0],
    OpenApiParameter(
        "after",
        {"type": "integer", "minimum": 0, "maximum": 999_999_999},
        description="The number of the last entry read.",
    ),
]
VIEW = [
    OpenApiParameter("view", str, description=f"A view: {', '.join(views.VIEWS)}, or the code of one of `/views/`."),
    OpenApiParameter("sort", str, description=f"The order: {', '.join(sorts.SORTS)}."),
]
PROBLEM = {
    "type": "object",
    "description": "RFC 9457. `errors` says what is wrong with each field or parameter, `since` what others did.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}},
        "since": {"type": "array", "items": {"type": "object"}},
    },
    "example": {
        "type": "urn:tanggap:not-now", "title": "Not possible now", "status": 409,
        "detail": "This is not possible while it is “Closed”.",
    },
}  # fmt: skip
ALWAYS = {
    "400": "The question, a parameter or the body cannot be understood.",
    "401": "No token, or one that is not known, has ended or was revoked.",
    "403": "The right is missing, or the scope of the token.",
    "406": "The answer is JSON.",
    "429": "Too many requests; Retry-After says when to go on.",
}
OF_ONE = {"404": "There is no such thing, or this person may not see it."}
WRITING = {
    "409": "The state does not allow it, or others acted meanwhile.",
    "412": "If-Match names a version that is not the newest; `since` says what happened.",
    "413": "The body is too large.",
    "415": "The body is in a form that is not accepted here.",
    "422": "Something is missing or not possible; `errors` says what, by field.",
}
IF_MATCH = {
    "name": "If-Match", "in": "header", "schema": {"type": "string"}, "example": '"7"',
    "description": "The ETag of what this is based on.",
}  # fmt: skip
KEY = {
    "name": "Idempotency-Key", "in": "header", "schema": {"type": "string", "maxLength": 255},
    "description": "Any text, new for each intended act: sent again, it gets the first answer and acts no second time.",
}  # fmt: skip


class BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "api.authentication.BearerAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {"type": "http", "scheme": "bearer", "description": "A token made at `/account/tokens/`."}


def example(name: str) -> list[OpenApiExample]:
    """The example of a body, where there is one."""
    return [OpenApiExample(name, EXAMPLES[name], request_only=True)] if name in EXAMPLES else []


@cache
def listing(row: type[serializers.Serializer[Any]]) -> Any:
    """A page of such rows."""
    fields = {"results": row(many=True), "next": serializers.CharField(allow_null=True)}
    return inline_serializer(f"{row.__name__}Page", fields)


def told_of_problems(result: dict[str, Any], **generated: Any) -> dict[str, Any]:
    """Every operation with the problems it can answer, its conditions, and which fields are not for every reader."""
    components = result["components"]
    components["schemas"]["Problem"] = PROBLEM
    for address, operations in result["paths"].items():
        for method, operation in operations.items():
            _complete(address, method, operation)
    for name, component in components["schemas"].items():
        if name.endswith("Request"):
            component["additionalProperties"] = False
        elif hidden := _for_staff().get(name):
            component["required"] = [field for field in component["required"] if field not in hidden]
    return result


def _complete(address: str, method: str, operation: dict[str, Any]) -> None:
    writes = method in ("post", "patch", "delete", "put")
    problems = {**ALWAYS, **(OF_ONE if "{" in address else {}), **(WRITING if writes else {})}
    if method in ("patch", "delete"):
        problems["428"] = "If-Match is missing."
    for status, said in problems.items():
        operation["responses"][status] = {
            "description": said,
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
    if writes and "{" in address and method != "delete":
        operation["responses"].setdefault("204", {"description": "Done; it is no longer in this person's sight."})
    headers = [KEY] if method == "post" else []
    if writes and method != "put" and "{" in address:
        headers.append(IF_MATCH)
    operation.setdefault("parameters", []).extend(headers)


@cache
def _for_staff() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    waiting = list(serializers.Serializer.__subclasses__())
    while waiting:
        each = waiting.pop()
        waiting.extend(each.__subclasses__())
        if names := getattr(each, "for_staff", ()):
            found[each.__name__] = set(names)
    return found


@cache
def described() -> dict[str, Any]:
    """The schema, in English, made once a process."""
    with translation.override("en"):
        generator: Any = SchemaGenerator()  # type: ignore[no-untyped-call]
        made: dict[str, Any] = generator.get_schema(request=None, public=True)
    return made


def operations() -> list[tuple[dict[str, str], list[dict[str, Any]]]]:
    """The operations under their tags, flat, for a page to read."""
    told = [
        {
            "method": method.upper(),
            "address": address,
            "given": _given(operation),
            "example": _example(operation),
            **operation,
        }
        for address, methods in described()["paths"].items()
        for method, operation in methods.items()
    ]
    return [(tag, [each for each in told if tag["name"] in each["tags"]]) for tag in described()["tags"]]


def _example(operation: dict[str, Any]) -> str:
    content: dict[str, Any] = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    return next((json.dumps(each["value"]) for each in content.get("examples", {}).values()), "")


def _given(operation: dict[str, Any]) -> list[dict[str, Any]]:
    """The fields of a body: name, whether it must be there, what it may be."""
    content: dict[str, Any] = operation.get("requestBody", {}).get("content", {})
    body: dict[str, Any] = next(iter(content.values()), {})
    reference = body.get("schema", {}).get("$ref", "")
    component = described()["components"]["schemas"].get(reference.rsplit("/", 1)[-1], {})
    needed = component.get("required", [])
    return [
        {"name": name, "needed": name in needed, "type": _kind(schema), "description": schema.get("description", "")}
        for name, schema in component.get("properties", {}).items()
    ]


def _kind(schema: dict[str, Any]) -> str:
    if references := re.findall(r"#/components/schemas/(\w+)", str(schema)):
        values = described()["components"]["schemas"][references[0]].get("enum", [references[0]])
        return " | ".join(str(value) for value in values)
    kinds = schema.get("type") or [each.get("type") for each in schema.get("oneOf", [])]
    return " | ".join(map(str, kinds)) if isinstance(kinds, list) else str(kinds)

"""``Idempotency-Key``: the same request sent again gets the first one's answer and never acts twice."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any, TypeVar

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict

from api.base import ApiRequest
from records import once as keys
from records.models import Subject

S = TypeVar("S", bound=Subject)


def once(request: ApiRequest, act: Callable[[], S]) -> S:
    """Carry out ``act``, unless this person's request of that key already was."""
    done, _acted = keys.once(request.actor, _key(request), act, asked=_asked(request))
    return done


def earlier(request: ApiRequest) -> Subject | None:
    """What a request of this key led to, if it was carried out: asked before the state is, which it changed itself."""
    return keys.earlier(request.actor, _key(request), asked=_asked(request))


def _key(request: ApiRequest) -> str:
    given = request.headers.get("Idempotency-Key", "").strip()
    return f"api:{_digest(given)[:60]}" if given else ""


def _asked(request: ApiRequest) -> str:
    if not _key(request):
        return ""
    data: Any = request.data
    told = dict(data.lists()) if isinstance(data, QueryDict) else data
    return _digest(json.dumps([request.method, request.path, told], sort_keys=True, default=_told))


def _told(value: Any) -> Any:
    return [value.name, value.size] if isinstance(value, UploadedFile) else str(value)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()

"""One row of a sweep at a time: what fails is logged and put off, and never stops the others."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.db import transaction

log = logging.getLogger(__name__)


def safely(handle: Callable[..., int], pk: int, *more: Any, put_off: Callable[[int], object] | None = None) -> int:
    """``handle(pk, *more)`` in a transaction of its own: how much it did, or 0 where it failed.

    A fault is logged with the name of what failed; ``put_off(pk)`` then sees to it that the row is not the first again.
    """
    try:
        with transaction.atomic():
            return handle(pk, *more)
    except Exception:
        log.exception("%s.%s failed at %s; it is looked at again later", handle.__module__, handle.__name__, pk)
        if put_off is not None:
            put_off(pk)
        return 0

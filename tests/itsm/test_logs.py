"""A refusal is one line in the log, a fault its whole story."""

from __future__ import annotations

import logging
import sys

import pytest

from itsm.logs import OnlyFaultsAtLength


@pytest.mark.parametrize(("status", "is_long"), [(403, False), (404, False), (500, True), (None, True)])
def test_only_faults_are_logged_at_length(status: int | None, is_long: bool) -> None:
    try:
        raise PermissionError
    except PermissionError:
        record = logging.LogRecord("django.request", logging.WARNING, "", 0, "Forbidden", (), sys.exc_info())
    if status is not None:
        record.status_code = status
    assert OnlyFaultsAtLength().filter(record)
    assert (record.exc_info is not None) is is_long

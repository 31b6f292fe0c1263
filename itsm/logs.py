"""What is logged of requests: of a refusal one line, of a fault its whole story."""

from __future__ import annotations

import logging


class OnlyFaultsAtLength(logging.Filter):
    """Leaves the traceback out of answers below 500: a refused page is no fault, and real ones must not drown."""

    def filter(self, record: logging.LogRecord) -> bool:
        if getattr(record, "status_code", 500) < 500:
            record.exc_info = record.exc_text = None
        return True

"""A body for every act on an article, as the description shows it."""

from __future__ import annotations

from typing import Any

EXAMPLES: dict[str, dict[str, Any]] = {
    "draft_article": {
        "title": "Connect to the VPN", "body": "## Steps\n\n1. Open the settings.", "language": "en",
        "kind": "how_to", "services": [1], "tags": ["vpn"],
    },
    "write_article": {"body": "## Steps\n\n1. Open the VPN client.", "note": "The menu moved."},
    "rate_article": {"is_helpful": False, "why": "Step 3 is gone."},
    "send_to_review_article": {"reviewer": "sari@example.com", "note": "Is step 3 right?"},
    "send_back_article": {"why": "The phone is missing."},
    "publish_article": {"review_on": "2028-01-31", "acknowledged": True},
    "retire_article": {"why": "The new client needs no set-up."},
    "restore_article": {"version": 2},
    "translate_article": {"language": "id"},
    "set_review_article": {"review_on": "2028-01-31"},
    "comment_article": {"text": "The picture shows the old menu."},
}  # fmt: skip

"""A body for every act, as the description shows it."""

from __future__ import annotations

from typing import Any

EXAMPLES: dict[str, dict[str, Any]] = {
    "report": {"title": "Printer on floor 3 is mute", "description": "It prints nothing since 8.", "service": 1},
    "amend": {"title": "Printers on floors 3 and 4 are mute", "affected_count": 25},
    "write_message": {"text": "We ordered the part.", "internal": False},
    "register": {"service": 1},
    "classify": {"kind": "incident", "category": 4, "impact": 2, "urgency": 2, "team": 3},
    "start_diagnosis": {"assignee": "sari@example.com"},
    "hand_over": {"team": 3, "reason": "The spooler runs; this is the network."},
    "hold": {"reason": "supplier", "until": "2027-01-04T02:00:00Z", "note": "They bring the part on Monday."},
    "log": {"activity": "hypothesis", "text": "The spooler is full.", "outcome": "open"},
    "settle": {"line": 12, "outcome": "confirmed"},
    "record_workaround": {"text": "Print on floor 4 until noon."},
    "resolve": {"code": "fixed", "summary": "New cable.", "fix": "permanent", "recovery_check": "tested"},
    "confirm": {"how": "voice", "person": "dewi@example.com", "note": "She printed a page."},
    "reject": {"text": "It stops after three pages."},
    "close": {"category": 4, "evaluated": True, "everyone_told": True, "learning": "draft"},
    "reopen": {"reason": "It is mute again."},
    "cancel": {"reason": "duplicate", "original": "INC-000123"},
    "withdraw": {"text": "I had pulled the plug."},
    "announce": {"english": "E-mail is slow for everybody. We restart the server; news at 10:30."},
    "approve": {"text": "In the budget."},
    "ask_approver": {"person": "agus@example.com"},
    "request_item": {"answers": {"model": "office", "needed_on": "2027-02-01", "extras": ["dock"]}},
    "refuse": {"text": "There is one in the next room."},
    "add_affected": {"person": "rina@example.com"},
    "pair": {"person": "tono@example.com"},
    "unpair": {"person": "tono@example.com"},
    "note_time": {"minutes": 25},
    "adopt": {"parent": "INC-000123"},
    "split": {"message": 345, "title": "And the scanner"},
    "link": {"other": "INC-000123"},
    "restrict": {"people": ["sari@example.com"]},
    "review": {"text": "We were told by users, not by the monitor."},
    "erase": {"message": 345},
    "answer_survey": {"score": 4, "comment": "Quick, thank you.", "parts": {"speed": 5}},
    "conclude_follow_up": {"outcome": "I called; the wait was explained, and she is content."},
    "save_view": {"name": "Pressing", "question": "is:live prio:P1,P2", "sort": "due"},
}

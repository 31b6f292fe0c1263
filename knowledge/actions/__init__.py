"""What can be done to articles: the doors. Each takes ``by``, checks right and state, records, and returns the row."""

from knowledge.actions.draft import draft
from knowledge.actions.draft_after import draft_after
from knowledge.actions.remind import remind
from knowledge.actions.retire import restore, retire
from knowledge.actions.review import discard, publish, send_back, send_to_review, set_review
from knowledge.actions.say import add_file, comment, note_view, rate, use
from knowledge.actions.spare import spare
from knowledge.actions.translate import translate
from knowledge.actions.write import write

__all__ = [
    "add_file",
    "comment",
    "discard",
    "draft",
    "draft_after",
    "note_view",
    "publish",
    "rate",
    "remind",
    "restore",
    "retire",
    "send_back",
    "send_to_review",
    "set_review",
    "spare",
    "translate",
    "use",
    "write",
]

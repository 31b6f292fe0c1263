"""Finding articles: ``find`` what answers a question, ``suggest`` while a report is written (docs/developer/knowledge-search.md)."""

from knowledge.finding.log import Failing, failing, opened, remember
from knowledge.finding.searching import Hit, Results, find, suggest

__all__ = ["Failing", "Hit", "Results", "failing", "find", "opened", "remember", "suggest"]

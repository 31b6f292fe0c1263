"""Full-text search: words in Indonesian and English, their beginnings, and what was meant by a word with a typing error.

A text is kept as the words themselves (so that beginnings are found) and their stems in both languages. A word of the
question matches by beginning or stem; all words must match; words that carry nothing (``yang``, ``the``) are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import reduce
from operator import and_, or_
from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank
from django.core.cache import cache
from django.db import connection, transaction
from django.db.models import F, Q, Value
from rapidfuzz import process
from rapidfuzz.distance import OSA

from incidents.choices import LIVE_STATES
from incidents.models import Incident, SearchText, SearchWord
from people.models import User
from people.rights import is_staff
from records import marks

MOST_WORDS = 10
MOST_MEANT = 3
KNOWN, KNOWN_FOR = 50_000, 600
"""So many words, the most frequent, are looked through for what was meant; kept in the cache so many seconds."""
LANGUAGES = ("indonesian", "english")
CANDIDATES = 300
"""The newest matches that are ranked: what is older is found by asking for more."""
NEAR, ENOUGH = 30_000, 50
"""The newest incidents are looked through first; with so many matches among them that is all."""
LIVE_WEIGHS = 1.5
FEW = 10_000
"""So many matches are fetched first and looked up by their keys; more are found on the way through the list."""
_REFERENCE = re.compile(r"[A-Za-z]{1,5}-\d{1,12}")
EMPTY = frozenset({
    "ada", "adalah", "agar", "akan", "atau", "bagi", "bahwa", "belum", "bisa", "dalam", "dan", "dapat", "dari",
    "dengan", "di", "dia", "harus", "hanya", "ini", "itu", "jadi", "juga", "kami", "karena", "ke", "kepada",
    "kita", "lagi", "maka", "mereka", "mohon", "namun", "oleh", "pada", "para", "saat", "saja", "sampai",
    "sangat", "saya", "sebagai", "seperti", "serta", "sudah", "supaya", "tapi", "telah", "tetapi", "tidak",
    "tolong", "untuk", "yaitu", "yang",
})  # fmt: skip
"""Indonesian words that carry nothing; PostgreSQL knows only the English ones."""
_NOT = re.compile(r'(?:^|(?<=\s))-("[^"]*"|[^\W_]\S*)')
"""A minus before a word or before words in quotes: without them."""
_WORD = re.compile(r"[\w@.+]+")


@dataclass(frozen=True)
class Wanted:
    """The words asked for, and for those that do not occur what may have been meant."""

    words: tuple[str, ...]
    meant: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def query(self) -> Any:
        """The condition over a vector, or None where no word is left."""
        each = [reduce(or_, map(_matches, (word, *self.meant.get(word, ())))) for word in self.words]
        return reduce(and_, each) if each else None


def wanted(text: str) -> Wanted:
    """Read a text to look for; two queries whatever its length."""
    words = list(dict.fromkeys(found[:40].lower().strip(".+") for found in _WORD.findall(text)))[:MOST_WORDS]
    words = [word for word in words if word]
    if not words:
        return Wanted(())
    weighed = _weighed(words)
    kept = [word for word in words if word not in EMPTY and not weighed[word][0]] or words
    meant = {word: near for word in kept if not weighed[word][1] and (near := _meant(word))}
    return Wanted(tuple(kept), meant)


def matching(text: str, user: User) -> Q:
    """The condition for a list: its reference, or all the words somewhere in what this person may read."""
    by_handle = Incident.by_handle(text.strip())
    if _REFERENCE.fullmatch(text.strip()) and Incident.objects.filter(by_handle).exists():
        return by_handle
    unwanted = [_without(found, user) for found in _NOT.findall(text)]
    return reduce(and_, unwanted, _with(_NOT.sub(" ", text), user))


def _without(text: str, user: User) -> Q:
    query = wanted(text).query
    return Q() if query is None else ~Q(pk__in=SearchText.objects.filter(**{column_for(user): query}).values("pk"))


def _with(text: str, user: User) -> Q:
    """All the words; without a word there is nothing to look for, and nothing is left out."""
    query = wanted(text).query
    if query is None:
        return Q()
    found = SearchText.objects.filter(**{column_for(user): query}).values_list("incident_id", flat=True)
    few = list(found[: FEW + 1])
    return Q(pk__in=few) if len(few) <= FEW else Q(pk__in=found)


def ranked(text: str, user: User, limit: int) -> tuple[list[Incident], Wanted]:
    """The best of the newest matches this person may see, each with ``found_title`` and ``found_text`` marked."""
    asked = wanted(text)
    exact = list(Incident.visible_to(user).filter(Incident.by_handle(text.strip())).with_people())
    if asked.query is None:
        return exact, asked
    weighed = sorted(_newest(asked.query, user), key=_weight)
    ids = [pk for _rank, pk, _state in weighed if pk not in {row.pk for row in exact}][:limit]
    marked = Incident.objects.filter(pk__in=ids).with_people().annotate(**_marks(asked.query))
    by_id = {row.pk: row for row in marked}
    return [*exact, *(by_id[pk] for pk in ids)], asked


def _newest(query: Any, user: User) -> list[tuple[float, int, str]]:
    """Rank, id and state of the newest matches.

    What matches often is found among the newest incidents by walking back through them; what matches rarely is found
    by its words. No planner can tell the two apart by itself: it does not know how often a beginning occurs.
    """
    column = column_for(user)
    rows = SearchText.objects.filter(**{column: query}, incident__in=Incident.visible_to(user))
    told = rows.annotate(rank=SearchRank(F(column), query)).values_list("rank", "incident_id", "incident__state")
    newest = SearchText.objects.order_by("-incident_id").values_list("incident_id", flat=True).first() or 0
    near = list(told.filter(incident_id__gt=newest - NEAR).order_by("-incident_id")[:CANDIDATES])
    if len(near) >= ENOUGH or newest <= NEAR:
        return near
    by_words = (F("incident_id") + Value(0)).desc()  # an expression, so that the order cannot come from the key
    return list(told.order_by(by_words)[:CANDIDATES])


def column_for(user: User) -> str:
    """Which of the vectors this person may search: that of the desk, or of those concerned."""
    return "whole" if is_staff(user) else "public"


def index(incident_ids: Iterable[int]) -> None:
    """Keep the words of these incidents as their texts are now."""
    with connection.cursor() as cursor:
        cursor.execute(_INDEX, [list(incident_ids)])


def learn(limit: int = 5_000) -> int:
    """Take the words of texts that are new or changed into what is known; how many texts.

    Only what those concerned may read, and nothing of confidential ones: a suggestion must not tell that a word occurs.
    """
    with transaction.atomic():
        waiting = SearchText.objects.filter(learnt=False).order_by("pk").select_for_update(skip_locked=True)
        fresh = list(waiting.values_list("pk", flat=True)[:limit])
        if not fresh:
            return 0
        with connection.cursor() as cursor:
            cursor.execute(_LEARN, [fresh])
        SearchText.objects.filter(pk__in=fresh).update(learnt=True)
    cache.delete(_kept_as())
    return len(fresh)


def learn_anew() -> int:
    """Count all words again: what was erased or made confidential is forgotten, what was changed counts once."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM incidents_searchword")
        cursor.execute(_LEARN_ALL)
    cache.delete(_kept_as())
    return SearchWord.objects.count()


def _kept_as() -> str:
    """Where the known words are cached: a Redis may serve several installations."""
    return f"words:{connection.settings_dict['NAME']}"


_INDEX = """
INSERT INTO incidents_searchtext (incident_id, learnt, whole, public)
SELECT incident.id, false, own.vector || COALESCE(said.whole, ''), own.public || COALESCE(said.public, '')
FROM incidents_incident AS incident
CROSS JOIN LATERAL (SELECT
    setweight(incidents_words(incident.title), 'A')
    || setweight(to_tsvector('simple', COALESCE(incident.reference, '')), 'A')
    || setweight(incidents_words(incident.description || ' ' || incident.symptoms), 'B') AS vector,
    setweight(incidents_words(incident.title), 'A')
    || setweight(to_tsvector('simple', COALESCE(incident.reference, '')), 'A')
    || setweight(incidents_words(incident.description), 'B') AS public
) AS own
LEFT JOIN LATERAL (SELECT
    setweight(incidents_words(string_agg(body, ' ' ORDER BY id DESC)), 'C') AS whole,
    setweight(incidents_words(string_agg(body, ' ' ORDER BY id DESC) FILTER (WHERE visibility = 'public')), 'C') AS public
    FROM records_message WHERE subject_type = 'incident' AND subject_id = incident.id AND role <> 'description'
        AND role <> 'previous' AND erased_at IS NULL
) AS said ON true
WHERE incident.id = ANY(%s)
ON CONFLICT (incident_id) DO UPDATE
SET whole = EXCLUDED.whole, public = EXCLUDED.public, learnt = false
"""

_LEARN_ALL = """
INSERT INTO incidents_searchword (word, count)
SELECT word, ndoc FROM ts_stat(
    'SELECT said.public FROM incidents_searchtext AS said
     JOIN incidents_incident AS incident ON incident.id = said.incident_id AND NOT incident.is_confidential'
) WHERE length(word) BETWEEN 3 AND 40 AND word !~ '[0-9]'
"""

_LEARN = """
INSERT INTO incidents_searchword (word, count)
SELECT word, count(*) FROM (
    SELECT unnest(tsvector_to_array(said.public)) AS word FROM incidents_searchtext AS said
    JOIN incidents_incident AS incident ON incident.id = said.incident_id AND NOT incident.is_confidential
    WHERE said.incident_id = ANY(%s)
) AS said WHERE length(word) BETWEEN 3 AND 40 AND word !~ '[0-9]' GROUP BY word ORDER BY word
ON CONFLICT (word) DO UPDATE SET count = incidents_searchword.count + EXCLUDED.count
"""


def _weight(row: tuple[float, int, str]) -> tuple[float, int]:
    """What still goes on comes before what is as well matched and over."""
    rank, pk, state = row
    return (-rank * (LIVE_WEIGHS if state in LIVE_STATES else 1), -pk)


def _weighed(words: list[str]) -> dict[str, tuple[bool, bool]]:
    """Of each word whether it carries nothing, and whether a known word begins with it."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT asked, numnode(plainto_tsquery('english', asked)) = 0,
                      EXISTS (SELECT FROM incidents_searchword AS known
                              WHERE known.word >= asked AND known.word < asked || chr(1114109))
               FROM unnest(%s::text[]) AS asked""",
            [words],
        )
        return {word: (is_stop, is_known) for word, is_stop, is_known in cursor.fetchall()}


def _meant(word: str) -> tuple[str, ...]:
    """Known words one slip of the finger away, or two in a long word; the most frequent first."""
    if len(word) < 4 or not word.isalpha():
        return ()
    known: dict[str, int] = cache.get_or_set(_kept_as(), _known, KNOWN_FOR) or {}
    near = process.extract(word, known.keys(), scorer=OSA.distance, score_cutoff=1 if len(word) < 7 else 2, limit=20)
    found = sorted(near, key=lambda each: (each[1], -known[each[0]]))
    return tuple(each[0] for each in found[:MOST_MEANT])


def _known() -> dict[str, int]:
    return dict(SearchWord.objects.order_by("-count").values_list("word", "count")[:KNOWN])


def _matches(word: str) -> Any:
    """The word as a beginning, or by its stem in either language."""
    quoted = "'" + word.replace("\\", "\\\\").replace("'", "''") + "':*"
    stems = (SearchQuery(word, config=language, search_type="plain") for language in LANGUAGES)
    return reduce(or_, stems, SearchQuery(quoted, config="simple", search_type="raw"))


def _marks(query: Any) -> dict[str, Any]:
    def mark(column: str, **how: Any) -> Any:
        told: dict[str, Any] = {"start_sel": marks.START, "stop_sel": marks.END, "config": "simple", **how}
        return SearchHeadline(column, query, **told)

    return {
        "found_title": mark("title", highlight_all=True),
        "found_text": mark("description", max_words=28, min_words=12),
    }

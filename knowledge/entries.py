"""What an article's record can say. All of it is for those who work on articles."""

from __future__ import annotations

from django.utils.translation import gettext as _

from incidents.models import Incident
from knowledge.models import Article, Version
from people.models import User
from records.choices import Visibility
from records.entries import Kind, Names, entry_kind, refers_to

INTERNAL = Visibility.INTERNAL


@entry_kind("article.drafted", visibility=INTERNAL, icon="file-plus")
class Drafted(Kind):
    """``incident`` is the one it was written after."""

    reference: str
    incident: int | None = refers_to(Incident, None)

    def wording(self, names: Names) -> str:
        if self.incident is not None:
            return _("drafted it after %(incident)s") % {"incident": names(Incident, self.incident)}
        return _("drafted it")


@entry_kind("article.written", visibility=INTERNAL, icon="pencil")
class Written(Kind):
    """``version`` is the one that was written on, ``fields`` what changed besides; ``began`` that it is a new version."""

    version: int
    fields: list[str]
    began: bool = False

    def wording(self, names: Names) -> str:
        labels = ", ".join(_labels(self.fields))
        said = {"version": self.version, "fields": labels}
        if self.began:
            return _("began version %(version)d: %(fields)s") % said
        return _("wrote on version %(version)d: %(fields)s") % said


@entry_kind("article.sent_to_review", visibility=INTERNAL, icon="send")
class SentToReview(Kind):
    version: int
    reviewer: int | None = refers_to(User, None)

    def wording(self, names: Names) -> str:
        if self.reviewer is None:
            return _("sent version %(version)d to review") % {"version": self.version}
        said = {"version": self.version, "person": names(User, self.reviewer)}
        return _("sent version %(version)d to %(person)s for review") % said


@entry_kind("article.sent_back", visibility=INTERNAL, icon="arrow-back-up")
class SentBack(Kind):
    version: int

    def wording(self, names: Names) -> str:
        return _("sent version %(version)d back") % {"version": self.version}


@entry_kind("article.published", visibility=INTERNAL, icon="circle-check")
class Published(Kind):
    """``acknowledged`` are the sorts of personal data that whoever published it saw in it and let stand."""

    version: int
    acknowledged: list[str] | None = None

    def wording(self, names: Names) -> str:
        if self.acknowledged:
            return _("published version %(version)d, having looked at personal data in it") % {"version": self.version}
        return _("published version %(version)d") % {"version": self.version}


@entry_kind("article.discarded", visibility=INTERNAL, icon="trash")
class Discarded(Kind):
    version: int

    def wording(self, names: Names) -> str:
        return _("dropped the draft of version %(version)d") % {"version": self.version}


@entry_kind("article.retired", visibility=INTERNAL, icon="archive")
class Retired(Kind):
    def wording(self, names: Names) -> str:
        return _("retired it: nobody reads it any more")


@entry_kind("article.restored", visibility=INTERNAL, icon="history")
class Restored(Kind):
    """``version`` is what it says again, in the version ``as_version``."""

    version: int
    as_version: int

    def wording(self, names: Names) -> str:
        said = {"version": self.version, "new": self.as_version}
        return _("brought version %(version)d back as version %(new)d") % said


@entry_kind("article.translated", visibility=INTERNAL, icon="language")
class Translated(Kind):
    """On the original: ``translation`` says the same in another language."""

    translation: int = refers_to(Article)
    language: str

    def wording(self, names: Names) -> str:
        return _("began a translation: %(article)s") % {"article": names(Article, self.translation)}


@entry_kind("article.commented", visibility=INTERNAL, icon="message")
class Commented(Kind):
    def wording(self, names: Names) -> str:
        return _("wrote to its owner")


@entry_kind("article.rated", visibility=INTERNAL, icon="thumb-up")
class Rated(Kind):
    is_helpful: bool
    version: int

    def wording(self, names: Names) -> str:
        return _("found it helpful") if self.is_helpful else _("did not find it helpful")


@entry_kind("article.used", visibility=INTERNAL, icon="link")
class Used(Kind):
    incident: int = refers_to(Incident)

    def wording(self, names: Names) -> str:
        return _("resolved %(incident)s with it") % {"incident": names(Incident, self.incident)}


@entry_kind("article.review_set", visibility=INTERNAL, icon="calendar-event")
class ReviewSet(Kind):
    def wording(self, names: Names) -> str:
        return _("said when it is looked at again")


@entry_kind("article.review_due", visibility=INTERNAL, icon="bell")
class ReviewDue(Kind):
    def wording(self, names: Names) -> str:
        return _("asked its owner to look at it again")


@entry_kind("article.file_added", visibility=INTERNAL, icon="paperclip")
class FileAdded(Kind):
    """A picture or file that a text can show from now on."""

    attachment: int

    def wording(self, names: Names) -> str:
        return _("added a file")


def _labels(fields: list[str]) -> list[str]:
    texts = {field.name: str(field.verbose_name) for field in Version._meta.concrete_fields}
    return [texts.get(name) or str(Article._meta.get_field(name).verbose_name) for name in fields]  # type: ignore[union-attr]

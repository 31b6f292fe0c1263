"""Forms of articles: the editor, and one small form an act. A form reads what was typed; the action decides."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.knowledge.fields import TagsField
from desk.people import PersonField
from incidents import choosing
from knowledge import actions
from knowledge.choices import Kind, Readers
from knowledge.choosing import missing_languages, no_versions, versions
from knowledge.models import Article
from people.models import User
from people.models.user import Language
from records.actors import Actor
from records.fields import FilesField


class KeyedForm(forms.Form):
    """Carries the number of the last entry its person saw, and a key that lets it act once."""

    required_css_class = "required"
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    key = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, initial: dict[str, Any] | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": uuid4().hex, **(initial or {})}
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False

    def said(self) -> dict[str, Any]:
        """What was typed, without the key."""
        return {name: value for name, value in self.cleaned_data.items() if name != "key"}


class NewForm(KeyedForm):
    """How an article begins: a title, and the sections of its kind."""

    title = forms.CharField(label=_("Title"), max_length=160, help_text=_("As somebody would ask for it."))
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices, widget=forms.RadioSelect)
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices, widget=forms.RadioSelect)
    service = forms.ModelChoiceField(choosing.services(), label=_("Service"))


class EditForm(KeyedForm):
    """The whole of an article."""

    title = forms.CharField(label=_("Title"), max_length=160)
    summary = forms.CharField(
        label=_("In one sentence"), max_length=300, help_text=_("What search results and lists show beside the title.")
    )
    body = forms.CharField(label=_("Text"), max_length=60_000, strip=False, widget=forms.Textarea(attrs={"rows": 18}))
    files = FilesField(label=_("Pictures and files"))  # type: ignore[assignment]
    note = forms.CharField(label=_("What changed"), max_length=200, help_text=_("For whoever reviews it."))
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices)
    readers = forms.ChoiceField(label=_("For whom"), choices=Readers.choices)
    teams = forms.ModelMultipleChoiceField(
        choosing.teams(), label=_("Teams"), help_text=_("Only where it is for some teams.")
    )
    services = forms.ModelMultipleChoiceField(choosing.services(), label=_("Services"))
    category = forms.ModelChoiceField(choosing.categories(), label=_("Category"))
    tags = TagsField(label=_("Tags"), help_text=_("Words with commas between them."))
    owner = PersonField(label=_("Owner"), help_text=_("Name or e-mail."))

    ABOUT: ClassVar = ("kind", "language", "readers", "teams", "services", "category", "tags", "owner")

    @classmethod
    def of(cls, article: Article, *sent: Any) -> EditForm:
        """The form as the article stands, or as it was sent."""
        version = article.latest
        texts = {name: getattr(version, name) for name in ("title", "summary", "body", "note")}
        about = {name: getattr(article, name) for name in ("kind", "language", "readers", "tags", "owner")}
        related = {
            "teams": list(article.teams.all()), "services": list(article.services.all()),
            "category": article.category_id, "seen": article.entry_number,
        }  # fmt: skip
        form = cls(*sent, initial={**texts, **about, **related})
        form.fields["owner"].current = article.owner  # type: ignore[attr-defined]
        return form

    def fields_said(self) -> dict[str, Any]:
        """What the action takes; an owner left empty stays."""
        said = {name: value for name, value in self.said().items() if name not in ("files", "seen")}
        return {name: value for name, value in said.items() if name != "owner" or value is not None}


class ActForm(KeyedForm):
    """One act on one article."""

    verb: ClassVar[str] = ""
    title: ClassVar[Any] = ""
    button: ClassVar[Any] = ""

    def __init__(self, *args: Any, article: Article, user: User, **kwargs: Any) -> None:
        initial = {"seen": article.entry_number, **self.start(article), **(kwargs.pop("initial", None) or {})}
        super().__init__(*args, initial=initial, **kwargs)
        self.article, self.user = article, user
        self.fill(article)

    def start(self, article: Article) -> dict[str, Any]:
        """What the fields begin with."""
        return {}

    def fill(self, article: Article) -> None:
        """Set what may be chosen."""

    def act(self, by: Actor) -> Article:
        """Call the action."""
        done: Article = getattr(actions, self.verb)(self.article, by=by, **self.said())
        return done


class SendForm(ActForm):
    verb, title, button = "send_to_review", _("Send to review"), _("Send to review")
    reviewer = PersonField(label=_("Who looks at it"), help_text=_("Empty: the knowledge managers are asked."))
    note = forms.CharField(label=_("What to look at"), widget=forms.Textarea(attrs={"rows": 3}))

    def start(self, article: Article) -> dict[str, Any]:
        return {"reviewer": article.reviewer}


class SendBackForm(ActForm):
    verb, title, button = "send_back", _("Send back"), _("Send back")
    why = forms.CharField(label=_("What is still missing"), widget=forms.Textarea(attrs={"rows": 4}))


class PublishForm(ActForm):
    verb, title, button = "publish", _("Publish"), _("Publish")
    review_on = forms.DateField(
        label=_("Look at it again on"), help_text=_("Empty: in a year."), widget=forms.DateInput(attrs={"type": "date"})
    )
    acknowledged = forms.BooleanField(label=_("I looked at it: no personal data is told that should not be"))


class DiscardForm(ActForm):
    verb, title, button = "discard", _("Drop the draft"), _("Drop the draft")


class RetireForm(ActForm):
    verb, title, button = "retire", _("Retire"), _("Retire")
    why = forms.CharField(label=_("Why it is not needed any more"), widget=forms.Textarea(attrs={"rows": 3}))


class RestoreForm(ActForm):
    verb, title, button = "restore", _("Restore a version"), _("Restore as a draft")
    version = forms.ModelChoiceField(no_versions(), label=_("Version"))

    def fill(self, article: Article) -> None:
        listed = versions(article)
        self.fields["version"].queryset = article.versions.order_by("-number")  # type: ignore[attr-defined]
        names = {each.pk: f"{each.number} – {each.title}" for each in listed}
        self.fields["version"].label_from_instance = lambda each: names[each.pk]  # type: ignore[attr-defined]


class TranslateForm(ActForm):
    verb, title, button = "translate", _("Translate"), _("Begin the translation")
    language = forms.ChoiceField(label=_("Into"), choices=Language.choices, widget=forms.RadioSelect)

    def fill(self, article: Article) -> None:
        there = [(each.value, each.label) for each in missing_languages(article)]
        self.fields["language"].choices = there or Language.choices  # type: ignore[attr-defined]
        self.fields["language"].initial = there[0][0] if there else ""


class SetReviewForm(ActForm):
    verb, title, button = "set_review", _("Say when to look at it again"), _("Save")
    review_on = forms.DateField(
        label=_("Look at it again on"), help_text=_("Empty: never."), widget=forms.DateInput(attrs={"type": "date"})
    )

    def start(self, article: Article) -> dict[str, Any]:
        return {"review_on": article.review_on.isoformat() if article.review_on else ""}


class CommentForm(ActForm):
    verb, title, button = "comment", _("Write to the owner"), _("Send")
    text = forms.CharField(label=_("Message"), widget=forms.Textarea(attrs={"rows": 3}))


FORMS: dict[str, type[ActForm]] = {
    form.verb: form
    for form in (
        SendForm, SendBackForm, PublishForm, DiscardForm, RetireForm, RestoreForm, TranslateForm, SetReviewForm,
        CommentForm,
    )
}  # fmt: skip

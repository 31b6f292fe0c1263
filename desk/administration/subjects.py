"""What an administrator keeps: one small description each, one list page and one form page for all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, cast

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from desk.administration.catalogue import CatalogueItemForm
from desk.administration.forms import AgreementForm, KeptForm, PersonForm, ShiftForm, field_for
from incidents.actions.administration import add_category, change_category
from incidents.models import CannedAnswer, CatalogueItem, Category, ResolutionCode, Skill
from knowledge.models import Synonym
from notifications.actions import MailText, mail_preview
from people.actions import add, add_person, change, change_person
from people.models import Absence, Organisation, Shift, Team, User
from records.actors import Actor
from records.models import Subject as Recorded
from services.actions import change_service
from services.models import ConfigurationItem, Service
from sla.actions import add_calendar, change_calendar
from sla.models import Agreement, Calendar, HoldRule
from surveys.actions import add_question, change_question
from surveys.models import Question, SurveyPolicy
from surveys.trial import policy_trial


@dataclass(frozen=True)
class Subject:
    """``columns`` stand beside the name in the list; ``related`` are the fields that are relations to many.

    ``more`` names a further page of each row; ``preview`` shows what a filled form would come to.
    """

    code: str
    model: type[Recorded]
    title: Any
    one: Any
    icon: str
    columns: tuple[str, ...]
    fields: tuple[str, ...]
    search: tuple[str, ...] = ("name",)
    related: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    fetched: tuple[str, ...] = ()
    order: str = "name"
    add: Callable[..., Recorded] = add
    change: Callable[..., Recorded] = change
    form: type[KeptForm] = KeptForm
    more: str = ""
    preview: Callable[[KeptForm], Any] | None = None
    preview_label: Any = ""

    @property
    def can_preview(self) -> bool:
        """Whether a filled form can be tried; a template would call ``preview`` itself."""
        return self.preview is not None

    def rows(self, text: str) -> QuerySet[Any]:
        """The rows whose searched fields contain the text, unordered, with what the list shows."""
        found = self.model._default_manager.select_related(*self.joins).prefetch_related(*self.fetched)
        wanted = (Q(**{f"{name}__icontains": text}) for name in self.search)
        return found.filter(reduce(or_, wanted)) if text else found

    def form_class(self) -> type[KeptForm]:
        """The form of one row."""
        made = forms.modelform_factory(self.model, self.form, fields=self.fields, formfield_callback=field_for)
        return cast("type[KeptForm]", made)

    def save(self, form: KeptForm, by: Actor) -> Recorded:
        """Add or change through the action. Raises what that raises."""
        given, extra = form.given(self.fields), form.extra()
        related = {name: list(given.pop(name)) for name in self.related}
        if form.instance.pk:
            seen = form.cleaned_data["seen"]
            return self.change(form.instance, by=by, fields=given, related=related, seen=seen, **extra)
        if self.model is User:
            return self.add(by=by, **given, **related, **extra)
        return self.add(self.model(**given), by=by, related=related)


SUBJECTS = {
    subject.code: subject
    for subject in (
        Subject(
            "people", User, _("People"), _("Person"), "user", ("email", "organisation", "teams", "roles"),
            ("name", "email", "phone", "job_title", "location", "organisation", "manager", "language", "time_zone",
             "roles", "teams", "is_active"),
            search=("name", "email"), related=("roles", "teams"), joins=("organisation",),
            fetched=("roles", "teams"), add=add_person, change=change_person, form=PersonForm,
        ),
        Subject(
            "teams", Team, _("Teams"), _("Team"), "users", ("tier", "lead", "organisation"),
            ("name", "tier", "lead", "organisation", "email", "assigns", "is_active"), joins=("lead", "organisation"),
        ),
        Subject(
            "skills", Skill, _("Skills"), _("Skill"), "star", ("person", "category"),
            ("person", "category", "is_active"), search=("person__name", "category__path"),
            joins=("person", "category"), order="-pk",
        ),
        Subject(
            "shifts", Shift, _("Shifts"), _("Shift"), "clock", ("team", "begins", "ends"),
            ("name", "team", "days", "begins", "ends", "time_zone", "people", "is_active"), related=("people",),
            joins=("team",), form=ShiftForm,
        ),
        Subject(
            "absences", Absence, _("Absences"), _("Absence"), "calendar", ("person", "first_day", "last_day", "deputy"),
            ("person", "first_day", "last_day", "deputy", "is_active"), search=("person__name",),
            joins=("person", "deputy"), order="-pk",
        ),
        Subject(
            "organisations", Organisation, _("Organisations"), _("Organisation"), "users-group",
            ("kind",), ("name", "kind", "is_active"),
        ),
        Subject(
            "services", Service, _("Services"), _("Service"), "tool", ("owner", "is_core", "default_team"),
            ("name", "description", "owner", "is_core", "supplier", "default_team", "requests_need_approval",
             "depends_on", "is_active"),
            related=("depends_on",), joins=("owner", "default_team"), change=change_service,
        ),
        Subject(
            "catalogue", CatalogueItem, _("Catalogue"), _("Catalogue item"), "shopping-cart",
            ("service", "category", "approval", "version"),
            ("name", "english_name", "summary", "english_summary", "icon", "service", "category", "team", "organisations",
             "roles", "keywords", "usual_time", "english_usual_time", "approval", "approver", "impact", "urgency",
             "is_active"),
            search=("name", "english_name", "keywords"), related=("organisations", "roles"),
            joins=("service", "category"), form=CatalogueItemForm, more="questions",
        ),
        Subject(
            "items", ConfigurationItem, _("Items"), _("Item"), "settings", ("kind", "location", "owner"),
            ("name", "kind", "serial", "services", "owner", "supplier", "location", "is_active"),
            search=("name", "serial", "location"), related=("services",), joins=("owner",),
        ),
        Subject(
            "categories", Category, _("Categories"), _("Category"), "tags", ("team",),
            ("name", "parent", "team", "is_active"), search=("path",), joins=("team",), order="path",
            add=add_category, change=change_category,
        ),
        Subject(
            "resolution-codes", ResolutionCode, _("Resolution codes"), _("Resolution code"), "circle-check",
            ("code",), ("name", "code", "is_active"),
        ),
        Subject(
            "canned-answers", CannedAnswer, _("Canned answers"), _("Canned answer"), "message-circle",
            ("team", "hold_reason", "hand_over_to"),
            ("name", "team", "indonesian", "english", "hold_reason", "hold_days", "hand_over_to", "is_active"),
            search=("name", "indonesian", "english"), joins=("team", "hand_over_to"),
        ),
        Subject(
            "calendars", Calendar, _("Calendars"), _("Calendar"), "calendar", ("time_zone", "country"),
            ("name", "time_zone", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
             "country", "with_joint_leave", "is_active"), add=add_calendar, change=change_calendar, more="year",
        ),
        Subject(
            "agreements", Agreement, _("Agreements"), _("Agreement"), "clock",
            ("kind", "service", "organisation", "team", "supplier", "valid_from", "valid_until"),
            ("name", "kind", "service", "organisation", "team", "supplier", "valid_from", "valid_until",
             "pauses_resolution", "pauses_update", "pauses_approval", "until_classified", "is_active"),
            joins=("service", "organisation", "team", "supplier"), form=AgreementForm, more="terms",
        ),
        Subject(
            "mail-texts", MailText, _("Mail texts"), _("Mail text"), "mail", ("language", "subject"),
            ("occasion", "language", "subject", "text", "is_active"), search=("occasion", "subject", "text"),
            order="occasion", preview=mail_preview,
        ),
        Subject(
            "synonyms", Synonym, _("Synonyms"), _("Synonyms"), "book", (), ("words", "is_active"), search=("words",),
            order="words",
        ),
        Subject(
            "hold-rules", HoldRule, _("Hold rules"), _("Hold rule"), "player-pause",
            ("every_days", "times", "calendar", "then_resume"),
            ("reason", "every_days", "times", "calendar", "then_resume", "is_active"),
            search=("reason",), joins=("calendar",), order="reason",
        ),
        Subject(
            "survey-policies", SurveyPolicy, _("Survey policies"), _("Survey policy"), "star",
            ("share", "pause_days", "reminders", "low_score", "is_anonymous"),
            ("service", "share", "pause_days", "delay_hours", "open_days", "remind_after_days", "reminders",
             "is_anonymous", "low_score", "follow_up_days", "check_after_days", "check_reminders", "calendar",
             "is_active"),
            search=("service__name",), joins=("service", "calendar"), order="-pk", preview=policy_trial,
            preview_label=_("Try it on last month"),
        ),
        Subject(
            "survey-questions", Question, _("Survey questions"), _("Survey question"), "help",
            ("code", "position"), ("code", "english", "indonesian", "position", "is_active"),
            search=("code", "english", "indonesian"), order="position", add=add_question, change=change_question,
        ),
    )
}  # fmt: skip

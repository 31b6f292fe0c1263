"""One small form an action. A form reads what was typed and calls its action; the action decides."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import uuid4

from django import forms
from django.urls import reverse_lazy
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from desk.knowledge.fields import ArticleInput
from desk.people import PersonField
from incidents import actions, choosing
from incidents.choices import Activity, ConfirmedHow, Fix, HoldReason, Kind, Learning, Outcome, Priority, RecoveryCheck
from incidents.models import Incident
from incidents.models.priority import Axis
from incidents.proposals import Proposal, proposed
from incidents.verbs import CANCEL_BY_HAND
from people.models import User
from records.actors import Actor
from records.fields import FilesField, MomentField
from records.models import Message


class ActionForm(forms.Form):
    """Carries the number of the last entry its person saw, and a key that lets it act once."""

    verb: ClassVar[str] = ""
    title: ClassVar[Any] = ""
    button: ClassVar[Any] = ""
    required_css_class = "required"
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    key = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, incident: Incident, user: User, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {})
        kwargs["initial"] = {
            "seen": incident.entry_number,
            "key": uuid4().hex,
            **self.start(incident, user),
            **kwargs["initial"],
        }
        super().__init__(*args, **kwargs)
        self.incident, self.user = incident, user
        self.fill(incident, user)
        for field in self.fields.values():
            field.required = False

    def start(self, incident: Incident, user: User) -> dict[str, Any]:
        """What the fields begin with."""
        return {}

    def fill(self, incident: Incident, user: User) -> None:
        """Set what may be chosen."""

    def values(self) -> dict[str, Any]:
        """What was typed, by the names the action takes; ``title_`` is the field, as ``title`` is the form's own."""
        return {name.removesuffix("_"): value for name, value in self.cleaned_data.items() if name != "key"}

    def act(self, by: Actor) -> Incident:
        """Call the action."""
        done: Incident = getattr(actions, self.verb)(self.incident, by=by, **self.values())
        return done


FULFILLED = "fulfilled"
"""The resolution code of requests; no incident is fulfilled."""


def _choices(codes: Any, empty: str = "—") -> list[tuple[str, Any]]:
    return [("", empty), *codes.choices]


class RegisterForm(ActionForm):
    verb, title, button = "register", _("Register"), _("Register")
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices, widget=forms.RadioSelect)
    requester = PersonField(label=_("Requester"), help_text=_("Name or e-mail."))
    service = forms.ModelChoiceField(choosing.services(), label=_("Affected service"))
    items = forms.ModelMultipleChoiceField(choosing.items(), label=_("Affected items"))
    description = forms.CharField(label=_("What happens"), widget=forms.Textarea(attrs={"rows": 4}))

    def start(self, incident: Incident, user: User) -> dict[str, Any]:
        return {
            "kind": incident.kind, "requester": incident.requester, "service": incident.service_id,
            "description": incident.description,
        }  # fmt: skip

    def fill(self, incident: Incident, user: User) -> None:
        self.fields["requester"].current = incident.requester  # type: ignore[attr-defined]


class ClassifyForm(ActionForm):
    verb, title, button = "classify", _("Classify"), _("Classify")
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices, widget=forms.RadioSelect)
    category = forms.ModelChoiceField(choosing.categories(), label=_("Category"))
    impact = forms.TypedChoiceField(label=_("Impact"), coerce=int, empty_value=None, widget=forms.RadioSelect)
    urgency = forms.TypedChoiceField(label=_("Urgency"), coerce=int, empty_value=None, widget=forms.RadioSelect)
    is_down_for_everyone = forms.BooleanField(
        label=_("Down for everyone"), help_text=_("A core service that is down for everyone is P1 by itself.")
    )
    team = forms.ModelChoiceField(
        choosing.teams(), label=_("Team that owns it"), help_text=_("Empty: the category's usual team.")
    )
    service = forms.ModelChoiceField(choosing.services(), label=_("Affected service"))
    priority = forms.ChoiceField(
        label=_("Priority by hand"), choices=_choices(Priority), help_text=_("Only where the matrix is wrong here.")
    )
    reason = forms.CharField(label=_("Why by hand"), widget=forms.Textarea(attrs={"rows": 2}))

    def start(self, incident: Incident, user: User) -> dict[str, Any]:
        self.levels = {axis: choosing.levels(axis) for axis in Axis}
        self.proposal = proposed(incident, self.levels) if incident.impact is None else Proposal(None, None)
        return {
            "kind": incident.kind, "category": incident.category_id, "impact": incident.impact or self.proposal.impact,
            "urgency": incident.urgency or self.proposal.urgency, "team": incident.owning_team_id, "service": incident.service_id,
            "is_down_for_everyone": incident.is_down_for_everyone,
            "priority": incident.priority if incident.is_priority_overridden else "",
        }  # fmt: skip

    def fill(self, incident: Incident, user: User) -> None:
        for axis, levels in self.levels.items():
            steps = [(level.value, f"{level} – {level.explained}") for level in levels]
            self.fields[axis].choices = steps  # type: ignore[attr-defined]
        self.fields["impact"].help_text = self.proposal.why


class StartDiagnosisForm(ActionForm):
    verb, title, button = "start_diagnosis", _("Start diagnosis"), _("Start diagnosis")
    assignee = forms.ModelChoiceField(choosing.assignees(), label=_("Who works on it"))

    def start(self, incident: Incident, user: User) -> dict[str, Any]:
        return {"assignee": incident.assignee_id or user.pk}


class HandOverForm(ActionForm):
    verb, title, button = "hand_over", _("Hand over"), _("Hand over")
    team = forms.ModelChoiceField(choosing.teams(), label=_("To team"))
    person = forms.ModelChoiceField(
        choosing.assignees(),
        label=_("To person"),
        help_text=_("Empty: the team decides; in diagnosis its lead takes it."),
    )
    reason = forms.CharField(label=_("Why"), widget=forms.Textarea(attrs={"rows": 3}))

    def start(self, incident: Incident, user: User) -> dict[str, Any]:
        return {"team": incident.owning_team_id}


class HoldForm(ActionForm):
    verb, title, button = "hold", _("Put on hold"), _("Put on hold")
    reason = forms.ChoiceField(label=_("Waits for"), choices=_choices(HoldReason))
    until = MomentField(label=_("Until, where known"))
    question = forms.CharField(
        label=_("Question to the requester"), help_text=_("The requester reads it; the answer ends the hold."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    note = forms.CharField(label=_("Note for the desk"), widget=forms.Textarea(attrs={"rows": 2}))


class ResumeForm(ActionForm):
    verb, title, button = "resume", _("Resume"), _("Resume")


class LogForm(ActionForm):
    verb, title, button = "log", _("Investigation log"), _("Write down")
    activity = forms.ChoiceField(label=_("What"), choices=Activity.choices, widget=forms.RadioSelect)
    text = forms.CharField(label=_("In words"), widget=forms.Textarea(attrs={"rows": 3}))
    outcome = forms.ChoiceField(label=_("Result"), choices=Outcome.choices)

    def start(self, incident: Incident, user: User) -> dict[str, Any]:
        return {"activity": Activity.HYPOTHESIS, "outcome": Outcome.OPEN}


class SettleForm(ActionForm):
    verb, title, button = "settle", _("Result of the investigation"), _("Write down")
    line = forms.ModelChoiceField(choosing.open_log_lines(0), label=_("Line"))
    outcome = forms.ChoiceField(
        label=_("Result"), choices=[each for each in Outcome.choices if each[0] != Outcome.OPEN]
    )

    def fill(self, incident: Incident, user: User) -> None:
        self.fields["line"].queryset = choosing.open_log_lines(incident.pk)  # type: ignore[attr-defined]


class WorkaroundForm(ActionForm):
    verb, title, button = "record_workaround", _("Record a workaround"), _("Record and tell the requester")
    text = forms.CharField(label=_("How to go on working meanwhile"), widget=forms.Textarea(attrs={"rows": 4}))


class AnnounceForm(ActionForm):
    verb, title, button = "announce", _("Tell everybody"), _("Show it in the portal")
    indonesian = forms.CharField(
        label=_("What everybody reads, in Indonesian"), widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What does not work, for whom, what you do about it, and when there is news. No names."),
    )  # fmt: skip
    english = forms.CharField(label=_("The same in English"), widget=forms.Textarea(attrs={"rows": 3}))

    def start(self, incident: Incident, user: User) -> dict[str, Any]:
        told = getattr(incident, "announcement", None)
        return {"indonesian": told.indonesian, "english": told.english} if told else {}


class EndAnnouncementForm(ActionForm):
    verb, title, button = "end_announcement", _("Stop telling everybody"), _("Take it off the portal")


class ResolveForm(ActionForm):
    verb, title, button = "resolve", _("Resolve"), _("Resolve")
    code = forms.ModelChoiceField(choosing.resolution_codes(), label=_("How it was resolved"))
    summary = forms.CharField(
        label=_("What was done"), help_text=_("The requester reads this."), widget=forms.Textarea(attrs={"rows": 4})
    )
    fix = forms.ChoiceField(label=_("Kind of fix"), choices=Fix.choices, widget=forms.RadioSelect)
    recovery_check = forms.ChoiceField(
        label=_("Recovery check"),
        choices=_choices(RecoveryCheck)[:-1],
        help_text=_("Nothing is resolved before the service was seen to be normal."),
    )
    article = forms.CharField(
        label=_("Article used"), max_length=200, help_text=_("Its title or reference, like KB-000012."),
        widget=ArticleInput,
    )  # fmt: skip

    def start(self, incident: Incident, user: User) -> dict[str, Any]:
        if incident.kind == Kind.REQUEST:
            delivered = choosing.resolution_codes().filter(code=FULFILLED).first()
            return {"fix": Fix.PERMANENT, "code": delivered, "recovery_check": RecoveryCheck.DELIVERED}
        return {"fix": Fix.PERMANENT}

    def fill(self, incident: Incident, user: User) -> None:
        if incident.kind == Kind.REQUEST:
            self.title = self.button = _("Fulfilled")  # type: ignore[misc]
        else:
            self.fields["code"].queryset = choosing.resolution_codes().exclude(code=FULFILLED)  # type: ignore[attr-defined]


class ConfirmForm(ActionForm):
    verb, title, button = "confirm", _("Record the confirmation"), _("Record the confirmation")
    how = forms.ChoiceField(
        label=_("How"), choices=[(each.value, each.label) for each in (ConfirmedHow.VOICE, ConfirmedHow.MONITOR)]
    )
    person = PersonField(label=_("Who confirmed"), help_text=_("Name or e-mail."))
    note = forms.CharField(label=_("What they said"), widget=forms.Textarea(attrs={"rows": 2}))

    def start(self, incident: Incident, user: User) -> dict[str, Any]:
        return {"how": ConfirmedHow.VOICE, "person": incident.requester}

    def fill(self, incident: Incident, user: User) -> None:
        self.fields["person"].current = incident.requester  # type: ignore[attr-defined]


class RejectForm(ActionForm):
    verb, title, button = "reject", _("Not solved"), _("Not solved")
    text = forms.CharField(label=_("What is still wrong"), widget=forms.Textarea(attrs={"rows": 3}))


class CloseForm(ActionForm):
    verb, title, button = "close", _("Close"), _("Close")
    category = forms.ModelChoiceField(choosing.categories(), label=_("Closure category"))
    evaluated = forms.BooleanField(label=_("No risk remains"))
    everyone_told = forms.BooleanField(label=_("Everyone affected knows that it is over"))
    learning = forms.ChoiceField(label=_("What was learnt"), choices=Learning.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Note for the desk"),
        help_text=_("Needed where nothing new was learnt: say why. The requester does not read it."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def start(self, incident: Incident, user: User) -> dict[str, Any]:
        return {"category": incident.category_id}


class ReopenForm(ActionForm):
    verb, title, button = "reopen", _("Reopen"), _("Reopen")
    reason = forms.CharField(label=_("Why it must go on"), widget=forms.Textarea(attrs={"rows": 3}))


class OtherField(forms.CharField):
    """Another incident, by its reference."""


class CancelForm(ActionForm):
    verb, title, button = "cancel", _("Cancel it"), _("Cancel it")
    reason = forms.ChoiceField(label=_("Why"), choices=[(each.value, each.label) for each in CANCEL_BY_HAND])
    original = OtherField(label=_("Duplicate of"), help_text=_("The reference, like INC-000123."))
    text = forms.CharField(label=_("In words"), widget=forms.Textarea(attrs={"rows": 2}))

    def clean_original(self) -> Incident | None:
        return _other(self, "original")


class LinkForm(ActionForm):
    verb, title, button = "link", _("Link with another"), _("Link")
    other = OtherField(label=_("Reference"), help_text=_("The reference, like INC-000123."))

    def clean_other(self) -> Incident | None:
        if not self.cleaned_data.get("other"):
            raise forms.ValidationError(_("Name another one."))
        return _other(self, "other")


class AdoptForm(ActionForm):
    verb, title, button = "adopt", _("Put under a parent"), _("Put it there")
    parent = OtherField(
        label=_("Parent"),
        help_text=_("The reference, like INC-000123. Answers, workaround and resolution of the parent reach it too."),
    )

    def clean_parent(self) -> Incident | None:
        return _other(self, "parent")


class ReleaseForm(ActionForm):
    verb, title, button = "release", _("Take out from under the parent"), _("Take it out")


class UnmergeForm(ActionForm):
    verb, title, button = "unmerge", _("No duplicate after all"), _("Take them apart")


class SplitForm(ActionForm):
    verb, title, button = "split", _("Make a new one out of a message"), _("Make a new one")
    message = forms.ModelChoiceField(choosing.messages_of(None), label=_("Message"))
    title_ = forms.CharField(label=_("Title"), max_length=160)

    def fill(self, incident: Incident, user: User) -> None:
        self.fields["message"].queryset = choosing.messages_of(incident)  # type: ignore[attr-defined]
        self.fields["message"].label_from_instance = _first_words  # type: ignore[attr-defined]


def _first_words(message: Message) -> str:
    return Truncator(f"{message.author_name}: {message.body}").chars(100)


class ApproveForm(ActionForm):
    verb, title, button = "approve", _("Approve"), _("Approve")
    text = forms.CharField(
        label=_("Anything to say?"), help_text=_("The requester reads this."), widget=forms.Textarea(attrs={"rows": 2})
    )


class RefuseForm(ActionForm):
    verb, title, button = "refuse", _("Do not approve"), _("Do not approve")
    text = forms.CharField(label=_("Why"), widget=forms.Textarea(attrs={"rows": 3}))


class AskApproverForm(ActionForm):
    verb, title, button = "ask_approver", _("Ask somebody else to approve"), _("Ask them")
    person = PersonField(label=_("Who approves"), help_text=_("Name or e-mail."))


class AmendForm(ActionForm):
    verb, title, button = "amend", _("Edit the details"), _("Save the details")
    title_ = forms.CharField(label=_("Title"), max_length=160)
    description = forms.CharField(label=_("What happens"), widget=forms.Textarea(attrs={"rows": 5}))
    service = forms.ModelChoiceField(choosing.services(), label=_("Affected service"))
    items = forms.ModelMultipleChoiceField(choosing.items(), label=_("Affected items"))
    affected_count = forms.IntegerField(label=_("How many are affected"), min_value=0, max_value=1_000_000)
    first_symptom_at = MomentField(label=_("First symptom"))
    last_normal_at = MomentField(label=_("Last known normal"))
    symptoms = forms.CharField(label=_("Symptoms"), widget=forms.Textarea(attrs={"rows": 2}))
    operational_impact = forms.CharField(label=_("Effect on the work"), widget=forms.Textarea(attrs={"rows": 2}))
    related_systems = forms.CharField(
        label=_("Related systems, affected or not"), widget=forms.Textarea(attrs={"rows": 2})
    )
    chronology = forms.CharField(label=_("Chronology"), widget=forms.Textarea(attrs={"rows": 2}))

    def start(self, incident: Incident, user: User) -> dict[str, Any]:
        names = set(self.base_fields) - {"title_", "seen", "key", "items"}
        return {
            "title_": incident.title, "items": list(incident.items.all()),
            **{name: getattr(incident, name) for name in names},
        }  # fmt: skip


class AffectedForm(ActionForm):
    verb, title, button = "add_affected", _("Add somebody affected"), _("Add")
    person = PersonField(label=_("Person"), help_text=_("Name or e-mail."))

    def clean_person(self) -> User:
        person: User | None = self.cleaned_data.get("person")
        if person is None:
            raise forms.ValidationError(_("Choose a person."))
        return person


class RestrictForm(ActionForm):
    verb, title, button = "restrict", _("Make it confidential"), _("Make it confidential")
    people = forms.ModelMultipleChoiceField(
        choosing.people(), label=_("Who may see it"), help_text=_("Requester, assignee and you always may.")
    )


class UnrestrictForm(ActionForm):
    verb, title, button = "unrestrict", _("End the confidentiality"), _("End the confidentiality")


class ReviewForm(ActionForm):
    verb, title, button = "review", _("Post-incident review"), _("Record the review")
    text = forms.CharField(
        label=_("What went well, what did not, what follows"), widget=forms.Textarea(attrs={"rows": 6})
    )


class CommentForm(ActionForm):
    """Writes, and does what the chosen macro says follows."""

    verb, title, button = "comment", _("Reply"), _("Send")
    macro = forms.ModelChoiceField(choosing.no_answers(), widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Message"), widget=forms.Textarea(attrs={"rows": 2, "data-mentions": reverse_lazy("desk:mentions")})
    )
    internal = forms.BooleanField(label=_("Internal note"))
    files = FilesField(label=_("Attachments"))  # type: ignore[assignment]

    def fill(self, incident: Incident, user: User) -> None:
        self.fields["macro"].queryset = choosing.answers_for(user)  # type: ignore[attr-defined]

    def act(self, by: Actor) -> Incident:
        return actions.answer(self.incident, by=by, **self.values())


class PairForm(ActionForm):
    verb, title, button = "pair", _("Work on it together"), _("Ask them")
    person = PersonField(label=_("Who works on it too"), help_text=_("Name or e-mail."))


class UnpairForm(ActionForm):
    verb, title, button = "unpair", _("End working together"), _("End it")
    person = forms.ModelChoiceField(choosing.partners_of(None), label=_("Who works on it no longer"))

    def fill(self, incident: Incident, user: User) -> None:
        self.fields["person"].queryset = choosing.partners_of(incident)  # type: ignore[attr-defined]


class TakeForm(ActionForm):
    verb, title, button = "take", _("Take it"), _("Take it")


class AssignForm(ActionForm):
    verb, title, button = "assign", _("Assign by rule"), _("Assign")


class WatchForm(ActionForm):
    verb, title, button = "watch", _("Watch it"), _("Watch it")


class UnwatchForm(ActionForm):
    verb, title, button = "unwatch", _("Watch it no longer"), _("Watch it no longer")


class NoteTimeForm(ActionForm):
    verb, title, button = "note_time", _("Note time spent"), _("Note it")
    minutes = forms.IntegerField(label=_("Minutes I worked on it"), min_value=1, max_value=1440)


def _other(form: ActionForm, name: str) -> Incident | None:
    handle = (form.cleaned_data.get(name) or "").strip()
    if not handle:
        return None
    found = Incident.visible_to(form.user).filter(Incident.by_handle(handle)).first()
    if found is None:
        raise forms.ValidationError(_("There is no such reference, or you may not see it."))
    return found


FORMS: dict[str, type[ActionForm]] = {
    form.verb: form
    for form in (
        RegisterForm, ClassifyForm, StartDiagnosisForm, HandOverForm, HoldForm, ResumeForm, LogForm, SettleForm,
        WorkaroundForm, ResolveForm, ConfirmForm, RejectForm, CloseForm, ReopenForm, CancelForm, LinkForm, AdoptForm, ReleaseForm, UnmergeForm, SplitForm, ApproveForm,
        RefuseForm, AskApproverForm, AmendForm, AffectedForm, RestrictForm, UnrestrictForm, ReviewForm, CommentForm, PairForm, TakeForm, AssignForm,
        UnpairForm, WatchForm, UnwatchForm, NoteTimeForm, AnnounceForm, EndAnnouncementForm,
    )
}  # fmt: skip

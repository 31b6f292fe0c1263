"""Mails in an administrator's own words: variables checked, values never markup, the frame stays (SPEC H5)."""

from __future__ import annotations

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from incidents import actions
from notifications import bell, mail
from notifications.models import MailText, OutboxRow
from notifications.occasions import OCCASIONS
from notifications.variables import VARIABLES, filled, filled_markdown, mistakes
from notifications.wording import preview
from people.actions import add
from people.models import User
from records.markdown import to_html
from records.refusals import Invalid
from tests.cast import Cast
from tests.journeys import in_diagnosis


def text(cast: Cast, **told: object) -> MailText:
    row = {"occasion": "reply", "language": "en", "subject": "News of {{ reference }}", "text": "About *{{ title }}*:"}
    return add(MailText(**{**row, **told}), by=cast.by("administrator"))


def letter(cast: Cast, title: str = "Printer") -> mail.Letter:
    User.objects.filter(pk=cast.requester.pk).update(language="en")
    incident = in_diagnosis(cast, title=title)
    actions.comment(incident, by=cast.by("agent"), text="We are on it.")
    row = OutboxRow.objects.get(payload__template="reply")
    found = mail.compose(row, User.objects.get(pk=cast.requester.pk))
    assert found is not None
    return found


def test_the_administrators_words_are_sent_in_the_frame(cast: Cast) -> None:
    text(cast)
    got = letter(cast)
    assert got.subject.startswith("News of INC-")
    assert "About *Printer*:" in got.text
    assert "<em>Printer</em>" in got.html
    assert "Hello Dewi" in got.text and "We are on it." in got.text and "/tickets/INC-" in got.text
    assert bell.lines(bell.of(cast.requester), cast.requester)[0].text == got.subject


@pytest.mark.parametrize("told", [{"language": "id"}, {"is_active": False}, {"occasion": "resolved"}])
def test_other_languages_and_occasions_stay_as_they_come(cast: Cast, told: dict[str, object]) -> None:
    text(cast, **told)
    assert "New message: Printer" in letter(cast).subject


def test_a_title_cannot_smuggle_a_link_or_markup_in(cast: Cast) -> None:
    text(cast)
    got = letter(cast, title="[Pay here](https://evil.example) <b>now</b> {{ team }}")
    assert 'href="https://evil.example' not in got.html
    assert "<b>now" not in got.html
    assert "{{ team }}" in got.text  # what a value says is not filled in again


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("text", "Hello {{ who }}", "{{ who }}"),
        ("subject", "{{reference}} {{ }}", "{{ }}"),
        ("text", "{% if x %}", "{%"),
        ("text", "{{ reference", "{{"),
        ("text", "reference }}", "}}"),
    ],
)
def test_an_unknown_variable_is_refused_at_its_field_and_says_which_there_are(
    cast: Cast, field: str, typed: str, said: str
) -> None:
    with pytest.raises(Invalid) as refused:
        text(cast, **{field: typed})
    told = str(refused.value.errors[field])
    assert list(refused.value.errors) == [field]
    assert said in told and "{{ assignee }}" in told


def test_one_text_for_an_occasion_in_a_language(cast: Cast) -> None:
    text(cast)
    with pytest.raises(Invalid, match="already"):
        text(cast)


@pytest.mark.parametrize("occasion", OCCASIONS)
def test_every_occasion_can_be_looked_at(occasion: str) -> None:
    shown = preview(occasion, "About {{ reference }}", "Hello {{ requester }}")
    assert shown["subject"] == "About INC-000123"
    assert shown["markdown"] == "Hello Dewi Lestari"
    assert shown["usual_subject"] and shown["usual"]


def test_it_is_looked_at_before_it_is_saved(cast: Cast, client: Client) -> None:
    client.force_login(cast.administrator)
    told = {
        "occasion": "reply",
        "language": "en",
        "subject": "About {{ reference }}",
        "text": "**News**",
        "preview": "1",
    }
    page = client.post("/admin/mail-texts/new/", told)
    assert page.status_code == 200
    assert "About INC-000123" in page.text and "<strong>News</strong>" in page.text
    assert not MailText.objects.exists()
    refused = client.post("/admin/mail-texts/new/", {**told, "text": "{{ nothing }}"})
    assert refused.status_code == 422
    assert "text" in refused.context["form"].errors
    client.post("/admin/mail-texts/new/", {name: value for name, value in told.items() if name != "preview"})
    assert MailText.objects.get().text == "**News**"


@given(st.dictionaries(st.sampled_from(sorted(VARIABLES)), st.text()), st.sampled_from(sorted(VARIABLES)))
def test_what_is_filled_in_reads_as_it_is(values: dict[str, str], name: str) -> None:
    assert filled(f"a {{{{ {name} }}}} b", values) == f"a {values.get(name, '')} b"
    assert mistakes(f"{{{{ {name} }}}}") == []


@given(st.text(alphabet="ab[]()<>*_`#!|~\\", max_size=30))
def test_a_value_is_words_in_markdown(value: str) -> None:
    html = to_html(filled_markdown("x{{ title }}x", {"title": value}))
    assert "<a" not in html and "<em" not in html and "<code" not in html and "<img" not in html

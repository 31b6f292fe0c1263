"""Incidents: list, search, report, read, amend."""

from __future__ import annotations

from typing import Any

import pytest

from incidents import actions
from incidents.actions.views import save_view
from incidents.models import Incident
from records.models import Entry
from tests.api.conftest import Program
from tests.cast import Cast
from tests.journeys import classified, closed, detected, in_diagnosis, registered


def handles(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.json()
    return [row["handle"] for row in answer.json()["results"]]


class TestList:
    def test_pages_follow_each_other_without_gap_or_repetition(self, cast: Cast, agent: Program) -> None:
        made = [registered(cast).handle for _turn in range(7)]
        seen, after = [], ""
        while True:
            answer = agent.get(f"incidents/?limit=3&sort=reference&after={after}")
            seen += handles(answer)
            after = answer.json()["next"]
            if after is None:
                break
        assert seen == made

    def test_a_question_a_view_and_a_saved_view_narrow_it(self, cast: Cast, agent: Program) -> None:
        held = actions.hold(classified(cast), by=cast.by("agent"), reason="supplier")
        over = closed(cast)
        assert handles(agent.get("incidents/?q=is:held")) == [held.handle]
        assert handles(agent.get("incidents/?view=over")) == [over.handle]
        view = save_view(by=cast.by("agent"), name="Held", question="is:held", sort="due")
        assert handles(agent.get(f"incidents/?view={view.code}")) == [held.handle]
        assert handles(agent.get(f"incidents/?view={view.code}&q=state:closed")) == []

    @pytest.mark.parametrize(
        ("asked", "field"),
        [
            ("q=stat:open", "q"), ("q=prio:P9", "q"), ("view=nonsense", "view"), ("view=v99999", "view"),
            ("view=v%C2%B2", "view"), ("sort=weight", "sort"), ("limit=0", "limit"), ("limit=101", "limit"),
            ("limit=x", "limit"), ("limit=%C2%B2", "limit"), ("after=nonsense", "after"), ("after=WzFd", "after"),
        ],
    )  # fmt: skip
    def test_what_means_nothing_is_said(self, cast: Cast, agent: Program, asked: str, field: str) -> None:
        answer = agent.get(f"incidents/?{asked}")
        assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
        assert list(answer.json()["errors"]) == [field]

    @pytest.mark.parametrize(
        "values", ['["\\u0000", 1]', '["\\ud800", 1]', "[null, 1]", "[1, 1]", '["x", 99999999999999999999]']
    )
    def test_a_forged_cursor_breaks_nothing(self, cast: Cast, agent: Program, values: str) -> None:
        import base64

        cursor = base64.urlsafe_b64encode(values.encode()).decode()
        assert agent.get(f"incidents/?after={cursor}").status_code in (200, 400)

    @pytest.mark.parametrize(
        "asked",
        [
            "q=team:mine",
            "q=assignee:none",
            "q=is:late",
            "q=handovers:0",
            "q=is:bouncing",
            "view=mine",
            "sort=priority",
            "sort=due",
        ],
    )
    def test_a_requester_asks_only_of_what_the_portal_shows(self, cast: Cast, requester: Program, asked: str) -> None:
        registered(cast)
        assert requester.get(f"incidents/?{asked}").status_code == 400
        assert len(handles(requester.get("incidents/?q=is:open state:registered&view=live&sort=changed"))) == 1

    def test_words_are_searched(self, cast: Cast, agent: Program) -> None:
        found = registered(cast, description="The espresso machine leaks.")
        registered(cast)
        assert handles(agent.get("search/?q=espresso")) == [found.handle]
        assert handles(agent.get("search/?q=espresso state:closed")) == []
        assert agent.get("search/?q=").status_code == 400


class TestReport:
    def test_a_report_with_the_minimum_is_registered_and_says_where_it_is(self, cast: Cast, requester: Program) -> None:
        answer = requester.post("incidents/", {"description": "No mail since 8.", "service": cast.service.pk})
        told = answer.json()
        assert (answer.status_code, told["state"], told["requester"]["name"]) == (201, "registered", "Dewi Lestari")
        assert answer["Location"] == told["url"] == f"/api/v1/incidents/{told['reference']}/"
        incident = Incident.objects.get(reference=told["reference"])
        assert (incident.source, Entry.objects.about(incident)[0].via) == ("api", "api")

    def test_one_without_waits_in_triage(self, cast: Cast, requester: Program) -> None:
        told = requester.post("incidents/", {"description": "Something is odd."}).json()
        assert (told["state"], told["reference"], told["handle"][:2]) == ("detected", None, "T-")

    def test_an_agent_reports_for_somebody(self, cast: Cast, agent: Program) -> None:
        report = {"description": "x", "service": cast.service.pk, "symptoms": "beeps", "items": []}
        told = agent.post("incidents/", report | {"requester": "REQUESTER@cast.example"}).json()
        assert told["requester"]["id"] == cast.requester.pk and told["symptoms"] == "beeps"
        assert Incident.objects.get().requester == cast.requester
        assert (
            agent.post("incidents/", report | {"requester": cast.colleague.pk}).json()["requester"]["id"]
            == cast.colleague.pk
        )

    @pytest.mark.parametrize("whom", ["colleague@cast.example", "nobody@cast.example"])
    def test_a_requester_reports_for_nobody_else_and_learns_nothing_of_accounts(
        self, cast: Cast, requester: Program, whom: str
    ) -> None:
        answer = requester.post("incidents/", {"description": "x", "requester": whom})
        assert answer.status_code == 403
        assert Incident.objects.count() == 0

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"description": ""}, "description"), ({"description": None}, "description"), ({"title": "x" * 161}, "title"),
            ({"service": 10**30}, "service"), ({"service": True}, "service"), ({"service": "x"}, "service"),
            ({"kind": "disaster"}, "kind"), ({"first_symptom_at": "2999-01-01T00:00Z"}, "first_symptom_at"),
            ({"first_symptom_at": "soon"}, "first_symptom_at"), ({"colour": "red"}, "colour"), ({"items": [999999]}, "items.0"),
            ({"requester": "nobody@cast.example"}, "requester"), ({"requester": "\u0000"}, "requester"),
            ({"affected_count": -1}, "affected_count"), ({"description": "a\u0000b"}, "description"),
            ({"description": "\ud800"}, "description"),
        ],
    )  # fmt: skip
    def test_what_is_wrong_is_said_at_its_field(
        self, cast: Cast, agent: Program, wrong: dict[str, Any], field: str
    ) -> None:
        answer = agent.post("incidents/", {"description": "x", **wrong})
        assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
        assert field in answer.json()["errors"], answer.json()
        assert Incident.objects.count() == 0

    @pytest.mark.parametrize("body", ["{", "[]", "5", "null", '"x"', "[" * 100_000])
    def test_a_body_that_is_no_report_breaks_nothing(self, cast: Cast, agent: Program, body: str) -> None:
        answer = agent.client.post(
            "/api/v1/incidents/",
            body,
            content_type="application/json",
            headers={"Authorization": f"Bearer {agent.secret}"},
        )
        assert answer.status_code in (400, 422)
        assert answer["Content-Type"] == "application/problem+json"

    def test_a_very_large_body_is_refused(self, cast: Cast, agent: Program, settings: Any) -> None:
        settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
        assert agent.post("incidents/", {"description": "x" * 2000}).status_code == 413

    def test_refusals_are_in_the_language_asked_for(self, cast: Cast, agent: Program) -> None:
        told = agent.post("incidents/", {}, Accept_Language="id").json()
        assert told["errors"]["description"] == ["Bidang ini tidak boleh kosong."]
        assert (
            agent.post("incidents/", {"description": "x", "kind": 5}, Accept_Language="id")
            .json()["detail"]
            .endswith("bukan pilihan yang tersedia.")
        )


class TestForms:
    def test_other_methods_forms_and_addresses_are_refused_in_the_words_of_the_api(
        self, cast: Cast, agent: Program
    ) -> None:
        incident = registered(cast)
        told = {
            405: agent.delete("incidents/"),
            415: agent.client.post(
                "/api/v1/incidents/",
                "a=b",
                content_type="text/csv",
                headers={"Authorization": f"Bearer {agent.secret}"},
            ),
            406: agent.get("incidents/", Accept="text/html"),
            404: agent.get("nothing/here/"),
        }
        for status, answer in told.items():
            assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
            assert {"type", "title", "status", "detail"} <= set(answer.json())
        assert agent.post(f"incidents/{incident.handle}/actions/explode/").status_code == 404

    @pytest.mark.parametrize(
        "handle", ["INC-999999", "T-1", "T-%C2%B2", "T-" + "9" * 40, "%00", "x" * 500, "%ED%A0%80"]
    )
    def test_what_is_no_reference_is_not_found(self, cast: Cast, agent: Program, handle: str) -> None:
        assert agent.get(f"incidents/{handle}/").status_code == 404


class TestAmend:
    def test_a_change_needs_the_version_it_is_based_on(self, cast: Cast, agent: Program) -> None:
        address = f"incidents/{registered(cast).handle}/"
        assert agent.patch(address, {"title": "New"}).status_code == 428
        assert agent.patch(address, {"title": "New"}, If_Match="nonsense").status_code == 400
        answer = agent.patch(address, {"title": "New"}, If_Match=agent.get(address)["ETag"])
        assert (answer.status_code, answer.json()["title"]) == (200, "New")
        assert answer["ETag"] == f'"{answer.json()["version"]}"'

    def test_a_stale_version_is_refused_with_what_happened_since(self, cast: Cast, agent: Program) -> None:
        incident = classified(cast)
        address, tag = f"incidents/{incident.handle}/", f'"{incident.entry_number}"'
        actions.comment(incident, by=cast.by("specialist"), text="Looking.", internal=True)
        answer = agent.patch(address, {"title": "New"}, If_Match=tag)
        assert answer.status_code == 412
        assert [line["actor"] for line in answer.json()["since"]] == ["Sari Wulandari"]
        assert Incident.objects.get(pk=incident.pk).title != "New"
        assert agent.patch(address, {"title": "New"}, If_Match='"999"').status_code == 412
        assert agent.patch(address, {"title": "New"}, If_Match="*").status_code == 200

    def test_what_is_left_out_stays_and_what_is_wrong_is_said(self, cast: Cast, agent: Program) -> None:
        incident = registered(cast)
        address = f"incidents/{incident.handle}/"
        assert agent.patch(address, {"affected_count": 7}, If_Match="*").json()["description"] == incident.description
        assert agent.patch(address, {"title": " "}, If_Match="*").status_code == 422
        assert agent.patch(address, {"service": None}, If_Match="*").json()["errors"]["service"]

    def test_a_requester_amends_nothing(self, cast: Cast, requester: Program) -> None:
        assert requester.patch(f"incidents/{registered(cast).handle}/", {"title": "x"}, If_Match="*").status_code == 403


class TestRead:
    def test_staff_read_all_and_a_requester_what_the_portal_shows(
        self, cast: Cast, agent: Program, requester: Program
    ) -> None:
        address = f"incidents/{in_diagnosis(cast).handle}/"
        whole, plain = agent.get(address).json(), requester.get(address).json()
        assert whole["priority"] and whole["assignee"]["name"] == "Sari Wulandari" and whole["due"]["due_at"]
        hidden = {"priority", "assignee", "team", "category", "due", "impact", "description", "named", "handover_count"}
        assert not hidden & set(plain) and hidden <= set(whole)
        assert (plain["title"], plain["state"]) == (whole["title"], "in_diagnosis")
        assert "priority" not in requester.get("incidents/").json()["results"][0]

    def test_triage_numbers_work_until_registration(self, cast: Cast, agent: Program) -> None:
        incident = detected(cast)
        assert agent.get(f"incidents/{incident.handle}/").json()["state"] == "detected"

"""A hostile agent: a confidential incident leaks through no door of the desk, neither its words nor that it exists (J5)."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from incidents import actions
from incidents.models import Incident
from notifications.models import Notice
from records.models import Attachment
from tests.cast import Cast
from tests.journeys import in_diagnosis

SECRET = "Kebocoran gaji direksi"


@pytest.fixture
def secret(cast: Cast) -> Incident:
    plain = in_diagnosis(cast, title="Kebocoran gaji karyawan", description="Daftar gaji terlihat.")
    row = in_diagnosis(cast, title=SECRET, description="Daftar gaji direksi terlihat oleh semua orang.")
    files = [SimpleUploadedFile("gaji.txt", b"rahasia", "text/plain")]
    actions.comment(row, by=cast.by("specialist"), text="Lampiran rahasia.", internal=True, files=files)
    actions.link(row, by=cast.by("specialist"), other=plain)
    actions.adopt(row, by=cast.by("specialist"), parent=plain)
    actions.watch(row, by=cast.by("agent"))
    return actions.restrict(row, by=cast.by("specialist"), people=[])


DOORS = [
    "/desk/?view=all", "/desk/?view=all&q=gaji", "/desk/?view=all&q=is:confidential", "/desk/?q=assignee:sari",
    "/desk/?view=all&group=team", "/desk/export.csv?view=all", "/desk/board/?view=all", "/desk/search/?q=kebocoran", "/desk/search/?q={handle}",
    "/desk/search/?q=direksi", "/desk/bulk/?verb=hold&pick={pk}", "/desk/news/?view=all&ids={pk}&made=0&since=0",
    "/desk/counts/", "/desk/{plain}/", "/desk/{plain}/report/", "/desk/{plain}/peek/", "/desk/people/?q=gaji",
    "/desk/views/?q=direksi", "/notices/", "/insight/promises/?period=month&kept=no",
]  # fmt: skip


@pytest.mark.parametrize("door", DOORS)
def test_no_page_shows_it(door: str, secret: Incident, client: Client, cast: Cast) -> None:
    client.force_login(cast.agent)
    plain = Incident.objects.get(title="Kebocoran gaji karyawan")
    answer = client.get(door.format(handle=secret.handle, pk=secret.pk, plain=plain.handle))
    shown = answer.getvalue().decode()
    assert SECRET not in shown
    assert secret.desk_url() not in shown
    if "{handle}" not in door:  # what was typed stands in its field
        assert secret.handle not in shown


@pytest.mark.parametrize("path", ["", "report/", "report.pdf", "peek/", "hold/", "comment/", "adopt/", "split/"])
def test_its_own_pages_are_not_there(path: str, secret: Incident, client: Client, cast: Cast) -> None:
    client.force_login(cast.agent)
    assert client.get(f"{secret.desk_url()}{path}").status_code == 404
    assert client.post(f"{secret.desk_url()}{path or 'hold/'}", {"text": "x"}).status_code in (404, 405)


def test_its_files_are_not_there(secret: Incident, client: Client, cast: Cast) -> None:
    [file] = Attachment.objects.about(secret)
    client.force_login(cast.specialist)
    page = client.get(secret.desk_url()).text
    [address] = {part.split('"')[0] for part in page.split('href="') if f"/{file.pk}/" in part.split('"')[0]}
    assert client.get(address).status_code == 200
    client.force_login(cast.agent)
    assert client.get(address).status_code == 404


def test_it_is_in_no_count(secret: Incident, client: Client, cast: Cast) -> None:
    client.force_login(cast.agent)
    listing = client.get("/desk/?view=all").context
    assert listing["count"] == "1"
    assert client.get("/desk/?view=all&q=is:confidential").context["count"] == "0"


def test_who_watched_it_hears_no_more(secret: Incident, cast: Cast) -> None:
    before = Notice.objects.filter(person=cast.agent).count()
    actions.comment(secret, by=cast.by("specialist"), text="@Budi Santoso lihat ini.", internal=True)
    assert Notice.objects.filter(person=cast.agent).count() == before


def test_who_is_named_sees_it(secret: Incident, client: Client, cast: Cast) -> None:
    client.force_login(cast.specialist)
    assert SECRET in client.get("/desk/?view=all").text
    assert SECRET.split()[0] in client.get("/desk/search/?q=direksi").text

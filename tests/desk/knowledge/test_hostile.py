"""Hostile texts, files and guesses: nothing runs, nothing leaks."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from incidents.actions import restrict
from knowledge import actions
from knowledge.models import Article
from people.models import User
from records.models import Attachment
from tests.cast import Cast
from tests.journeys import resolved
from tests.knowledge.articles import drafted, published, publisher

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "[press](javascript:alert(1))",
    "[press](JaVaScRiPt&colon;alert(1))",
    "[press](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "![x](data:image/svg+xml;base64,PHN2Zy8+)",
    "![x](https://spy.example/pixel.png)",
    "![x](//spy.example/pixel.png)",
    "<iframe src='https://spy.example'></iframe>",
    "<style>body{display:none}</style>",
    '<a href="x" style="position:fixed" onclick="alert(1)">x</a>',
    "[x]: javascript:alert(1)\n\n[x]",
    "<javascript:alert(1)>",
    "`<script>alert(1)</script>`",
    "[a](vbscript:msgbox(1)) ![b](file:///etc/passwd)",
]
SAFE = re.compile(r"(https?:(?!//spy)|mailto:|tel:|/attachments/\d+/$|x$|#)")


class Reader(HTMLParser):
    """Collects what in a rendered text could run, or call elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "svg", "iframe", "style", "object", "embed", "form", "input"}:
            self.found.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name == "style":
                self.found.append(name)
            if name in {"href", "src"} and not SAFE.match(value or ""):
                self.found.append(f"{name}={value}")


def running(page: str) -> list[str]:
    """What of the rendered texts of a page could run, or call elsewhere."""
    reader = Reader()
    reader.feed(shown(page))
    return reader.found


def client_of(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=getattr(cast, name).pk))
    return client


def shown(page: str) -> str:
    """The rendered texts of a page."""
    found = re.findall(r'<div class="markdown article-text">(.*?)</div>', page, re.DOTALL)
    assert found
    return "".join(found)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_runs_or_calls_elsewhere(cast: Cast, text: str) -> None:
    article = published(cast, body=f"Before\n\n{text}\n\nAfter", summary=text[:300])
    agent, requester = client_of(cast, "agent"), client_of(cast, "requester")
    preview = agent.post(f"{article.desk_url()}preview/", {"body": text})
    for page in (agent.get(article.desk_url()), requester.get(article.get_absolute_url()), preview):
        assert page.status_code == 200
        assert running(page.text) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_a_title_is_only_ever_words(cast: Cast, text: str) -> None:
    article = published(cast, title=text[:160], tags=[text[:40].lower()])
    for who, path in (
        ("agent", "/desk/knowledge/"),
        ("agent", article.desk_url()),
        ("requester", article.get_absolute_url()),
    ):
        page = client_of(cast, who).get(path).text
        assert "<script>alert" not in page and "<img src=x" not in page and "<svg onload" not in page


def picture(width: int = 4, kind: str = "PNG") -> bytes:
    held = io.BytesIO()
    Image.new("1", (width, width)).save(held, kind)
    return held.getvalue()


def test_a_pasted_picture_becomes_text_that_shows_it(cast: Cast) -> None:
    article = drafted(cast)
    file = SimpleUploadedFile("a [b](javascript:x).png", picture(), "image/png")
    told = client_of(cast, "agent").post(f"{article.desk_url()}upload/", {"file": file}).json()
    kept = Attachment.objects.about(article).get()
    assert told["text"].startswith("![") and told["text"].endswith(f"](/attachments/{kept.pk}/)")
    page = client_of(cast, "agent").post(f"{article.desk_url()}preview/", {"body": told["text"]}).text
    assert f'src="/attachments/{kept.pk}/"' in page and "javascript" not in re.sub(r'(alt|title)="[^"]*"', "", page)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("x.html", b"<script>alert(1)</script>"),
        ("x.png", b"<svg/>"),
        ("x.png", b"MZ\x90\x00"),
        ("x.png", b""),
    ],
)
def test_no_file_comes_in_that_is_not_what_it_says(cast: Cast, name: str, content: bytes) -> None:
    article = drafted(cast)
    answer = client_of(cast, "agent").post(f"{article.desk_url()}upload/", {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 422 and answer.json()["refused"]
    assert not Attachment.objects.exists()


def test_a_picture_that_unpacks_hugely_is_refused(cast: Cast) -> None:
    article = drafted(cast)
    file = SimpleUploadedFile("bomb.png", picture(10_000))
    assert client_of(cast, "agent").post(f"{article.desk_url()}upload/", {"file": file}).status_code == 422


def test_a_file_is_read_by_who_reads_the_text_that_shows_it(cast: Cast) -> None:
    article = published(cast)
    shown_, other = (
        actions.add_file(article, by=cast.by("agent"), file=SimpleUploadedFile(name, picture()))
        for name in ("a.png", "b.png")
    )
    article = actions.write(article, by=cast.by("agent"), body=f"![a](/attachments/{shown_.pk}/)")
    requester, agent = client_of(cast, "requester"), client_of(cast, "agent")

    def statuses(client: Client) -> list[int]:
        return [client.get(f"/attachments/{each.pk}/").status_code for each in (shown_, other)]

    assert statuses(requester) == [404, 404]
    assert statuses(agent) == [200, 200]
    actions.publish(actions.send_to_review(article, by=cast.by("agent")), by=publisher(cast))
    assert statuses(requester) == [200, 404]
    assert requester.get(f"/attachments/{shown_.pk}/")["Content-Security-Policy"].startswith("default-src 'none'")
    actions.write(article, by=publisher(cast), readers="staff")
    assert statuses(requester) == [404, 404]


def test_a_text_opens_no_file_of_an_incident(cast: Cast) -> None:
    from incidents import actions as on_incidents

    incident = restrict(resolved(cast), by=cast.by("specialist"), people=[])
    on_incidents.comment(
        incident, by=cast.by("specialist"), text="x", internal=True, files=[SimpleUploadedFile("a.png", picture())]
    )
    secret = Attachment.objects.about(incident).get()
    published(cast, body=f"![a](/attachments/{secret.pk}/)")
    for who in ("requester", "agent", "administrator"):
        assert client_of(cast, who).get(f"/attachments/{secret.pk}/").status_code == 404


PARTS = ["", "edit/", "versions/", "publish/", "retire/", "comment/", "translate/"]


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("who", ["agent", "administrator", "other_specialist"])
def test_what_a_confidential_incident_taught_is_not_there(cast: Cast, part: str, who: str) -> None:
    incident = restrict(resolved(cast, title="Payroll leaked"), by=cast.by("specialist"), people=[])
    article = actions.draft_after(incident, by=cast.by("specialist"), language="en")
    client = client_of(cast, who)
    assert client.get(f"{article.desk_url()}{part}").status_code == 404
    assert client.post(f"{article.desk_url()}{part or 'retire/'}", {"why": "x", "title": "x"}).status_code in (404, 405)
    for path in (
        "/desk/knowledge/",
        "/desk/knowledge/?q=payroll",
        "/knowledge/?q=payroll",
        "/desk/knowledge/suggest/?q=payroll",
    ):
        assert "Payroll leaked" not in client.get(path).text
        assert article.reference not in client.get(path).text


@pytest.mark.parametrize("guess", ["KB-000001", "kb-1", "KB-%00", "..", "T-1", "KB-" + "9" * 40, "KB-\u0661"])
def test_a_guess_finds_nothing(cast: Cast, guess: str) -> None:
    drafted(cast)
    for who, path in (("agent", f"/desk/knowledge/{guess}/"), ("requester", f"/knowledge/{guess}/")):
        assert client_of(cast, who).get(path).status_code in (404, 400)


def test_a_form_names_no_foreign_version(cast: Cast) -> None:
    other = drafted(cast, title="Other")
    article = published(cast)
    answer = client_of(cast, "agent").post(f"{article.desk_url()}restore/", {"version": other.versions.get().pk})
    assert answer.status_code == 422
    assert Article.objects.get(pk=article.pk).versions.count() == 1

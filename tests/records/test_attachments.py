"""Which files come in, and under which name."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from records.attachments import content_type_of, safe_name
from records.refusals import Invalid


def png() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (4, 4)).save(stream, "PNG")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "is_let_in"),
    [
        ("photo.png", png(), True),
        ("photo.jpg", png(), False),
        ("photo.png", b"MZ\x90\x00", False),
        ("letter.pdf", b"%PDF-1.7 ...", True),
        ("letter.pdf", b"<html><script>", False),
        ("notes.txt", b"plain words", True),
        ("notes.txt", b"\x7fELF\x02", False),
        ("run.sh", b"#!/bin/sh", False),
        ("page.html", b"<script>alert(1)</script>", False),
        ("drawing.svg", b"<svg onload='x'/>", False),
        ("table.csv", b"a,b\n1,2\n", True),
        ("binary.csv", b"a\x00b", False),
        ("archive.zip", b"PK\x03\x04...", True),
        ("letter.docx", b"PK\x03\x04...", True),
        ("letter.docx", b"not a document", False),
        ("empty.txt", b"", False),
        ("noextension", b"abc", False),
    ],
)
def test_a_file_comes_in_only_as_what_it_is(name: str, content: bytes, is_let_in: bool) -> None:
    upload = SimpleUploadedFile(name, content)
    if is_let_in:
        assert content_type_of(upload)
    else:
        with pytest.raises(Invalid) as refused:
            content_type_of(upload)
        assert refused.value.errors["attachments"]


def test_a_file_over_the_limit_is_refused_and_told_how_large_it_may_be(settings: Any) -> None:
    settings.ATTACHMENT_MAX_BYTES = 1_000_000
    with pytest.raises(Invalid, match="1 MB"):
        content_type_of(SimpleUploadedFile("notes.txt", b"x" * 1_000_001))


@pytest.mark.parametrize(
    ("claimed", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\scan.pdf", "scan.pdf"),
        ("inv\u202egpj.exe", "invgpj.exe"),
        ('a"b<c>.txt', "a_b_c_.txt"),
        ("", "file"),
        ("laporan é.pdf", "laporan é.pdf"),
    ],
)
def test_a_name_is_made_safe(claimed: str, kept: str) -> None:
    assert safe_name(claimed) == kept


@given(st.text(max_size=400))
def test_a_safe_name_is_never_a_path_nor_too_long(claimed: str) -> None:
    name = safe_name(claimed)
    assert 0 < len(name) <= 120
    assert not set(name) & set('/\\\x00<>:"|?*\n')
    assert name not in {".", ".."}

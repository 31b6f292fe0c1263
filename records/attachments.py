"""Files at the door: what is let in, under which name, and as what."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

import puremagic
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from records.actors import Actor
from records.models import Attachment, Message, Subject
from records.refusals import Invalid

ALLOWED = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".pdf": "application/pdf",
    ".txt": "text/plain",
    ".log": "text/plain",
    ".csv": "text/csv",
    ".json": "application/json",
    ".xml": "application/xml",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xls": "application/vnd.ms-excel",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".ppt": "application/vnd.ms-powerpoint",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".zip": "application/zip",
    ".gz": "application/gzip",
    ".eml": "message/rfc822",
    ".msg": "application/vnd.ms-outlook",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".mp3": "audio/mpeg",
    ".ogg": "audio/ogg",
}
_IMAGES = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
_SIGNATURES = {
    ".pdf": (b"%PDF-",),
    ".zip": (_ZIP, b"PK\x05\x06"),
    ".gz": (b"\x1f\x8b",),
    **dict.fromkeys((".doc", ".xls", ".ppt", ".msg"), (_OLE,)),
    **dict.fromkeys((".docx", ".xlsx", ".pptx", ".odt", ".ods"), (_ZIP,)),
}
_TEXTS = {".txt", ".log", ".csv", ".json", ".xml", ".eml"}
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa")
_MAX_PIXELS = 80_000_000


def safe_name(claimed: str) -> str:
    """The claimed name without folders, control and direction-changing characters; 120 characters at most."""
    name = unicodedata.normalize("NFC", PurePath(claimed.replace("\\", "/")).name)
    name = "".join(sign for sign in name if unicodedata.category(sign) not in {"Cc", "Cf", "Co", "Cn", "Cs"})
    name = re.sub(r'[<>:"/|?*;]', "_", name).strip(" .") or "file"
    stem, suffix = PurePath(name).stem, PurePath(name).suffix[:12]
    return stem[: 120 - len(suffix)] + suffix


def content_type_of(upload: UploadedFile[Any]) -> str:
    """What the file is, by its content; raises Invalid where it may not come in, saying why and what to do."""
    name = safe_name(upload.name or "")
    suffix = PurePath(name).suffix.lower()
    limit = settings.ATTACHMENT_MAX_BYTES
    if (upload.size or 0) > limit:
        raise _refuse(_("%(name)s is larger than %(limit)d MB. Make it smaller or share a link to it."), name)
    if not upload.size:
        raise _refuse(_("%(name)s is empty. Choose the file again."), name)
    if suffix not in ALLOWED:
        raise _refuse(_("Files like %(name)s are not accepted. Send a picture, a PDF, a document or a ZIP."), name)
    head = _head(upload)
    if not _is_what_it_claims(upload, suffix, head):
        raise _refuse(_("%(name)s is not what its name says. Send the original file."), name)
    return _image_type(upload) or ALLOWED[suffix]


def check_all(uploads: Iterable[UploadedFile[Any]]) -> None:
    """Refuse the whole act, naming every file that may not come in."""
    errors: list[str] = []
    for upload in uploads:
        try:
            content_type_of(upload)
        except Invalid as refusal:
            errors.extend(refusal.errors["attachments"])
    if errors:
        raise Invalid({"attachments": errors})


def attach(
    subject: Subject,
    uploads: Iterable[UploadedFile[Any]],
    *,
    by: Actor,
    visibility: str,
    message: Message | None = None,
) -> list[Attachment]:
    """Keep files with a subject; raises Invalid before the first one is kept if any may not come in."""
    listed = list(uploads)
    check_all(listed)
    return [_keep(subject, upload, by, visibility, message) for upload in listed]


def _keep(
    subject: Subject, upload: UploadedFile[Any], by: Actor, visibility: str, message: Message | None
) -> Attachment:
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return Attachment.objects.create(
        subject_type=subject.subject_type,
        subject_id=subject.pk,
        message=message,
        visibility=visibility,
        file=upload,
        name=safe_name(upload.name or ""),
        size=upload.size or 0,
        content_type=content_type_of(upload),
        sha256=digest.hexdigest(),
        uploaded_by=by.person_id,
        created_at=by.at,
    )


def _refuse(text: str, name: str) -> Invalid:
    return Invalid({"attachments": text % {"name": name, "limit": settings.ATTACHMENT_MAX_BYTES // 1_000_000}})


def _head(upload: UploadedFile[Any]) -> bytes:
    upload.seek(0)
    head: bytes = upload.read(4096)
    upload.seek(0)
    return head


def _is_what_it_claims(upload: UploadedFile[Any], suffix: str, head: bytes) -> bool:
    if head.startswith(_PROGRAMS):
        return False
    if ALLOWED[suffix].startswith("image/"):
        return _image_type(upload) == ALLOWED[suffix]
    if suffix in _SIGNATURES:
        return head.startswith(_SIGNATURES[suffix])
    if suffix in _TEXTS:
        return b"\x00" not in head or head.startswith((b"\xff\xfe", b"\xfe\xff"))
    return _sounds_like(head, ALLOWED[suffix].split("/")[0])


def _sounds_like(head: bytes, family: str) -> bool:
    try:
        guesses = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return False
    return any(family in guess.mime_type or "application/ogg" in guess.mime_type for guess in guesses)


def _image_type(upload: UploadedFile[Any]) -> str | None:
    if not ALLOWED.get(PurePath(upload.name or "").suffix.lower(), "").startswith("image/"):
        return None
    try:
        upload.seek(0)
        with Image.open(upload) as picture:
            if picture.width * picture.height > _MAX_PIXELS:
                return None
            return _IMAGES.get(picture.format or "")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return None
    finally:
        upload.seek(0)

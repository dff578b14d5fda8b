"""Pictures for whoever holds a signed address: a photo's sizes and cards of words, only while their people agree."""

from datetime import datetime

from django.core.files.storage import default_storage
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from content import addresses, cards, clock, ids, ledger, queries, references, renditions, sharing
from content.models.photo import Photo
from content.reading import ContentItem, Reader
from content.references import PhotoRecord
from content.words import Purpose

LONGEST = 60  # seconds that a copy may be shown without asking again
GONE = "This picture has been withdrawn. Please take it down where you show it."


@transaction.non_atomic_requests
@require_safe
def rendition(
    request: HttpRequest, photo: str, recipe: str, signed: str, signature: str, extension: str
) -> HttpResponseBase:
    now, uid = clock.now(), ids.uid_of(ids.PHOTO, photo)
    record = references.current()[0].photos.get(str(uid))
    uses = renditions.purposes_in(record, recipe, signed, signature, extension) if record else None
    if record is None or uses is None:
        may_be_shown = record is not None and record.may_be_used((), now)
        if uid is None or may_be_shown or not ledger.was_handed_out(uid):
            raise Http404
        return _gone()  # an address of ours may be old: of a photo that is deleted, or was cut anew since
    if not record.may_be_used(uses, now):
        return _gone()
    etag = f'"{signature}-{record.file_hash[:8]}"'
    if request.headers.get("If-None-Match") == etag:
        response: HttpResponseBase = HttpResponse(status=304)
    else:
        try:
            file = default_storage.open(renditions.file_of(record, recipe, extension))
        except (renditions.Withdrawn, Photo.DoesNotExist, FileNotFoundError):
            record = references.current()[0].photos.get(record.uid)
            if record and record.may_be_used(uses, clock.now()):
                raise  # the original is missing: that is ours to repair
            return _gone()
        response = FileResponse(
            file, content_type={"jpg": "image/jpeg", "webp": "image/webp", "avif": "image/avif"}[extension]
        )
        response["X-Content-Type-Options"] = "nosniff"
    if "Content-Disposition" in response:
        del response["Content-Disposition"]  # whoever saves the file names it; ours is the storage's affair
    ledger.note_fetched(record.uid, uses, now)
    response["ETag"] = etag
    # Short, because a consent may be withdrawn; revalidation costs one small statement.
    response["Cache-Control"] = f"public, max-age={_seconds_left(record, now)}, must-revalidate"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@transaction.non_atomic_requests
@require_safe
def card(request: HttpRequest, item: str, language: str, what: str, size: str, signature: str) -> HttpResponseBase:
    """An item's words as a picture, for as long as readers may see it and whoever is quoted agrees."""
    if not cards.is_ours(item, language, what, size, signature):
        raise Http404
    reader = Reader(addresses.of(request), Purpose.SOCIAL_MEDIA, snapshot=references.of(request))
    entries = queries.visible(reader.now).filter(item=str(ids.uid_of(ids.ITEM, item)), language=language)
    shown = reader.one(entries.values(*queries.COLUMNS), queries.Languages())
    quote = None
    if isinstance(shown, ContentItem) and what != cards.TITLE:
        quote = next((each for each in shown.quotes_of(shown.card.get("quotes") or []) if each.id == what), None)
    if not isinstance(shown, ContentItem) or (what != cards.TITLE and quote is None):
        return _gone()
    words = sharing.card_of(shown, quote)
    width, height = map(int, size.split("x"))
    etag = f'"{signature}-{cards.fingerprint(words)}"'
    if request.headers.get("If-None-Match") == etag:
        response: HttpResponseBase = HttpResponse(status=304)
    else:
        response = HttpResponse(cards.draw(words, width, height), content_type="image/jpeg")
        response["X-Content-Type-Options"] = "nosniff"
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={LONGEST}, must-revalidate"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _gone() -> HttpResponse:
    response = HttpResponse(GONE, status=410, content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "no-cache"  # a consent may be given anew
    return response


def _seconds_left(record: PhotoRecord, now: datetime) -> int:
    """How long a copy may be shown without asking again: never beyond the consent."""
    ends = record.consent_expires_at
    return LONGEST if ends is None else max(0, min(LONGEST, int((ends - now).total_seconds())))

"""Pictures for whoever holds a signed address: a photo's sizes and cards of words, only while their people agree."""

from django.core.files.storage import default_storage
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from content import addresses, cards, clock, ids, queries, references, renditions, sharing
from content.reading import ContentItem, Reader
from content.words import Purpose

GONE = "This picture has been withdrawn. Please take it down where you show it."


@transaction.non_atomic_requests
@require_safe
def rendition(
    request: HttpRequest, photo: str, recipe: str, uses: str, signature: str, extension: str
) -> HttpResponseBase:
    snapshot, _number = references.current()
    uid = ids.uid_of(ids.PHOTO, photo)
    record = snapshot.photos.get(str(uid))
    if record is None:
        raise Http404
    purposes = renditions.purposes_in(record, recipe, uses, signature, extension)
    if purposes is None:
        raise Http404
    if not record.may_be_used(purposes, clock.now()):
        return HttpResponse(GONE, status=410, content_type="text/plain; charset=utf-8")
    etag = f'"{signature}-{record.file_hash[:8]}"'
    if request.headers.get("If-None-Match") == etag:
        response: HttpResponseBase = HttpResponse(status=304)
    else:
        response = FileResponse(
            default_storage.open(renditions.file_of(record, recipe, extension)),
            content_type={"jpg": "image/jpeg", "webp": "image/webp", "avif": "image/avif"}[extension],
        )
        response["X-Content-Type-Options"] = "nosniff"
    del response["Content-Disposition"]  # whoever saves the file names it; ours is the storage's affair
    return _kept_briefly(response, etag)


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
        return HttpResponse(GONE, status=410, content_type="text/plain; charset=utf-8")
    words = sharing.card_of(shown, quote)
    width, height = map(int, size.split("x"))
    etag = f'"{signature}-{cards.fingerprint(words)}"'
    if request.headers.get("If-None-Match") == etag:
        response: HttpResponseBase = HttpResponse(status=304)
    else:
        response = HttpResponse(cards.draw(words, width, height), content_type="image/jpeg")
        response["X-Content-Type-Options"] = "nosniff"
    return _kept_briefly(response, etag)


def _kept_briefly(response: HttpResponseBase, etag: str) -> HttpResponseBase:
    """Short, because a consent may be withdrawn; revalidation costs one small statement."""
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=60, must-revalidate"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response

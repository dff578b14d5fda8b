"""A photo's sizes, for whoever holds a signed address, and only while the people in the photo agree."""

from django.core.files.storage import default_storage
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from content import clock, ids, references, renditions

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
    response["ETag"] = etag
    # Short, because a consent may be withdrawn; revalidation costs one small statement.
    response["Cache-Control"] = "public, max-age=60, must-revalidate"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response

"""Files as they were uploaded: for editors only. Readers get signed renditions, see `content/renditions.py`."""

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from wagtail.admin.auth import require_admin_access


@transaction.non_atomic_requests
@require_admin_access
def media(request: HttpRequest, name: str) -> HttpResponseBase:
    """An original or an admin thumbnail, for someone who is logged in to the admin."""
    try:
        if not default_storage.exists(name):
            raise Http404
        response = FileResponse(default_storage.open(name))
    except SuspiciousFileOperation as error:
        raise Http404 from error
    response["Cache-Control"] = "private, max-age=300"
    response["X-Content-Type-Options"] = "nosniff"
    return response

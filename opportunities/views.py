"""An event as a file that any calendar opens."""

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from content import ids, pages
from content.queries import Languages
from opportunities.calendar import calendar_of
from opportunities.items import OpportunityItem


@transaction.non_atomic_requests
@require_safe
def calendar(request: HttpRequest, item_id: str) -> HttpResponse:
    uid = ids.uid_of(ids.ITEM, item_id)
    if uid is None:
        raise Http404
    item = pages.reader_of(request).items_by_uid([uid], Languages()).get(uid)
    if not isinstance(item, OpportunityItem):
        raise Http404
    response = HttpResponse(calendar_of(item), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{item.slug}.ics"'
    response["Cache-Control"] = "public, no-cache"
    return response

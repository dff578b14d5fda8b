"""What the admin says of a photo's consent."""

from django import template

from content.models import Photo
from content.photo_pages import ConsentState, named

register = template.Library()


@register.filter
def consent_state(photo: Photo) -> ConsentState:
    return ConsentState(photo)


@register.filter
def reader_name(reader: str) -> str:
    return named(reader)

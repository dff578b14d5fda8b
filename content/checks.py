"""What every content type must have. Part of `manage.py check`."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.checks import Error, register
from django.template.exceptions import TemplateDoesNotExist
from django.template.loader import get_template

from content.models.page import PublishedPage


def page_types() -> list[type[PublishedPage]]:
    """Every page type of ours."""
    return [model for model in apps.get_models() if issubclass(model, PublishedPage)]


@register()
def page_types_are_whole(**_options: Any) -> list[Error]:
    return [error for model in page_types() for error in _missing(model)]


def _missing(model: type[PublishedPage]) -> Iterator[Error]:
    if not model.type_name:
        yield Error(
            f"{model.__name__} has no type_name.", hint="Readers and partners know it by that.", id="content.E001"
        )
    if not (model.__doc__ or "").strip() or (model.__doc__ or "").startswith(f"{model.__name__}("):
        yield Error(f"{model.__name__} has no docstring.", hint="It is printed in the API.", id="content.E002")
    try:
        get_template(model.template_name)
    except TemplateDoesNotExist:
        yield Error(f"{model.__name__} has no template {model.template_name!r}.", id="content.E003")

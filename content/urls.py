"""Addresses of the floor: a photo's sizes."""

from django.urls import re_path

from content import views

urlpatterns = [
    re_path(
        r"^photos/(?P<photo>p_[\w-]{22})/(?P<recipe>(?:fill-\d+x\d+|width-\d+))"
        r"\.(?P<signed>[wpst]{1,4})\.(?P<signature>[0-9a-f]{16})\.(?P<extension>jpg|webp|avif)$",
        views.rendition,
        name="rendition",
    ),
]

"""Addresses of the floor: a photo's sizes, and cards of words."""

from django.urls import re_path

from content import views

urlpatterns = [
    re_path(
        r"^photos/(?P<photo>p_[\w-]{22})/(?P<recipe>(?:fill-\d+x\d+|width-\d+|post-\d+x\d+-\d+))"
        r"\.(?P<signed>[wpst]{1,4})\.(?P<signature>[0-9a-f]{16})\.(?P<extension>jpg|webp|avif)$",
        views.rendition,
        name="rendition",
    ),
    re_path(
        r"^cards/(?P<item>i_[\w-]{22})/(?P<language>[a-z]{2,3})\.(?P<what>title|q_[\w-]{22})"
        r"\.(?P<size>\d{2,4}x\d{2,4})\.(?P<signature>[0-9a-f]{16})\.jpg$",
        views.card,
        name="card",
    ),
]

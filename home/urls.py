"""Addresses of the citizens' pages: whatever nobody else has taken."""

from django.urls import path, re_path

from home import views

urlpatterns = [
    path("theme.css", views.colours, name="colours"),
    re_path(r"^(?P<path>.*)$", views.page, name="page"),
]

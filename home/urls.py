"""Addresses of the citizens' pages: whatever nobody else has taken."""

from django.urls import re_path

from home import views

urlpatterns = [re_path(r"^(?P<path>.*)$", views.page, name="page")]

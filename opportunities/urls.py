"""Addresses of this room: an event for the calendar."""

from django.urls import re_path

from opportunities import views

urlpatterns = [re_path(r"^calendar/(?P<item_id>i_[\w-]{22})\.ics$", views.calendar, name="calendar")]

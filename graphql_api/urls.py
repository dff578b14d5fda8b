"""The API's addresses."""

from django.urls import path

from graphql_api import views

urlpatterns = [path("", views.graphql, name="graphql")]

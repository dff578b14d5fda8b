"""The API's addresses, and those of the log's feeds."""

from django.urls import path

from graphql_api import feeds, views

urlpatterns = [
    path("graphql/", views.graphql, name="graphql"),
    path("feeds/changes.json", feeds.rpde, name="changes"),
    path("feeds/content.ndjson", feeds.dump, name="dump"),
]

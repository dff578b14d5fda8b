"""Every address of the installation; the citizens' pages come last, for they take what is left."""

from django.urls import include, path
from wagtail.admin import urls as admin_urls
from wagtail.documents import urls as document_urls

from cms import views

urlpatterns = [
    path("admin/", include(admin_urls)),
    path("media/<path:name>", views.media, name="media"),
    path("documents/", include(document_urls)),
    path("", include("graphql_api.urls")),
    path("", include("content.urls")),
    path("", include("opportunities.urls")),
    path("", include("search.urls")),
    path("", include("home.urls")),
]

"""GraphiQL in the browser, its files served by us."""

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@csp_update({"style-src": ["'unsafe-inline'"]})  # its editor writes style attributes; scripts stay ours
def page(request: HttpRequest) -> HttpResponse:
    return render(request, "graphql/graphiql.html")

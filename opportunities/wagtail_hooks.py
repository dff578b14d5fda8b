"""The opportunities' own menu: a flat list per shape, so that nobody has to know the tree."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.pages import PageListingViewSet

from opportunities.models import (
    ConsultationPage,
    EventPage,
    ExchangePage,
    FacilityPage,
    FundingPage,
    OpportunityPage,
    TaskPage,
)

ICONS: dict[type[OpportunityPage], str] = {
    TaskPage: "group",
    EventPage: "calendar-alt",
    ExchangePage: "rotate",
    ConsultationPage: "comment",
    FundingPage: "tag",
    FacilityPage: "home",
}


class ShapeListing(PageListingViewSet):
    """Every page of one shape."""


def listing_of(model: type[OpportunityPage], icon: str) -> ShapeListing:
    name = model._meta.model_name
    return ShapeListing(name=name, model=model, icon=icon, menu_label=model._meta.verbose_name_plural)


class Opportunities(ViewSetGroup):
    menu_label = _("Opportunities")
    menu_icon = "calendar-check"
    menu_order = 130
    items = tuple(listing_of(model, icon) for model, icon in ICONS.items())


@hooks.register("register_admin_viewset")
def listings() -> Opportunities:
    return Opportunities()

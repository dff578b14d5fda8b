"""A flat list per content type in the editors' menu, so that nobody has to know the tree."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.pages import PageListingViewSet

from stories.models import InitiativePage, StoryPage


class StoryListing(PageListingViewSet):
    model = StoryPage
    icon = "doc-full-inverse"
    menu_label = _("Good stories")
    menu_order = 110
    add_to_admin_menu = True
    name = "stories"


class InitiativeListing(PageListingViewSet):
    model = InitiativePage
    icon = "pick"
    menu_label = _("Initiative examples")
    menu_order = 120
    add_to_admin_menu = True
    name = "initiatives"


@hooks.register("register_admin_viewset")
def listings() -> list[PageListingViewSet]:
    return [StoryListing(), InitiativeListing()]

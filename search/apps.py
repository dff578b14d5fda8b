from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from content import publishing
        from search import index
        from search.models import Promotion, Synonym

        publishing.follow(index.write)
        publishing.refer_to(Synonym)
        publishing.refer_to(Promotion)

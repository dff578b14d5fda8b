from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"

    def ready(self) -> None:
        from home import items  # noqa: F401 - registers how this room's pages are read

from django.apps import AppConfig


class StoriesConfig(AppConfig):
    name = "stories"

    def ready(self) -> None:
        from stories import items  # noqa: F401 - registers how this room's content is read

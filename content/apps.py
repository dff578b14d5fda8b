from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "content"

    def ready(self) -> None:
        from content import checks, publishing  # noqa: F401 - checks register themselves

        publishing.listen()

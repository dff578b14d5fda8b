"""From a clone to a running demo: database, demo data, addresses, server. What `make run` and `make serve` call."""

import os
import secrets
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from cms.settings import env
from content.models import SiteSettings

MANAGE = str(settings.ROOT / "manage.py")


class Command(BaseCommand):
    help = "Brings the database up to date, fills an empty one with demo data, prints the addresses and serves."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--production", action="store_true", help="production settings and the production server")
        parser.add_argument("--noreload", action="store_true", help="do not watch the code for changes")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "start is for demos: set DEMO=on, as `make run` does. .env.example tells what an installation sets."
            )
        settings.VAR.mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0)
        if SiteSettings.objects.exists():
            self.stdout.write("The demo is there already; what you changed is kept. `make demo-clear` starts afresh.")
            call_command("reindex", missing=True)  # what an older version made is in no index yet, or in an older one
        else:
            self.stdout.write("Making the demo: five municipalities, 24 stories, initiatives and opportunities.")
            call_command("seed_demo", stdout=self.stdout)
        self._say_where()
        self.stdout.flush()
        if options["production"]:
            self._serve()
        command = [sys.executable, MANAGE, "runserver", f"127.0.0.1:{settings.PORT}"]
        os.execv(sys.executable, [*command, "--noreload"] if options["noreload"] else command)  # noqa: S606 - our own

    def _say_where(self) -> None:
        root = f"localhost:{settings.PORT}"
        keys = SiteSettings.objects.order_by("key").values_list("key", flat=True)
        lines = [
            "",
            f"  All municipalities   http://{root}/",
            *(f"  {key:<20} http://{key}.{root}/" for key in keys),
            f"  Admin                http://{root}/admin/      user admin, password ildsjael-demo",
            f"  GraphQL              http://{root}/graphql/    GraphiQL in the browser",
            "",
            f"  The clock stands still at {settings.CLOCK:%Y-%m-%d %H:%M}."
            if settings.CLOCK
            else "  Stop with Ctrl-C.",
            "",
        ]
        self.stdout.write("\n".join(lines))

    def _serve(self) -> None:
        """The production server in place of this process."""
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "cms.settings.production",
            "SECRET_KEY": env.text("SECRET_KEY", "") or _kept_secret(settings.VAR / "secret-key"),
            "ALLOWED_HOSTS": env.text("ALLOWED_HOSTS", "localhost,.localhost,127.0.0.1"),
            "INSECURE_HTTP": env.text("INSECURE_HTTP", "on"),
        }
        subprocess.run([sys.executable, MANAGE, "collectstatic", "--noinput", "-v0"], env=environment, check=True)  # noqa: S603 - our own
        server = Path(sys.executable).with_name("granian")
        options = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(settings.PORT)]
        options += ["--workers", str(os.cpu_count() or 1), "--blocking-threads", "1", "--no-ws"]
        os.execve(server, [str(server), *options, "cms.wsgi:application"], environment)  # noqa: S606 - pinned in our environment


def _kept_secret(file: Path) -> str:
    """A secret of this machine's own, made once. A real installation brings its own in SECRET_KEY."""
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(50))
    return file.read_text()

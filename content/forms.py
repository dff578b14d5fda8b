"""Forms of the floor: a photo with the consent of the people in it."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.images.forms import BaseImageForm


class PhotoForm(BaseImageForm):
    """Wagtail's image form, grouped by what an editor thinks of at once."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "consent" in self.fields:
            self.fields["consent"].help_text = _(
                "Where it stands with the people in the picture. Until it says yes, the picture is shown nowhere."
            )

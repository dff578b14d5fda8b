"""Forms of the floor: a photo with the consent of the people in it."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput
from wagtail.images.forms import BaseImageForm

from content.words import Consent


class PhotoForm(BaseImageForm):
    """Wagtail's image form, grouped by what an editor thinks of at once."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "consent" in self.fields:
            self.fields["consent"].help_text = _(
                "Where it stands with the people in the picture. Until it says yes, the picture is shown nowhere."
            )
            if self.instance.consent != Consent.WITHDRAWN:  # that is an action of its own, with a reason
                choices = [
                    (value, label) for value, label in self.fields["consent"].choices if value != Consent.WITHDRAWN
                ]
                self.fields["consent"].choices = choices
        if "consent_given_on" in self.fields:
            self.fields["consent_given_on"].widget = AdminDateInput()

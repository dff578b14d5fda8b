"""The Share tab of the page editor: one card per channel, with the editor's own text, its plan and a live preview.

What the tab shows is asked of the server as the editor types (`sharing_views.py`), so there is one truth about lengths.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import ObjectList, Panel
from wagtail.admin.widgets import AdminDateTimeInput

from content.words import Channel


def field_names(channel: str) -> dict[str, str]:
    """What the form calls a channel's fields."""
    return {part: f"share_{channel.lower()}_{part}" for part in ("text", "planned_for", "still_true")}


class ShareForm(WagtailAdminPageForm):
    """A page's form, with its own text and planned time per channel that is on."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        from content import references

        self.channels = [rules for rules in references.current()[0].channels.values() if rules.is_on]
        own = {each.channel: each for each in self.instance.share_texts.all()}
        on = {rules.channel for rules in self.channels}
        for channel in Channel.values:
            names, text = field_names(channel), own.get(channel)
            if channel not in on:
                for name in names.values():
                    self.fields.pop(name, None)
            elif text and names["text"] in self.fields:
                self.initial[names["text"]] = text.text
                self.initial[names["planned_for"]] = text.planned_for

    def save(self, commit: bool = True) -> Any:
        self._write_share_texts()
        return super().save(commit)

    def _write_share_texts(self) -> None:
        """The page's own texts as the form has them. One that is new, or confirmed, holds for the page as it now is."""
        from content import sharing
        from content.models.sharing import ShareText

        page = self.instance
        kept = {each.channel: each for each in page.share_texts.all()}
        confirmed: list[ShareText] = []
        for rules in self.channels:
            names = field_names(rules.channel)
            words = self.cleaned_data[names["text"]].replace("\r\n", "\n")
            words = words if words.strip() else ""
            planned_for = self.cleaned_data[names["planned_for"]]
            if not words and planned_for is None:
                kept.pop(rules.channel, None)
                continue
            own = kept.setdefault(rules.channel, ShareText(channel=rules.channel))
            if own.text != words or self.cleaned_data[names["still_true"]]:
                confirmed.append(own)
            own.text, own.planned_for = words, planned_for
        page.share_texts = [kept[channel] for channel in Channel.values if channel in kept]
        if confirmed:
            basis = sharing.basis_of_page(page)
            for own in confirmed:
                own.basis = basis if own.text else ""


def _fields(channel: str) -> dict[str, forms.Field]:
    names = field_names(channel)
    area = forms.Textarea(attrs={"rows": 3, "data-share-text": channel})
    return {
        names["text"]: forms.CharField(
            required=False, strip=False, max_length=70_000, label=_("Own text"), widget=area
        ),
        names["planned_for"]: forms.DateTimeField(required=False, label=_("Planned for"), widget=AdminDateTimeInput()),
        names["still_true"]: forms.BooleanField(required=False, label=_("It is still true")),
    }


for _channel in Channel.values:
    ShareForm.declared_fields.update(_fields(_channel))


class ShareTab(ObjectList):
    """Under an address of its own, the same in every language, that the sharing board links to."""

    clean_name = "share"


class SharePanel(Panel):
    """What the page would look like on each channel, kits for what must be posted by hand, and where it was posted."""

    def get_form_options(self) -> dict[str, Any]:
        """The fields it draws; Wagtail would draw them once more at the end."""
        return {"fields": [name for channel in Channel.values for name in field_names(channel).values()]}

    class BoundPanel(Panel.BoundPanel):
        template_name = "content/sharing/panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            from content import sharing_views

            context: dict[str, Any] = super().get_context_data(parent_context)
            return {**context, **sharing_views.panel_context(self.request, self.form, self.instance)}

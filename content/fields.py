"""Model fields every room shares: words of a vocabulary, text in four languages, lists of free words."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

CODE = re.compile(r"[A-Z][A-Z0-9_]{0,63}")


def validate_code(value: str) -> None:
    if not CODE.fullmatch(value):
        raise ValidationError(_("A code is written in capitals, digits and underscores, such as CLEAN_UP."))


def choices_of(vocabulary: str) -> Callable[[], list[tuple[str, str]]]:
    """The vocabulary's terms as form choices, labelled in the editor's language."""

    def choices() -> list[tuple[str, str]]:
        from content.models import Term

        language = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
        terms = Term.objects.filter(vocabulary=vocabulary).order_by("position", "code")
        return [(term.code, term.label(language)) for term in terms]

    return choices


def _with_unknown(choices: Any, value: list[str]) -> list[tuple[str, str]]:
    """A code that no term explains any more stays visible, and chosen, until the editor removes it."""
    known = [(str(code), str(label)) for code, label in choices]
    codes = {code for code, _label in known}
    return [*known, *((code, code) for code in value if code and code not in codes)]


class TermSelect(forms.Select):
    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        widget = forms.Select(self.attrs, _with_unknown(self.choices, value))
        return widget.optgroups(name, value, attrs)


class TermCheckboxes(forms.CheckboxSelectMultiple):
    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        widget = forms.CheckboxSelectMultiple(self.attrs, _with_unknown(self.choices, value))
        return widget.optgroups(name, value, attrs)


class _TermChoice(forms.ChoiceField):
    def valid_value(self, value: Any) -> bool:
        return bool(CODE.fullmatch(str(value)))


class _TermChoices(forms.MultipleChoiceField):
    def valid_value(self, value: Any) -> bool:
        return bool(CODE.fullmatch(str(value)))


class TermField(models.CharField[str, str]):
    """One word of a vocabulary, by code. The word itself may be renamed or even go; the code stays."""

    def __init__(self, vocabulary: str, **options: Any) -> None:
        self.vocabulary = vocabulary
        options.setdefault("max_length", 64)
        options.setdefault("blank", True)
        options.setdefault("default", "")
        options.setdefault("validators", [validate_code])
        super().__init__(**options)

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        options.pop("validators", None)
        return name, path, [self.vocabulary, *args], options

    def formfield(self, **options: Any) -> Any:
        choices = choices_of(self.vocabulary)
        return _TermChoice(
            choices=lambda: [("", "—"), *choices()],
            required=not self.blank,
            label=options.get("label", self.verbose_name and str(self.verbose_name).capitalize()),
            help_text=self.help_text,
            widget=TermSelect,
        )


class ListField(models.JSONField):
    """A list of strings."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("default", list)
        options.setdefault("blank", True)
        super().__init__(**options)


class TermsField(ListField):
    """Words of a vocabulary, by code, in the vocabulary's order."""

    def __init__(self, vocabulary: str, **options: Any) -> None:
        self.vocabulary = vocabulary
        super().__init__(**options)

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        return name, path, [self.vocabulary, *args], options

    def formfield(self, **options: Any) -> Any:
        return _TermChoices(
            choices=choices_of(self.vocabulary),
            required=not self.blank,
            label=str(self.verbose_name).capitalize(),
            help_text=self.help_text,
            widget=TermCheckboxes,
        )


class WordsField(ListField):
    """Free words, written with commas between them."""

    def formfield(self, **options: Any) -> Any:
        return _Words(
            required=not self.blank,
            label=str(self.verbose_name).capitalize(),
            help_text=self.help_text or _("Commas between the words."),
        )


class _Words(forms.CharField):
    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        text = super().clean(value)
        return list(dict.fromkeys(word.strip() for word in text.split(",") if word.strip()))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.clean(data) != (initial or [])


class LanguagesField(ListField):
    """Language codes, best first."""

    def formfield(self, **options: Any) -> Any:
        return _Languages(required=not self.blank, label=str(self.verbose_name).capitalize(), help_text=self.help_text)


class _Languages(_Words):
    def clean(self, value: Any) -> list[str]:
        codes = super().clean(value)
        known = dict(settings.LANGUAGES)
        for code in codes:
            if code not in known:
                raise ValidationError(
                    _("%(code)s is not one of our languages: %(known)s."),
                    params={"code": code, "known": ", ".join(known)},
                )
        return codes


class LocalisedText(models.JSONField):
    """The same short text in our languages: {"da": "forening", "nb": "forening eller lag"}."""

    def __init__(self, max_length: int = 255, **options: Any) -> None:
        self.text_length = max_length
        options.setdefault("default", dict)
        super().__init__(**options)

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        options["max_length"] = self.text_length
        return name, path, args, options

    def formfield(self, **options: Any) -> Any:
        return _TextPerLanguage(
            self.text_length,
            required=not self.blank,
            label=str(self.verbose_name).capitalize(),
            help_text=self.help_text,
        )


class _LanguageInputs(forms.MultiWidget):
    template_name = "content/widgets/text_per_language.html"

    def __init__(self, length: int) -> None:
        attrs = {"maxlength": length}
        super().__init__({code: forms.TextInput({**attrs, "lang": code}) for code, _name in settings.LANGUAGES})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for (_code, language), widget in zip(settings.LANGUAGES, context["widget"]["subwidgets"], strict=True):
            widget["language"] = language
        return context

    def decompress(self, value: Any) -> list[str]:
        return [(value or {}).get(code, "") for code, _name in settings.LANGUAGES]


class _TextPerLanguage(forms.MultiValueField):
    def __init__(self, length: int, **options: Any) -> None:
        fields = [forms.CharField(max_length=length, required=False) for _language in settings.LANGUAGES]
        super().__init__(fields, widget=_LanguageInputs(length), require_all_fields=False, **options)

    def compress(self, data_list: list[str]) -> dict[str, str]:
        return {code: text for (code, _name), text in zip(settings.LANGUAGES, data_list, strict=False) if text}


def text_in(texts: dict[str, str], languages: Iterable[str]) -> str | None:
    """The text in the first of these languages that has one, else in any; None where there is none at all."""
    for language in languages:
        if texts.get(language):
            return texts[language]
    return next((text for text in texts.values() if text), None)

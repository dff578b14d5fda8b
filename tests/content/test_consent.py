"""What is withdrawn is gone everywhere: pages, answers, feeds, files; and comes back with new evidence only."""

import re
import threading
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.test import Client
from wagtail.log_actions import registry
from wagtail.models import Collection, CollectionViewRestriction, GroupCollectionPermission

from content import clock, ids, publishing, references, renditions
from content.models import Change, Photo, Rendition, Withdrawal
from content.samples import a_page, a_photo, a_picture
from content.words import Consent, Purpose
from home.samples import a_front_page, a_guide, an_index, an_info_page
from opportunities.samples import an_event
from stories.samples import a_story, an_initiative
from tests.conftest import NOW, Ask

HOST = {"host": "randers.localhost:8000"}
SECOND = timedelta(seconds=1)
MARK = "Malthe"  # in every word that belongs to a planted photo
EVERYTHING = """query ($photo: ID!, $purpose: Purpose) {
  content(first: 100) { nodes { ...all } }
  withImage: content(first: 100, filter: { requireImage: { purpose: $purpose } }) { totalCount }
  photo(id: $photo) { ...photo } node(id: $photo) { id } nodes(ids: [$photo]) { id } }
fragment all on Content { title summary jsonLd links: body { links { url text } }
  image(purpose: $purpose) { photo { ...photo } }
  body { html markdown plainText blocks { text ... on PhotoBlock { caption photo { ...photo } }
    ... on GalleryBlock { photos { text caption photo { ...photo } } } } } }
fragment photo on Photo { id alt caption credit placeholder { blurhash } rendition { url } srcSet { url } }"""


def planted(**fields: Any) -> Photo:
    """A photo whose every word is marked."""
    words = {"alt": {"da": f"{MARK} smiler"}, "caption": {"da": f"{MARK} med medalje"}, "credit": f"{MARK}s far"}
    return a_photo(**{"title": f"{MARK} 12 år", "consent": Consent.GRANTED, "evidence": "Sag 1", **words, **fields})


def shown_everywhere(photo: Photo) -> None:
    """Published wherever a photo can stand."""
    front = a_front_page(title="Forsiden", photo=photo)
    block = ("photo", {"photo": photo, "caption": f"{MARK} i blokken"})
    other = {"photo": a_photo(alt={"da": "Bænken"}), "caption": "Bænken i parken"}
    gallery = ("gallery", {"photos": [{"photo": photo, "caption": f"{MARK} i galleriet"}, other]})
    body = [("paragraph", "<p>Tekst</p>"), block, gallery]
    a_story(slug="historie", photo=photo, body=body, under=front)
    an_initiative(slug="initiativ", photo=photo, under=front)
    an_event(slug="arrangement", photo=photo, under=front)
    an_index(slug="historier", under=front)
    an_index(slug="muligheder", lists="OPPORTUNITIES", under=front)
    an_info_page(slug="info", body=body, under=front)
    a_guide(slug="guide", body=body, under=front)


PAGES = ("", "historie/", "initiativ/", "arrangement/", "historier/", "muligheder/", "info/", "guide/")


def pages(client: Client) -> dict[str, str]:
    answers = {path: client.get(f"/{path}", headers=HOST) for path in PAGES}
    assert {path: answer.status_code for path, answer in answers.items()} == dict.fromkeys(PAGES, 200)
    return {path: answer.content.decode() for path, answer in answers.items()}


def answers(ask: Ask, photo: Photo) -> dict[str, Any]:
    purposes = [None, *(purpose.value for purpose in Purpose)]
    found = {str(purpose): ask(EVERYTHING, photo=id_of(photo), purpose=purpose)["data"] for purpose in purposes}
    assert len(found["None"]["content"]["nodes"]) == 3
    return found


def id_of(photo: Photo) -> str:
    return ids.public_id(ids.PHOTO, photo.uid)


def speaks_of(photo: Photo, said: Any) -> bool:
    """Whether an answer holds anything of the photo: its words, its id, its file, its colours."""
    return any(mark in str(said) for mark in (MARK, id_of(photo), str(photo.uid), Path(photo.file.name).stem))


def addresses_in(said: Any, photo: Photo) -> set[str]:
    return set(re.findall(rf"/photos/{id_of(photo)}/[\w.-]+\.(?:jpg|webp|avif)", str(said)))


NOT_TO_BE_SHOWN: dict[str, dict[str, Any]] = {
    "withdrawn": {"consent": Consent.WITHDRAWN},
    "pending": {"consent": Consent.PENDING},
    "ended, as an editor said": {"consent": Consent.EXPIRED},
    "ended by the clock": {"consent_expires_at": NOW - SECOND},
    "ended this second": {"consent_expires_at": NOW},
    "an assessment that has ended": {"consent": Consent.ASSESSED_OK, "consent_expires_at": NOW},
    "for nothing": {"purposes": []},
    "special, consent not explicit": {"special_category": True},
    "special, only assessed": {"special_category": True, "consent": Consent.ASSESSED_OK},
    "special, though nobody can be recognised": {"special_category": True, "consent": Consent.NOT_REQUIRED},
    "for print alone": {"purposes": [Purpose.PRINT]},
}


@pytest.mark.parametrize("fields", NOT_TO_BE_SHOWN.values(), ids=NOT_TO_BE_SHOWN)
def test_nothing_of_a_photo_that_may_not_be_shown_appears_anywhere(
    ask: Ask, client: Client, site: Any, fields: dict[str, Any]
) -> None:
    photo = planted(**fields)
    shown_everywhere(photo)

    assert [path for path, html in pages(client).items() if speaks_of(photo, html)] == []
    for data in answers(ask, photo).values():
        assert (data["photo"], data["node"], data["nodes"]) == (None, None, [None])
        assert data["withImage"]["totalCount"] == 1  # the story, for the bench in its gallery
        assert not speaks_of(photo, data)


def test_all_of_it_appears_while_its_people_agree(ask: Ask, client: Client, site: Any) -> None:
    """So that the test above would see a leak."""
    photo = planted()
    shown_everywhere(photo)

    assert {path for path, html in pages(client).items() if speaks_of(photo, html)} == set(PAGES)
    found = answers(ask, photo)["None"]
    assert found["withImage"]["totalCount"] == 3
    assert found["photo"]["caption"] == "Malthe med medalje"
    assert all(speaks_of(photo, node) for node in found["content"]["nodes"])
    story = next(node for node in found["content"]["nodes"] if "galleriet" in str(node))
    assert all(speaks_of(photo, story[field]) for field in ("jsonLd", "body", "image"))


def test_for_the_own_website_alone_is_for_nobody_else(ask: Ask, client: Client, site: Any) -> None:
    photo = planted(purposes=[Purpose.OWN_WEBSITE])
    shown_everywhere(photo)

    html = pages(client)["historie/"]
    assert "Malthe i blokken" in html
    assert "<picture>" in html
    for path, page in pages(client).items():
        head = page[: page.index("</head>")]
        assert not speaks_of(photo, head), path
        for script in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL):
            assert not speaks_of(photo, script)
    for data in answers(ask, photo).values():
        assert not speaks_of(photo, data)


def test_a_link_preview_counts_as_social_media(ask: Ask, client: Client, site: Any) -> None:
    photo = planted(purposes=[Purpose.OWN_WEBSITE, Purpose.PARTNER_SITES])
    shown_everywhere(photo)

    head = pages(client)["historie/"].partition("</head>")[0]
    assert not speaks_of(photo, head)
    assert all(not speaks_of(photo, node["jsonLd"]) for node in answers(ask, photo)["None"]["content"]["nodes"])


@pytest.mark.parametrize(
    ("moment", "is_shown"), [(-SECOND, True), (timedelta(0), False), (SECOND, False)], ids=["before", "at", "after"]
)
def test_consent_ends_on_the_second_everywhere_and_no_job_has_run(
    ask: Ask, client: Client, site: Any, moment: timedelta, is_shown: bool
) -> None:
    ends = NOW + timedelta(hours=12)
    photo = planted(consent_expires_at=ends)
    shown_everywhere(photo)
    handed_out = addresses_in(pages(client), photo) | addresses_in(answers(ask, photo), photo)
    thumbnail = sorted(address for address in handed_out if address.endswith(".jpg"))[0]
    read(client, thumbnail)

    with clock.at(ends + moment):
        assert speaks_of(photo, pages(client)) is is_shown
        assert (answers(ask, photo)["None"]["photo"] is not None) is is_shown
        status, caching = read(client, thumbnail)
        assert status == (200 if is_shown else 410)
        assert caching == ("public, max-age=1, must-revalidate" if is_shown else "no-cache")


def read(client: Client, path: str) -> tuple[int, str]:
    """A file's status and how long it may be kept. Reading to the end closes the file."""
    answer: Any = client.get(path)
    b"".join(answer.streaming_content if answer.streaming else [])
    return answer.status_code, answer["Cache-Control"]


def test_every_address_handed_out_answers_gone_at_once(ask: Ask, client: Client, site: Any) -> None:
    photo = planted()
    shown_everywhere(photo)
    handed_out = addresses_in(pages(client), photo) | addresses_in(answers(ask, photo), photo)
    assert len(handed_out) > 40
    assert {renditions._LETTERS[letter] for path in handed_out for letter in path.split(".")[1]} == set(Purpose)
    publishing.withdraw_consent(photo, "Mor ringede")

    assert {client.get(path).status_code for path in handed_out} == {410}


def test_an_old_address_says_gone_also_when_the_photo_is_cut_anew_or_deleted(
    ask: Ask, client: Client, site: Any
) -> None:
    photo = planted()
    a_story(photo=photo)
    handed_out = addresses_in(answers_to(ask, "{ stories { nodes { image { photo { rendition { url } } } } } }"), photo)
    never, other = planted(title="Aldrig vist"), planted()
    publishing.withdraw_consent(photo)
    photo.focal_point_x, photo.focal_point_y, photo.focal_point_width, photo.focal_point_height = 9, 9, 5, 5
    photo.save()

    assert {client.get(path).status_code for path in handed_out} == {410}
    photo.delete()
    assert {client.get(path).status_code for path in handed_out} == {410}
    for unseen in (never, other):
        assert {client.get(path.replace(id_of(photo), id_of(unseen))).status_code for path in handed_out} == {404}


def answers_to(ask: Ask, query: str) -> Any:
    return ask(query)["data"]


def test_no_file_of_a_size_remains(
    ask: Ask, client: Client, site: Any, django_capture_on_commit_callbacks: Any
) -> None:
    photo, other = planted(), a_photo()
    a_story(photo=photo)
    a_story(photo=other)
    query = "{ stories { nodes { image { photo { rendition(preset: THUMBNAIL) { url } } } } } }"
    paths = re.findall(r"/photos/[\w./-]+", str(answers_to(ask, query)))
    assert [read(client, path)[0] for path in paths] == [200, 200]
    file = Rendition.objects.get(image=photo).file.name
    with django_capture_on_commit_callbacks(execute=True):
        publishing.withdraw_consent(photo)

    assert not default_storage.exists(file)
    assert not Rendition.objects.filter(image=photo).exists()
    assert Rendition.objects.filter(image=other).count() == 1
    assert default_storage.exists(photo.file.name)


def test_a_file_made_while_consent_is_withdrawn_is_taken_away_again(
    ask: Ask, client: Client, site: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = planted()
    a_story(photo=photo)
    path = next(
        iter(addresses_in(answers_to(ask, "{ stories { nodes { image { photo { rendition { url } } } } } }"), photo))
    )
    make = Photo.get_rendition

    def withdrawn_meanwhile(self: Photo, *asked: Any) -> Any:
        made = make(self, *asked)
        publishing.withdraw_consent(Photo.objects.get(pk=photo.pk))
        return made

    monkeypatch.setattr(Photo, "get_rendition", withdrawn_meanwhile)

    assert client.get(path).status_code == 410
    assert not Rendition.objects.filter(image=photo).exists()


@pytest.mark.parametrize("debug", [False, True])
def test_no_address_gives_an_original_to_the_public(client: Client, site: Any, settings: Any, debug: bool) -> None:
    settings.DEBUG = debug
    photo = planted(consent=Consent.NOT_REQUIRED)
    photo.get_rendition("width-320")
    rendition = Rendition.objects.get(image=photo)
    names = [photo.file.name, rendition.file.name]
    paths = [f"/media/{name}" for name in names] + [f"/static/{name}" for name in names]
    paths += [f"/{name}" for name in names] + [f"/media/../media/{photo.file.name}", f"/documents/1/{photo.file.name}"]
    paths += [f"/admin/images/{photo.pk}/preview/width-320/", f"/admin/images/{photo.pk}/", "/admin/images/chooser/"]
    paths += [f"/admin/images/chooser/{photo.pk}/", f"/admin/api/main/images/{photo.pk}/", "/admin/reports/consent/"]
    paths += [f"/admin/photos/{photo.pk}/withdraw/", f"/admin/photos/{photo.pk}/uses/"]
    paths += [f"/images/anything/{photo.pk}/width-320/"]

    for path in paths:
        answer = client.get(path, headers=HOST, follow=True)
        assert answer.request["PATH_INFO"] == "/admin/login/" or answer.status_code in (401, 403, 404), path
        assert "image" not in answer["Content-Type"], path


@pytest.mark.parametrize("depth", [1, 2], ids=["in it", "in one inside it"])
def test_a_private_collection_shows_none_of_its_photos(ask: Ask, client: Client, site: Any, depth: int) -> None:
    private = Collection.get_first_root_node().add_child(name="Kun for os")
    collection = private if depth == 1 else private.add_child(name="Sommerlejren")
    photo = planted(collection=collection)
    shown_everywhere(photo)
    handed_out = addresses_in(answers(ask, photo), photo)
    lock = CollectionViewRestriction.objects.create(collection=private, restriction_type="login")

    assert [path for path, html in pages(client).items() if speaks_of(photo, html)] == []
    assert not any(speaks_of(photo, data) for data in answers(ask, photo).values())
    assert {client.get(path).status_code for path in handed_out} == {410}
    lock.delete()
    assert answers(ask, photo)["None"]["photo"] is not None


def test_a_caption_in_an_embedded_image_does_not_pass_as_text(ask: Ask, site: Any) -> None:
    photo = planted(consent=Consent.WITHDRAWN)
    embed = f'<p>Tekst</p><embed embedtype="image" id="{photo.pk}" format="left" alt="Malthe smiler"/>'
    a_story(body=[("paragraph", embed)])

    body = answers_to(ask, "{ stories { nodes { body { html markdown plainText } } } }")
    assert "Malthe" not in str(body)


# ── withdrawing ─────────────────────────────────────────────────────────────────────────────────────────────────────


def page_of(photo: Photo, action: str) -> str:
    return f"/admin/photos/{photo.pk}/{action}/"


def logged(photo: Photo) -> list[tuple[str, str | None, str]]:
    entries = registry.get_logs_for_instance(photo).filter(action__startswith="content.").order_by("pk")
    return [
        (entry.action, entry.user and entry.user.username, entry.data.get("reason") or entry.data.get("evidence"))
        for entry in entries
    ]


def test_the_page_says_beforehand_what_it_will_do(ask: Ask, client: Client, editor: Client, site: Any) -> None:
    photo = planted()
    copy = uploaded_again(photo, title="Kopien", consent=Consent.GRANTED)
    story = a_story(title="Stævnet", slug="staevnet", photo=photo)
    a_page(type(story), title="The meet", translation_of=story, language="en", summary="…", photo=photo)
    later = a_story(title="Til foråret", photo=copy, published=False)
    publishing.publish(later, at=NOW + timedelta(days=30))
    a_story(title="En anden historie", photo=a_photo())
    made = photo.get_rendition("width-320").file.name
    ask("{ stories { nodes { image { photo { rendition { url } } } } } }")

    html = editor.get(page_of(photo, "withdraw")).content.decode()
    for said in ("Stævnet", "The meet", "Til foråret", "Randers Kommune", "/randers/staevnet/", "Kopien", made):
        assert said in html, said
    assert "En anden historie" not in html
    assert html.count("<td>en</td>") == 1
    assert "anonym" in html
    assert photo.consent == Photo.objects.get(pk=photo.pk).consent == Consent.GRANTED


def test_one_post_withdraws_and_keeps_reason_date_and_who(editor: Client, ask: Ask, site: Any) -> None:
    photo = planted()
    story = a_story(photo=photo)
    answer = editor.post(page_of(photo, "withdraw"), {"reason": "Mor ringede mandag"})

    assert (answer.status_code, answer["Location"]) == (302, f"/admin/images/{photo.pk}/")
    photo.refresh_from_db()
    assert (photo.consent, photo.withdrawn_at) == (Consent.WITHDRAWN, NOW)
    assert logged(photo) == [("content.withdraw_consent", "editor", "Mor ringede mandag")]
    kept = Withdrawal.objects.get()
    assert (kept.photo, kept.at, kept.reason, kept.evidence) == (photo.uid, NOW, "Mor ringede mandag", "Sag 1")
    html = editor.get(f"/admin/images/{photo.pk}/").content.decode()
    assert "Mor ringede mandag" in html
    assert "18. november 2026" in html
    assert "editor" in html
    assert page_of(photo, "withdraw") not in html
    reasons = Change.objects.filter(uid=story.translation_key).order_by("number").values_list("reason", flat=True)
    assert list(reasons) == ["CREATED", "IMAGE_CONSENT_WITHDRAWN"]


def test_a_reason_is_asked_for(editor: Client, site: Any) -> None:
    photo = planted()
    for reason in ("", "   "):
        answer = editor.post(page_of(photo, "withdraw"), {"reason": reason})
        assert answer.status_code == 200
        assert set(answer.context["form"].errors) == {"reason"}
    photo.refresh_from_db()
    assert photo.consent == Consent.GRANTED


def test_the_second_of_two_editors_is_told_and_nothing_is_written_twice(editor: Client, site: Any) -> None:
    photo = planted()
    story = a_story(photo=photo)
    editor.post(page_of(photo, "withdraw"), {"reason": "Først"})
    lines = Change.objects.count()
    answer = editor.post(page_of(photo, "withdraw"), {"reason": "Også"}, follow=True)

    assert "Intet blev ændret" in answer.content.decode() or "Nothing was changed" in answer.content.decode()
    assert logged(photo) == [("content.withdraw_consent", "editor", "Først")]
    assert Change.objects.count() == lines
    assert Withdrawal.objects.count() == 1
    assert Change.objects.filter(uid=story.translation_key, reason="IMAGE_CONSENT_WITHDRAWN").count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_two_editors_at_the_same_moment_withdraw_it_once() -> None:
    photo = planted()
    together, failures = threading.Barrier(2), []

    def withdraw() -> None:
        mine = Photo.objects.get(pk=photo.pk)
        together.wait(timeout=20)
        try:
            publishing.withdraw_consent(mine, "Samtidig")
        except Exception as error:
            failures.append(error)
        finally:
            connections.close_all()

    editors = [threading.Thread(target=withdraw) for _editor in range(2)]
    for thread in editors:
        thread.start()
    for thread in editors:
        thread.join(timeout=30)

    assert failures == []
    assert logged(photo) == [("content.withdraw_consent", None, "Samtidig")]
    assert Withdrawal.objects.count() == 1
    assert Change.objects.filter(uid=photo.uid, subject="Photo").count() == 2  # uploaded, withdrawn


def test_only_who_may_edit_the_photo_may_withdraw(client: Client, django_user_model: Any, site: Any) -> None:
    photo = planted()
    stranger = django_user_model.objects.create_user("fremmed", "fremmed@randers.example", "en lang kode")
    stranger.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(stranger)

    for path in (page_of(photo, "withdraw"), page_of(photo, "uses")):
        assert client.get(path).status_code == 302
    assert client.post(page_of(photo, "withdraw"), {"reason": "Fordi"}).status_code == 302
    assert client.get("/admin/reports/consent/").status_code == 302
    photo.refresh_from_db()
    assert photo.consent == Consent.GRANTED

    group = Group.objects.create(name="Billedredaktører")
    change = Permission.objects.get(codename="change_image")
    GroupCollectionPermission.objects.create(
        group=group, collection=Collection.get_first_root_node(), permission=change
    )
    stranger.groups.add(group)
    client.force_login(django_user_model.objects.get(pk=stranger.pk))
    assert client.post(page_of(photo, "withdraw"), {"reason": "Fordi"})["Location"] == f"/admin/images/{photo.pk}/"
    photo.refresh_from_db()
    assert photo.consent == Consent.WITHDRAWN


def test_a_forged_post_withdraws_nothing(django_user_model: Any, site: Any) -> None:
    photo = planted()
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(django_user_model.objects.create_superuser("chef", "chef@randers.example", "en lang kode"))

    assert strict.post(page_of(photo, "withdraw"), {"reason": "Fordi"}).status_code == 403
    photo.refresh_from_db()
    assert photo.consent == Consent.GRANTED


@pytest.mark.parametrize("layout", ["grid", "list"])
def test_the_listing_leads_to_it(editor: Client, site: Any, layout: str) -> None:
    photo, gone = planted(), planted(consent=Consent.WITHDRAWN)

    html = editor.get(f"/admin/images/?layout={layout}").content.decode()
    assert page_of(photo, "withdraw") in html
    assert page_of(gone, "withdraw") not in html


@pytest.mark.parametrize("name", ["pk", "uid", "id", "title"])
def test_the_command_withdraws_by_any_name(site: Any, name: str) -> None:
    photo = planted(title="Holdet i rundkreds")
    names = {"pk": str(photo.pk), "uid": str(photo.uid), "id": id_of(photo), "title": photo.title}
    out = StringIO()
    call_command("withdraw_consent", names[name], reason="Mor ringede", stdout=out)

    assert out.getvalue() == f"Consent to Holdet i rundkreds (number {photo.pk}, {photo.uid}) is withdrawn.\n"
    assert logged(photo) == [("content.withdraw_consent", None, "Mor ringede")]
    out = StringIO()
    call_command("withdraw_consent", names[name], reason="Igen", stdout=out)
    assert out.getvalue() == "Consent to Holdet i rundkreds was withdrawn already. Nothing was changed.\n"


def test_the_command_says_what_is_wrong(site: Any) -> None:
    first, second = planted(title="Ens"), planted(title="Ens")

    for asked, reason, said in (
        ("Findes ikke", "x", "There is no photo 'Findes ikke'"),
        ("99999999999999999999", "x", "There is no photo"),
        ("Ens", "x", f"2 photos are called 'Ens'. Give one of their numbers: {first.pk}, {second.pk}."),
        ("Ens", "  ", "The reason is empty."),
    ):
        with pytest.raises(CommandError, match=re.escape(said)):
            call_command("withdraw_consent", asked, reason=reason)
    assert not Withdrawal.objects.exists()


# ── it does not come back ───────────────────────────────────────────────────────────────────────────────────────────


def uploaded_again(photo: Photo, **fields: Any) -> Photo:
    """The same file as another photo, as an import would make it."""
    with photo.file.storage.open(photo.file.name) as file:
        again = Photo(file=ContentFile(file.read(), name="igen.jpg"), width=photo.width, height=photo.height, **fields)
    again.purposes = list(Purpose)
    again._set_image_file_metadata()
    again.save()
    again.file.close()
    return again


def form_of(photo: Photo, **fields: Any) -> dict[str, Any]:
    """What the browser sends from the photo's page when one field was changed."""
    values = {
        "title": photo.title,
        "consent": photo.consent,
        "persons": 1,
        "licence": "CC_BY_4",
        "purposes": [purpose.value for purpose in Purpose],
        "evidence": photo.evidence,
        "tags": "",
    }
    return {**values, **fields}


def test_editing_anything_else_leaves_it_withdrawn(editor: Client, site: Any) -> None:
    photo = planted()
    publishing.withdraw_consent(photo, "Mor ringede")
    answer = editor.post(f"/admin/images/{photo.pk}/", form_of(photo, title="Nyt navn"))

    assert answer.status_code == 302
    photo.refresh_from_db()
    assert (photo.title, photo.consent, photo.withdrawn_at) == ("Nyt navn", Consent.WITHDRAWN, NOW)
    assert Withdrawal.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        ({"consent": "GRANTED"}, {"evidence", "consent_given_on"}),
        ({"consent": "GRANTED", "evidence": "sag 1 ", "consent_given_on": "2026-11-18"}, {"evidence"}),
        ({"consent": "GRANTED", "evidence": "Sag 2"}, {"consent_given_on"}),
        ({"consent": "GRANTED", "evidence": "Sag 2", "consent_given_on": "2026-11-17"}, {"consent_given_on"}),
        ({"consent": "GRANTED", "evidence": "Sag 2", "consent_given_on": "2026-11-19"}, {"consent_given_on"}),
        ({"consent": "NOT_REQUIRED", "persons": 0, "evidence": "Sag 2", "consent_given_on": "2026-11-18"}, {"consent"}),
        ({"consent": "ASSESSED_OK", "evidence": "Sag 2", "consent_given_on": "2026-11-18"}, {"consent"}),
        ({"consent": "PENDING"}, {"consent"}),
        ({"consent": "EXPIRED"}, {"consent"}),
    ],
)
def test_it_leaves_withdrawn_with_new_evidence_only(
    editor: Client, site: Any, fields: dict[str, Any], errors: set[str]
) -> None:
    photo = planted()
    publishing.withdraw_consent(photo, "Mor ringede")
    answer = editor.post(f"/admin/images/{photo.pk}/", form_of(photo, **fields))

    assert answer.status_code == 200
    assert set(answer.context["form"].errors) == errors
    photo.refresh_from_db()
    assert photo.consent == Consent.WITHDRAWN


def test_new_evidence_brings_it_back_and_the_history_says_so(
    ask: Ask, client: Client, editor: Client, site: Any
) -> None:
    photo = planted()
    story = a_story(photo=photo)
    publishing.withdraw_consent(photo, "Mor ringede")
    with clock.at(NOW + timedelta(days=2)):
        renewed = form_of(photo, consent="GRANTED", evidence="Sag 2", consent_given_on="2026-11-19")
        answer = editor.post(f"/admin/images/{photo.pk}/", renewed)
        assert answer.status_code == 302
        photo.refresh_from_db()
        assert (photo.consent, photo.withdrawn_at, photo.consent_given_on) == ("GRANTED", None, date(2026, 11, 19))
        shown = answers_to(ask, "{ stories { nodes { image { photo { id } } } } }")["stories"]["nodes"]
        assert shown == [{"image": {"photo": {"id": id_of(photo)}}}]
        editor.post(f"/admin/images/{photo.pk}/", form_of(photo, title="Igen", consent_given_on="2026-11-19"))

    assert [action for action, *_rest in logged(photo)] == ["content.withdraw_consent", "content.renew_consent"]
    assert logged(photo)[1] == ("content.renew_consent", "editor", "Sag 2")
    photo.refresh_from_db()
    assert (photo.title, photo.consent) == ("Igen", Consent.GRANTED)
    reasons = Change.objects.filter(uid=story.translation_key).order_by("number").values_list("reason", flat=True)
    assert list(reasons) == ["CREATED", "IMAGE_CONSENT_WITHDRAWN", "UPDATED"]


def test_evidence_that_was_withdrawn_twice_proves_nothing(site: Any) -> None:
    photo = planted()
    publishing.withdraw_consent(photo)
    photo.consent, photo.evidence, photo.consent_given_on = Consent.GRANTED, "Sag 2", date(2026, 11, 18)
    photo.save()
    publishing.withdraw_consent(photo)

    for spent in ("Sag 1", "Sag 2"):
        photo.consent, photo.evidence = Consent.GRANTED, spent
        with pytest.raises(ValidationError):
            photo.save()
    assert Withdrawal.objects.count() == 2


def test_whoever_had_it_open_cannot_save_it_back(site: Any) -> None:
    photo = planted()
    before = Photo.objects.get(pk=photo.pk)
    publishing.withdraw_consent(photo)

    with pytest.raises(ValidationError):
        before.save()
    with pytest.raises(ValidationError):
        before.save(update_fields=["consent"])
    photo.refresh_from_db()
    assert photo.consent == Consent.WITHDRAWN


def test_a_write_past_the_model_is_not_believed(ask: Ask, site: Any) -> None:
    photo = planted()
    publishing.withdraw_consent(photo)
    Photo.objects.filter(pk=photo.pk).update(consent=Consent.GRANTED)
    references.forget()

    assert answers_to(ask, f'{{ photo(id: "{id_of(photo)}") {{ alt }} }}') == {"photo": None}


def test_restoring_an_old_revision_shows_nothing(ask: Ask, client: Client, site: Any) -> None:
    photo = planted()
    page = a_story(slug="historie", photo=photo, body=[("photo", {"photo": photo, "caption": "Malthe i blokken"})])
    old = page.get_latest_revision()
    page.photo, page.body = None, []
    page = publishing.publish(page)
    publishing.withdraw_consent(photo)
    old.publish()

    html = client.get("/randers/historie/").content.decode()
    assert not speaks_of(photo, html)
    said = answers_to(ask, "{ stories { nodes { jsonLd body { html blocks { text } } image { photo { id } } } } }")
    assert not speaks_of(photo, said)


def test_the_same_file_is_withdrawn_with_it(ask: Ask, site: Any) -> None:
    photo = planted()
    copy = uploaded_again(photo, title="Kopien", consent=Consent.NOT_REQUIRED)
    story = a_story(photo=copy)

    withdrawn = publishing.withdraw_consent(photo, "Mor ringede")
    assert {each.pk for each in withdrawn} == {photo.pk, copy.pk}
    copy.refresh_from_db()
    assert copy.consent == Consent.WITHDRAWN
    assert answers_to(ask, "{ stories { nodes { image { photo { id } } } } }")["stories"]["nodes"] == [
        {"image": {"photo": None}}
    ]
    reasons = Change.objects.filter(uid=story.translation_key).order_by("number").values_list("reason", flat=True)
    assert list(reasons) == ["CREATED", "IMAGE_CONSENT_WITHDRAWN"]


@pytest.mark.parametrize("is_deleted", [False, True])
def test_the_file_uploaded_again_waits_until_there_is_new_evidence(editor: Client, site: Any, is_deleted: bool) -> None:
    photo = planted()
    with photo.file.storage.open(photo.file.name) as file:
        content = file.read()
    publishing.withdraw_consent(photo, "Mor ringede")
    if is_deleted:
        photo.delete()

    def upload(**fields: Any) -> Any:
        told = {"title": "Igen", "persons": 1, "licence": "CC_BY_4", "purposes": ["OWN_WEBSITE"], "tags": "", **fields}
        return editor.post("/admin/images/add/", {**told, "file": ContentFile(content, name="igen.jpg")})

    for consent in ("GRANTED", "ASSESSED_OK"):
        answer = upload(consent=consent, evidence="Sag 1")
        assert answer.status_code == 200
        assert answer.context["form"].errors
        assert "18. november 2026" in str(answer.context["form"].errors)
    assert not Photo.objects.filter(title="Igen").exists()

    assert upload(consent="PENDING").status_code == 302
    again = Photo.objects.get(title="Igen")
    html = editor.get(f"/admin/images/{again.pk}/").content.decode()
    assert "help-critical" in html
    assert "Mor ringede" in html
    assert (
        editor.post(f"/admin/images/{again.pk}/", form_of(again, consent="GRANTED", evidence="Sag 1")).status_code
        == 200
    )
    new = {"consent": "GRANTED", "evidence": "Sag 2", "consent_given_on": "2026-11-18"}
    assert editor.post(f"/admin/images/{again.pk}/", form_of(again, **new)).status_code == 302
    again.refresh_from_db()
    assert again.consent == Consent.GRANTED


def test_the_file_uploaded_by_a_program_waits_too(ask: Ask, site: Any) -> None:
    photo = planted()
    publishing.withdraw_consent(photo)
    again = uploaded_again(photo, title="Igen", consent=Consent.NOT_REQUIRED)

    assert again.consent == Consent.PENDING
    assert answers_to(ask, f'{{ photo(id: "{id_of(again)}") {{ alt }} }}') == {"photo": None}


def test_the_file_put_into_another_photo_is_refused(editor: Client, site: Any) -> None:
    photo, other = planted(), a_photo()
    with photo.file.storage.open(photo.file.name) as file:
        content = file.read()
    publishing.withdraw_consent(photo)
    swapped = form_of(other, persons=0, file=ContentFile(content, name="byttet.jpg"))
    answer = editor.post(f"/admin/images/{other.pk}/", swapped)

    assert answer.status_code == 200
    assert set(answer.context["form"].errors) == {"consent"}


def test_the_form_does_not_withdraw_without_a_reason(editor: Client, site: Any) -> None:
    photo = planted()
    answer = editor.post(f"/admin/images/{photo.pk}/", form_of(photo, consent="WITHDRAWN"))

    assert set(answer.context["form"].errors) == {"consent"}


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"consent": "NOT_REQUIRED", "special_category": "on", "persons": 0}, "consent"),
        ({"consent": "ASSESSED_OK", "special_category": "on"}, "consent"),
        ({"consent": "GRANTED", "special_category": "on"}, "is_explicit"),
        ({"consent": "NOT_REQUIRED", "persons": 2}, "consent"),
    ],
)
def test_a_basis_that_does_not_hold_is_refused(editor: Client, site: Any, fields: Any, error: str) -> None:
    told = {"title": "Foto", "persons": 1, "licence": "CC_BY_4", "purposes": ["OWN_WEBSITE"], "tags": ""}
    file = a_picture()
    file.name = "foto.jpg"
    answer = editor.post("/admin/images/add/", {**told, "file": file, **fields})

    assert set(answer.context["form"].errors) == {error}


# ── the report ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_report_lists_what_ends_within_thirty_days_and_what_has_ended(editor: Client, site: Any) -> None:
    def ends(title: str, **later: Any) -> Photo:
        return a_photo(title=title, consent=Consent.GRANTED, consent_expires_at=NOW + timedelta(**later))

    ends("Om tredive dage", days=30)
    ends("Om enogtredive dage", days=30, seconds=1)
    soon = ends("Om fem dage", days=5)
    ends("I aften", hours=8)
    ends("I morges", hours=-1)
    ends("For tre dage siden", days=-3)
    a_photo(title="Udløbet", consent=Consent.EXPIRED)
    a_photo(title="Uden ende", consent=Consent.GRANTED)
    a_photo(title="Trukket tilbage", consent=Consent.WITHDRAWN, consent_expires_at=NOW)
    a_story(title="=Stævnet;1", photo=soon)

    html = editor.get("/admin/reports/consent/").content.decode()
    assert "time-left-soon" in html
    assert "23. november 2026 09:00" in html
    assert "Om tredive dage" in html
    assert "Om enogtredive dage" not in html
    answer = editor.get("/admin/reports/consent/?export=csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = answer.content.decode("utf-8-sig").splitlines()
    assert sorted(rows[1:]) == sorted(
        [
            "For tre dage siden;samtykke givet;2026-11-15 09:00:00;;-3",
            "I morges;samtykke givet;2026-11-18 08:00:00;;0",
            "I aften;samtykke givet;2026-11-18 17:00:00;;0",
            'Om fem dage;samtykke givet;2026-11-23 09:00:00;"\'=Stævnet;1";5',
            "Om tredive dage;samtykke givet;2026-12-18 09:00:00;;30",
            "Udløbet;samtykket er udløbet;;;",
        ]
    )
    assert editor.get("/admin/reports/consent/?export=xlsx").status_code == 200

"""Photos: by purpose, in the right crop, with their words; nothing without consent, and no trace of the camera."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from content import clock, publishing
from content.models import Photo
from content.samples import a_photo, a_picture
from content.words import Purpose
from stories.samples import a_story
from tests.conftest import NOW, Ask

IMAGE = """query ($purpose: Purpose, $minWidth: Int, $orientation: Orientation) { stories { nodes {
  image(purpose: $purpose, minWidth: $minWidth, orientation: $orientation) {
    isFallback reason photo { id alt } } } } }"""
SIZES = """query ($preset: ImagePreset, $width: Int, $format: ImageFormat) { stories { nodes { image { photo {
  width height placeholder { blurhash dominantColor }
  rendition(preset: $preset, width: $width, format: $format) { url width height mime }
  srcSet(preset: $preset, format: $format) { width } } } } } }"""


def fetched(client: Client, path: str) -> tuple[Any, bytes]:
    """The answer and its bytes. Reading to the end closes the file."""
    response: Any = client.get(path)
    return response, b"".join(response.streaming_content)


def image(ask: Ask, **variables: Any) -> Any:
    return ask(IMAGE, **variables)["data"]["stories"]["nodes"][0]["image"]


def photo_of(ask: Ask, **variables: Any) -> Any:
    return ask(SIZES, **variables)["data"]["stories"]["nodes"][0]["image"]["photo"]


def in_body(*photos: Photo) -> list[Any]:
    return [("photo", {"photo": photo, "caption": ""}) for photo in photos]


@pytest.mark.parametrize(
    ("fields", "leaves"),
    [
        ({"consent": "NOT_REQUIRED", "purposes": []}, True),
        ({"consent": "ASSESSED_OK"}, True),
        ({"consent": "GRANTED"}, True),
        ({"consent": "PENDING"}, False),
        ({"consent": "WITHDRAWN"}, False),
        ({"consent": "EXPIRED"}, False),
        ({"consent": "GRANTED", "purposes": ["OWN_WEBSITE"]}, False),
        ({"consent": "GRANTED", "special_category": True}, False),
        ({"consent": "ASSESSED_OK", "special_category": True}, False),
        ({"consent": "GRANTED", "special_category": True, "is_explicit": True}, True),
    ],
)
def test_a_photo_leaves_only_with_consent_for_partner_sites(ask: Ask, site: Any, fields: Any, leaves: bool) -> None:
    photo = a_photo(**fields)
    a_story(photo=photo)
    found = image(ask)["photo"]

    assert (found is not None) is leaves
    by_id = ask("query ($id: ID!) { photo(id: $id) { alt } }", id=_id(photo))["data"]["photo"]
    assert (by_id is not None) is leaves


def _id(photo: Photo) -> str:
    from content import ids

    return ids.public_id(ids.PHOTO, photo.uid)


def test_consent_ends_on_the_second(ask: Ask, site: Any) -> None:
    a_story(photo=a_photo(consent="GRANTED", consent_expires_at=NOW + timedelta(days=1)))

    def leaves(moment: Any) -> bool:
        with clock.at(moment):
            return image(ask)["photo"] is not None

    ends = NOW + timedelta(days=1)
    second = timedelta(seconds=1)
    assert [leaves(ends - second), leaves(ends), leaves(ends + second)] == [True, False, False]


def test_the_next_allowed_photo_stands_in_and_the_answer_says_so(ask: Ask, site: Any) -> None:
    own = a_photo(consent="GRANTED", purposes=["OWN_WEBSITE"])
    free = a_photo(alt={"da": "En hånddukke"})
    a_story(photo=own, body=in_body(free))

    assert image(ask) == {
        "isFallback": True,
        "reason": "The first photo may not be used for this purpose, or does not fit.",
        "photo": {"id": _id(free), "alt": "En hånddukke"},
    }


def test_without_a_key_no_purpose_gives_more_than_partner_sites(ask: Ask, site: Any) -> None:
    a_story(photo=a_photo(consent="GRANTED", purposes=["OWN_WEBSITE"]))

    for purpose in Purpose:
        assert image(ask, purpose=purpose.value)["photo"] is None


def test_a_purpose_narrows(ask: Ask, site: Any) -> None:
    a_story(photo=a_photo(consent="GRANTED", purposes=["OWN_WEBSITE", "PARTNER_SITES"]))

    assert image(ask)["photo"] is not None
    assert image(ask, purpose="SOCIAL_MEDIA")["photo"] is None


def test_size_and_shape_can_be_asked_for(ask: Ask, site: Any) -> None:
    small, tall = a_photo(640, 480), a_photo(900, 1600, alt={"da": "Den høje"})
    a_story(photo=small, body=in_body(tall))

    assert image(ask, minWidth=800)["photo"]["alt"] == "Den høje"
    assert image(ask, orientation="PORTRAIT")["photo"]["alt"] == "Den høje"
    assert image(ask, minWidth=1000)["photo"] is None
    assert image(ask, orientation="SQUARE")["photo"] is None


def test_an_item_without_photos_has_no_image(ask: Ask, site: Any) -> None:
    a_story()

    assert image(ask) is None


@pytest.mark.parametrize(
    ("asked", "size"),
    [
        ({"preset": "CARD"}, (800, 600)),
        ({"preset": "SQUARE"}, (1080, 1080)),
        ({"preset": "OPEN_GRAPH"}, (1200, 630)),
        ({"preset": "THUMBNAIL"}, (240, 180)),
        ({"width": 333}, (480, 300)),
        ({"width": 2400}, (1920, 1200)),
        ({}, (800, 600)),
    ],
)
@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "AVIF"])
def test_a_file_has_the_size_and_type_the_answer_promised(
    ask: Ask, client: Client, site: Any, asked: Any, size: tuple[int, int], kind: str
) -> None:
    if kind == "AVIF" and asked != {"preset": "THUMBNAIL"}:
        pytest.skip("AVIF takes a second a picture; one size of it is proof enough")
    a_story(photo=a_photo(1920, 1200))
    rendition = photo_of(ask, format=kind, **asked)["rendition"]
    assert (rendition["width"], rendition["height"], rendition["mime"]) == (*size, f"image/{kind.lower()}")

    response, content = fetched(client, rendition["url"].removeprefix("http://localhost:8000"))
    file = Image.open(BytesIO(content))
    assert (file.size, file.format, response["Content-Type"]) == (size, kind, f"image/{kind.lower()}")


def test_a_small_original_is_never_blown_up(ask: Ask, site: Any) -> None:
    a_story(photo=a_photo(1100, 730))

    hero = photo_of(ask, preset="HERO")["rendition"]
    assert (hero["width"], hero["height"]) == (1100, 620)
    assert [size["width"] for size in photo_of(ask)["srcSet"]] == [160, 320, 480, 640, 800, 1080]


def test_a_preset_and_a_width_together_or_a_width_out_of_bounds_is_refused(ask: Ask, site: Any) -> None:
    a_story(photo=a_photo())

    for asked in ({"preset": "CARD", "width": 200}, {"width": 0}, {"width": 2401}):
        answer = ask(SIZES, errors=True, **asked)
        assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


def test_the_placeholder_is_made_at_upload(ask: Ask, site: Any) -> None:
    a_story(photo=a_photo())

    placeholder = photo_of(ask)["placeholder"]
    assert placeholder["dominantColor"] == "#b55928"
    assert len(placeholder["blurhash"]) == 28


def rendition_path(ask: Ask) -> str:
    url: str = photo_of(ask, preset="THUMBNAIL")["rendition"]["url"]
    return url.removeprefix("http://localhost:8000")


def test_an_address_handed_out_answers_410_the_moment_consent_is_withdrawn(ask: Ask, client: Client, site: Any) -> None:
    photo = a_photo(consent="GRANTED")
    a_story(photo=photo)
    path = rendition_path(ask)
    etag = fetched(client, path)[0]["ETag"]
    publishing.withdraw_consent(photo)

    for headers in ({}, {"if-none-match": etag}):
        answer = client.get(path, headers=headers)
        assert answer.status_code == 410
        assert b"withdrawn" in answer.content


def test_an_address_nobody_gave_out_leads_nowhere(ask: Ask, client: Client, site: Any) -> None:
    photo = a_photo()
    a_story(photo=photo)
    path = rendition_path(ask)

    signature = path.split(".")[2]
    for forged in (
        path.replace("fill-240x180", "fill-241x180"),
        path.replace(".p.", ".w."),
        path.replace(signature, "0" * 16),
        path.replace(".jpg", ".webp"),
    ):
        assert forged != path
        assert client.get(forged).status_code == 404


def test_originals_are_for_editors_only(client: Client, editor: Client, site: Any) -> None:
    photo = a_photo()
    stranger = Client()

    assert stranger.get(f"/media/{photo.file.name}").status_code == 302
    assert stranger.get("/media/../manage.py").status_code in (302, 404)
    assert fetched(editor, f"/media/{photo.file.name}")[0].status_code == 200
    assert editor.get("/media/..%2f..%2fmanage.py").status_code == 404


def test_the_camera_leaves_no_trace(ask: Ask, client: Client, site: Any) -> None:
    photo = a_photo()
    exif = Image.Exif()
    exif[0x010F] = "Kamera"
    exif[0x8298] = "Fotografens navn"
    with photo.file.storage.open(photo.file.name, "wb") as file:
        Image.new("RGB", (640, 480), "green").save(file, "JPEG", exif=exif)
    a_story(photo=photo)

    _response, content = fetched(client, rendition_path(ask))
    assert b"Kamera" not in content
    assert dict(Image.open(BytesIO(content)).getexif()) == {}


UPLOAD = "/admin/images/add/"


def upload(editor: Client, file: Any, **more: Any) -> Any:
    return editor.post(
        UPLOAD, {"title": "Foto", "file": file, "consent": "PENDING", "persons": 0, "licence": "CC_BY_4", **more}
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("foto.jpg", b"this is no picture"),
        ("foto.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
        ("foto.jpg", b""),
        ("foto.jpg", a_picture(kind="PNG").getvalue()[:200]),
    ],
)
def test_a_file_that_is_no_picture_is_refused_in_words(editor: Client, site: Any, name: str, content: bytes) -> None:
    file = BytesIO(content)
    file.name = name
    answer = upload(editor, file)

    assert answer.status_code == 200
    assert answer.context["form"].errors["file"]
    assert not Photo.objects.exists()


def test_a_decompression_bomb_is_refused_before_it_is_unpacked(editor: Client, site: Any) -> None:
    bomb = BytesIO()
    Image.new("1", (20_000, 20_000)).save(bomb, "PNG")
    bomb.seek(0)
    bomb.name = "bombe.png"
    answer = upload(editor, bomb)

    assert answer.status_code == 200
    assert "too many pixels" in str(answer.context["form"].errors["file"])
    assert not Photo.objects.exists()


def test_a_special_photo_needs_explicit_consent_to_be_saved(editor: Client, site: Any) -> None:
    file = a_picture()
    file.name = "foto.jpg"
    answer = upload(editor, file, consent="GRANTED", special_category="on", purposes=["OWN_WEBSITE"])

    assert set(answer.context["form"].errors) == {"is_explicit"}
    assert not Photo.objects.exists()

"""Pictures are painted anew: nothing comes along but their dots."""

from io import BytesIO

import pytest
from PIL import Image

from heed.documents.files import repainting
from heed.documents.files.intake import opened, take_in
from heed.documents.files.pictures import painted_anew
from heed.documents.files.unfit import Unfit
from tests.documents.files import corpus


def kept(content: bytes) -> bytes:
    taken = take_in(BytesIO(content), called="IMG_4711.jpg", size=len(content))
    return b"".join(opened(taken.name, taken.wrapped))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_neither_place_nor_camera_nor_comment_is_kept(form: str) -> None:
    exif = Image.open(BytesIO(corpus.photo_with_place())).getexif()
    content = corpus.photo(form=form, exif=exif)
    assert b"Canarycamera" in content

    painted = Image.open(BytesIO(kept(content)))

    assert (dict(painted.getexif()), painted.getexif().get_ifd(0x8825)) == ({}, {})
    assert {"exif", "comment", "icc_profile", "xmp", "photoshop"} & set(painted.info) == set()


def test_no_canary_is_left_in_the_bytes() -> None:
    content = corpus.photo_with_place()
    assert content.count(corpus.PLACE) >= 2

    painted = kept(content)

    assert [word in painted for word in (corpus.PLACE, b"Canarycamera", b"Exif", b"GPS")] == [False] * 4


def test_a_photo_stands_the_right_way_up() -> None:
    assert Image.open(BytesIO(kept(corpus.photo_with_place(orientation=6)))).size == (48, 64)


def test_what_can_be_seen_through_stays_so() -> None:
    out = BytesIO()
    Image.new("RGBA", (9, 9), (200, 0, 0, 100)).save(out, "WEBP", lossless=True)

    assert Image.open(BytesIO(kept(out.getvalue()))).getpixel((4, 4)) == (200, 0, 0, 100)


def test_a_screenshot_keeps_every_dot() -> None:
    content = corpus.photo(form="PNG")

    assert Image.open(BytesIO(kept(content))).tobytes() == Image.open(BytesIO(content)).tobytes()


def test_a_photo_that_would_be_held_whole_is_counted_more_strictly() -> None:
    content = corpus.photo((6000, 4100), progressive=True, quality=10)
    with pytest.raises(Unfit, match="too-many-dots"):
        painted_anew(content)


def test_the_painter_has_a_limit_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("heed.documents.files.pictures.LONGEST", 0.001)
    with pytest.raises(Unfit, match="too-many-dots"):
        painted_anew(corpus.photo())


@pytest.mark.parametrize(("content", "code"), [
    (b"nothing", repainting.DAMAGED),
    (corpus.moving(), repainting.SEVERAL),
    (corpus.png_that_says(9000, 9000), repainting.TOO_MANY_DOTS),
    (corpus.photo((8, 8), "AVIF"), repainting.DAMAGED),
])  # fmt: skip
def test_the_painter_says_by_its_code_why_not(content: bytes, code: int) -> None:
    with pytest.raises(SystemExit) as ended:
        repainting.paint(content)

    assert ended.value.code == code

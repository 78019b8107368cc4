"""A program of its own that paints a picture anew: dots in, dots out, and nothing else comes along.

It gets one picture on its standard input and writes one to its standard output: no place, no camera, no comment, no
thumbnail. It runs apart from everything, without keys, within limits of memory and time, because decoders of pictures
are where hostile files aim. It exits with one of the codes below.
"""

import resource
import sys
from io import BytesIO
from typing import Final

from PIL import Image, ImageOps

FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")
DOTS: Final = 24_000_000
"""A picture may have so many dots; a photo with more is made smaller while it is read."""
MOST_DOTS: Final = 8 * DOTS
MEMORY: Final = 640 * 1024 * 1024  # bytes of address space, libraries included
SECONDS: Final = 10
DAMAGED, TOO_MANY_DOTS, SEVERAL = 3, 4, 5


def paint(content: bytes) -> bytes:
    """Return the picture anew, as JPEG or PNG. SystemExit with a code for one that cannot be taken."""
    try:
        image = Image.open(BytesIO(content), formats=FORMATS)
        if image.format in ("JPEG", "MPO"):
            _shrink(image)
        elif getattr(image, "is_animated", False):
            raise SystemExit(SEVERAL)
        if image.width * image.height > DOTS:
            raise SystemExit(TOO_MANY_DOTS)
        lossless = image.format in ("PNG", "GIF", "BMP", "TIFF")
        turned = bool(image.getexif())
        image.load()
        painted = ImageOps.exif_transpose(image) if turned else image
        del image
    except (OSError, ValueError, SyntaxError, ArithmeticError, IndexError, KeyError, Image.DecompressionBombError):
        raise SystemExit(DAMAGED) from None
    return _written(painted, lossless=lossless)


def _shrink(image: Image.Image) -> None:
    """Have a large photo read at a half, a quarter or an eighth of its size, so that it never lies in memory whole."""
    dots = image.width * image.height
    many = MOST_DOTS if not image.info.get("progressive") else DOTS  # a progressive one is held whole to be read
    if dots > many:
        raise SystemExit(TOO_MANY_DOTS)
    for part in (2, 4, 8):
        if dots <= DOTS:
            return
        image.draft(None, (image.width // part, image.height // part))
        dots = image.width * image.height


def _written(image: Image.Image, *, lossless: bool) -> bytes:
    clear = "A" in image.getbands() or "transparency" in image.info
    mode = "RGBA" if clear else "L" if image.mode in ("1", "L") else "RGB"
    plain = image if image.mode == mode else image.convert(mode)  # a copy that is not needed is memory
    plain.info.clear()  # comments and profiles would be written again from here
    out = BytesIO()
    if lossless or clear:
        plain.save(out, "PNG", compress_level=4)
    else:
        plain.save(out, "JPEG", quality=90, exif=b"", icc_profile=None)
    return out.getvalue()


def main() -> None:
    """Paint what comes in, within limits."""
    Image.MAX_IMAGE_PIXELS = None  # counted above, before anything is read
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        painted = paint(sys.stdin.buffer.read())
    except MemoryError:
        raise SystemExit(TOO_MANY_DOTS) from None
    sys.stdout.buffer.write(painted)


if __name__ == "__main__":
    main()

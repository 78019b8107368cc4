"""The security headers of every answer: pages, errors, redirects, files (reliability bar B40).

Strict-Transport-Security comes from Django's own middleware, on every answer over HTTPS.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

POLICY = (
    "default-src 'none'; "
    "script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
SEALED = "default-src 'none'; sandbox; form-action 'none'; frame-ancestors 'none'; base-uri 'none'"
"""The policy of an answer that is a file of somebody's: whatever is in it, it can do nothing."""
CORP = "Cross-Origin-Resource-Policy"
SHOWN_ELSEWHERE = "cross-origin"
"""What a view says of a picture that pages of other systems may show: the badge, and nothing else."""
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not no-referrer: with it browsers send "Origin: null" with our own forms, and Django then refuses every one of
    # them. same-origin tells other sites just as little: nothing.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    CORP: "same-origin",
    "Permissions-Policy": ", ".join(
        f"{feature}=()"
        for feature in (
            "accelerometer",
            "camera",
            "display-capture",
            "geolocation",
            "gyroscope",
            "magnetometer",
            "microphone",
            "midi",
            "payment",
            "publickey-credentials-get",
            "screen-wake-lock",
            "usb",
            "xr-spatial-tracking",
        )
    ),
}


class Headers:
    """The outermost middleware, so that no answer leaves without its headers, whatever made it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with the headers set; nothing is kept by browsers or proxies but files whose name is their hash."""
        response = self.get_response(request)
        sealed = response.headers.get("Content-Security-Policy") == SEALED
        elsewhere = response.headers.get(CORP) == SHOWN_ELSEWHERE
        for name, value in HEADERS.items():
            response.headers[name] = value
        if sealed:
            response.headers["Content-Security-Policy"] = SEALED
        if elsewhere:
            response.headers[CORP] = SHOWN_ELSEWHERE
        if "immutable" not in response.headers.get("Cache-Control", ""):
            response.headers["Cache-Control"] = "no-store"
        return response

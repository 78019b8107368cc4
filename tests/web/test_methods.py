"""Pages are read and sent, nothing else; any other method is refused before anything is looked up."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"])
@pytest.mark.parametrize("address", ["/", "/policy", "/reports/H-AAAA-AAAA", "/privacy"])
def test_a_method_that_no_page_knows(client: Client, address: str, method: str) -> None:
    answer = client.generic(method, address)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD, POST")

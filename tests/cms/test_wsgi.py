"""What a server is answered before Django has a request."""

from typing import Any

import pytest

from cms.wsgi import application


@pytest.mark.parametrize(
    "content_type", ["application/json; a*=foo'x'%ff", "text/plain; charset=hex", "a; charset=nope"]
)
def test_a_content_type_that_cannot_be_read_is_refused(content_type: str) -> None:
    said: list[Any] = []
    body = application({"CONTENT_TYPE": content_type}, lambda status, headers: said.append(status))

    assert said == ["400 Bad Request"]
    assert b"Send UTF-8" in b"".join(body)

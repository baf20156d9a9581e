"""Pages of lists, and the opaque tokens between them."""

import base64
import zlib

from google.protobuf.message import Message

from refusals import refusal

PAGE_SIZE = 25


def page_of(request: Message, found: list, response: Message, field: str) -> Message:
    """Fills a response with the page of what was found that a request asks for."""
    start = page_start(request.pagination.token, request.filter)
    end = start + (request.pagination.page_size or PAGE_SIZE)
    getattr(response, field).extend(found[start:end])
    response.pagination.SetInParent()
    if end < len(found):
        response.pagination.next_token = page_token(end, request.filter)
    return response


def page_token(start: int, of: Message) -> str:
    """An opaque token for the page that starts here, of the list with this filter."""
    plain = f"{start} {zlib.crc32(of.SerializeToString(deterministic=True))}"
    return base64.urlsafe_b64encode(plain.encode()).decode()


def page_start(token: str, of: Message) -> int:
    """Where the page of a token starts; a token of a list with another filter is not valid."""
    if not token:
        return 0
    try:
        start = int(base64.urlsafe_b64decode(token).split()[0])
    except (ValueError, IndexError):
        start = None
    if start is None or token != page_token(start, of):
        raise refusal("invalid_argument", "the page token is not valid")
    return start

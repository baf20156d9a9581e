"""The field rules of the official descriptors, read by protovalidate."""

import protovalidate
from google.protobuf.message import Message

from refusals import refusal


def check(request: Message) -> None:
    """Raises `invalid_argument` with the violations if a field breaks a rule of its descriptor."""
    try:
        protovalidate.validate(request)
    except protovalidate.ValidationError as error:
        violations = error.to_proto()
        lines = [f" - {path(v)}: {v.message} [{v.rule_id}]" for v in violations.violations]
        text = "\n".join(["validation error:", *lines])
        raise refusal("invalid_argument", text, violations) from None


def path(violation) -> str:
    """Where a violation is, such as `filter.project_ids[3]`."""
    path = ""
    for element in violation.field.elements:
        path += f".{element.field_name}" if path else element.field_name
        if element.WhichOneof("subscript") == "index":
            path += f"[{element.index}]"
    return path


def check_sizes(smallest: int, largest: int) -> None:
    """The one rule of the sizes that only the comments of the messages state."""
    if smallest > largest:
        raise refusal(
            "invalid_argument", f"min_size {smallest} must not be above max_size {largest}"
        )

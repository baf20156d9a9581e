"""Errors of the service, made from the official messages."""

import base64

# Imported so that the default pool knows every detail message by its name.
from buf.validate import validate_pb2  # noqa: F401
from connectrpc.code import Code
from connectrpc.errors import ConnectError, ErrorDetail
from gitpod.v1 import actionable_error_pb2, organization_pb2  # noqa: F401
from google.protobuf import descriptor_pool, json_format, message_factory
from google.protobuf.message import Message
from google.rpc import error_details_pb2  # noqa: F401
from protobuf.wkt import Any


def refusal(code: str, message: str, *details: Message) -> ConnectError:
    """A Connect error with its details, ready to be raised."""
    return ConnectError(Code(code), message, [packed(detail) for detail in details])


def scripted(error: dict) -> ConnectError:
    """A Connect error given by a script: `code`, `message`, `details`.

    A detail is a `type` with either `fields`, proto3 JSON of a known message, or a base64 `value`.
    """
    details = [
        detail_of(detail["type"], base64.b64decode(detail["value"]))
        if "value" in detail
        else packed(message_of(detail["type"], detail["fields"]))
        for detail in error.get("details", [])
    ]
    return ConnectError(Code(error["code"]), error.get("message", ""), details)


def packed(message: Message) -> ErrorDetail:
    """A message of google.protobuf as a detail, as the stubs want it."""
    return detail_of(message.DESCRIPTOR.full_name, message.SerializeToString())


def detail_of(type_name: str, value: bytes) -> ErrorDetail:
    """A detail of any type, known or not, with exactly these bytes."""
    return ErrorDetail(Any(type_url=f"type.googleapis.com/{type_name}", value=value))


def message_of(type_name: str, fields: dict) -> Message:
    """A message of a type known by name, from its proto3 JSON."""
    descriptor = descriptor_pool.Default().FindMessageTypeByName(type_name)
    return json_format.ParseDict(fields, message_factory.GetMessageClass(descriptor)())

"""The table of methods in the source equals the official descriptors."""

import importlib
import pkgutil
from pathlib import Path

import gitpod.v1
from google.protobuf.descriptor_pb2 import MethodDescriptorProto, MethodOptions

TABLE = Path(__file__).parents[2] / "src" / "api" / "methods.txt"


def kind(method) -> str:
    """How the table calls a method of the descriptors."""
    proto = MethodDescriptorProto()
    method.CopyToProto(proto)
    if proto.server_streaming or proto.client_streaming:
        return "stream"
    reads = method.GetOptions().idempotency_level == MethodOptions.NO_SIDE_EFFECTS
    return "read" if reads else "change"


def test_every_method_is_in_the_table_with_its_effect():
    expected = set()
    for module in pkgutil.iter_modules(gitpod.v1.__path__):
        if not module.name.endswith("_pb2"):
            continue
        descriptor = importlib.import_module(f"gitpod.v1.{module.name}").DESCRIPTOR
        for service in descriptor.services_by_name.values():
            expected |= {f"{service.name}/{m.name} {kind(m)}" for m in service.methods}
    assert len(expected) > 100
    assert set(TABLE.read_text().splitlines()) == expected

"""The stub service's lists, script and record, used as the tests of the binary use them."""

import http.client
import time

import pytest
from connectrpc.errors import ConnectError
from gitpod.v1 import prebuild_pb2
from google.protobuf import json_format

from refusals import message_of


def test_pages_follow_their_tokens(service, official):
    pools = service.pools_of([service.pair() for _ in range(7)])
    request = prebuild_pb2.ListWarmPoolsRequest()
    request.pagination.page_size = 3
    pages = []
    while not pages or request.pagination.token:
        response = official.list_warm_pools(request)
        pages.append(list(response.warm_pools))
        request.pagination.token = response.pagination.next_token
    assert pages == [pools[:3], pools[3:6], pools[6:]]


def test_a_page_holds_25_if_it_is_not_told(service, official):
    pair = service.pair()
    service.pools_of([pair] * 26)
    response = official.list_warm_pools(prebuild_pb2.ListWarmPoolsRequest())
    assert len(response.warm_pools) == 25
    assert response.pagination.next_token


def test_a_token_is_for_one_list_only(service, official):
    pair = service.pair()
    service.pools_of([pair] * 3)
    request = prebuild_pb2.ListWarmPoolsRequest()
    request.pagination.page_size = 1
    request.pagination.token = official.list_warm_pools(request).pagination.next_token
    request.filter.project_ids.append(pair[0])
    for token in (request.pagination.token, "no token of ours"):
        request.pagination.token = token
        with pytest.raises(ConnectError, match="page token is not valid"):
            official.list_warm_pools(request)


def test_filters_add_up(service, official):
    pools = service.pools_of([service.pair() for _ in range(3)])
    request = prebuild_pb2.ListWarmPoolsRequest()
    request.filter.project_ids.extend(pool.metadata.project_id for pool in pools[:2])
    assert list(official.list_warm_pools(request).warm_pools) == pools[:2]
    request.filter.environment_class_ids.append(pools[1].metadata.environment_class_id)
    assert list(official.list_warm_pools(request).warm_pools) == [pools[1]]


def test_the_script_breaks_what_it_names_and_nothing_else(service, post):
    pool = service.pool()
    request = {"warmPoolId": pool.id}
    service.script(
        {"method": "DeleteWarmPool", "skip": 1, "drop": True},
        {"method": "GetWarmPool", "times": 2, "raw": {"status": 502, "body": "<html>"}},
        {"method": "ListWarmPools", "times": None, "error": {"code": "aborted"}},
    )
    assert post("DeleteWarmPool", request)[0] == 200
    with pytest.raises(http.client.RemoteDisconnected):
        post("DeleteWarmPool", request)
    assert [post("GetWarmPool", request)[0] for _ in range(3)] == [502, 502, 200]
    assert [post("ListWarmPools", {})[0] for _ in range(3)] == [409, 409, 409]
    executed = [(call.method, call.executed, call.status) for call in service.calls()]
    assert executed == [
        ("DeleteWarmPool", True, 200),
        ("DeleteWarmPool", False, None),
        ("GetWarmPool", False, 502),
        ("GetWarmPool", False, 502),
        ("GetWarmPool", True, 200),
        *[("ListWarmPools", False, 409)] * 3,
    ]


def test_a_lost_answer_is_of_a_change_that_was_made(service, post):
    pool = service.pool()
    service.script({"drop": True, "execute": True}, {"cut": 10}, {"delay": 0.2})
    request = {"warmPoolId": pool.id, "maxSize": 9}
    with pytest.raises(http.client.RemoteDisconnected):
        post("UpdateWarmPool", request)
    assert service.now(pool).spec.max_size == 9
    with pytest.raises(http.client.IncompleteRead) as cut:
        post("UpdateWarmPool", request | {"maxSize": 8})
    assert len(cut.value.partial) == 10
    assert service.now(pool).spec.max_size == 8
    start = time.monotonic()
    assert post("UpdateWarmPool", request)[0] == 200
    assert time.monotonic() - start >= 0.2


def test_others_act_while_a_call_is_under_way(service, post):
    mine, removed = service.pool(), service.pool()
    theirs = {"id": mine.id, "spec": {"minSize": 4, "maxSize": 5}}
    later = [{"times": None, "error": {"code": "unavailable"}}]
    service.script({"drop": True, "seed": {"pools": [theirs]}, "remove": [removed.id], "then": later})
    with pytest.raises(http.client.RemoteDisconnected):
        post("UpdateWarmPool", {"warmPoolId": mine.id, "maxSize": 9})
    assert [(pool.id, pool.spec.max_size) for pool in service.pools()] == [(mine.id, 5)]
    assert [post("ListWarmPools", {})[0] for _ in range(2)] == [503, 503]


def test_the_record_holds_what_was_sent(service, post):
    post("ListWarmPools", {"pagination": {"pageSize": 100}}, headers={"x-odd": "1"})
    [call] = service.calls()
    assert (call.verb, call.path, call.http) == (
        "POST",
        "/api/gitpod.v1.PrebuildService/ListWarmPools",
        "1.1",
    )
    assert dict(call.headers)["x-odd"] == "1"
    assert (call.method, call.changes) == ("ListWarmPools", False)
    assert call.message == {"pagination": {"pageSize": 100}}
    assert (call.status, call.encoding) == (200, "identity")
    service.forget_calls()
    assert service.calls() == []


def test_details_are_made_from_the_official_messages():
    with pytest.raises(KeyError):
        message_of("gitpod.v1.NoSuchDetails", {})
    with pytest.raises(json_format.ParseError):
        message_of("google.rpc.RetryInfo", {"retry_delay": "soon"})

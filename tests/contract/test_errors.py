"""Every error of the service: the exit code, the words for people, the line for programs."""

import json
import re

import pytest
from connectrpc.code import Code

from verbs import CREATE, DELETE, GET, UPDATE, VERBS
from world import READ_TOKEN

EXITS = {
    "canceled": 1,
    "unknown": 1,
    "invalid_argument": 2,
    "deadline_exceeded": 8,
    "not_found": 6,
    "already_exists": 7,
    "permission_denied": 5,
    "resource_exhausted": 10,
    "failed_precondition": 7,
    "aborted": 7,
    "out_of_range": 2,
    "unimplemented": 1,
    "internal": 1,
    "unavailable": 11,
    "data_loss": 1,
    "unauthenticated": 4,
}

REFUSED = {
    "invalid_argument",
    "not_found",
    "already_exists",
    "permission_denied",
    "resource_exhausted",
    "failed_precondition",
    "out_of_range",
    "unimplemented",
    "unauthenticated",
}
"""The service says that it did nothing and will not: asking again is pointless."""

UNSETTLED = {"canceled", "unknown", "deadline_exceeded", "internal", "unavailable", "data_loss"}
"""The service may have acted: a change has to be looked for before anything is said."""

UNKNOWN_OUTCOME = 13
"""The exit code when a change was sent and its outcome is unknown."""

WORDS = "the words of the service"


def fail(service, verb, error: dict) -> None:
    """From now on the service fails this verb's method with an error."""
    service.script({"method": verb.method, "times": None, "error": error})


def test_the_table_has_all_codes():
    assert set(EXITS) == {code.value for code in Code}
    assert set(EXITS) == REFUSED | UNSETTLED | {"aborted"}


def exit_of(verb, code: str) -> int:
    """How a run ends when this code is all that ever comes back.

    A change that the service may yet carry out is never called a failure.
    """
    return UNKNOWN_OUTCOME if verb.changes and code in UNSETTLED else EXITS[code]


@pytest.mark.parametrize("verb", VERBS, ids=str)
@pytest.mark.parametrize("code", EXITS)
def test_for_programs(service, cli, verb, code):
    fail(service, verb, {"code": code, "message": WORDS})
    result = verb.run(service, cli, "-o", "json", "--retries", 1)

    error = result.failed(exit_of(verb, code)).error
    if result.code != UNKNOWN_OUTCOME:
        assert error["code"] == code, result
    assert WORDS in json.dumps(error), result
    assert error["message"].strip(), result
    assert isinstance(error["hint"], str | None), result
    assert isinstance(error["retryable"], bool), result
    assert error["details"] == [], result
    if code in REFUSED:
        assert error["retryable"] is False, result
    if code == "unavailable" and not verb.changes:
        assert error["retryable"] is True, result


@pytest.mark.parametrize("verb", VERBS, ids=str)
@pytest.mark.parametrize("code", EXITS)
def test_for_people(service, cli, verb, code):
    fail(service, verb, {"code": code, "message": WORDS})
    result = verb.run(service, cli, "--retries", 1)

    result.failed(exit_of(verb, code))
    # Notes of what was tried again may stand before it.
    assert re.search("^error: ", result.stderr, re.MULTILINE), result
    assert WORDS in result.stderr, result


@pytest.mark.parametrize("verb", VERBS, ids=str)
@pytest.mark.parametrize("code", sorted(REFUSED))
def test_what_the_service_refuses_is_asked_once(service, cli, verb, code):
    fail(service, verb, {"code": code, "message": WORDS})
    verb.run(service, cli).failed(EXITS[code])
    assert len(service.calls(verb.method)) == 1
    assert len(service.changes()) == verb.changes


@pytest.mark.parametrize("verb", VERBS, ids=str)
def test_a_conflict_is_tried_at_most_once_more(service, cli, verb):
    fail(service, verb, {"code": "aborted"})
    verb.run(service, cli).failed(7)
    assert len(service.calls(verb.method)) <= 2


@pytest.mark.parametrize("flags", [["-o", "json"], ["-o", "jsonl"], ["--jq", ".[]"]])
def test_every_form_for_programs_has_its_errors_as_one_line(service, cli, flags):
    fail(service, GET, {"code": "not_found"})
    assert GET.run(service, cli, *flags).failed(6).error["code"] == "not_found"


@pytest.mark.parametrize("verb", VERBS, ids=str)
def test_a_token_that_may_only_read(service, cli, verb):
    cli.env["ONA_TOKEN"] = READ_TOKEN
    result = verb.run(service, cli, "-o", "json")
    if verb.changes:
        assert result.failed(5).error["code"] == "permission_denied"
        assert "read-only" in result.stderr, result
        assert len(service.changes()) == 1
    else:
        result.succeeded()
        assert [call.executed for call in service.calls()] == [True]


@pytest.mark.parametrize("verb", VERBS, ids=str)
def test_a_token_that_is_refused(service, cli, verb):
    cli.env["ONA_TOKEN"] = "madder-crane-3-is-no-token"
    result = verb.run(service, cli, "-o", "json").failed(4)
    assert result.error["code"] == "unauthenticated"
    assert "ONA_TOKEN" in result.stderr, result
    assert "madder-crane" not in result.stderr, result
    assert len(service.calls()) == 1


def test_a_condition_that_is_not_met(service, cli):
    project_id, _ = service.pair()
    _, other_class = service.pair()
    pair = ("--project", project_id, "--class", other_class)
    result = cli("wp", "create", *pair, "-o", "json").failed(7)
    assert result.error["code"] == "failed_precondition"
    assert "Enable prebuilds for this environment class first." in result.stderr, result
    assert service.pools() == []


ESCAPES = "\x1b[2J\x1b]0;owned\x07 \x9b31m \u202egnp.exe\r ok"


@pytest.mark.parametrize("flags", [[], ["-o", "json"], ["-vv"]])
def test_the_words_of_the_service_cannot_act_on_a_terminal(service, cli, flags):
    fail(service, GET, {"code": "failed_precondition", "message": ESCAPES})
    result = GET.run(service, cli, *flags).failed(7)
    assert "owned" in result.stderr, result
    assert not set("\x1b\x07\x9b\u202e\r") & set(result.stderr), result


VIOLATIONS = {
    "violations": [
        {
            "ruleId": "int32.gte_lte",
            "message": "value must be less than or equal to 9",
            "field": {"elements": [{"fieldName": "max_size", "fieldNumber": 5}]},
        },
        {
            "ruleId": "string.uuid",
            "message": "value must be a valid UUID",
            "field": {
                "elements": [
                    {"fieldName": "filter"},
                    {"fieldName": "project_ids", "index": "3"},
                ]
            },
        },
    ]
}
ADVICE = {
    "errorCode": "WARM_POOL_PLAN_LIMIT",
    "userMessage": "Your plan has room for no more pools.",
    "metadata": {"limit": "20"},
    "actions": [
        {"actionId": "plan", "label": "Change the plan", "dashboardPath": "/settings/billing"},
        {"actionId": "docs", "label": "View docs", "externalUrl": "https://ona.com/docs/plans"},
    ],
}
TIER = {
    "message": "Warm pools need the Enterprise plan.",
    "requiredTier": "ORGANIZATION_TIER_ENTERPRISE",
}
DETAILS = [
    (
        "invalid_argument",
        "buf.validate.Violations",
        VIOLATIONS,
        [
            "maxSize",
            "value must be less than or equal to 9",
            "int32.gte_lte",
            "filter.projectIds[3]",
            "value must be a valid UUID",
        ],
        [
            "maxSize",
            "value must be less than or equal to 9",
            "filter.projectIds[3]",
            "value must be a valid UUID",
        ],
    ),
    (
        "failed_precondition",
        "gitpod.v1.ActionableErrorDetails",
        ADVICE,
        [
            "WARM_POOL_PLAN_LIMIT",
            "Your plan has room for no more pools.",
            "Change the plan",
            "/settings/billing",
            "View docs",
            "https://ona.com/docs/plans",
        ],
        [
            "Your plan has room for no more pools.",
            "Change the plan",
            "/settings/billing",
            "View docs",
            "https://ona.com/docs/plans",
        ],
    ),
    (
        "failed_precondition",
        "gitpod.v1.OrganizationTierFailedPreconditionDetails",
        TIER,
        ["Warm pools need the Enterprise plan.", "enterprise"],
        ["Warm pools need the Enterprise plan."],
    ),
    ("resource_exhausted", "google.rpc.RetryInfo", {"retryDelay": "90.5s"}, ["90.5"], []),
]


@pytest.mark.parametrize("verb", [CREATE, GET], ids=str)
@pytest.mark.parametrize(
    ("code", "kind", "fields", "printed", "shown"), DETAILS, ids=[kind for _, kind, *_ in DETAILS]
)
def test_details_are_decoded(service, cli, verb, code, kind, fields, printed, shown):
    fail(service, verb, {"code": code, "details": [{"type": kind, "fields": fields}]})

    [detail] = verb.run(service, cli, "-o", "json").failed(EXITS[code]).error["details"]
    assert detail["type"] == kind
    for word in printed:
        assert word in json.dumps(detail), (word, detail)

    result = verb.run(service, cli).failed(EXITS[code])
    for word in shown:
        assert word in result.stderr, (word, result)


@pytest.mark.parametrize("verb", [GET, UPDATE, DELETE], ids=str)
def test_the_advice_that_comes_with_a_missing_pool_is_kept(service, cli, verb):
    advice = {"type": "gitpod.v1.ActionableErrorDetails", "fields": ADVICE}
    fail(service, verb, {"code": "not_found", "message": WORDS, "details": [advice]})
    [detail] = verb.run(service, cli, "-o", "json").failed(6).error["details"]
    assert detail["type"] == advice["type"]
    assert ADVICE["userMessage"] in verb.run(service, cli).failed(6).stderr


def test_a_detail_of_an_unknown_type_is_kept_by_its_name(service, cli):
    details = [{"type": "gitpod.v2.Horoscope", "value": "CgNhYmM="}]
    fail(service, GET, {"code": "failed_precondition", "details": details})
    [detail] = GET.run(service, cli, "-o", "json").failed(7).error["details"]
    assert detail["type"] == "gitpod.v2.Horoscope"


def test_a_detail_that_cannot_be_read_does_not_hide_the_error(service, cli):
    broken = {"type": "buf.validate.Violations", "value": "/w=="}
    fail(service, GET, {"code": "invalid_argument", "message": WORDS, "details": [broken]})
    error = GET.run(service, cli, "-o", "json").failed(2).error
    assert (error["code"], WORDS in json.dumps(error)) == ("invalid_argument", True)

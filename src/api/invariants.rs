//! Invariants of responses.

use std::fmt::Debug;

use jiff::Timestamp;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderValue, RETRY_AFTER};
use serde_json::{Value, json};

use super::audit::{AuditFilter, AuditLogEntry, ListAuditLogsResponse};
use super::class::{EnvironmentClass, ListEnvironmentClassesResponse};
use super::client::{Method, answer};
use super::environment::{Environment, EnvironmentFilter, ListEnvironmentsResponse};
use super::error::Error;
use super::identity::Identity;
use super::list_request::ListRequest;
use super::organization::OrganizationPoliciesResponse;
use super::pager::Listed;
use super::prebuild::{
    CreatePrebuildRequest, ListPrebuildsResponse, Prebuild, PrebuildFilter, PrebuildPhase,
};
use super::project::{
    ListProjectsResponse, PrebuildConfiguration, Project, ProjectFilter, UpdateProjectRequest,
};
use super::proto::{Message, ProtoJson, read};
use super::request::{ById, Resource};
use super::runner::{ListRunnersResponse, Runner};
use super::usage::{DateRange, ListEnvironmentUsageRecordsResponse, UsageFilter, UsageRecord};
use super::warm_pool::{
    CreateWarmPoolRequest, ListWarmPoolsResponse, UpdateWarmPoolRequest, WarmPool, WarmPoolFilter,
};

pub(crate) use super::events::invariants::frames;

pub(crate) fn messages(json: &[u8]) {
    message::<WarmPool>(json);
    message::<ListWarmPoolsResponse>(json);
    message::<Prebuild>(json);
    message::<ListPrebuildsResponse>(json);
    message::<Project>(json);
    message::<ListProjectsResponse>(json);
    message::<EnvironmentClass>(json);
    message::<ListEnvironmentClassesResponse>(json);
    message::<ListRunnersResponse>(json);
    message::<ListAuditLogsResponse>(json);
    message::<ListEnvironmentsResponse>(json);
    message::<ListEnvironmentUsageRecordsResponse>(json);
    message::<OrganizationPoliciesResponse>(json);
    message::<Identity>(json);
}

/// The id that every request in [`answers`] names, as an object, a project and a class.
const REQUESTED: &str = "0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a11";
const METHOD: Method = Method::read("PrebuildService", "GetWarmPool");

/// No response to a typed request gives an object that was not requested.
pub(crate) fn answers(json: &[u8]) {
    object::<WarmPool>(json);
    object::<Prebuild>(json);
    object::<Project>(json);
    object::<EnvironmentClass>(json);
    object::<Runner>(json);
    object::<Environment>(json);
    let id = || REQUESTED.to_owned();
    let (min_size, max_size) = (1, 2);
    let update = UpdateWarmPoolRequest { warm_pool_id: id(), min_size, max_size };
    assert_all(answer(&update, json), |pool| is_requested(&pool.id));
    let (project_id, environment_class_id) = (id(), id());
    let create = CreateWarmPoolRequest { project_id, environment_class_id, min_size, max_size };
    assert_all(answer(&create, json), has_requested_key);
    let trigger = CreatePrebuildRequest::new(REQUESTED, Some(REQUESTED), None);
    let project_of = |prebuild: &Prebuild| prebuild.metadata.clone().unwrap_or_default().project_id;
    assert_all(answer(&trigger, json), |prebuild| is_requested(&project_of(prebuild)));
    let settings = PrebuildConfiguration::default();
    let update = UpdateProjectRequest { project_id: REQUESTED, prebuild_configuration: &settings };
    assert_all(answer(&update, json), |project| is_requested(&project.id));
    let (project_ids, environment_class_ids) = (vec![id()], vec![id()]);
    let filter = WarmPoolFilter { project_ids, environment_class_ids };
    list(json, &filter, has_requested_key);
    let filter = PrebuildFilter { project_ids: vec![id()], phases: vec![PrebuildPhase::Completed] };
    list(json, &filter, |prebuild: &Prebuild| is_requested(&project_of(prebuild)));
    let filter = ProjectFilter::for_ids(vec![id()]);
    list(json, &filter, |project: &Project| is_requested(&project.id));
    let filter = EnvironmentFilter::new(vec![id()]);
    list(json, &filter, |environment: &Environment| {
        is_requested(&environment.metadata.clone().unwrap_or_default().project_id)
    });
    let (start_time, end_time) = (Timestamp::MIN, Timestamp::MAX);
    let filter = AuditFilter::for_pool(id(), start_time, end_time);
    list(json, &filter, |entry: &AuditLogEntry| is_requested(&entry.subject_id));
    let filter = UsageFilter { project_id: id(), date_range: DateRange { start_time, end_time } };
    list(json, &filter, |record: &UsageRecord| is_requested(&record.project_id));
}

fn is_requested(id: &str) -> bool {
    id.to_lowercase() == REQUESTED
}

fn has_requested_key(pool: &WarmPool) -> bool {
    let found = pool.metadata.clone().unwrap_or_default();
    is_requested(&found.project_id) && is_requested(&found.environment_class_id)
}

fn object<T: Resource + Debug>(json: &[u8]) {
    let found = answer(&ById::<T>::new(METHOD, REQUESTED), json);
    assert_all(found, |found| is_requested(found.id()));
}

fn list<T: Listed + Debug>(json: &[u8], filter: &T::Filter, is_requested: impl Fn(&T) -> bool) {
    let request = ListRequest::<T>::new(METHOD, filter, "");
    if let Ok(page) = answer(&request, json) {
        page.items.into_iter().for_each(|item| assert_all(Ok::<_, ()>(item), &is_requested));
    }
}

fn assert_all<T: Debug, E>(answer: Result<T, E>, is_requested: impl Fn(&T) -> bool) {
    if let Ok(answer) = answer {
        assert!(is_requested(&answer), "not requested: {answer:?}");
    }
}

/// Writing and reading again changes nothing and loses no field.
fn message<T: Message + Debug>(json: &[u8]) {
    let message = match read::<T>(json) {
        Ok(message) => message,
        Err(error) => {
            assert!(!error.path.is_empty() && !error.reason.is_empty(), "{error:?}");
            return;
        }
    };
    let once = to_json(&message);
    let again = read::<T>(&once).map(|again| to_json(&again));
    assert_eq!(again.as_deref(), Ok(&once[..]), "{message:?}");
    // serde_json cannot read every number as a value.
    if let (Ok(sent), Ok(kept)) = (serde_json::from_slice(json), serde_json::from_slice(&once)) {
        assert_fields_kept::<T>(&sent, &kept);
    }
}

fn to_json<T: Message>(message: &T) -> Vec<u8> {
    serde_json::to_vec(&ProtoJson(message)).unwrap_or_default()
}

/// Every field is written, an unknown one unchanged. A name with a `_` may be an original name,
/// which is written as the JSON name.
fn assert_fields_kept<T: Message>(sent: &Value, kept: &Value) {
    let (Some(sent), Some(kept)) = (sent.as_object(), kept.as_object()) else { return };
    for (name, value) in sent {
        let is_unknown = read::<T>(json!({name: null}).to_string().as_bytes()).is_err();
        let is_written = kept.contains_key(name) || name.contains('_') || value.is_null();
        assert!(is_written, "{name} is lost: {value}");
        assert!(!is_unknown || kept[name] == *value, "{name}: {value} became {}", kept[name]);
    }
}

/// The error of a call with this response: a line with status, content type and `Retry-After`, then
/// the body.
pub(crate) fn error(response: &[u8]) -> Error {
    let (head, body) = split_line(response);
    let head = String::from_utf8_lossy(head);
    let mut words = head.split(' ');
    let status = words.next().and_then(|word| word.parse::<u16>().ok()).unwrap_or(500);
    let mut headers = HeaderMap::new();
    for (name, word) in [CONTENT_TYPE, RETRY_AFTER].into_iter().zip(words) {
        headers.extend(HeaderValue::from_str(word).ok().map(|value| (name, value)));
    }
    let cause = super::response::call_error(status, &headers, body);
    Error { method: "GetWarmPool", host: "app.gitpod.io".to_owned(), cause, attempts: 1 }
}

/// The first line, and the rest.
pub(crate) fn split_line(text: &[u8]) -> (&[u8], &[u8]) {
    let end = text.iter().position(|byte| *byte == b'\n');
    end.map_or((text, &[]), |end| (&text[..end], &text[end + 1..]))
}

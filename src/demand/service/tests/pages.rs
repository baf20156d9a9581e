//! Pages, and where they end.

use super::*;

#[test]
fn the_walk_ends_with_the_first_environment_before_the_week_before_the_window() {
    let begin = FROM - 7 * DAY;
    let api = api(move |call| {
        let is_first = call.request["pagination"]["token"].is_null();
        let page = |created: [Millis; 2], first| {
            let page = created.into_iter().zip(first..);
            let page: Vec<_> = page.map(|(at, number)| environment(number, at, OTHER)).collect();
            let pagination = json!({ "nextToken": format!("after {first}") });
            ok(json!({ "environments": page, "pagination": pagination }))
        };
        match call.method.as_str() {
            "ListEnvironments" if is_deleted_walk(call) => {
                Some(page([FROM + 5, begin - 1], 10)).filter(|_| is_first)
            }
            "ListEnvironments" if is_first => Some(page([FROM + 9, FROM], 20)),
            "ListEnvironments" => Some(page([begin, begin - 9], 30)),
            _ => None,
        }
    });
    let history = read_history(&api);
    assert_eq!(api.requests("ListEnvironments").len(), 3);
    let demand = demand(&history);
    assert_eq!(demand.times().collect::<Vec<_>>(), [FROM, FROM + 5, FROM + 9]);
    assert_eq!((demand.sources.environments, demand.left_out.outside_window), (3, 3));
    assert_eq!(history.earliest(PROJECT), Some(begin - 9));
    assert_eq!(history.begins_after(PROJECT, FROM), None);
}

#[test]
fn pages_are_read_to_the_last_one_and_counted() {
    let api = api(|call| {
        let filter = &call.request["filter"];
        if filter["dateRange"]["startTime"] != "2026-11-02T00:00:00Z" {
            return None;
        }
        let page = |first: u128, next| {
            let records: Vec<_> = (first..first + 3).map(|number| record(number, FROM)).collect();
            ok(json!({ "records": records, "pagination": { "nextToken": next } }))
        };
        // The last record of a page is the first of the next one.
        match call.request["pagination"]["token"].as_str() {
            None => Some(page(1, "a")),
            Some("a") => Some(page(3, "b")),
            _ => Some(page(6, "")),
        }
    });
    let seen = RefCell::new(Vec::new());
    let query = Query { projects: vec![PROJECT], from: FROM, now: NOW };
    let on_progress = |progress| seen.borrow_mut().push(progress);
    let history =
        api.run(async |client: &Client| read(client, &query, &on_progress).await).unwrap();
    assert_eq!(demand(&history).starts.len(), 8);
    // Two walks, a list of prebuilds, five weeks with one page and one with three.
    let seen = seen.into_inner();
    assert_eq!(seen.last(), Some(&Progress { pages: 2 + 1 + 5 + 3, items: 8 }));
    assert!(seen.iter().zip(1..).all(|(progress, page)| progress.pages == page));
}

#[test]
fn an_expired_page_token_makes_the_list_start_again() {
    let expired = std::cell::Cell::new(false);
    let api = api(move |call| {
        if call.method != "ListEnvironments" || is_deleted_walk(call) {
            return None;
        }
        let page = |number, next| {
            let page = [environment(number, FROM, OTHER)];
            Some(ok(json!({ "environments": page, "pagination": { "nextToken": next } })))
        };
        match call.request["pagination"]["token"].as_str() {
            None => page(1, "a"),
            _ if !expired.replace(true) => Some(error(400, "invalid_argument", "expired")),
            _ => page(2, ""),
        }
    });
    let demand = demand(&read_history(&api));
    assert_eq!((demand.starts.len(), demand.found.environments), (2, 2));
}

#[test]
fn a_rejected_range_is_halved_once() {
    let api = api(|call| {
        let range = &call.request["filter"]["dateRange"];
        match (range["startTime"].as_str()?, range["endTime"].as_str()?) {
            ("2026-11-02T00:00:00Z", "2026-11-09T00:00:00Z") => {
                Some(error(400, "invalid_argument", "date_range: too long"))
            }
            ("2026-11-02T00:00:00Z", "2026-11-05T12:00:00Z") => {
                Some(ok(json!({ "records": [record(1, FROM)] })))
            }
            ("2026-11-05T12:00:00Z", "2026-11-09T00:00:00Z") => {
                Some(ok(json!({ "records": [record(2, FROM + 5 * DAY)] })))
            }
            _ => None,
        }
    });
    assert_eq!(demand(&read_history(&api)).starts.len(), 2);
    assert_eq!(api.requests("ListEnvironmentUsageRecords").len(), 6 + 2);
}

#[test]
fn a_half_that_is_rejected_too_is_an_error() {
    let api = api(|call| {
        let is_usage = call.method == "ListEnvironmentUsageRecords";
        is_usage.then(|| error(400, "invalid_argument", "no"))
    });
    assert_eq!(failure(&api), ("the usage records", "invalid_argument"));
}

#[test]
fn records_of_other_projects_are_dropped() {
    let api = api(|call| {
        let mut strange = record(1, FROM);
        strange["projectId"] = "".into();
        let records = [strange, record(2, FROM)];
        let is_usage = call.method == "ListEnvironmentUsageRecords";
        is_usage.then(|| ok(json!({ "records": records })))
    });
    let demand = demand(&read_history(&api));
    assert_eq!((demand.starts.len(), demand.found.usage_records), (1, 1));
}

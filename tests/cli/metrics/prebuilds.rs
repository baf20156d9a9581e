//! The newest prebuilds: how many pages are read, and what is not known.

use super::{PAIR, value, world};
use crate::support::{CLASS, Response, World, error, page, pool, prebuild};

const POOLS: [(&str, &str); 2] = [
    ("0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a11", CLASS),
    ("0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a12", "a4a11111-3b76-4a42-b88c-95a85e392c68"),
];

/// A prebuild for a class that was created in this minute.
fn created(class: &str, phase: &str, minute: usize) -> String {
    let id = format!("0190f3c2-7d1e-7a55-9f0b-2b6d8f3f{minute:04}");
    prebuild(&id, phase)
        .replace(CLASS, class)
        .replace("2026-05-01T08:30:00Z", &format!("2026-05-01T09:{minute:02}:00Z"))
        .replace("2026-05-01T08:00:00Z", &format!("2026-05-01T08:{minute:02}:00Z"))
}

fn page_of(prebuilds: &[String], next: &str) -> Response {
    let prebuilds = prebuilds.join(",");
    let body = format!(r#"{{"pagination":{{"nextToken":"{next}"}},"prebuilds":[{prebuilds}]}}"#);
    Response::json(200, &body).to("ListPrebuilds")
}

/// A service with two pools and these pages of prebuilds.
fn two_pools(pages: impl IntoIterator<Item = Response>) -> World {
    let world = World::new(pages).with_names();
    let pools = POOLS.map(|(id, class)| pool(id, 1, 5).replace(CLASS, class));
    world.server.always("ListWarmPools", page(&pools, ""));
    world
}

fn pages(world: &World) -> usize {
    world.server.methods().iter().filter(|method| *method == "ListPrebuilds").count()
}

fn last_completed(text: &str, labels: &str) -> Option<String> {
    let series = format!("ona_prebuild_last_completed_timestamp_seconds{{{labels}}}");
    value(text, &series).map(str::to_owned)
}

#[test]
fn pages_are_read_until_the_newest_of_each_pool_is_known() {
    let (one, two) = (CLASS, POOLS[1].1);
    let world = two_pools([
        page_of(&[created(one, "FAILED", 50), created(one, "COMPLETED", 40)], "a"),
        page_of(&[created(two, "COMPLETED", 30), created(one, "COMPLETED", 20)], "b"),
    ]);
    let text = world.ok("metrics");
    assert_eq!(pages(&world), 2, "there are more, with nothing newer");
    assert_eq!(last_completed(&text, PAIR).as_deref(), Some("1777628400"));
    let other = format!("project=\"acme-api\",class=\"{two}\"");
    assert_eq!(last_completed(&text, &other).as_deref(), Some("1777627800"));
    let failed = format!("ona_prebuild_last_failed_timestamp_seconds{{{PAIR}}}");
    assert_eq!(value(&text, &failed), Some("1777629000"));
    let never = format!("ona_prebuild_last_failed_timestamp_seconds{{{other}}}");
    assert_eq!(value(&text, &never), None);
}

#[test]
fn twenty_pages_are_the_limit_and_that_is_noted() {
    let page =
        |number: usize| page_of(&[created(CLASS, "COMPLETED", 40 - number)], &number.to_string());
    let world = two_pools((1..=20).map(page));
    let shown = world.run("metrics");
    assert_eq!(
        (shown.code, shown.stderr.as_str()),
        (0, "read 20 pages of prebuilds; the newest ones of some pools may be missing\n")
    );
    assert_eq!(pages(&world), 20);
    assert_eq!(last_completed(&shown.stdout, PAIR).as_deref(), Some("1777628340"));
}

/// What is not known to be the newest is not exported.
#[test]
fn a_list_in_another_order_is_read_to_its_end() {
    let oldest_first = |end| {
        [
            page_of(&[created(CLASS, "COMPLETED", 10)], "a"),
            page_of(&[created(CLASS, "COMPLETED", 20), created(POOLS[1].1, "COMPLETED", 30)], "b"),
            page_of(&[created(CLASS, "COMPLETED", 40)], end),
        ]
    };
    let world = two_pools(oldest_first(""));
    assert_eq!(last_completed(&world.ok("metrics"), PAIR).as_deref(), Some("1777628400"));
    let rest = (4..=20).map(|number| page_of(&[], &number.to_string()));
    let world = two_pools(oldest_first("c").into_iter().chain(rest));
    let shown = world.run("metrics -q");
    assert_eq!((pages(&world), last_completed(&shown.stdout, PAIR)), (20, None));
}

#[test]
fn an_expired_page_token_starts_the_list_anew_once() {
    let (one, two) = (created(CLASS, "COMPLETED", 40), created(POOLS[1].1, "COMPLETED", 30));
    let world = two_pools([
        page_of(std::slice::from_ref(&one), "a"),
        error(400, "invalid_argument", "the token has expired").to("ListPrebuilds"),
        page_of(&[one], "a"),
        page_of(&[two], ""),
    ]);
    assert_eq!(last_completed(&world.ok("metrics"), PAIR).as_deref(), Some("1777628400"));
}

#[test]
fn prebuilds_that_may_not_be_read_have_no_series() {
    let world = world();
    world.server.always("ListPrebuilds", error(403, "permission_denied", "no"));
    let shown = world.run("metrics");
    assert_eq!(
        (shown.code, shown.stderr.as_str()),
        (0, "no metrics of prebuilds: permission_denied: no\n")
    );
    assert_eq!(last_completed(&shown.stdout, PAIR), None);
    assert!(shown.stdout.contains("ona_prebuild_scheduled"), "{shown}");
}

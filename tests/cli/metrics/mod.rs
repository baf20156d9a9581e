//! `metrics`: what is exported, with which requests, and how it is served.

mod arguments;
#[cfg(unix)] // signals
mod events;
mod fleet;
#[cfg(unix)] // signals
mod listen;
mod names;
mod once;
mod prebuilds;
mod profiles;
mod scale;
#[cfg(unix)] // file modes
mod stale;
#[cfg(unix)] // file modes
mod textfile;

use crate::support::{POOL, PROJECT, Response, World, last_page, page, pool, prebuild};

/// A service with the pool acme-api/large and a completed prebuild for it.
fn world() -> World {
    let world = World::new([]).with_names();
    serve(&world);
    world
}

fn serve(world: &World) {
    world.server.always("ListWarmPools", page(&[pool(POOL, 1, 5)], ""));
    world.server.always("ListPrebuilds", completed());
}

fn completed() -> Response {
    last_page("prebuilds", &[prebuild(POOL, "COMPLETED")])
}

/// The lines of the service, without comments.
fn service_lines(text: &str) -> Vec<&str> {
    text.lines().filter(|line| line.starts_with("ona_")).collect()
}

/// The value of a series, by all of its text before the value.
fn value<'a>(text: &'a str, series: &str) -> Option<&'a str> {
    text.lines().find_map(|line| line.strip_prefix(series)?.strip_prefix(' '))
}

/// The labels of the pool.
const PAIR: &str = "project=\"acme-api\",class=\"large\"";

/// Text in which the values that differ from run to run are `N`.
fn redact(text: &str) -> String {
    let redact = |line: &str| {
        let is_build = line.starts_with("prebuildctl_build_info{");
        let has_time = ["prebuildctl_last_success", "prebuildctl_sweep_duration"]
            .iter()
            .any(|start| line.starts_with(start));
        match line.rsplit_once(' ') {
            Some(_) if is_build => "prebuildctl_build_info{...} 1\n".to_owned(),
            Some((series, _)) if has_time => format!("{series} N\n"),
            _ => format!("{line}\n"),
        }
    };
    text.lines().map(redact).collect()
}

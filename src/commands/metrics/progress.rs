//! Shows on a terminal that a sweep goes on.

use std::convert::Infallible;
use std::time::Duration;

use tokio::time::sleep;

use crate::context::Context;
use crate::metrics::requests::RequestCounts;

const TICK: Duration = Duration::from_secs(1);

/// Runs work; a status line counts the requests from the first second on.
pub(super) async fn with_progress<T>(
    context: &Context,
    requests: &RequestCounts,
    work: impl Future<Output = T>,
) -> T {
    let result = tokio::select! {
        biased;
        result = work => result,
        never = show(context, requests) => match never {},
    };
    context.ui.clear_status_line();
    result
}

async fn show(context: &Context, requests: &RequestCounts) -> Infallible {
    loop {
        sleep(TICK).await;
        if context.ui.shows_status_line() {
            context.ui.set_status_line(&format!("  {} requests", requests.total()));
        }
    }
}

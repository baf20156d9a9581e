//! The services that are exported: one, or that of each profile.

use std::cell::RefCell;
use std::rc::Rc;

use super::reader::{Scope, ServiceReader};
use crate::context::Context;
use crate::metrics::exporter::{Build, Exporter};
use crate::metrics::exposition::MetricSet;
use crate::metrics::requests::RequestCounts;

/// A service, and the profile that names it if several are exported.
#[derive(Clone, Copy)]
pub(super) struct Service<'a> {
    pub(super) context: &'a Context,
    pub(super) profile: Option<&'a str>,
}

impl Service<'_> {
    /// Makes the next messages and their hints name the profile.
    pub(super) fn name_messages(self) {
        if let Some(profile) = self.profile {
            self.context.ui.start_profile(profile, self.context.flags.service_flags());
        }
    }

    /// Whether others are exported if this one fails.
    pub(super) const fn is_one_of_several(self) -> bool {
        self.profile.is_some()
    }
}

/// What is exported of a service.
pub(super) struct Target<'a> {
    pub(super) service: Service<'a>,
    pub(super) reader: ServiceReader<'a>,
    pub(super) exporter: RefCell<Exporter>,
}

impl<'a> Target<'a> {
    /// Counts the requests with those of all services. What only events show is exported if they are
    /// watched.
    pub(super) fn new(
        service: Service<'a>,
        scope: Scope,
        requests: &Rc<RequestCounts>,
        watches_events: bool,
    ) -> Self {
        let Service { context, .. } = service;
        let observer = Rc::clone(requests);
        context.observe_calls(move |event| observer.observe(event));
        let build =
            Build { version: env!("CARGO_PKG_VERSION"), commit: env!("PREBUILDCTL_COMMIT") };
        let (sanitizer, requests) = (context.ui.sanitizer(), Rc::clone(requests));
        let exporter = RefCell::new(Exporter::new(build, sanitizer, requests, watches_events));
        Self { service, reader: ServiceReader::new(service, scope), exporter }
    }
}

/// Everything that is exported now.
pub(super) fn metrics(targets: &[Target<'_>]) -> MetricSet {
    let mut all = MetricSet::default();
    for Target { service: Service { context, profile }, exporter, .. } in targets {
        let metrics = exporter.borrow().metrics();
        match profile {
            Some(profile) => all.add_profile(&context.ui.sanitizer().line(profile), &metrics),
            None => return metrics,
        }
    }
    all
}

//! Days of simulated time against a source of its own.

mod fake;

use std::rc::Rc;

use self::fake::{Fake, id};
use super::*;
use crate::api::events::{EventListener as _, ResourceOperation};
use crate::metrics::exporter::Build;
use crate::metrics::exposition::{Format, encode};
use crate::text::sanitizer::Sanitizer;

const EVERY: Duration = Duration::from_secs(30);
const HOUR: Duration = Duration::from_hours(1);
/// A sweep of this source takes so long.
const TOOK: Duration = Duration::from_secs(2);
/// Everything that runs.
struct World {
    fake: Fake,
    exporter: RefCell<Exporter>,
    events: Events,
    has_swept: watch::Sender<bool>,
}

impl World {
    fn new() -> Self {
        let build = Build { version: "0", commit: "0" };
        let exporter = Exporter::new(build, Sanitizer::default(), Rc::default(), true);
        Self {
            fake: Fake::new(),
            exporter: RefCell::new(exporter),
            events: Events::new(EVERY),
            has_swept: watch::Sender::new(false),
        }
    }

    /// Collects for a while, with something else at the same time.
    async fn run(&self, time: Duration, beside: impl Future<Output = Infallible>) {
        let collector = Collector::new(&self.fake, &self.exporter, &self.events, &self.has_swept);
        tokio::select! {
            biased;
            () = tokio::time::sleep(time) => {}
            result = collector.run() => match result { Err(error) => panic!("{error}") },
            never = beside => match never {},
        }
    }

    fn text(&self) -> String {
        encode(&self.exporter.borrow().metrics(), Format::Text, None)
    }

    /// Events about everything, without end.
    async fn send_events(&self) -> Infallible {
        let Events { pools, prebuilds, .. } = &self.events;
        for number in 0_u128.. {
            if number.is_multiple_of(720) {
                pools.on_close();
                pools.on_open();
                prebuilds.on_close();
                prebuilds.on_open();
            }
            tokio::time::sleep(Duration::from_secs(5)).await;
            for operation in [ResourceOperation::Create, ResourceOperation::UpdateStatus] {
                prebuilds.on_operation(&operation, &id(2_000_000 + number));
            }
            // Known and unknown pools.
            pools.on_change(&id(self.fake.oldest() + number % 20));
        }
        std::future::pending().await
    }

    /// The length of everything that could grow.
    fn lengths(&self) -> [usize; 4] {
        let exporter = self.exporter.borrow();
        [
            exporter.pool_ids().count(),
            exporter.keys().len(),
            self.events.pools.poller.schedule().len(),
            self.text().lines().count(),
        ]
    }
}

async fn nothing() -> Infallible {
    std::future::pending().await
}

#[tokio::test(start_paused = true)]
async fn a_day_of_changes_takes_no_more_memory_than_an_hour() {
    let world = World::new();
    let lengths = RefCell::new(Vec::new());
    let observe = async {
        loop {
            tokio::time::sleep(HOUR).await;
            lengths.borrow_mut().push(world.lengths());
        }
    };
    let beside = async {
        tokio::select! {
            never = world.send_events() => never,
            never = observe => never,
        }
    };
    world.run(24 * HOUR + EVERY, beside).await;
    let lengths = lengths.into_inner();
    assert_eq!(lengths.len(), 24);
    for found in &lengths[1..] {
        let [pools, keys, schedule, lines] = *found;
        // One was created since the last sweep at most.
        assert!((10..=11).contains(&pools) && keys == pools, "{found:?}");
        assert!(schedule <= 2 * pools, "{found:?}");
        assert!(lines.abs_diff(lengths[0][3]) <= 100, "{found:?} {:?}", lengths[0]);
    }
    let sweeps = world.fake.sweeps.get();
    assert!((2_870..=2_890).contains(&sweeps), "{sweeps}");
    // There is a new pool every minute, whose prebuilds are read.
    assert!(world.fake.lists.get() <= 24 * 60 + 2, "{}", world.fake.lists.get());
    assert!(world.text().contains("ona_environment_start_seconds_count"));
    assert_eq!(world.fake.failures.get(), 0);
}

#[tokio::test(start_paused = true)]
async fn sweeps_begin_at_the_interval_and_say_when_the_first_is_over() {
    let world = World::new();
    world.run(TOOK / 2, nothing()).await;
    assert_eq!((world.fake.sweeps.get(), *world.has_swept.borrow()), (1, false));
    let world = World::new();
    world.run(EVERY * 10 - Duration::from_millis(1), nothing()).await;
    assert_eq!((world.fake.sweeps.get(), *world.has_swept.borrow()), (10, true));
}

#[tokio::test(start_paused = true)]
async fn an_outage_ends_the_series_of_the_service_until_it_is_over() {
    let world = World::new();
    let outage = async {
        tokio::time::sleep(EVERY).await;
        world.fake.is_down.set(true);
        tokio::time::sleep(EVERY * 2).await;
        assert!(world.text().contains("ona_warm_pool_info") && world.text().contains("_up 0"));
        tokio::time::sleep(HOUR).await;
        assert!(!world.text().contains("ona_") && world.text().contains("prebuildctl_up 0"));
        world.fake.is_down.set(false);
        tokio::time::sleep(EVERY + TOOK * 2).await;
        assert!(world.text().contains("ona_warm_pool_info") && world.text().contains("_up 1"));
        nothing().await
    };
    world.run(HOUR * 2, outage).await;
    assert!((110..=115).contains(&world.fake.failures.get()), "{}", world.fake.failures.get());
}

#[tokio::test(start_paused = true)]
async fn an_event_about_a_known_pool_is_read_at_once_and_no_other() {
    let world = World::new();
    let events = async {
        tokio::time::sleep(TOOK * 2).await;
        world.events.pools.on_open();
        [3, 500].into_iter().for_each(|number| world.events.pools.on_change(&id(number)));
        tokio::time::sleep(Duration::from_secs(1)).await;
        assert_eq!(world.fake.single_reads.get(), 1);
        nothing().await
    };
    world.run(EVERY - TOOK, events).await;
    assert_eq!((world.fake.single_reads.get(), world.fake.sweeps.get()), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn a_pool_that_moved_between_pages_keeps_its_series() {
    let world = World::new();
    let events = async {
        tokio::time::sleep(TOOK * 2).await;
        world.fake.hidden.set(Some(5));
        nothing().await
    };
    world.run(EVERY + TOOK * 2, events).await;
    assert_eq!(world.fake.single_reads.get(), 1);
    assert_eq!(world.exporter.borrow().pool_ids().count(), 10);
}

#[tokio::test(start_paused = true)]
async fn a_failure_that_ends_everything_ends_the_collector() {
    let world = World::new();
    world.fake.is_down.set(true);
    world.fake.is_fatal.set(true);
    let collector = Collector::new(&world.fake, &world.exporter, &world.events, &world.has_swept);
    assert_eq!(collector.run().await.unwrap_err(), "down");
    assert!(*world.has_swept.borrow());
}

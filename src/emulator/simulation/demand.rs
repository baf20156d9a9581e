//! Demand: who starts environments of a project and class, and how often.
//!
//! The starts of each hour are drawn on their own, from the random seed, the demand and the hour
//! alone, so that the same hour has the same starts whenever it is simulated.

use fastrand::Rng;
use jiff::civil::Time;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _, Zoned};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::assumptions::{BURST_SPREAD, HOUR, MIN_LIFETIME, RESTART_PAUSE};
use super::environment::{Creator, Role, Start};
use super::ids::mix;
use super::{Millis, State};
use crate::time_zone;

/// Starts an hour, by hour of the day.
pub(crate) type Rates = [f64; 24];

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Demand {
    pub(crate) project: Uuid,
    pub(crate) class: Uuid,
    /// IANA name of the zone of the hours.
    pub(crate) time_zone: String,
    pub(crate) weekday: Rates,
    /// Saturdays and Sundays.
    pub(crate) weekend: Rates,
    /// Mean duration of a run; they are distributed exponentially.
    pub(crate) lifetime: Millis,
    pub(crate) users: Vec<Uuid>,
    pub(crate) service_account: Uuid,
    /// Share of the starts that the service account makes.
    pub(crate) automation: f64,
    /// Share of the environments that are started again, once, after a night.
    pub(crate) restarts: f64,
    pub(crate) bursts: Vec<Burst>,
    pub(crate) from: Millis,
    /// It continues if `None`.
    pub(crate) until: Option<Millis>,
}

/// Starts by the service account at one time of each day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Burst {
    pub(crate) hour: i8,
    pub(crate) minute: i8,
    pub(crate) count: u32,
}

/// A start that is drawn, and still to come.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Arrival {
    pub(super) at: Millis,
    start: Start,
}

impl Demand {
    /// The starts of the hour that begins at `hour`, oldest first.
    fn draw(&self, hour: Millis, seed: u64) -> Vec<Arrival> {
        // The zone was checked when the seed was read.
        let Some((_, zone)) = time_zone::find(&self.time_zone) else { return Vec::new() };
        let mut rng = Rng::with_seed(mix(seed ^ mix(hour.unsigned_abs())));
        let mut arrivals = self.draw_rates(hour, &zone, &mut rng);
        arrivals.extend(self.draw_bursts(hour, &zone, &mut rng));
        arrivals.retain(|arrival| {
            self.from <= arrival.at && self.until.is_none_or(|until| arrival.at < until)
        });
        arrivals.sort_by_key(|arrival| arrival.at);
        arrivals
    }

    /// A Poisson process at the highest rate of the hour, thinned to the rate at each time: an hour
    /// of UTC can be part of two local ones.
    fn draw_rates(&self, hour: Millis, zone: &TimeZone, rng: &mut Rng) -> Vec<Arrival> {
        let highest = self.rate(hour, zone).max(self.rate(hour + HOUR - 1, zone));
        let mut arrivals = Vec::new();
        if highest == 0.0 {
            return arrivals;
        }
        let mut at = hour;
        loop {
            at += exponential(HOUR, rng, 1.0 / highest);
            if at >= hour + HOUR {
                return arrivals;
            }
            if rng.f64() * highest < self.rate(at, zone) {
                let creator = if rng.f64() < self.automation || self.users.is_empty() {
                    self.automation()
                } else {
                    let user = self.users[rng.usize(..self.users.len())];
                    Creator { id: user, is_service_account: false }
                };
                arrivals.push(self.arrival(at, creator, rng));
            }
        }
    }

    fn draw_bursts(&self, hour: Millis, zone: &TimeZone, rng: &mut Rng) -> Vec<Arrival> {
        let mut arrivals = Vec::new();
        for burst in &self.bursts {
            let Some(begin) = local(hour, zone).and_then(|local| burst.begin(&local)) else {
                continue;
            };
            if (hour..hour + HOUR).contains(&begin) {
                for _ in 0..burst.count {
                    let at = begin + rng.i64(0..BURST_SPREAD);
                    arrivals.push(self.arrival(at, self.automation(), rng));
                }
            }
        }
        arrivals
    }

    fn automation(&self) -> Creator {
        Creator { id: self.service_account, is_service_account: true }
    }

    fn arrival(&self, at: Millis, creator: Creator, rng: &mut Rng) -> Arrival {
        let role = if creator.is_service_account { Role::Workflow } else { Role::Default };
        let lifetime = exponential(self.lifetime, rng, 1.0).max(MIN_LIFETIME);
        let restart = (rng.f64() < self.restarts).then_some(RESTART_PAUSE);
        let start = Start::new((self.project, self.class), creator, role);
        Arrival { at, start: Start { lifetime: Some(lifetime), restart, ..start } }
    }

    /// Starts an hour at a time.
    fn rate(&self, at: Millis, zone: &TimeZone) -> f64 {
        let Some(local) = local(at, zone) else { return 0.0 };
        let is_weekend = local.weekday().to_monday_zero_offset() >= 5;
        let rates = if is_weekend { &self.weekend } else { &self.weekday };
        usize::try_from(local.hour()).ok().and_then(|hour| rates.get(hour)).copied().unwrap_or(0.0)
    }
}

impl Burst {
    /// When it begins within the hour from `local` on; a time that a clock change skips is the one
    /// after the gap.
    fn begin(self, local: &Zoned) -> Option<Millis> {
        let time = Time::new(self.hour, self.minute, 0, 0).ok()?;
        let begin = |day: &Zoned| {
            let begin = day.date().to_datetime(time).to_zoned(day.time_zone().clone()).ok()?;
            Some(begin.timestamp().as_millisecond())
        };
        let today = begin(local)?;
        // The hour can reach into the next day.
        if today >= local.timestamp().as_millisecond() {
            Some(today)
        } else {
            begin(&local.checked_add(1.day()).ok()?)
        }
    }
}

fn local(at: Millis, zone: &TimeZone) -> Option<Zoned> {
    Some(Timestamp::from_millisecond(at).ok()?.to_zoned(zone.clone()))
}

/// A draw of the exponential distribution with the mean `unit` times `scale`.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "times are exact for thousands of years, and a cast saturates"
)]
fn exponential(unit: Millis, rng: &mut Rng, scale: f64) -> Millis {
    (unit as f64 * scale * -libm::log(1.0 - rng.f64())) as Millis
}

impl State {
    /// Draws the starts of an hour.
    pub(super) fn draw_arrivals(&mut self, hour: Millis) {
        let seed = self.singletons.ids.seed();
        let demand = self.singletons.demand.iter().zip(0_u64..);
        let drawn = demand.flat_map(|(demand, index)| demand.draw(hour, mix(seed ^ mix(index))));
        let drawn: Vec<_> = drawn.collect();
        // A burst can reach into the next hour.
        self.singletons.arrivals.extend(drawn);
        self.singletons.arrivals.make_contiguous().sort_by_key(|arrival| arrival.at);
    }

    /// The next start of an environment.
    pub(super) fn next_arrival(&self) -> Option<Millis> {
        self.singletons.arrivals.front().map(|arrival| arrival.at)
    }

    /// Starts the next environment, if its project and class still can.
    pub(super) fn step_arrival(&mut self) {
        let Some(Arrival { start, .. }) = self.singletons.arrivals.pop_front() else { return };
        self.changes.singletons = true;
        let is_enabled = self.classes.get(&start.class).is_some_and(|class| class.enabled);
        if is_enabled && self.projects.contains_key(&start.project) {
            self.create_environment(start);
        }
    }
}

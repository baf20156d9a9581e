//! The same pool once more, as a list of instances and a list of events.

use std::collections::BTreeSet;

use super::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Instance {
    Ready,
    Starting { until: Millis },
    Provisioning { until: Millis },
    Reserve { until: Millis },
    Stopped,
}

use Instance::{Provisioning, Ready, Reserve, Starting, Stopped};

/// What came of each start, and the milliseconds of running and stopped instances.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Result {
    pub(super) hits: Vec<bool>,
    pub(super) running: Millis,
    pub(super) stopped: Millis,
}

pub(super) struct Naive<'a> {
    pub(super) starts: &'a [Millis],
    /// The first one is at 0.
    pub(super) sizes: &'a [(Millis, PoolSize)],
    pub(super) target: Target,
    pub(super) times: Times,
    pub(super) end: Millis,
}

struct World {
    instances: Vec<Instance>,
    size: PoolSize,
    target: i64,
    up: u32,
    down: u32,
}

impl Naive<'_> {
    /// Goes from instant to instant and does all that happens at each in order.
    pub(super) fn run(&self) -> Result {
        let size = self.sizes[0].1;
        let target = i64::from(match self.target {
            Target::Maximum => size.max(),
            _ => size.min(),
        });
        let mut instances = vec![Ready; target as usize];
        instances.resize(size.max() as usize, Stopped);
        let mut world = World { instances, size, target, up: 0, down: 0 };
        let mut result = Result { hits: Vec::new(), running: 0, stopped: 0 };
        let mut instants: BTreeSet<Millis> = self.starts.iter().copied().collect();
        instants.extend(self.sizes.iter().map(|(at, _)| *at));
        instants.extend((0..=self.end / 60_000).map(|minute| minute * 60_000));
        let mut now = 0;
        while let Some(at) = instants.pop_first().filter(|at| *at < self.end) {
            world.count(&mut result, at - now);
            now = at;
            world.arrive(now);
            world.reconcile(now, self.times);
            for (_, size) in self.sizes.iter().filter(|(at, _)| *at == now && now > 0) {
                world.resize(*size, self.target);
                world.reconcile(now, self.times);
            }
            for _ in self.starts.iter().filter(|start| **start == now) {
                let ready = world.instances.iter().position(|instance| *instance == Ready);
                result.hits.push(ready.is_some());
                if let Some(ready) = ready {
                    world.instances.remove(ready);
                    world.reconcile(now, self.times);
                }
            }
            if self.target == Target::Autoscaled && now > 0 && now % 60_000 == 0 {
                let past =
                    self.starts.iter().filter(|start| now - 60_000 < **start && **start <= now);
                world.autoscale(past.count() as f64);
                world.reconcile(now, self.times);
            }
            instants.extend(world.instances.iter().filter_map(|instance| match instance {
                Starting { until } | Provisioning { until } | Reserve { until } => Some(*until),
                Ready | Stopped => None,
            }));
        }
        world.count(&mut result, self.end - now);
        result
    }
}

impl World {
    fn count(&self, result: &mut Result, elapsed: Millis) {
        let stopped = self.instances.iter().filter(|instance| **instance == Stopped).count();
        result.stopped += elapsed * stopped as Millis;
        result.running += elapsed * (self.instances.len() - stopped) as Millis;
    }

    fn arrive(&mut self, now: Millis) {
        for instance in &mut self.instances {
            *instance = match *instance {
                Starting { until } | Provisioning { until } if until <= now => Ready,
                Reserve { until } if until <= now => Stopped,
                other => other,
            };
        }
    }

    fn resize(&mut self, size: PoolSize, target: Target) {
        self.size = size;
        let (min, max) = (i64::from(size.min()), i64::from(size.max()));
        self.target = match target {
            Target::Minimum => min,
            Target::Maximum => max,
            Target::Autoscaled => self.target.clamp(min, max),
        };
    }

    fn reconcile(&mut self, now: Millis, times: Times) {
        let wanted = |instance: &&Instance| !matches!(instance, Reserve { .. } | Stopped);
        while (self.instances.iter().filter(wanted).count() as i64) < self.target {
            match self.instances.iter_mut().find(|instance| **instance == Stopped) {
                Some(stopped) => *stopped = Starting { until: now + times.start },
                None => self.instances.push(Provisioning { until: now + times.provision }),
            }
        }
        while self.instances.iter().filter(wanted).count() as i64 > self.target {
            match self.instances.iter_mut().find(|instance| **instance == Ready) {
                Some(ready) => *ready = Stopped,
                None => break,
            }
        }
        while self.instances.len() < self.size.max() as usize {
            self.instances.push(Reserve { until: now + times.provision });
        }
        while self.instances.len() > self.size.max() as usize {
            match self.instances.iter().position(|instance| *instance == Stopped) {
                Some(stopped) => drop(self.instances.remove(stopped)),
                None => break,
            }
        }
    }

    /// With the numbers as they are assumed: 0.2 starts a minute and instance, 3 and 15 minutes.
    fn autoscale(&mut self, starts: f64) {
        let (min, max) = (i64::from(self.size.min()), i64::from(self.size.max()));
        let instances = self.target.max(1) as f64;
        let load = starts / instances;
        (self.up, self.down) = match load {
            load if load > 0.2 => (self.up + 1, 0),
            load if load < 0.18 => (0, self.down + 1),
            _ => (0, 0),
        };
        // Whole numbers of starts: five instances each.
        let wanted = (instances * load).round() as i64 * 5;
        if self.up >= 3 {
            self.target = wanted.max(self.target + 1).min(max);
            self.up = 0;
        } else if self.down >= 15 && self.target > min {
            self.target = wanted.min(self.target - 1).max(min);
            self.down = 0;
        }
    }
}

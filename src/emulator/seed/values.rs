//! The values of a seed, checked.

use toml::Spanned;
use uuid::Uuid;

use super::super::schema::Enum;
use super::super::simulation::assumptions::{DAY, HOUR, MINUTE};
use super::super::simulation::{Millis, PrebuildConfiguration, State};
use super::error::{Invalid, invalid};
use super::file::{Pool, Prebuilds};

const HOURS_OF_A_DAY: u8 = 24;
/// The service's limit for both bounds of a pool.
const MAX_SIZE: i32 = 20;

pub(super) fn configuration(
    state: &State,
    prebuilds: &Prebuilds,
) -> Result<PrebuildConfiguration, Invalid> {
    let classes = prebuilds.classes.iter().map(|name| find_class(state, name));
    if let Some(hour) = prebuilds.hour.as_ref().filter(|hour| *hour.get_ref() >= HOURS_OF_A_DAY) {
        let message = format!("hour {} is not from 0 to {}", hour.get_ref(), HOURS_OF_A_DAY - 1);
        return Err(invalid(hour, message));
    }
    Ok(PrebuildConfiguration {
        enabled: prebuilds.enabled,
        classes: classes.collect::<Result<_, _>>()?,
        timeout_seconds: None,
        hour: prebuilds.hour.as_ref().map(|hour| *hour.get_ref()),
        executor: None,
        jetbrains_warmup: false,
    })
}

pub(super) fn size(pool: &Pool) -> Result<(i32, i32), Invalid> {
    let (min, max) = (*pool.min.get_ref(), *pool.max.get_ref());
    if !(0..=MAX_SIZE).contains(&min) {
        return Err(invalid(&pool.min, format!("min {min} is not from 0 to {MAX_SIZE}")));
    }
    if !(1..=MAX_SIZE).contains(&max) {
        return Err(invalid(&pool.max, format!("max {max} is not from 1 to {MAX_SIZE}")));
    }
    if min > max {
        return Err(invalid(&pool.min, format!("min {min} is greater than max {max}")));
    }
    Ok((min, max))
}

pub(super) fn find_target(
    state: &State,
    project: &Spanned<String>,
    class: &Spanned<String>,
) -> Result<(Uuid, Uuid), Invalid> {
    let name = project.get_ref();
    let found = state.projects.values().find(|candidate| candidate.name == *name);
    let not_found = || invalid(project, format!("project {name:?} not found"));
    Ok((found.ok_or_else(not_found)?.id, find_class(state, class)?))
}

pub(super) fn find_class(state: &State, name: &Spanned<String>) -> Result<Uuid, Invalid> {
    let found = state.classes.values().find(|class| class.name == *name.get_ref());
    let not_found = || invalid(name, format!("class {:?} not found", name.get_ref()));
    Ok(found.ok_or_else(not_found)?.id)
}

/// The word, if it is the name of a value.
pub(super) fn known(word: &Spanned<String>, words: &Enum) -> Result<String, Invalid> {
    match words.number_of(word.get_ref()) {
        Some(number) if number != 0 => Ok(word.get_ref().clone()),
        _ => {
            let names = words.values.iter().skip(1).map(|(_, name)| *name).collect::<Vec<_>>();
            let message = format!("{:?} is not one of {}", word.get_ref(), names.join(", "));
            Err(invalid(word, message))
        }
    }
}

pub(super) fn parse_age(text: &Spanned<String>) -> Result<Millis, Invalid> {
    let units = [('d', DAY), ('h', HOUR), ('m', MINUTE)];
    let age = units.iter().find_map(|(suffix, unit)| {
        let count: u16 = text.get_ref().strip_suffix(*suffix)?.parse().ok()?;
        Some(Millis::from(count) * unit)
    });
    age.ok_or_else(|| {
        let message = format!("{:?} is not an age such as 41d, 3h or 5m", text.get_ref());
        invalid(text, message)
    })
}

//! Changes and removes the value at a path, as jq does: missing values are created.

use std::mem;

use jaq_core::{Error, ValT as _};
use jaq_json::{Map, Num, Val};

/// The limit of the indices up to which an array is filled with `null`.
const MAX_INDEX: usize = 1 << 20;
/// Maximum number of parts of a path; the functions here recurse into it.
const MAX_LENGTH: usize = 10_000;

/// Changes the value at a path. `change_value` gets `null` for a missing one.
///
/// # Errors
/// The error of `change_value`, or a part of the path that does not fit its value.
pub(super) fn change<E: From<Error<Val>>>(
    value: Val,
    path: &[Val],
    change_value: impl FnOnce(Val) -> Result<Val, E>,
) -> Result<Val, E> {
    let Some((key, rest)) = path.split_first() else {
        return change_value(value);
    };
    match (value, key) {
        (Val::Null, Val::TStr(_)) => change(Val::obj(Map::default()), path, change_value),
        (Val::Null, Val::Num(_)) => change(Val::Arr(Vec::new().into()), path, change_value),
        (Val::Obj(mut object), Val::TStr(_)) => {
            let entry = jaq_json::Rc::make_mut(&mut object).entry(key.clone()).or_default();
            *entry = change(mem::take(entry), rest, change_value)?;
            Ok(Val::Obj(object))
        }
        (Val::Arr(mut list), Val::Num(number)) => {
            let index = fill_index(number, list.len())?;
            let list_mut = jaq_json::Rc::make_mut(&mut list);
            if list_mut.len() <= index {
                list_mut.resize(index + 1, Val::Null);
            }
            let element = &mut list_mut[index];
            *element = change(mem::take(element), rest, change_value)?;
            Ok(Val::Arr(list))
        }
        (Val::TStr(_), Val::Obj(_)) => Err(Error::str("cannot update a slice of a string").into()),
        (value @ (Val::Null | Val::Arr(_)), Val::Obj(_)) => {
            change_slice(value, key, |slice| change(slice, rest, change_value))
        }
        (value, key) => Err(Error::index(value, key.clone()).into()),
    }
}

fn change_slice<E: From<Error<Val>>>(
    value: Val,
    bounds: &Val,
    change_value: impl FnOnce(Val) -> Result<Val, E>,
) -> Result<Val, E> {
    let slice = value.clone().index(bounds)?;
    let Val::Arr(replacement) = change_value(slice)? else {
        return Err(Error::str("a slice of an array can only be replaced by an array").into());
    };
    let Val::Arr(mut list) = value else {
        return Ok(Val::Arr(replacement));
    };
    let range = slice_range(bounds, list.len());
    jaq_json::Rc::make_mut(&mut list).splice(range, replacement.iter().cloned());
    Ok(Val::Arr(list))
}

/// Removes the values at paths, from the last to the first. Missing ones are skipped.
///
/// # Errors
/// A part of a path that does not fit its value.
pub(super) fn remove_all(value: Val, paths: &Val) -> Result<Val, Error<Val>> {
    let mut paths = list_of(paths)?.to_vec();
    paths.sort();
    paths.dedup();
    paths.iter().rev().try_fold(value, |value, path| remove(value, parts_of(path)?))
}

fn remove(mut value: Val, path: &[Val]) -> Result<Val, Error<Val>> {
    let Some((key, rest)) = path.split_first() else {
        return Ok(Val::Null);
    };
    if !rest.is_empty() {
        return match value.clone().index(key)? {
            Val::Null => Ok(value),
            inner => {
                // The only reference, so that nothing is copied.
                drop(inner);
                change(value, &path[..1], |inner| remove(inner, rest))
            }
        };
    }
    match (&mut value, key) {
        (Val::Null, Val::TStr(_) | Val::Num(_) | Val::Obj(_)) => {}
        // Keeps the order of the others.
        (Val::Obj(object), Val::TStr(_)) => {
            jaq_json::Rc::make_mut(object).shift_remove(key);
        }
        (Val::Arr(list), Val::Num(number)) => {
            let index = to_index(number, list.len()).filter(|&index| index < list.len());
            if let Some(index) = index {
                jaq_json::Rc::make_mut(list).remove(index);
            }
        }
        (Val::Arr(list), Val::Obj(_)) => {
            let range = slice_range(key, list.len());
            jaq_json::Rc::make_mut(list).drain(range);
        }
        _ => return Err(Error::index(value, key.clone())),
    }
    Ok(value)
}

/// The parts of a path.
pub(super) fn parts_of(path: &Val) -> Result<&[Val], Error<Val>> {
    match list_of(path)? {
        parts if parts.len() <= MAX_LENGTH => Ok(parts),
        _ => Err(Error::str(format_args!("a path has more than {MAX_LENGTH} parts"))),
    }
}

/// The elements of an array of paths.
pub(super) fn list_of(value: &Val) -> Result<&[Val], Error<Val>> {
    match value {
        Val::Arr(list) => Ok(list),
        _ => Err(Error::str("a path must be an array")),
    }
}

/// A number as an index, rounded down; a negative one counts from the end.
fn to_index(number: &Num, len: usize) -> Option<usize> {
    let number = super::numbers::floor(number);
    if number < 0 { len.checked_sub(number.unsigned_abs()) } else { usize::try_from(number).ok() }
}

fn fill_index(number: &Num, len: usize) -> Result<usize, Error<Val>> {
    let index = to_index(number, len).ok_or_else(|| {
        Error::str(format_args!("index {number} is before the start of the array"))
    })?;
    if index >= MAX_INDEX.max(len) {
        return Err(Error::str(format_args!("index {number} is too large")));
    }
    Ok(index)
}

/// The elements of a slice `{"start": x, "end": y}`.
fn slice_range(bounds: &Val, len: usize) -> std::ops::Range<usize> {
    let bound = |name: &str, missing| match bounds.clone().index(&Val::from(name.to_owned())) {
        Ok(Val::Num(number)) if super::numbers::floor(&number) < 0 => {
            to_index(&number, len).unwrap_or(0)
        }
        Ok(Val::Num(number)) => to_index(&number, len).unwrap_or(len).min(len),
        _ => missing,
    };
    let start = bound("start", 0);
    start..bound("end", len).max(start)
}

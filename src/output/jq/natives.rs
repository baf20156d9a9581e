//! Native filters: jaq's, without those with access to the system, and additional ones.

use jaq_core::box_iter::box_once;
use jaq_core::native::{Fun, bome, run, unary, v};
use jaq_core::{Bind, Error, Exn};
use jaq_fmts::write::tabular::Row;
use jaq_json::Val;

use super::depth::BoundedFilter;
use super::{numbers, paths, read, value};

/// Native filters of jaq that are left out: one reads the environment, two print for `debug` and
/// `stderr`, and deep text would overflow the stack of the last.
const LEFT_OUT: [&str; 4] = ["env", "debug_empty", "stderr_empty", "fromjson"];

/// Native filters that definitions replace, and the names under which the definitions use them.
const RENAMED: [(&str, &str); 10] = [
    ("range", "_range"),
    ("limit", "_limit"),
    ("skip", "_skip"),
    ("reverse", "_reverse"),
    ("has", "_has"),
    ("contains", "_contains"),
    ("implode", "_implode"),
    ("mktime", "_mktime"),
    ("strftime", "_strftime"),
    ("strptime", "_strptime"),
];

/// All native filters.
pub(super) fn all() -> impl Iterator<Item = Fun<BoundedFilter>> {
    let renamed = jaq_filters().filter_map(|(name, arguments, filter)| {
        let (_, new_name) = RENAMED.iter().find(|(known, _)| *known == name)?;
        Some((*new_name, arguments, filter))
    });
    jaq_filters().chain(renamed).chain(values()).chain(operators()).chain(formats())
}

fn jaq_filters() -> impl Iterator<Item = Fun<BoundedFilter>> {
    jaq_core::funs()
        .chain(jaq_std::funs())
        .chain(jaq_json::funs())
        .filter(|(name, ..)| !LEFT_OUT.contains(name))
}

fn values() -> [Fun<BoundedFilter>; 8] {
    let no_output = |name| run::<BoundedFilter>((name, v(0), |_| Box::new(std::iter::empty())));
    [
        no_output("debug_empty"),
        no_output("stderr_empty"),
        run(("fromjson", v(0), |(_, text)| bome(read::from_json(&text)))),
        run(("_fromjson", v(0), |(_, text)| bome(read::from_json(&text)))),
        run(("_tojson", v(0), |(_, value)| bome(value::to_json(&value)))),
        run(("_tostring", v(0), |(_, value)| {
            bome(match value {
                Val::TStr(text) | Val::BStr(text) => Ok(Val::TStr(text)),
                value => value::to_json(&value),
            })
        })),
        run(("_tonumber", v(0), |(_, value)| bome(numbers::parse(&value)))),
        // The last output, which becomes the state of a `reduce`.
        run(("_last_or_null", [Bind::Fun(())].into(), |mut cv| {
            let (filter, context) = cv.0.pop_fun();
            box_once(filter.run((context, cv.1)).try_fold(Val::Null, |_, output| output))
        })),
    ]
}

/// The filters that operators are rewritten to.
fn operators() -> [Fun<BoundedFilter>; 9] {
    [
        run(("_divide", v(2), |mut cv| {
            let (right, left) = (cv.0.pop_var(), cv.0.pop_var());
            bome(numbers::divide(left, right))
        })),
        run(("_remainder", v(2), |mut cv| {
            let (right, left) = (cv.0.pop_var(), cv.0.pop_var());
            bome(numbers::remainder(left, right))
        })),
        run(("_multiply", v(2), |mut cv| {
            let (right, left) = (cv.0.pop_var(), cv.0.pop_var());
            bome(numbers::multiply(left, right))
        })),
        // Changes the value at each path of an array.
        run(("_modify_at", [Bind::Var(()), Bind::Fun(())].into(), |mut cv| {
            let (filter, context) = cv.0.pop_fun();
            let places = cv.0.pop_var();
            box_once(modify(cv.1, &places, |old| filter.run((context.clone(), old)).next()))
        })),
        run(("_delpaths", v(1), |cv| unary(cv, |value, paths| paths::remove_all(value, &paths)))),
        run(("_start", v(0), |(_, bound)| bome(Ok(whole(bound, numbers::floor))))),
        run(("_end", v(0), |(_, bound)| bome(Ok(whole(bound, numbers::ceil))))),
        run(("_index", v(0), |(_, key)| bome(Ok(whole(key, numbers::floor))))),
        run(("_object_key", v(0), |(_, key)| {
            bome(match key {
                Val::TStr(_) => Ok(key),
                key => Err(Error::str(format_args!("object key {key} is not a string"))),
            })
        })),
    ]
}

fn formats() -> [Fun<BoundedFilter>; 2] {
    [
        run(("@csv", v(0), |(_, row)| bome(delimited(&row, |row, out| row.write_csv(out))))),
        run(("@tsv", v(0), |(_, row)| bome(delimited(&row, |row, out| row.write_tsv(out))))),
    ]
}

/// A number as a whole one; other values, which are errors where it is used, unchanged.
fn whole(value: Val, round: fn(&jaq_json::Num) -> isize) -> Val {
    match value {
        Val::Num(number) => Val::from(round(&number)),
        other => other,
    }
}

/// Changes the value at each path. If the change has no output, the value is removed, after all
/// others are changed.
fn modify<'a>(
    mut value: Val,
    places: &Val,
    update: impl Fn(Val) -> Option<Result<Val, Exn<'a, Val>>>,
) -> Result<Val, Exn<'a, Val>> {
    let mut removed = Vec::new();
    for place in paths::list_of(places)? {
        value = paths::change(value, paths::parts_of(place)?, |old| {
            update(old).unwrap_or_else(|| {
                removed.push(place.clone());
                Ok(Val::Null)
            })
        })?;
    }
    if removed.is_empty() {
        return Ok(value);
    }
    Ok(paths::remove_all(value, &removed.into_iter().collect())?)
}

/// An array as a line of csv or tsv, without a line end.
fn delimited(
    list: &Val,
    write: fn(&Row, &mut Vec<u8>) -> std::io::Result<()>,
) -> Result<Val, Error<Val>> {
    let row = Row::try_from(list).map_err(Error::str)?;
    let mut line = Vec::new();
    write(&row, &mut line).map_err(Error::str)?;
    Ok(Val::utf8_str(line))
}

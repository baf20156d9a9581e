//! Editing keeps every other byte.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::*;
use crate::fleet::file::{FileText, Fleet, parse};

fn fleet(text: &str) -> Fleet {
    let file = FileText { name: "fleet.toml".to_owned(), text: text.to_owned() };
    parse(&[file]).unwrap_or_else(|errors| panic!("{errors:?}\n{text}"))
}

fn edited(text: &str, pool: usize, min: i32, max: i32) -> Result<String, EditError> {
    let size = PoolSize::new(min, max).unwrap();
    let edits = size_edits(text, &fleet(text).pools[pool], size)?;
    Ok(apply(text, &edits))
}

const FLEET: &str = "version = 1 # one
[defaults]
max = 9

[[pool]]
project = 'a' # first
class = 'large'
min   = 1  # why
max = 3

  [[pool]] # second
  class = [
    'small', # only
  ]
  project = \"a\"
  goal = { share = '95%' }
";

#[test]
fn bounds_are_replaced_where_they_are() {
    let expected = FLEET.replace("min   = 1", "min   = 2").replace("max = 3", "max = 12");
    assert_eq!(edited(FLEET, 0, 2, 12).unwrap(), expected);
    assert_eq!(edited(FLEET, 0, 1, 3).unwrap(), FLEET);
}

#[test]
fn missing_bounds_are_added_after_the_names() {
    let expected =
        FLEET.replace("  project = \"a\"\n", "  project = \"a\"\n  min = 2\n  max = 5\n");
    assert_eq!(edited(FLEET, 1, 2, 5).unwrap(), expected);
    let windows = "version = 1\r\n[[pool]]\r\nproject = 'a'\r\nclass = 'b'";
    assert_eq!(edited(windows, 0, 2, 5).unwrap(), format!("{windows}\r\nmin = 2\r\nmax = 5"));
    let inline = "version = 1\npool = [{ project = 'a', class = 'b', max = 4 }]\n";
    let expected = "version = 1\npool = [{ project = 'a', class = 'b', max = 5, min = 2 }]\n";
    assert_eq!(edited(inline, 0, 2, 5).unwrap(), expected);
}

#[test]
fn what_does_not_decide_one_size_alone_is_not_edited() {
    let several = "version = 1\n[[pool]]\nproject = 'a'\nclass = ['b', 'c']\nmin = 1\nmax = 2\n";
    assert_eq!(edited(several, 1, 2, 5), Err(EditError::SeveralClasses));
    let windows = "version = 1\ntime-zone = 'UTC'\nwindows.day = { hours = '08:00-18:00' }\n[[pool]]\n\
                   project = 'a'\nclass = 'b'\nmin = 1\nmax = 2\nduring.day = { min = 2 }\n";
    assert_eq!(edited(windows, 0, 2, 5), Err(EditError::HasWindows));
}

#[test]
fn the_changed_lines_are_shown() {
    let size = PoolSize::new(2, 12).unwrap();
    let edits = size_edits(FLEET, &fleet(FLEET).pools[0], size).unwrap();
    let line = |number, sign, text: &str| (number, sign, text.to_owned());
    assert_eq!(
        diff(FLEET, &edits),
        [
            line(8, '-', "min   = 1  # why"),
            line(8, '+', "min   = 2  # why"),
            line(9, '-', "max = 3"),
            line(9, '+', "max = 12"),
        ]
    );
    let inline = "version = 1\npool = [{ project = 'a', class = 'b', min = 1, max = 4 }]\n";
    let edits = size_edits(inline, &fleet(inline).pools[0], size).unwrap();
    assert_eq!(
        diff(inline, &edits),
        [
            line(2, '-', "pool = [{ project = 'a', class = 'b', min = 1, max = 4 }]"),
            line(2, '+', "pool = [{ project = 'a', class = 'b', min = 2, max = 12 }]"),
        ]
    );
}

proptest! {
    #[test]
    fn the_file_declares_the_size_and_everything_else_as_before(
        sizes in prop::collection::vec((prop::option::of(0..=3_i32), prop::option::of(3..=20_i32)), 1..6),
        pool in any::<prop::sample::Index>(),
        (min, more) in (0..=10_i32, 1..=10_i32),
        comment in "[a-z #=\\[\\]é]{0,12}",
        crlf in any::<bool>(),
    ) {
        let mut text = format!("version = 1 #{comment}\n");
        for (index, (min, max)) in sizes.iter().enumerate() {
            let _ = write!(text, "[[pool]]\n\tproject = 'p{index}' #{comment}\n\tclass='c'\n");
            text += &min.map(|min| format!("min={min} # {comment}\n")).unwrap_or_default();
            text += &max.map(|max| format!("max = {max}\n")).unwrap_or_default();
        }
        if crlf {
            text = text.replace('\n', "\r\n");
        }
        let (pool, size) = (pool.index(sizes.len()), PoolSize::new(min, min + more).unwrap());
        let before = fleet(&text);
        let edits = size_edits(&text, &before.pools[pool], size).unwrap();
        let new_text = apply(&text, &edits);
        let after = fleet(&new_text);
        for (index, (old, new)) in before.pools.iter().zip(&after.pools).enumerate() {
            if index == pool {
                prop_assert_eq!(new.size.bounds.size(), Some(size));
            } else {
                prop_assert_eq!(old.size.bounds, new.size.bounds);
            }
        }
        // What was replaced or inserted is all that differs.
        let kept: usize = text.len() - edits.iter().map(|edit| edit.range.len()).sum::<usize>();
        let added: usize = edits.iter().map(|edit| edit.text.len()).sum();
        prop_assert_eq!(new_text.len(), kept + added);
        let again = size_edits(&new_text, &after.pools[pool], size).unwrap();
        prop_assert_eq!(again, []);
    }
}

//! Forms of other schedulers, to name what is used instead.

const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const ORDINALS: [&str; 12] =
    ["first", "second", "third", "fourth", "fifth", "last", "1st", "2nd", "3rd", "4th", "5th", "#"];

/// The error of a text in a form that windows do not have; it follows the key. `None` for any other
/// text, valid or not.
pub(super) fn unsupported_form(text: &str) -> Option<String> {
    let text = text.trim().to_ascii_lowercase();
    let form = if is_cron(&text) {
        "a cron expression"
    } else if is_week_number(&text) {
        "a week number"
    } else if ORDINALS.iter().any(|word| text.contains(word)) {
        if WEEKDAYS.iter().any(|day| text.contains(day)) {
            "a weekday of the month"
        } else {
            "a day of the month"
        }
    } else if is_day_of_month(&text) {
        "a day of the month"
    } else {
        return None;
    };
    Some(unsupported(form))
}

/// The error of a form that windows do not have.
pub(crate) fn unsupported(form: &str) -> String {
    format!(
        "is {form}, which windows do not support; list days in dates (\"YYYY-MM-DD\", \"MM-DD\") \
         and times of day in hours (\"HH:MM-HH:MM\")"
    )
}

/// Five or more fields of the characters of cron.
fn is_cron(text: &str) -> bool {
    let is_field = |field: &str| {
        field.chars().all(|letter| letter.is_ascii_alphanumeric() || "*/,-#?".contains(letter))
    };
    let fields = text.split_whitespace();
    text.starts_with('@')
        || text.contains(['*', '/'])
        || fields.clone().count() >= 5 && fields.clone().all(is_field)
}

fn is_week_number(text: &str) -> bool {
    let after_year = text.split_once("-w").filter(|(year, _)| is_digits(year));
    let number = after_year.map(|(_, week)| week);
    let prefixes = ["week", "kw", "cw", "w"];
    let number = number.or_else(|| prefixes.iter().find_map(|prefix| text.strip_prefix(prefix)));
    number.is_some_and(|number| is_digits(number.trim().split('-').next().unwrap_or_default()))
}

/// One or two digits, or a range of such.
fn is_day_of_month(text: &str) -> bool {
    let is_day = |text: &str| is_digits(text.trim()) && text.trim().len() <= 2;
    match text.split_once("..") {
        Some((first, last)) => is_day(first) && is_day(last),
        None => is_day(text),
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_other_schedulers_are_recognized() {
        for (text, form) in [
            ("* 8-18 * * 1-5", "a cron expression"),
            ("30 7 1 1 mon", "a cron expression"),
            ("@daily", "a cron expression"),
            ("*/15", "a cron expression"),
            ("W12", "a week number"),
            ("week 12", "a week number"),
            ("2026-W12", "a week number"),
            ("2026-w12-1", "a week number"),
            ("second Tuesday", "a weekday of the month"),
            ("2nd tue", "a weekday of the month"),
            ("tue#2", "a weekday of the month"),
            ("last", "a day of the month"),
            ("15", "a day of the month"),
            ("1..15", "a day of the month"),
        ] {
            assert_eq!(unsupported_form(text), Some(unsupported(form)), "{text}");
        }
        for text in ["", "mon", "mon-fri", "weekend", "wed", "2026-12-24", "12-24", "07:30-18:30"] {
            assert_eq!(unsupported_form(text), None, "{text}");
        }
    }
}

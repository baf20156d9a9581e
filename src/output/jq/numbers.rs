//! Arithmetic and number formats of jq where they differ from jaq's.

use jaq_core::Error;
use jaq_json::{Num, Val};
use jaq_std::ValT as _;

const MAX_FLOAT: &str = "1.7976931348623157e+308";

/// Maximum bytes of a repeated text, which is allocated at once.
const MAX_REPEATED: usize = 256 * 1024 * 1024;

/// Digits that jq writes before it uses an exponent, beyond the significant ones.
const MAX_PADDING: i32 = 15;

/// `l / r`.
pub(super) fn divide(left: Val, right: Val) -> Result<Val, Error<Val>> {
    if let (Val::Num(_), Val::Num(divisor)) = (&left, &right)
        && to_float(divisor) == 0.0
    {
        return Err(zero_divisor(&left, &right));
    }
    left / right
}

/// `l % r`: of whole numbers, after both are truncated.
pub(super) fn remainder(left: Val, right: Val) -> Result<Val, Error<Val>> {
    let (Val::Num(dividend), Val::Num(divisor)) = (&left, &right) else {
        return left % right;
    };
    let (dividend, divisor) = (to_float(dividend), to_float(divisor));
    if dividend.is_nan() || divisor.is_nan() {
        return Ok(Val::from(f64::NAN));
    }
    match truncate(divisor) {
        0 => Err(zero_divisor(&left, &right)),
        divisor => Ok(Val::from(truncate(dividend).checked_rem(divisor).unwrap_or(0))),
    }
}

/// `l * r`. A text is repeated a whole number of times.
pub(super) fn multiply(left: Val, right: Val) -> Result<Val, Error<Val>> {
    match (left, right) {
        (Val::TStr(text), Val::Num(times)) | (Val::Num(times), Val::TStr(text)) => {
            match to_float(&times) {
                times if times >= 1.0 => {
                    let times = truncate(times);
                    if times.unsigned_abs().saturating_mul(text.len()) > MAX_REPEATED {
                        let limit = format_args!("longer than {MAX_REPEATED} bytes");
                        return Err(Error::str(format_args!("the repeated text is {limit}")));
                    }
                    Val::TStr(text) * Val::from(times)
                }
                times if times >= 0.0 => Ok(Val::from(String::new())),
                _ => Ok(Val::Null),
            }
        }
        (left, right) => left * right,
    }
}

fn zero_divisor(left: &Val, right: &Val) -> Error<Val> {
    Error::str(format_args!("cannot divide {left} by {right}: the divisor is zero"))
}

fn to_float(number: &Num) -> f64 {
    Val::Num(number.clone()).as_f64().unwrap_or(f64::NAN)
}

/// A float without its fraction, within the range of integers.
#[expect(clippy::cast_possible_truncation, reason = "the cast saturates, as in jq")]
fn truncate(float: f64) -> isize {
    float as isize
}

/// A number rounded down, within the range of integers.
pub(super) fn floor(number: &Num) -> isize {
    number.as_isize().unwrap_or_else(|| truncate(to_float(number).floor()))
}

/// A number rounded up, within the range of integers.
pub(super) fn ceil(number: &Num) -> isize {
    number.as_isize().unwrap_or_else(|| truncate(to_float(number).ceil()))
}

/// The number that a text is, without whitespace; `nan` is one.
pub(super) fn parse(value: &Val) -> Result<Val, Error<Val>> {
    let text = match value {
        Val::Num(_) => return Ok(value.clone()),
        Val::TStr(text) => String::from_utf8_lossy(text),
        _ => return Err(Error::str(format_args!("cannot parse {value} as a number"))),
    };
    if text == "nan" {
        return Ok(Val::from(f64::NAN));
    }
    let fail = || Error::str(format_args!("cannot parse {value} as a number"));
    let digits = text.strip_prefix(['-', '+']).unwrap_or(&text);
    if !digits.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return Err(fail());
    }
    match Num::from_str_radix(&text, 10) {
        Some(integer) => Ok(Val::Num(integer)),
        None => text.parse::<f64>().map(|_| Val::Num(Num::from_dec_str(&text))).map_err(|_| fail()),
    }
}

/// A float as jq writes it: the shortest digits, whole ones without a fraction, NaN as `null`, and
/// infinity as the largest float.
pub(super) fn format(float: f64) -> String {
    if float.is_nan() {
        return "null".to_owned();
    }
    if float.is_infinite() {
        return if float > 0.0 { MAX_FLOAT.to_owned() } else { format!("-{MAX_FLOAT}") };
    }
    let scientific = format!("{float:e}");
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let significant = mantissa.bytes().filter(u8::is_ascii_digit).count();
    let exponent: i32 = exponent.parse().unwrap_or_default();
    let max = i32::try_from(significant).unwrap_or(i32::MAX).saturating_add(MAX_PADDING);
    if float != 0.0 && (exponent < -5 || exponent >= max) {
        let sign = if exponent < 0 { '-' } else { '+' };
        return format!("{mantissa}e{sign}{:02}", exponent.abs());
    }
    format!("{float}")
}

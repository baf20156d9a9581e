//! How each type of proto3 field is read and written.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Deserialize as _, DeserializeSeed, Deserializer, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeSeq as _, Serializer};

use super::ReadTracker;

/// The type of a field; its default is the value of a field that is absent or null.
pub(crate) trait Field: Default {
    /// Reads a value that is not null. A type with parts adds the failing part to `path`.
    fn read<'de, D: Deserializer<'de>>(
        deserializer: D,
        path: &ReadTracker,
    ) -> Result<Self, D::Error>;

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;

    /// Whether the field is written: always, unless it has explicit presence and is unset.
    fn is_present(&self) -> bool {
        true
    }
}

/// Reads a field through serde; null is the default.
pub(crate) struct NullAsDefault<'t, T> {
    path: &'t ReadTracker,
    field: PhantomData<T>,
}

impl<'t, T> NullAsDefault<'t, T> {
    pub(crate) fn new(path: &'t ReadTracker) -> Self {
        Self { path, field: PhantomData }
    }
}

impl<'de, T: Field> DeserializeSeed<'de> for NullAsDefault<'_, T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_option(self)
    }
}

impl<'de, T: Field> Visitor<'de> for NullAsDefault<'_, T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or null")
    }

    fn visit_none<E: de::Error>(self) -> Result<T, E> {
        Ok(T::default())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        T::read(deserializer, self.path)
    }
}

/// Writes a field through serde.
pub(crate) struct ProtoJson<'a, T>(pub(crate) &'a T);

impl<T: Field> Serialize for ProtoJson<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(serializer)
    }
}

impl Field for String {
    fn read<'de, D: Deserializer<'de>>(deserializer: D, _: &ReadTracker) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

impl Field for bool {
    fn read<'de, D: Deserializer<'de>>(deserializer: D, _: &ReadTracker) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bool(*self)
    }
}

/// The value of a field that must not be kept, such as a password.
#[derive(Clone, Debug, Default)]
pub(crate) struct Dropped;

impl Field for Dropped {
    fn read<'de, D: Deserializer<'de>>(deserializer: D, _: &ReadTracker) -> Result<Self, D::Error> {
        de::IgnoredAny::deserialize(deserializer).map(|_| Self)
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_none()
    }

    fn is_present(&self) -> bool {
        false
    }
}

fn read_integer<'de, T: TryFrom<i128>, D: Deserializer<'de>>(
    deserializer: D,
    expected: &'static str,
) -> Result<T, D::Error> {
    let number = deserializer.deserialize_any(ProtoInteger { expected })?;
    T::try_from(number).map_err(|_| de::Error::custom(format_args!("expected {expected}")))
}

impl Field for i32 {
    fn read<'de, D: Deserializer<'de>>(deserializer: D, _: &ReadTracker) -> Result<Self, D::Error> {
        read_integer(deserializer, "an integer from -2147483648 to 2147483647")
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i32(*self)
    }
}

/// Written as a string, as proto3 JSON requires for 64 bits: many readers would round a number.
impl Field for u64 {
    fn read<'de, D: Deserializer<'de>>(deserializer: D, _: &ReadTracker) -> Result<Self, D::Error> {
        read_integer(deserializer, "an integer from 0 to 18446744073709551615")
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Written as a string, as `u64`.
impl Field for i64 {
    fn read<'de, D: Deserializer<'de>>(deserializer: D, _: &ReadTracker) -> Result<Self, D::Error> {
        read_integer(deserializer, "a 64-bit integer")
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A field with explicit presence: zero is written, unset is not.
impl<T: Field> Field for Option<T> {
    fn read<'de, D: Deserializer<'de>>(
        deserializer: D,
        path: &ReadTracker,
    ) -> Result<Self, D::Error> {
        T::read(deserializer, path).map(Some)
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Some(value) => value.write(serializer),
            None => serializer.serialize_none(),
        }
    }

    fn is_present(&self) -> bool {
        self.is_some()
    }
}

/// A repeated field; null for the list is allowed, null inside it is not.
impl<T: Field> Field for Vec<T> {
    fn read<'de, D: Deserializer<'de>>(
        deserializer: D,
        path: &ReadTracker,
    ) -> Result<Self, D::Error> {
        struct Items<'t, T>(&'t ReadTracker, PhantomData<T>);
        impl<'de, T: Field> Visitor<'de> for Items<'_, T> {
            type Value = Vec<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<T>, A::Error> {
                let mut items = Vec::new();
                loop {
                    let item = list.next_element_seed(Item(self.0, PhantomData));
                    match item.map_err(|error| self.0.at_index(items.len(), error))? {
                        Some(item) => {
                            self.0.admit_item(items.len())?;
                            items.push(item);
                        }
                        None => return Ok(items),
                    }
                }
            }
        }
        struct Item<'t, T>(&'t ReadTracker, PhantomData<T>);
        impl<'de, T: Field> DeserializeSeed<'de> for Item<'_, T> {
            type Value = T;

            fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
                T::read(deserializer, self.0)
            }
        }
        deserializer.deserialize_seq(Items(path, PhantomData))
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.len()))?;
        for item in self {
            list.serialize_element(&ProtoJson(item))?;
        }
        list.end()
    }
}

/// An integer in any of the spellings that proto3 JSON allows: `3`, `"3"`, `3.0`, `3e0`.
struct ProtoInteger {
    expected: &'static str,
}

impl Visitor<'_> for ProtoInteger {
    type Value = i128;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<i128, E> {
        Ok(number.into())
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<i128, E> {
        Ok(number.into())
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<i128, E> {
        /// The largest integer below which floats are exact, 2^53.
        const MAX_EXACT: f64 = 9_007_199_254_740_992.0;
        if number.fract() != 0.0 || number.abs() > MAX_EXACT {
            return Err(E::invalid_value(de::Unexpected::Float(number), &self));
        }
        #[expect(clippy::cast_possible_truncation, reason = "an integer within 2^53, just checked")]
        let integer = number as i64;
        Ok(integer.into())
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<i128, E> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let is_plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        match text.parse() {
            Ok(number) if is_plain => Ok(number),
            _ => Err(E::invalid_value(de::Unexpected::Str(text), &self)),
        }
    }
}

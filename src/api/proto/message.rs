//! Messages: a struct of fields, and whatever else the service sent along.

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, Deserialize, Deserializer, Visitor};
use serde_json::value::RawValue;

use super::Field;

/// A struct that stands for a whole message, made by [`message!`].
pub(crate) trait Message: Field {
    /// Whether the object held fields, and this version knows none of them: then it is more
    /// likely somebody else's answer than a later version's.
    fn is_foreign(&self) -> bool;
}

/// Fields of a message that this version does not know, in the order they came.
#[derive(Clone, Debug, Default)]
pub(crate) struct Unknown {
    fields: Vec<(String, Box<RawValue>)>,
    /// Whether no known field came with them.
    pub(crate) alone: bool,
}

impl Unknown {
    /// Keeps a field; of two with one name the later wins, as in most readers.
    pub(crate) fn keep(&mut self, name: String, value: Box<RawValue>) {
        match self.fields.iter_mut().find(|(known, _)| *known == name) {
            Some((_, old)) => *old = value,
            None => self.fields.push((name, value)),
        }
    }

    /// Whether there are any.
    pub(crate) fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// The fields, to be written as they came.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &(String, Box<RawValue>)> {
        self.fields.iter()
    }
}

/// The name of a field: borrowed from the answer unless it holds escapes.
pub(crate) struct Name<'a>(pub(crate) Cow<'a, str>);

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Borrow;
        impl<'de> Visitor<'de> for Borrow {
            type Value = Name<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a field name")
            }

            fn visit_borrowed_str<E: de::Error>(self, name: &'de str) -> Result<Name<'de>, E> {
                Ok(Name(Cow::Borrowed(name)))
            }

            fn visit_str<E: de::Error>(self, name: &str) -> Result<Name<'de>, E> {
                Ok(Name(Cow::Owned(name.to_owned())))
            }
        }
        deserializer.deserialize_str(Borrow)
    }
}

/// Defines a message: `field: Type = "jsonName" | "original_name"`.
///
/// The struct gets a last field `unknown` and reads and writes itself as a JSON object. An array
/// is not a message, although derived readers would take one.
macro_rules! message {
    ($(#[$about:meta])* pub struct $name:ident {
        $($(#[$doc:meta])* $field:ident: $type:ty = $json:literal $(| $original:literal)?,)*
    }) => {
        $(#[$about])*
        #[derive(Clone, Debug, Default)]
        pub(crate) struct $name {
            $($(#[$doc])* pub(crate) $field: $type,)*
            pub(crate) unknown: $crate::api::proto::Unknown,
        }

        impl $crate::api::proto::Field for $name {
            fn read<'de, D: serde::Deserializer<'de>>(
                deserializer: D,
                trail: &$crate::api::proto::PathTracker,
            ) -> Result<Self, D::Error> {
                struct Fields<'t>(&'t $crate::api::proto::PathTracker);
                impl<'de> serde::de::Visitor<'de> for Fields<'_> {
                    type Value = $name;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str("an object")
                    }

                    fn visit_map<A: serde::de::MapAccess<'de>>(
                        self,
                        mut map: A,
                    ) -> Result<$name, A::Error> {
                        $(let mut $field: Option<$type> = None;)*
                        let mut unknown = $crate::api::proto::Unknown::default();
                        while let Some(name) = map.next_key::<$crate::api::proto::Name<'de>>()? {
                            match &*name.0 {
                                $($json $(| $original)? => {
                                    if $field.is_some() {
                                        return Err(serde::de::Error::duplicate_field($json));
                                    }
                                    let reader = $crate::api::proto::NullAsDefault::new(self.0);
                                    let value = map.next_value_seed(reader);
                                    $field = Some(value.map_err(|fault| self.0.at_field($json, fault))?);
                                })*
                                name => {
                                    let value = map.next_value();
                                    let value = value.map_err(|fault| self.0.at_field(name, fault))?;
                                    unknown.keep(name.to_owned(), value);
                                }
                            }
                        }
                        unknown.alone = $($field.is_none() &&)* !unknown.is_empty();
                        Ok($name { $($field: $field.unwrap_or_default(),)* unknown })
                    }
                }
                deserializer.deserialize_map(Fields(trail))
            }

            fn write<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeMap;
                let mut map = serializer.serialize_map(None)?;
                $(if $crate::api::proto::Field::is_present(&self.$field) {
                    map.serialize_entry($json, &$crate::api::proto::ProtoJson(&self.$field))?;
                })*
                for (name, value) in self.unknown.iter() {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }

        impl $crate::api::proto::Message for $name {
            fn is_foreign(&self) -> bool {
                self.unknown.alone
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::api::proto::Field::write(self, serializer)
            }
        }
    };
}
pub(crate) use message;

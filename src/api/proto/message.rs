//! Messages: structs that also keep the fields this version does not know.

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, Deserialize, Deserializer, Visitor};
use serde_json::value::RawValue;

use super::Field;

/// A whole message, defined by [`message!`].
pub(crate) trait Message: Field {
    /// Whether the object has fields but none that this version knows: then it more likely comes
    /// from something else than from a newer service.
    fn has_no_known_fields(&self) -> bool;
}

/// The unknown fields of a message, in their order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Unknown {
    fields: Vec<(String, Box<RawValue>)>,
    /// Whether the message has no other fields.
    pub(crate) only_unknown: bool,
}

impl Unknown {
    /// Of duplicate fields the last wins, as in most readers.
    pub(crate) fn keep(&mut self, name: String, value: Box<RawValue>) {
        match self.fields.iter_mut().find(|(known, _)| *known == name) {
            Some((_, old)) => *old = value,
            None => self.fields.push((name, value)),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    pub(crate) fn len(&self) -> usize {
        self.fields.len()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &(String, Box<RawValue>)> {
        self.fields.iter()
    }
}

/// The name of a field, borrowed from the response unless it contains escapes.
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

/// Defines a message with fields such as `name: Type = "jsonName" | "original_name"`.
///
/// Unlike a derived implementation it keeps unknown fields and does not accept an array.
macro_rules! message {
    ($(#[$attribute:meta])* pub struct $name:ident {
        $($(#[$field_attribute:meta])* $field:ident: $type:ty = $json:literal $(| $original:literal)?,)*
    }) => {
        $(#[$attribute])*
        #[derive(Clone, Debug, Default)]
        pub(crate) struct $name {
            $($(#[$field_attribute])* pub(crate) $field: $type,)*
            pub(crate) unknown: $crate::api::proto::Unknown,
        }

        impl $crate::api::proto::Field for $name {
            fn read<'de, D: serde::Deserializer<'de>>(
                deserializer: D,
                path: &$crate::api::proto::ReadTracker,
            ) -> Result<Self, D::Error> {
                struct Fields<'t>(&'t $crate::api::proto::ReadTracker);
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
                                    $field = Some(value.map_err(|error| self.0.at_field($json, error))?);
                                })*
                                name => {
                                    self.0.admit_field(unknown.len())?;
                                    let value = map.next_value();
                                    let value = value.map_err(|error| self.0.at_field(name, error))?;
                                    unknown.keep(name.to_owned(), value);
                                }
                            }
                        }
                        unknown.only_unknown = $($field.is_none() &&)* !unknown.is_empty();
                        Ok($name { $($field: $field.unwrap_or_default(),)* unknown })
                    }
                }
                deserializer.deserialize_map(Fields(path))
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
            fn has_no_known_fields(&self) -> bool {
                self.unknown.only_unknown
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

//! Enums that may grow: unknown values are kept and shown instead of rejected.

/// An enum of the service as users type it.
pub(crate) trait OpenEnum: Sized {
    /// The labels of the known values, `unspecified` first.
    const LABELS: &'static [&'static str];

    /// The name on the wire without its prefix, in lower case; empty if it is unknown.
    fn name(&self) -> &'static str;

    /// For display; `phase 7` for an unknown number.
    fn label(&self) -> std::borrow::Cow<'_, str>;

    /// Ignores case; the name on the wire is accepted as well.
    fn from_label(label: &str) -> Option<Self>;
}

/// Defines an enum by the prefix of its names on the wire, what a value is called, and for each
/// value its number and the rest of its name in lower case, which is its label unless another
/// spelling follows; both are accepted as input.
///
/// Reads names, numbers and quoted numbers; writes names, and unknown numbers as numbers.
macro_rules! open_enum {
    ($(#[$attribute:meta])* pub enum $name:ident: $prefix:literal, $noun:literal {
        $($(#[$variant_attribute:meta])*
            $variant:ident = $number:literal = $label:literal $(| $alias:literal)?,)*
    }) => {
        $(#[$attribute])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub(crate) enum $name {
            $($(#[$variant_attribute])* $variant,)*
            /// An unknown number.
            Number(i32),
            /// An unknown name.
            Name(Box<str>),
        }

        impl $name {
            fn from_number(number: i32) -> Self {
                match number {
                    $($number => Self::$variant,)*
                    _ => Self::Number(number),
                }
            }

            fn from_name(name: &str) -> Self {
                match name.strip_prefix($prefix).map(str::to_ascii_lowercase).as_deref() {
                    $(Some($label) if name == name.to_ascii_uppercase() => Self::$variant,)*
                    _ => match name.parse() {
                        Ok(number) => Self::from_number(number),
                        Err(_) => Self::Name(name.into()),
                    },
                }
            }

        }

        impl $crate::api::proto::OpenEnum for $name {
            const LABELS: &'static [&'static str] = &[$($crate::api::proto::label!($label $(, $alias)?),)*];

            fn name(&self) -> &'static str {
                match self {
                    $(Self::$variant => $label,)*
                    Self::Number(_) | Self::Name(_) => "",
                }
            }

            fn label(&self) -> std::borrow::Cow<'_, str> {
                match self {
                    $(Self::$variant => $crate::api::proto::label!($label $(, $alias)?).into(),)*
                    Self::Number(number) => format!(concat!($noun, " {}"), number).into(),
                    Self::Name(name) => {
                        name.strip_prefix($prefix).unwrap_or(name).to_ascii_lowercase().into()
                    }
                }
            }

            fn from_label(label: &str) -> Option<Self> {
                let label = label.to_ascii_lowercase();
                let prefix = $prefix.to_ascii_lowercase();
                match label.strip_prefix(&*prefix).unwrap_or(&label) {
                    $($label $(| $alias)? => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self::from_number(0)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::api::proto::Field::write(self, serializer)
            }
        }

        impl $crate::api::proto::Field for $name {
            fn read<'de, D: serde::Deserializer<'de>>(
                deserializer: D,
                _: &$crate::api::proto::ReadTracker,
            ) -> Result<Self, D::Error> {
                struct NameOrNumber;
                impl serde::de::Visitor<'_> for NameOrNumber {
                    type Value = $name;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str("an enum name or number")
                    }

                    fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<$name, E> {
                        Ok($name::from_name(name))
                    }

                    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<$name, E> {
                        let outside = || E::custom("expected an enum number of 32 bits");
                        Ok($name::from_number(number.try_into().map_err(|_| outside())?))
                    }

                    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<$name, E> {
                        let outside = || E::custom("expected an enum number of 32 bits");
                        Ok($name::from_number(number.try_into().map_err(|_| outside())?))
                    }
                }
                deserializer.deserialize_any(NameOrNumber)
            }

            fn write<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    Self::Number(number) => serializer.serialize_i32(*number),
                    Self::Name(name) => serializer.serialize_str(name),
                    known => {
                        let name = $crate::api::proto::OpenEnum::name(known).to_ascii_uppercase();
                        serializer.collect_str(&format_args!("{}{name}", $prefix))
                    }
                }
            }
        }
    };
}
pub(crate) use open_enum;

/// The spelling that is displayed.
macro_rules! label {
    ($name:literal) => {
        $name
    };
    ($name:literal, $spelling:literal) => {
        $spelling
    };
}

pub(crate) use label;

//! The description of a family of metrics.

/// What the samples of a family are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Gauge,
    Counter,
    Histogram,
}

/// A family: samples with one name, one meaning and the same labels.
#[derive(Debug)]
pub(crate) struct Family {
    /// Of a counter with `_total`.
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    /// The names of the labels.
    pub(crate) labels: &'static [&'static str],
    /// One sentence, which needs no escapes.
    pub(crate) help: &'static str,
}

impl Family {
    #[cfg(test)]
    pub(crate) fn is_histogram(&self) -> bool {
        self.kind == Kind::Histogram
    }

    /// Whether it is about the tool, not about the service.
    pub(crate) fn is_about_tool(&self) -> bool {
        self.name.starts_with("prebuildctl_")
    }
}

impl Kind {
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Gauge => "gauge",
            Self::Counter => "counter",
            Self::Histogram => "histogram",
        }
    }
}

/// Defines families, and the list of all of them in their order.
macro_rules! families {
    ($($(#[$attribute:meta])* $constant:ident =
        $kind:ident $name:literal [$($label:literal),*] $help:literal;)*
    ) => {
        $($(#[$attribute])* pub(crate) static $constant: $crate::metrics::exposition::Family =
            $crate::metrics::exposition::Family {
                name: $name,
                kind: $crate::metrics::exposition::family::Kind::$kind,
                labels: &[$($label),*],
                help: $help,
            };)*

        /// Every family, in the order of the output.
        pub(crate) static ALL: &[&$crate::metrics::exposition::Family] = &[$(&$constant),*];
    };
}
pub(super) use families;

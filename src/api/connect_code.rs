//! The error codes of the Connect protocol.

/// Defines [`Code`] with the name of each code on the wire.
macro_rules! codes {
    ($($code:ident = $name:literal,)*) => {
        /// An error code of the Connect protocol.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub(crate) enum Code {
            $($code,)*
        }

        impl Code {
            pub(crate) const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$code => $name,)*
                }
            }

            pub(crate) fn parse(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$code),)*
                    _ => None,
                }
            }
        }
    };
}

codes! {
    Canceled = "canceled",
    Unknown = "unknown",
    InvalidArgument = "invalid_argument",
    DeadlineExceeded = "deadline_exceeded",
    NotFound = "not_found",
    AlreadyExists = "already_exists",
    PermissionDenied = "permission_denied",
    ResourceExhausted = "resource_exhausted",
    FailedPrecondition = "failed_precondition",
    Aborted = "aborted",
    OutOfRange = "out_of_range",
    Unimplemented = "unimplemented",
    Internal = "internal",
    Unavailable = "unavailable",
    DataLoss = "data_loss",
    Unauthenticated = "unauthenticated",
}

impl Code {
    /// The code of a response that has none (Connect protocol, "HTTP to Error Code").
    ///
    /// 404 is `unimplemented`, never `not_found`: a wrong URL must not read as a missing pool. From
    /// 520 on are those with which Cloudflare and other proxies report that they do not reach the
    /// service.
    pub(crate) const fn from_status(status: u16) -> Self {
        match status {
            400 => Self::Internal,
            401 => Self::Unauthenticated,
            403 => Self::PermissionDenied,
            404 => Self::Unimplemented,
            429 | 502..=504 | 520..=527 | 530 | 598 | 599 => Self::Unavailable,
            _ => Self::Unknown,
        }
    }
}

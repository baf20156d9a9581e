//! The wire: calls, messages and errors of the service. Knows no clap, file, environment or terminal.

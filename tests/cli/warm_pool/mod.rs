//! `warm-pool`: whole transcripts of every verb, and what the service was asked.

mod conditions;
mod create;
mod delete;
mod events;
mod explain;
mod get;
mod list;
mod refused;
mod screen;
mod update;
mod wait;
mod watch;

//! `warm-pool`: whole transcripts of every verb, and the requests that were sent.

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

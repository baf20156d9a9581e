//! `warm-pool`: whole transcripts of every verb, and what the service was asked.

mod create;
mod delete;
mod events;
mod get;
mod list;
mod update;
mod wait;

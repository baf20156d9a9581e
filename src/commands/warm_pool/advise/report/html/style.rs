//! The style of the page, and the policy that allows nothing else.

use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ring::digest::{SHA256, digest};

/// As it stands in the page: on one line, so that line ends of a checkout do not change its hash.
pub(super) static STYLE: LazyLock<String> =
    LazyLock::new(|| include_str!("style.css").lines().map(str::trim).collect());

/// The content security policy: no script, no font, no request, and only this style.
pub(super) fn policy() -> String {
    let hash = STANDARD.encode(digest(&SHA256, STYLE.as_bytes()));
    format!("default-src 'none'; style-src 'sha256-{hash}'")
}

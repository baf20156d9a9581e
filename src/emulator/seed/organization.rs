//! `organization` and `user`.

use super::super::simulation::{Ids, Organization, User};
use super::table::Table;
use super::{ID_TIME, UNSET};

pub(super) const KEYS: &[&str] = &["name", "tier"];
pub(super) const USER_KEYS: &[&str] = &["name", "email"];

pub(super) fn read(file: &mut Table<'_, '_, '_>, ids: &mut Ids) -> Organization {
    file.require_in_file(
        "organization",
        "organization = { name = \"Acme\", tier = \"enterprise\" }",
    );
    let names = file.table("organization", KEYS, |table| {
        (table.required_text("name").value, table.required_text("tier").value)
    });
    let (name, tier) = names.unwrap_or_default();
    Organization { id: ids.next(ID_TIME), name, tier }
}

pub(super) fn read_user(file: &mut Table<'_, '_, '_>, ids: &mut Ids) -> User {
    file.require_in_file("user", "user = { name = \"Ada\", email = \"ada@acme.example\" }");
    let names = file.table("user", USER_KEYS, |table| {
        (table.required_text("name").value, table.required_text("email").value)
    });
    let (name, email) = names.unwrap_or_default();
    User { id: ids.next(ID_TIME), name, email, created_at: UNSET }
}

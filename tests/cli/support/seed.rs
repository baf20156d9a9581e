//! The ids in the embedded API's sample data.

pub const RUNNER: &str = "019b76da-a800-7003-bb9e-eeae6951ede5";
pub const SMALL: &str = "019b76da-a800-7004-a1e4-92da30c55270";
pub const REGULAR: &str = "019b76da-a800-7005-ac20-4bf1371cfa4c";
pub const LARGE: &str = "019b76da-a800-7006-90d7-6897e9d9109b";
pub const ACME_API: &str = "019b76da-a800-7008-ba40-7738d882e2de";
pub const ACME_WEB: &str = "019b76da-a800-7009-8186-0de7197218c7";
pub const ACME_LEGACY: &str = "019b76da-a800-700a-857f-cb0ecfe35afa";

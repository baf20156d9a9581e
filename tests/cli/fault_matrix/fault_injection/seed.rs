//! The data that each run begins with, and what commands change.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;

use super::super::service::Service;

/// The sizes of the active pools by address; for some commands also what [`Service::state`] has.
pub type State = BTreeMap<String, Vec<String>>;

/// One pool of this fleet exists, with another size.
const FLEET: &str = "version = 1
[defaults]
min = 2
max = 6
[[pool]]
project = 'acme-api'
class = 'regular'
[[pool]]
project = 'acme-api'
class = 'large'
[[pool]]
project = 'acme-web'
class = 'regular'
";

/// The initial data file, a fleet file, and the ids of the existing pool and of a prebuild.
pub struct Seed {
    folder: TempDir,
    pub pool: String,
    prebuild: String,
    /// The initial pools.
    pub pools: State,
    /// Everything else too.
    pub state: State,
}

impl Seed {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (pool, prebuild) = {
            let service = Service::new();
            let pool = service.id_of("acme-api/regular");
            let prebuild = service.run("prebuild list --project acme-web --limit 1 -o id").stdout;
            fs::copy(service.file(), folder.path().join("seed.db")).unwrap();
            (pool, prebuild.trim_end().to_owned())
        };
        fs::write(folder.path().join("fleet.toml"), FLEET).unwrap();
        let service = Service::copy_of(&folder.path().join("seed.db"));
        let (pools, state) = (service.pools(), service.state());
        Self { folder, pool, prebuild, pools, state }
    }

    pub fn file(&self) -> PathBuf {
        self.folder.path().join("seed.db")
    }

    /// A command with its placeholders replaced.
    pub fn line(&self, command: &str) -> String {
        let fleet = self.folder.path().join("fleet.toml");
        let line = command.replace("POOL", &self.pool).replace("BUILD", &self.prebuild);
        line.replace("FLEET", fleet.to_str().unwrap())
    }
}

pub fn changes_more_than_pools(line: &str) -> bool {
    ["project prebuilds ", "prebuild delete "].iter().any(|command| line.starts_with(command))
}

/// What a command changes.
pub fn state_of(service: &Service, line: &str) -> State {
    if changes_more_than_pools(line) { service.state() } else { service.pools() }
}

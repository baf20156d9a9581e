//! `plan`, `apply`, `drift`, `export` and `fleet`: transcripts, and the requests they send.

mod apply;
mod drift;
mod drift_windows;
mod export;
mod file;
mod file_kinds;
mod github;
mod plan;
mod plan_windows;
pub mod reads;
mod requests;
pub mod schedule;
mod scope;
mod several_files;
mod show;
mod sizes;
mod windows;

use crate::support::platform::without_folder;
use crate::support::{Response, Transcript, World, home, page};

/// A world with a fleet file. Paths of its folder are shown without the folder.
pub struct Folder {
    pub world: World,
}

impl Folder {
    pub fn new(world: World, fleet: &str) -> Self {
        let folder = Self { world };
        folder.write(fleet);
        folder
    }

    /// On a service that knows acme-api and large, and these pools.
    pub fn with_pools(fleet: &str, pools: &[String]) -> Self {
        let world = World::new([]).with_names();
        let identity = Response::json(200, "{\"organizationId\":\"o\"}");
        world.server.always("GetAuthenticatedIdentity", identity);
        world.server.always("ListWarmPools", page(pools, ""));
        Self::new(world, fleet)
    }

    /// On the embedded API, with its time stopped.
    pub fn local(fleet: &str) -> Self {
        let world = World::local();
        world.ok("wp list");
        let data_file = home::data_file(world.home.path());
        let options = prebuildctl::emulator::Options { data_file, speed: Some(0.0), token: None };
        prebuildctl::emulator::open(options).unwrap();
        Self::new(world, fleet)
    }

    /// Runs a command line; `@NAME` is a file of the folder.
    pub fn run(&self, line: &str) -> Transcript {
        let words: Vec<_> = line.split(' ').map(|word| self.path(word)).collect();
        let transcript =
            self.world.run_words(&words.iter().map(String::as_str).collect::<Vec<_>>());
        let Transcript { stdout, stderr, code } = transcript;
        let [stdout, stderr] =
            [stdout, stderr].map(|text| without_folder(&text, self.world.home.path()));
        Transcript { stdout, stderr, code }
    }

    /// A word of a command line, with `@NAME` as the path of a file of the folder.
    pub fn path(&self, word: &str) -> String {
        let path = |name| self.world.home.path().join(name).to_str().unwrap().to_owned();
        word.strip_prefix('@').map_or_else(|| word.to_owned(), path)
    }

    /// Replaces the fleet file.
    pub fn write(&self, fleet: &str) {
        std::fs::write(self.world.home.path().join("fleet.toml"), fleet).unwrap();
    }

    /// On a terminal without Unicode.
    pub fn with_ascii_terminal(self) -> Self {
        Self { world: self.world.with_ascii_terminal() }
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.world.home.path().join(name)).unwrap()
    }
}

/// Creates one pool of a [`seeded`] world, resizes one, and has a third in scope.
const FLEET: &str = "version = 1

[scope]
projects = ['acme-*']

[[pool]]
project = 'acme-api'
class = 'large'
min = 1
max = 8

[[pool]]
project = 'acme-web'
class = 'regular'
min = 0
max = 3
";

/// The sample data, with a pool of acme-api/large, 1..5, besides the one of acme-api/regular.
pub fn seeded(fleet: &str) -> Folder {
    let folder = Folder::local(fleet);
    let create = folder.run("wp create --project acme-api --class large --min 1 --max 5");
    assert_eq!(create.code, 0, "{create}");
    folder
}

//! A fleet in one file: whole transcripts, and what the service was asked.

mod apply;
mod drift;
mod export;
mod file;
mod github;
mod observe;
mod plan;
mod reads;

use crate::support::{Transcript, World};

/// A world with a fleet file; its path reads `fleet.toml` in command lines and transcripts.
pub struct Folder {
    pub world: World,
}

impl Folder {
    /// With this fleet file.
    pub fn new(world: World, fleet: &str) -> Self {
        let folder = Self { world };
        folder.write(fleet);
        folder
    }

    /// On the embedded API, whose time stands still.
    pub fn local(fleet: &str) -> Self {
        let world = World::local();
        world.ok("wp list");
        let data_file = world.home.path().join(".local/share/prebuildctl/local.db");
        let options = prebuildctl::emulator::Options { data_file, speed: Some(0.0), token: None };
        prebuildctl::emulator::open(options).unwrap();
        Self::new(world, fleet)
    }

    /// Runs a command line in which `@NAME` is a file of the folder.
    pub fn run(&self, line: &str) -> Transcript {
        let folder = format!("{}/", self.world.home.path().display());
        let words: Vec<_> = line
            .split(' ')
            .map(|word| {
                word.strip_prefix('@').map_or(word.to_owned(), |name| format!("{folder}{name}"))
            })
            .collect();
        let shown = self.world.run_words(&words.iter().map(String::as_str).collect::<Vec<_>>());
        let Transcript { stdout, stderr, code } = shown;
        let (stdout, stderr) = (stdout.replace(&folder, ""), stderr.replace(&folder, ""));
        Transcript { stdout, stderr, code }
    }

    /// Writes the fleet file anew.
    pub fn write(&self, fleet: &str) {
        std::fs::write(self.world.home.path().join("fleet.toml"), fleet).unwrap();
    }

    /// On a terminal that has no letters but those of ASCII.
    pub fn plain(self) -> Self {
        Self { world: self.world.in_ascii() }
    }

    /// The text of a file of the folder.
    pub fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.world.home.path().join(name)).unwrap()
    }
}

/// A fleet that makes one pool of the world that is [`seeded`], resizes one and has a third in scope.
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

/// The seed with a pool of acme-api/large, 1..5, beside the one of acme-api/regular.
fn seeded(fleet: &str) -> Folder {
    let folder = Folder::local(fleet);
    let create = folder.run("wp create --project acme-api --class large --min 1 --max 5");
    assert_eq!(create.code, 0, "{create}");
    folder
}

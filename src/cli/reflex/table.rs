//! The words, and what replaces each.

/// Words of other tools that mean something here.
pub(super) struct Reflex {
    /// The commands that they are typed after, `""` for none; any if empty.
    pub(super) after: &'static [&'static str],
    /// Words with the same meaning; `*.toml` is any argument with this end.
    pub(super) typed: &'static str,
    /// What replaces the word, the best first. After `/` it replaces the typed command as well;
    /// `{}` is the word itself, `{next}` the argument after it.
    pub(super) meant: &'static [&'static str],
    /// Why there is no such word, if that is worth a line.
    pub(super) reason: &'static str,
    /// Whether the value must not be shown. The reason then stands alone.
    pub(super) hides_value: bool,
}

impl Reflex {
    const fn new(
        after: &'static [&'static str],
        typed: &'static str,
        meant: &'static [&'static str],
    ) -> Self {
        Self { after, typed, meant, reason: "", hides_value: false }
    }

    const fn because(self, reason: &'static str) -> Self {
        Self { reason, ..self }
    }

    const fn hides_value(self) -> Self {
        Self { hides_value: true, ..self }
    }
}

const TOP: &[&str] = &[""];
const ANY: &[&str] = &[];
const POOL: &[&str] = &["warm-pool"];
const PREBUILD: &[&str] = &["prebuild"];
const NOUNS: &[&str] = &["warm-pool", "prebuild", "project", "class", "runner"];
const LISTS: &[&str] =
    &["warm-pool list", "prebuild list", "project list", "class list", "runner list", "export"];
const PROJECT: &[&str] = &["project"];
const SETTINGS: &[&str] = &["project prebuilds"];
const CONFIG: &[&str] = &["config"];
const WITH_FILE: &[&str] =
    &["plan", "apply", "drift", "fleet check", "fleet schedule", "fleet show", "metrics"];

const NO_TOKEN: &str = "a token is not accepted on the command line, where others can see it";

pub(super) const REFLEXES: &[Reflex] = &[
    // Verbs without a noun, or before it.
    Reflex::new(
        TOP,
        "get describe view show info inspect",
        &["{next} get", "{next} list", "warm-pool get", "warm-pool list"],
    ),
    Reflex::new(TOP, "list ls ps", &["{next} list", "warm-pool list"]),
    Reflex::new(TOP, "create new add", &["{next} create", "{next} trigger", "warm-pool create"]),
    Reflex::new(TOP, "delete rm remove destroy", &["{next} delete", "warm-pool delete"]),
    Reflex::new(TOP, "update edit scale resize set patch", &["{next} update", "warm-pool update"]),
    Reflex::new(TOP, "watch top", &["{next} watch", "warm-pool watch"]),
    Reflex::new(TOP, "wait", &["{next} wait", "warm-pool wait", "prebuild wait"]),
    Reflex::new(TOP, "explain why doctor", &["{next} explain", "warm-pool explain"]),
    Reflex::new(TOP, "trigger build run", &["prebuild trigger"]),
    Reflex::new(TOP, "cancel", &["prebuild cancel"]),
    Reflex::new(TOP, "logs log tail", &["{next} logs", "prebuild logs"]),
    // Words for the commands at the top.
    Reflex::new(TOP, "pool pools", &["warm-pool"]),
    Reflex::new(TOP, "login signin", &["auth login"]),
    Reflex::new(TOP, "logout signout", &["auth logout"]),
    Reflex::new(TOP, "whoami status organization organizations org", &["auth status"]),
    Reflex::new(
        TOP,
        "profile profiles context contexts",
        &["config list --profiles", "config list"],
    ),
    Reflex::new(TOP, "settings setting", &["config", "config list"]),
    Reflex::new(TOP, "validate check lint", &["fleet check", "fleet check -f"]),
    Reflex::new(TOP, "diff preview", &["plan", "plan -f"]),
    Reflex::new(TOP, "import init dump", &["export"])
        .because("export prints existing pools as a fleet file"),
    Reflex::new(TOP, "serve server start", &["local serve"]),
    Reflex::new(TOP, "prometheus exporter", &["metrics"]),
    Reflex::new(TOP, "call request raw", &["api"]),
    // Other words for a verb.
    Reflex::new(NOUNS, "describe view info status inspect", &["get", "list"]),
    Reflex::new(NOUNS, "ps search find", &["list"]),
    Reflex::new(POOL, "edit scale resize set patch", &["update"]),
    Reflex::new(POOL, "add new make", &["create"]),
    Reflex::new(POOL, "remove destroy del", &["delete"]),
    Reflex::new(PREBUILD, "remove destroy del", &["delete"]),
    Reflex::new(PREBUILD, "create start run add new build", &["trigger"]),
    Reflex::new(PREBUILD, "stop abort kill", &["cancel"]),
    Reflex::new(PREBUILD, "watch follow", &["wait"]),
    Reflex::new(PREBUILD, "log tail", &["logs"]),
    Reflex::new(
        PROJECT,
        "prebuild configure-prebuilds configure settings update edit set patch",
        &["prebuilds"],
    ),
    Reflex::new(PROJECT, "enable on enable-prebuilds", &["prebuilds --on"]),
    Reflex::new(PROJECT, "disable off disable-prebuilds", &["prebuilds --off"]),
    Reflex::new(CONFIG, "view show describe", &["get", "list"]),
    Reflex::new(CONFIG, "edit", &["path"]).because("edit the file at the path that this prints"),
    Reflex::new(CONFIG, "use-context use-profile use switch", &["set current-profile"]),
    Reflex::new(CONFIG, "current-context", &["get current-profile"]),
    Reflex::new(CONFIG, "get-contexts profiles", &["list --profiles", "list"]),
    Reflex::new(CONFIG, "remove delete rm", &["unset"]),
    Reflex::new(&["auth"], "whoami show list", &["status"]),
    Reflex::new(&["auth"], "signin", &["login"]),
    Reflex::new(&["fleet"], "plan diff preview", &["/plan", "/plan -f"]),
    Reflex::new(&["fleet"], "apply", &["/apply", "/apply -f"]),
    Reflex::new(&["fleet"], "drift", &["/drift", "/drift -f"]),
    Reflex::new(&["fleet"], "export import init", &["/export"]),
    Reflex::new(&["fleet"], "validate lint", &["check", "check -f"]),
    Reflex::new(&["local"], "start run", &["serve"]),
    Reflex::new(ANY, "help", &["--help"]),
    // Files and tokens as arguments.
    Reflex::new(&["plan"], "*.json", &["/apply {}"]).because("a saved plan is applied"),
    Reflex::new(&["plan", "drift", "fleet check", "fleet schedule"], "*.toml *.json", &["-f {}"])
        .because("a fleet file is named by -f"),
    Reflex::new(&["auth login"], "*", &["--token-stdin"]).because(NO_TOKEN).hides_value(),
    Reflex::new(ANY, "--token --access-token --api-key --pat", &["--token-stdin"])
        .because(NO_TOKEN)
        .hides_value(),
    Reflex::new(ANY, "--with-token", &["--token-stdin"]),
    // Flags.
    Reflex::new(&["warm-pool delete"], "--all -A", &["/warm-pool list -o name"])
        .because("pools are deleted by their names"),
    Reflex::new(&["prebuild delete"], "--all -A", &["/prebuild list -o id"])
        .because("prebuilds are deleted by their ids"),
    Reflex::new(
        &["warm-pool delete", "prebuild delete", "apply"],
        "--force --auto-approve --confirm --assume-yes",
        &["--yes"],
    ),
    Reflex::new(&["warm-pool delete", "prebuild delete"], "-f", &["--yes"]),
    Reflex::new(&["apply"], "--dry-run --diff --what-if", &["/plan"])
        .because("plan shows what would be changed"),
    Reflex::new(&["prebuild logs"], "-f -w --watch", &["--follow"]),
    Reflex::new(&["prebuild logs"], "-n --lines --last", &["--tail"]),
    Reflex::new(WITH_FILE, "--filename --fleet", &["-f"]),
    Reflex::new(SETTINGS, "--enable --enabled", &["--on"]),
    Reflex::new(SETTINGS, "--disable --disabled", &["--off"]),
    Reflex::new(SETTINGS, "--schedule --daily --hour-utc", &["--hour"]),
    Reflex::new(SETTINGS, "--manual --unscheduled", &["--no-schedule"]),
    Reflex::new(SETTINGS, "--run-timeout", &["--timeout"]),
    Reflex::new(SETTINGS, "--classes --environment-class", &["--class"]),
    Reflex::new(SETTINGS, "--force --auto-approve --confirm --assume-yes -f", &["--yes"]),
    Reflex::new(ANY, "--replicas --count", &["--max"]),
    Reflex::new(ANY, "--json", &["-o json"]),
    Reflex::new(ANY, "--yaml", &["-o yaml"]),
    Reflex::new(ANY, "--csv", &["-o csv"]),
    Reflex::new(ANY, "--wide", &["-o wide"]),
    Reflex::new(ANY, "--format --output-format", &["-o"]),
    Reflex::new(ANY, "--query --filter --template", &["--jq"]),
    Reflex::new(ANY, "-n", &["--limit", "--project"]),
    Reflex::new(ANY, "-L --max-items", &["--limit"]),
    Reflex::new(ANY, "-p --namespace", &["--project"]),
    Reflex::new(LISTS, "-A --all --all-namespaces --all-projects", &[""])
        .because("all are listed by default"),
    Reflex::new(ANY, "--watch -w", &["--wait", "/warm-pool watch"]),
    Reflex::new(ANY, "--follow", &["--wait", "/warm-pool watch"]),
    Reflex::new(ANY, "--sort-by --order-by", &["--sort"]),
    Reflex::new(ANY, "--debug --trace", &["-vv"]),
    Reflex::new(ANY, "--silent", &["--quiet"]),
    Reflex::new(ANY, "--server --url --endpoint --base-url --api-url", &["--host"]),
    Reflex::new(ANY, "--context --account", &["--profile"]),
    Reflex::new(ANY, "--no-color --no-colour", &["--color never"]),
    Reflex::new(ANY, "--non-interactive --no-prompt --batch", &["--no-input"]),
];

//! `fleet schedule`: what it prints is read as its scheduler reads it.

use std::fs;

use serde_json::Value;

use super::Folder;
use crate::support::{TOKEN, World};

const FLEET: &str = "version = 1\n[[pool]]\nproject = 'acme-api'\nclass = 'large'\n";

/// A repository with a fleet file, signed in.
fn folder() -> Folder {
    let folder = Folder::new(World::new([]), FLEET);
    fs::create_dir(folder.world.home.path().join(".git")).unwrap();
    folder
}

/// What is printed, with paths as on the machine of the guide.
fn printed(folder: &Folder, line: &str) -> String {
    let words: Vec<_> = line.split(' ').map(|word| folder.path(word)).collect();
    let words: Vec<_> = words.iter().map(String::as_str).collect();
    let shown = folder.world.run_words(&words);
    assert_eq!((shown.code, shown.stderr.as_str()), (0, ""), "{line}: {shown}");
    assert!(!shown.stdout.contains(TOKEN) && folder.world.server.calls().is_empty());
    let program = std::env::current_exe().unwrap();
    let home = folder.world.home.path().to_str().unwrap();
    shown
        .stdout
        .replace(program.to_str().unwrap(), "/usr/local/bin/prebuildctl")
        .replace(home, "/home/ada")
}

#[cfg(unix)] // schedulers
#[test]
fn the_guide_has_what_the_command_prints() {
    let folder = folder();
    let page = fs::read_to_string("docs/guide/apply-on-a-schedule.md").unwrap();
    for format in ["cron", "github", "systemd", "kubernetes"] {
        let command = format!("fleet schedule --format {format}");
        let (_, after) = page.split_once(&format!("```sh\nprebuildctl {command}\n```\n")).unwrap();
        let (_, block) = after.split_once("```").unwrap();
        let (_, block) = block.split_once('\n').unwrap();
        let (block, _) = block.split_once("```").unwrap();
        assert_eq!(block, printed(&folder, &format!("{command} -f @fleet.toml")), "{format}");
    }
}

#[cfg(unix)] // schedulers
#[test]
fn a_crontab_gets_comments_and_one_entry() {
    let text = printed(&folder(), "fleet schedule --format CRON -f @fleet.toml");
    let entries: Vec<_> = text.lines().filter(|line| !line.starts_with('#')).collect();
    let [entry] = entries[..] else { panic!("{text}") };
    let fields: Vec<_> = entry.splitn(6, ' ').collect();
    let [times @ .., command] = &fields[..] else { panic!("{entry}") };
    assert_eq!(times, ["*/15", "*", "*", "*", "*"]);
    let apply = "/usr/local/bin/prebuildctl apply --only update --yes -q -f /home/ada/fleet.toml";
    assert_eq!(*command, apply);
}

#[test]
fn a_workflow_is_bounded_and_has_one_run_at_a_time() {
    let text = printed(&folder(), "fleet schedule --format github -f @fleet.toml");
    let workflow: Value = serde_saphyr::from_str(&text).unwrap();
    assert_eq!(workflow["on"]["schedule"][0]["cron"], "7,22,37,52 * * * *");
    assert!(workflow["on"].as_object().unwrap().contains_key("workflow_dispatch"));
    assert_eq!(workflow["concurrency"]["cancel-in-progress"], false);
    assert!(workflow["concurrency"]["group"].is_string());
    let job = &workflow["jobs"]["apply"];
    assert_eq!(job["timeout-minutes"], 10);
    assert_eq!(job["steps"][2]["run"], "prebuildctl apply --only update --yes -q -f fleet.toml");
    assert_eq!(job["steps"][2]["env"]["ONA_TOKEN"], "${{ secrets.ONA_TOKEN }}");
    assert!(text.contains("late") && text.contains("60 days"), "{text}");
}

/// The sections of a unit and their settings.
pub fn unit(text: &str) -> Vec<(&str, Vec<(&str, &str)>)> {
    let mut sections = Vec::new();
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    for line in lines {
        match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            Some(name) => sections.push((name, Vec::new())),
            None => sections.last_mut().unwrap().1.push(line.split_once('=').unwrap()),
        }
    }
    sections
}

#[cfg(unix)] // schedulers
#[test]
fn a_service_and_its_timer_follow_the_names_of_their_files() {
    let text = printed(&folder(), "fleet schedule --format systemd -f @fleet.toml");
    let (service, timer) = text.split_once("# prebuildctl-apply.timer\n").unwrap();
    assert!(service.starts_with("# prebuildctl-apply.service\n"), "{service}");
    let service = unit(service);
    let apply = "/usr/local/bin/prebuildctl apply --only update --yes -q -f /home/ada/fleet.toml";
    let run = [("Type", "oneshot"), ("TimeoutStartSec", "10min"), ("ExecStart", apply)];
    assert_eq!(service[1], ("Service", run.to_vec()));
    let timer = unit(timer);
    let times = [("OnCalendar", "*:0/15 UTC"), ("Persistent", "true")];
    assert_eq!(timer[1], ("Timer", times.to_vec()));
    assert_eq!(timer[2], ("Install", vec![("WantedBy", "timers.target")]));
}

#[test]
fn a_cron_job_is_bounded_and_has_one_run_at_a_time() {
    let text = printed(&folder(), "fleet schedule --format kubernetes -f @fleet.toml");
    let job: Value = serde_saphyr::from_str(&text).unwrap();
    assert_eq!((&job["apiVersion"], &job["kind"]), (&"batch/v1".into(), &"CronJob".into()));
    let spec = &job["spec"];
    assert_eq!(spec["schedule"], "*/15 * * * *");
    assert_eq!(spec["concurrencyPolicy"], "Forbid");
    assert_eq!(spec["startingDeadlineSeconds"], 600);
    let run = &spec["jobTemplate"]["spec"];
    assert_eq!((&run["activeDeadlineSeconds"], &run["backoffLimit"]), (&600.into(), &0.into()));
    let pod = &run["template"]["spec"];
    assert_eq!(pod["restartPolicy"], "Never");
    let container = &pod["containers"][0];
    let words: Vec<_> =
        container["command"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    let apply = "prebuildctl apply --only update --yes -q -f /etc/prebuildctl/fleet.toml";
    assert_eq!(words.join(" "), apply);
    assert_eq!(container["env"][0]["valueFrom"]["secretKeyRef"]["key"], "token");
    let mount = &container["volumeMounts"][0];
    assert_eq!(
        (&mount["name"], &mount["mountPath"]),
        (&"fleet".into(), &"/etc/prebuildctl".into())
    );
    assert_eq!(pod["volumes"][0]["name"], "fleet");
}

#[cfg(unix)] // schedulers
#[test]
fn the_flags_that_choose_the_service_and_all_files_are_carried() {
    let folder = folder();
    let config = "[profiles.team]\nhost = \"https://acme.example\"\n";
    let home = folder.world.home.path();
    fs::write(home.join("my config.toml"), config).unwrap();
    fs::create_dir(home.join("pools")).unwrap();
    fs::write(home.join("pools/50%.toml"), FLEET.replace("large", "small")).unwrap();
    let words = |format: &str| {
        let named = [
            "--profile",
            "team",
            "--config",
            "@my config.toml",
            "-f",
            "@fleet.toml",
            "-f",
            "@pools",
        ];
        let mut words: Vec<_> = ["fleet", "schedule", "--format", format]
            .iter()
            .chain(&named)
            .map(|word| folder.path(word))
            .collect();
        words.push("--retries=2".to_owned());
        let words: Vec<_> = words.iter().map(String::as_str).collect();
        let shown = folder.world.run_words(&words);
        assert_eq!(shown.code, 0, "{shown}");
        shown.stdout.replace(home.to_str().unwrap(), "/home/ada")
    };
    let flags = "--profile team --config '/home/ada/my config.toml' --retries 2";
    let cron = words("cron");
    assert!(
        cron.ends_with(&format!("-q {flags} -f /home/ada/fleet.toml -f /home/ada/pools\n")),
        "{cron}"
    );
    let units = words("systemd");
    let line = "-q --profile team --config \"/home/ada/my config.toml\" --retries 2 -f /home/ada/fleet.toml -f /home/ada/pools\n";
    assert!(units.contains(line), "{units}");
    let workflow = words("github");
    let line = "-q --profile team --config 'my config.toml' --retries 2 -f fleet.toml -f pools\"\n";
    assert!(workflow.ends_with(line), "{workflow}");
    // A ConfigMap has files and no folders.
    let job = words("kubernetes");
    let files = "                - -f
                - \"/etc/prebuildctl/fleet.toml\"
                - -f
                - \"/etc/prebuildctl/50%.toml\"\n";
    assert!(job.contains(&files.replace("- -f", "- \"-f\"")), "{job}");
    assert!(job.contains("- \"/etc/prebuildctl/my config.toml\"\n"), "{job}");
}

#[cfg(unix)] // schedulers
#[test]
fn the_token_file_and_the_embedded_api_are_of_this_machine() {
    let folder = folder();
    let text = printed(&folder, "fleet schedule --format cron -f @fleet.toml --token-file @token");
    assert!(text.contains(" --token-file /home/ada/token -f "), "{text}");
    let text = printed(
        &folder,
        "fleet schedule --format systemd -f @fleet.toml --local --local-data @x.db",
    );
    assert!(text.contains(" --local-data /home/ada/x.db --local -f "), "{text}");
    let shown =
        folder.run("fleet schedule --format github -f @fleet.toml --token-file @token --local");
    assert_eq!(
        shown.to_string(),
        "------- stderr -------
error: --token-file cannot be used with fleet schedule --format github
error: --local cannot be used with fleet schedule --format github
  the token comes from a secret
[exit 2]
"
    );
    let shown = folder.run("fleet schedule --format cron -f @fleet.toml --token-stdin");
    assert_eq!(
        shown.stderr,
        "error: --token-stdin cannot be used with fleet schedule --format cron\n"
    );
}

#[cfg(unix)] // schedulers
#[test]
fn what_no_schedule_can_hold_is_an_error() {
    let folder = folder();
    let home = folder.world.home.path();
    for name in ["a\nb.toml", "a\rb.toml"] {
        let path = home.join(name);
        fs::write(&path, FLEET).unwrap();
        for format in ["cron", "github", "systemd", "kubernetes"] {
            let path = path.to_str().unwrap();
            let shown =
                folder.world.run_words(&["fleet", "schedule", "--format", format, "-f", path]);
            assert_eq!((shown.code, shown.stdout.as_str()), (2, ""), "{shown}");
            assert!(
                shown.stderr.ends_with("contains a line end\n  a schedule cannot hold it\n"),
                "{shown}"
            );
        }
    }
    for (line, error) in [
        (
            "cron -f -",
            "error: a schedule cannot read standard input\n  name a fleet file or a folder with -f\n",
        ),
        (
            "cron -f @no.toml",
            "error: cannot read no.toml\n  file not found\n  to create it: prebuildctl export > no.toml\n",
        ),
        (
            "cron -f @fleet.toml -o yaml",
            "error: fleet schedule does not support -o yaml\n  supported: table\n",
        ),
        ("cron -f @fleet.toml --jq .", "fleet schedule does not support --jq"),
    ] {
        let shown = folder.run(&format!("fleet schedule --format {line}"));
        assert_eq!((shown.code, shown.stdout.as_str()), (2, ""), "{shown}");
        assert!(shown.stderr.contains(error), "{line}: {shown}");
    }
    folder.write("version = 1\n[[pool]]\nproject = 'a'\nclass = 'b'\nmin = 6\nmax = 5\n");
    let shown = folder.run("fleet schedule --format cron -f @fleet.toml");
    assert_eq!(
        shown.to_string(),
        "------- stderr -------\nerror: fleet.toml:5:7: min 6 is above max 5\n[exit 2]\n"
    );
}

#[test]
fn a_workflow_reads_the_files_of_its_repository() {
    let folder = Folder::new(World::signed_out([]), FLEET);
    let shown = folder.run("fleet schedule --format github -f @fleet.toml");
    assert_eq!(
        shown.to_string(),
        "------- stderr -------
error: fleet.toml is not in a git repository
  a workflow reads the files of its repository
[exit 2]
"
    );
    let folder = self::folder();
    let pools = folder.world.home.path().join("pools");
    fs::create_dir(&pools).unwrap();
    fs::write(pools.join("a b.toml"), FLEET).unwrap();
    let text = printed(&folder, "fleet schedule --format github -f @pools");
    assert!(text.ends_with(" run: prebuildctl apply --only update --yes -q -f pools\n"), "{text}");
}

#[test]
fn files_of_one_name_cannot_share_a_folder_of_a_container() {
    let folder = folder();
    let other = folder.world.home.path().join("other");
    fs::create_dir(&other).unwrap();
    fs::write(other.join("fleet.toml"), FLEET.replace("large", "small")).unwrap();
    let line = "fleet schedule --format kubernetes -f @fleet.toml -f @other/fleet.toml";
    assert_eq!(
        folder.run(line).to_string(),
        "------- stderr -------
error: two files would be /etc/prebuildctl/fleet.toml in the container
[exit 2]
"
    );
}

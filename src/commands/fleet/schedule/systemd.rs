//! A systemd service and its timer.

use std::fmt::Write as _;

const SERVICE: &str = "\
# prebuildctl-apply.service
# In ~/.config/systemd/user it uses the saved login of the user. Elsewhere, add an EnvironmentFile that
# sets ONA_TOKEN.
[Unit]
Description=Resize warm pools as the fleet file says
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
TimeoutStartSec=10min
ExecStart=";

/// In UTC: local time has no run in the second of two equal hours.
const TIMER: &str = "

# prebuildctl-apply.timer
[Unit]
Description=Resize warm pools every 15 minutes

[Timer]
OnCalendar=*:0/15 UTC
Persistent=true

[Install]
WantedBy=timers.target
";

pub(super) fn units(command: &[String]) -> String {
    let mut words = Vec::new();
    for (index, word) in command.iter().enumerate() {
        // Variables are not replaced in the path of the program.
        let word = if index == 0 { word.clone() } else { word.replace('$', "$$") };
        words.push(quote(&word));
    }
    format!("{SERVICE}{}{TIMER}", words.join(" "))
}

/// Quotes a word of a command line, with `%` doubled, since it starts a specifier.
fn quote(word: &str) -> String {
    let word = word.replace('%', "%%");
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./:@,+=%$".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word;
    }
    let mut quoted = String::from('"');
    for c in word.chars() {
        // Writing to a string cannot fail.
        let _ = match c {
            '"' | '\\' => write!(quoted, "\\{c}"),
            c if c.is_ascii_control() => write!(quoted, "\\x{:02x}", u32::from(c)),
            c => write!(quoted, "{c}"),
        };
    }
    quoted.push('"');
    quoted
}

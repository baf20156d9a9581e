//! Logs that are hostile, huge, or cannot be written.

use std::io::Write as _;
use std::net::TcpListener;
use std::sync::mpsc;
use std::thread;

use crate::process::binary::{self, BINARY, kill, prebuildctl};
use crate::support::log::{LOG_TOKEN, LogWorld, log, prebuild_with_log, stalled};
use crate::support::{POOL, Response, Server, TOKEN, World, home, read_until};

const LIMIT: usize = 64 * 1024;

fn completed(text: &str) -> LogWorld {
    LogWorld::new(&["COMPLETED"], [log(text)])
}

#[test]
fn p14_a_long_line_is_cut_and_the_next_follows() {
    let long = ".".repeat(LIMIT + 1);
    let text = format!("{long}\nshort\n{long}é\n\u{1b}[1m{}\u{1b}[0m{}", "y".repeat(10), long);
    let cut = ".".repeat(LIMIT);
    let shown = completed(&text).run("");
    // What has no color is cut at the same place.
    let rest = format!("{}{}", "y".repeat(10), ".".repeat(LIMIT - 10 - 8));
    assert!(shown.stdout == format!("{cut}\nshort\n{cut}\n{rest}\n"));
    let notes = "line 1 is longer than 64 KiB and was cut\n2 more lines were cut\n";
    assert_eq!((shown.stderr.as_str(), shown.code), (notes, 0));
    let shown = completed(&text).run("--raw -q");
    assert!(shown.stdout.starts_with(&format!("{cut}\nshort\n{cut}\n\u{1b}[1my")));
    assert_eq!(shown.stderr, "");
}

/// A token is masked as a whole before its line is cut.
#[test]
fn p14_no_line_is_cut_within_a_token() {
    for before in 1..TOKEN.len() {
        let text = format!("{}{TOKEN} and more", ".".repeat(LIMIT - before));
        for flags in ["-q", "--raw -q"] {
            let shown = completed(&text).run(flags);
            assert!(!shown.stdout.contains("ona_"), "{before}");
            assert_eq!(shown.stdout.trim_end().len(), LIMIT - before);
        }
    }
}

/// Reads the peak of the memory before the last byte of the log is sent.
#[cfg(target_os = "linux")] // process files
#[test]
fn p15_a_long_log_is_never_held() {
    const CHUNK: usize = 256 * 1024;
    const CHUNKS: usize = 256;
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/logs/1", listener.local_addr().unwrap());
    let (sent, is_sent) = mpsc::channel();
    let (proceed, may_proceed) = mpsc::channel::<()>();
    thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        read_until(&mut stream, "\r\n\r\n");
        write!(stream, "HTTP/1.1 200 -\r\ncontent-length: {}\r\n\r\n", CHUNK * CHUNKS + 1).unwrap();
        // A line without end, then many lines.
        let lines = [".".repeat(CHUNK), "0123456789abcde\n".repeat(CHUNK / 16)];
        for number in 0..CHUNKS {
            stream.write_all(lines[usize::from(number >= CHUNKS / 4)].as_bytes()).unwrap();
        }
        sent.send(()).unwrap();
        may_proceed.recv().unwrap();
        stream.write_all(b"\n").unwrap();
    });
    let server = Server::new([prebuild_with_log("COMPLETED", &url)]);
    let token = format!(r#"{{"accessToken":"{LOG_TOKEN}"}}"#);
    server.always("CreatePrebuildLogsToken", Response::json(200, &token));
    let mut child = binary::start(prebuildctl(&server, &format!("prebuild logs {POOL} --raw")));
    let mut stdout = child.stdout.take().unwrap();
    let reader = thread::spawn(move || std::io::copy(&mut stdout, &mut std::io::sink()).unwrap());
    is_sent.recv().unwrap();
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    let peak: usize = peak.trim().trim_end_matches(" kB").parse().unwrap();
    assert!(peak * 1024 < CHUNK * CHUNKS, "{peak} kB for a log of {} bytes", CHUNK * CHUNKS);
    proceed.send(()).unwrap();
    let (code, stderr) = binary::end(child);
    assert_eq!((code, stderr.as_str()), (Some(0), "line 1 is longer than 64 KiB and was cut\n"));
    let printed = usize::try_from(reader.join().unwrap()).unwrap();
    // The end of the long line and its line feed are within the first line of the lines.
    assert_eq!(printed, LIMIT + 1 + CHUNK * CHUNKS / 4 * 3 - 16 + 1);
}

#[test]
fn p16_a_log_in_a_step_starts_no_workflow_command() {
    let text = r#"::error::before
[section-create] {"id":"a","title":"A 100%::\n::set-output"}
::add-mask::x
[section-create] {"id":"b","title":"B"}
##[error]y
[section-end] {"id":"b","outcome":"LOG_SECTION_OUTCOME_FAILURE","secondsElapsed":2}
three
[section-end] {"id":"a","outcome":"LOG_SECTION_OUTCOME_SUCCESS","secondsElapsed":9.96}
after
[section-create] {"id":"c","title":"C"}
"#;
    let shown = completed(text).run("--github");
    assert_eq!((shown.code, shown.stderr.as_str()), (0, ""));
    let (_, rest) = shown.stdout.split_once("::stop-commands::").unwrap();
    let token = rest.lines().next().unwrap();
    assert!(token.len() == 32 && token.bytes().all(|byte| byte.is_ascii_hexdigit()), "{token}");
    assert_eq!(
        shown.stdout.replace(token, "TOKEN"),
        r"::stop-commands::TOKEN
\u003a:error::before
::TOKEN::
::group::A 100%25::⏎::set-output
::stop-commands::TOKEN
\u003a:add-mask::x
::TOKEN::
::endgroup::
::group::A 100%25::⏎::set-output / B
::stop-commands::TOKEN
\u0023#[error]y
::TOKEN::
::endgroup::
A 100%::⏎::set-output / B: failure, 2 s
::group::A 100%25::⏎::set-output
::stop-commands::TOKEN
three
A 100%::⏎::set-output: success, 10 s
::TOKEN::
::endgroup::
::stop-commands::TOKEN
after
::TOKEN::
::group::C
::endgroup::
"
    );
    let again = completed(text).run("--github").stdout;
    assert!(!again.contains(token), "a token is used once");
    let raw = completed(text).run("--github --raw").stdout;
    let expected = text
        .replace("::error::before", "\\u003a:error::before")
        .replace("::add-mask", "\\u003a:add-mask")
        .replace("##[", "\\u0023#[");
    assert_eq!(raw, expected);
}

/// Any end closes the group: an error, and a signal.
#[test]
fn p17_the_open_group_is_closed_however_the_log_ends() {
    let text = "[section-create] {\"id\":\"a\",\"title\":\"A\"}\none\ntw";
    let page = || super::html(502, "Bad Gateway");
    let logs = LogWorld::new(
        &["COMPLETED"],
        [crate::support::log::cut(text), page(), page(), page(), page()],
    );
    let shown = logs.run("--github -q");
    assert!(shown.stdout.ends_with("::\n::endgroup::\n"), "{shown}");
    assert!(shown.stdout.contains("\none\n::"), "{shown}");
    assert_eq!(shown.code, 11);

    let (host, server) = running(text);
    let line = format!("prebuild logs {POOL} --follow --github");
    let mut child = binary::start(prebuildctl(&server, &line));
    let mut stdout = child.stdout.take().unwrap();
    assert!(read_until(&mut stdout, "\none\n").starts_with("::group::A\n"));
    kill(&child, "INT");
    let rest = read_until(&mut stdout, "\0");
    assert!(rest.ends_with("::\n::endgroup::\n") && !rest.contains("tw"), "{rest}");
    let (code, stderr) = binary::end(child);
    assert_eq!(code, Some(130));
    let message = "error: interrupted\n  nothing was being changed\n";
    assert_eq!(stderr, format!("::error::interrupted\n{message}"));
    assert_eq!(host.calls().len(), 1);
}

/// A prebuild that goes on, whose log is silent after this text.
fn running(text: &str) -> (Server, Server) {
    let host = Server::new([stalled(text)]);
    let url = format!("{}/logs/1", host.url());
    let server = Server::new([prebuild_with_log("RUNNING", &url)]);
    let token = format!(r#"{{"accessToken":"{LOG_TOKEN}"}}"#);
    server.always("CreatePrebuildLogsToken", Response::json(200, &token));
    (host, server)
}

#[test]
fn p18_ctrl_c_leaves_what_was_printed() {
    for (signal, exit) in [("INT", 130), ("TERM", 143)] {
        let (_host, server) = running("one\ntwo\nthr");
        let line = format!("prebuild logs {POOL} --follow");
        let mut child = binary::start(prebuildctl(&server, &line));
        let mut stdout = child.stdout.take().unwrap();
        assert_eq!(read_until(&mut stdout, "two\n"), "one\ntwo\n");
        kill(&child, signal);
        assert_eq!(read_until(&mut stdout, "\0"), "");
        let (code, stderr) = binary::end(child);
        assert_eq!(code, Some(exit));
        assert_eq!(stderr, "error: interrupted\n  nothing was being changed\n");
    }
}

#[test]
fn p19_a_closed_pipe_ends_the_log_quietly() {
    for flags in ["", "--raw", "--github", "--follow"] {
        let text = "a line\n".repeat(10_000);
        let logs = completed(&text).map(|world| world.with_stdout_limit(20));
        let shown = logs.run(flags);
        assert_eq!((shown.code, shown.stderr.as_str()), (0, ""), "{flags}");
        assert_eq!(shown.stdout.len(), 20);
    }
    let mut shell = home::command("sh", &home::no_home());
    let logs = completed(&"a line\n".repeat(10_000));
    let line = format!("{BINARY} prebuild logs {POOL} | head -n 1");
    shell.env("ONA_HOST", logs.world.server.url()).env("ONA_TOKEN", TOKEN);
    let output = binary::output(shell.args(["-c", &line]));
    assert_eq!(output, ("a line\n".to_owned(), String::new(), Some(0)));
    logs.check_tokens();
}

#[test]
fn p20_a_full_disk() {
    let logs = completed("a line\n");
    let line = format!("prebuild logs {POOL}");
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let output = binary::output(prebuildctl(&logs.world.server, &line).stdout(full));
    let error = "error: cannot write the output\n  No space left on device (os error 28)\n";
    assert_eq!(output, (String::new(), error.to_owned(), Some(1)));
}

/// While the log is not there yet, and while it is saved, a terminal shows that something happens.
#[test]
fn p21_progress_is_erased_from_a_terminal() {
    let logs = LogWorld::new(&["PENDING", "PENDING", "COMPLETED"], [log("a\n")]);
    let shown = logs.map(World::with_stderr_terminal).run("--follow");
    let waiting = "  waiting for the log; the prebuild is pending";
    assert_eq!(shown.stdout, "a\n");
    assert_eq!(shown.stderr, format!("{waiting}\r\u{1b}[K{waiting}\r\u{1b}[K"));
}

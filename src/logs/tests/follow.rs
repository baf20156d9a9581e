//! When the log and the prebuild are read. Each line begins with the seconds since the start.

use super::PrebuildPhase::{Completed, Deleted, Failed, Pending, Running, Snapshotting};
use super::*;

fn body(steps: &[Do]) -> Open {
    Open::Body(steps.to_vec())
}

async fn events(phases: &[PrebuildPhase], opens: &[Open], follow: bool) -> String {
    let (events, result) = read(&Script::new(phases, opens), follow).await;
    assert!(result.unwrap().incomplete.is_none(), "{events:?}");
    events.join("\n")
}

#[tokio::test(start_paused = true)]
async fn the_log_of_a_prebuild_that_has_ended_is_read_once() {
    let log = [body(&[Send("a"), Pause(4), Send("b")])];
    for follow in [false, true] {
        assert_eq!(
            events(&[Completed], &log, follow).await,
            "0 prebuild completed\n0 token\n0 open\n0 > a\n4 > b\n4 end"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_log_that_goes_on_is_read_until_it_is_silent_or_its_body_ends() {
    let silent = [Send("a"), Pause(4), Send("b"), Hang];
    assert_eq!(
        events(&[Running], &[body(&silent)], false).await,
        "0 prebuild running\n0 token\n0 open\n0 > a\n4 > b\n9 end"
    );
    assert_eq!(
        events(&[Running], &[body(&[Send("a")])], false).await,
        "0 prebuild running\n0 token\n0 open\n0 > a\n0 end"
    );
}

/// While the body is silent, the prebuild is read; after its end the body is dropped, and what the
/// archived log has beyond it is new.
#[tokio::test(start_paused = true)]
async fn a_followed_log_is_read_until_the_prebuild_has_ended_and_once_more() {
    let phases = [Pending, Pending, Running, Running, Snapshotting, Completed];
    let opens = [body(&[Send("a"), Pause(10), Send("b"), Hang]), body(&[Send("ab"), Send("c")])];
    assert_eq!(
        events(&phases, &opens, true).await,
        "0 prebuild pending
0 waiting
0 prebuild pending
1 waiting
1 prebuild running
3 token
3 open
3 > a
13 > b
43 prebuild running
73 prebuild snapshotting
103 prebuild completed
109 open
109 > c
109 end"
    );
}

#[tokio::test(start_paused = true)]
async fn between_two_bodies_the_pause_doubles_until_something_new_comes() {
    let phases = [Running, Running, Running, Running, Running, Running, Completed];
    let opens = [
        body(&[Send("a")]),
        body(&[Send("a")]),
        body(&[Send("a"), Cut]),
        body(&[Cut]),
        body(&[Send("ab")]),
        body(&[Send("ab")]),
        body(&[Send("ab")]),
    ];
    assert_eq!(
        events(&phases, &opens, true).await,
        "0 prebuild running
0 token
0 open
0 > a
0 prebuild running
1 open
1 prebuild running
3 open
3 prebuild running
7 open
7 prebuild running
15 open
15 > b
15 prebuild running
16 open
16 prebuild completed
18 open
18 end"
    );
}

#[tokio::test(start_paused = true)]
async fn a_body_that_is_cut_is_read_again_even_if_the_prebuild_has_ended() {
    let opens = [body(&[Send("a"), Send("b"), Cut]), body(&[Send("a"), Cut]), body(&[Send("abc")])];
    let expected = "0 prebuild completed
0 token
0 open
0 > a
0 > b
1 open
3 open
3 > c
3 end";
    for follow in [false, true] {
        assert_eq!(events(&[Completed], &opens, follow).await, expected);
    }
}

#[tokio::test(start_paused = true)]
async fn a_log_that_is_cut_again_and_again_is_incomplete() {
    for ends in [[Send("a"), Cut], [Send("a"), Hang]] {
        let opens = [(); 4].map(|()| body(&ends));
        let (events, result) = read(&Script::new(&[Failed], &opens), false).await;
        let error = result.unwrap().incomplete.unwrap();
        assert_eq!(error.attempts, 4);
        assert_eq!(events.iter().filter(|event| event.ends_with(" > a")).count(), 1);
        let reason = error.cause.to_string();
        assert!(
            ["incomplete response: connection closed", "incomplete response: nothing for 5 s"]
                .contains(&reason.as_str()),
            "{reason}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_body_that_begins_otherwise_is_passed_on_as_a_whole() {
    let opens = [body(&[Send("one"), Send("two"), Cut]), body(&[Send("one"), Send("TWO")])];
    assert_eq!(
        events(&[Completed], &opens, false).await,
        "0 prebuild completed
0 token
0 open
0 > one
0 > two
1 open
1 restart
1 > one
1 > TWO
1 end"
    );
}

/// It differs where its bytes are not known any more, so it is read again.
#[tokio::test(start_paused = true)]
async fn a_body_that_differs_late_is_read_again() {
    let long = "x".repeat(100_000).leak();
    let opens = [
        body(&[Send(long), Send("a"), Cut]),
        body(&[Send(long), Send("b")]),
        body(&[Send(long), Send("b")]),
    ];
    let events = events(&[Completed], &opens, false).await.replace(&*long, "LONG");
    assert_eq!(
        events,
        "0 prebuild completed
0 token
0 open
0 > LONG
0 > a
1 open
1 restart
3 open
3 > LONG
3 > b
3 end"
    );
}

#[tokio::test(start_paused = true)]
async fn a_token_that_is_rejected_is_replaced_once() {
    for status in [401, 403] {
        let rejected = || Open::Status(status);
        let opens = [rejected(), body(&[Send("a"), Cut]), rejected(), body(&[Send("ab")])];
        assert_eq!(
            events(&[Completed], &opens, false).await,
            "0 prebuild completed\n0 token\n0 open\n0 token\n0 open\n0 > a\n1 open\n1 token\n1 open\n1 > b\n1 end"
        );
        let (events, result) =
            read(&Script::new(&[Running], &[rejected(), rejected()]), true).await;
        assert!(matches!(result, Err(LogFailure::Host(_))));
        assert_eq!(
            events.join("\n"),
            "0 prebuild running\n0 token\n0 open\n0 token\n0 open\n0 end"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_token_is_replaced_before_it_expires() {
    let opens = [
        body(&[Send("a"), Pause(3_200), Cut]),
        body(&[Send("a"), Pause(150), Cut]),
        body(&[Send("a")]),
    ];
    // Read at the start, after each cut, and every 30 s of silence.
    let mut phases = vec![Running; 2 + 106 + 4];
    phases.push(Completed);
    let script = Script::new(&phases, &opens);
    let (events, _) = read(&script, true).await;
    let is_about_token = |event: &&String| event.ends_with("token") || event.ends_with("open");
    let events: Vec<_> = events.iter().filter(is_about_token).collect();
    assert_eq!(events, ["0 token", "0 open", "3201 open", "3353 token", "3353 open"]);
}

#[tokio::test(start_paused = true)]
async fn a_host_that_does_not_respond_is_tried_four_times() {
    for (open, pauses, reason) in [
        (Open::Status(502), [1, 2, 3], "HTTP 502 without a content type"),
        (Open::Status(503), [1, 3, 7], "HTTP 503 without a content type"),
        (Open::Refused, [1, 3, 7], "connection refused"),
        (Open::Hang, [31, 63, 97], "no response within 30 s"),
    ] {
        for follow in [false, true] {
            let opens = [(); 4].map(|()| open.clone());
            let (events, result) = read(&Script::new(&[Completed], &opens), follow).await;
            let Err(LogFailure::Host(error)) = result else { panic!("{events:?}") };
            assert_eq!((error.attempts, error.cause.to_string().as_str()), (4, reason));
            let opened: Vec<_> = events.iter().filter_map(|at| at.strip_suffix(" open")).collect();
            let expected = [0, pauses[0], pauses[1], pauses[2]].map(|at: u64| at.to_string());
            assert_eq!(opened, expected, "{reason}");
            let notes = events.iter().filter(|event| event.contains("again: ")).count();
            assert_eq!(notes, 3, "{events:?}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn an_error_that_stays_ends_the_reading() {
    for status in [400, 404, 410, 429, 501] {
        let opens = [Open::Status(status)];
        let (events, result) = read(&Script::new(&[Running], &opens), true).await;
        assert!(matches!(result, Err(LogFailure::Host(error)) if error.attempts == 1));
        assert_eq!(events.join("\n"), "0 prebuild running\n0 token\n0 open\n0 end");
    }
}

/// What was opened once is followed across any outage, which is noted once.
#[tokio::test(start_paused = true)]
async fn an_outage_does_not_end_what_is_followed() {
    let mut opens = vec![body(&[Send("a"), Cut])];
    opens.extend((0..7).map(|_| Open::Refused));
    opens.push(body(&[Send("ab")]));
    let mut phases = vec![Running; 8];
    phases.push(Completed);
    let events = events(&phases, &opens, true).await;
    assert_eq!(events.matches("again: connection refused").count(), 1, "{events}");
    assert!(events.ends_with("\n45 prebuild completed\n55 open\n55 > b\n55 end"), "{events}");
}

/// A host may hold its response back until there is a line.
#[tokio::test(start_paused = true)]
async fn a_followed_log_may_have_no_response_until_the_prebuild_has_ended() {
    let opens = [Open::Hang, body(&[Send("a")])];
    assert_eq!(
        events(&[Running, Running, Completed], &opens, true).await,
        "0 prebuild running
0 token
0 open
30 prebuild running
60 prebuild completed
65 again: no response within 30 s
66 open
66 > a
66 end"
    );
}

/// It is complete unless its last body was cut.
#[tokio::test(start_paused = true)]
async fn a_log_may_vanish_with_its_prebuild() {
    for (end, is_incomplete) in [(Pause(0), false), (Cut, true)] {
        let opens = [body(&[Send("a"), end])];
        let (events, result) = read(&Script::new(&[Running, Deleted], &opens), true).await;
        assert_eq!(result.unwrap().incomplete.is_some(), is_incomplete);
        let expected = "0 prebuild running\n0 token\n0 open\n0 > a\n0 prebuild deleted\n1 end";
        assert_eq!(events.join("\n"), expected);
    }
}

#[tokio::test(start_paused = true)]
async fn there_may_be_no_log() {
    for follow in [false, true] {
        let none = Script::new(&[Pending], &[]);
        none.phases.borrow_mut().clear();
        assert!(matches!(read(&none, follow).await.1, Err(LogFailure::Prebuild(_))));
    }
    let (events, result) = read(&Script::new(&[Pending], &[]), false).await;
    assert!(matches!(result, Err(LogFailure::NoLog(_))));
    assert_eq!(events, ["0 prebuild pending", "0 end"]);
}

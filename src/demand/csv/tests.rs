use std::fmt::Write as _;
use std::fs;

use super::*;

/// 2026-12-01.
const NOW: Millis = 1_796_083_200_000;
/// 2026-11-02T08:15:03Z.
const AT: Millis = 1_793_607_303_000;

fn parsed(text: &str) -> DemandFile {
    parse(text, NOW).unwrap_or_else(|errors| panic!("{errors:?}"))
}

/// The errors as a user sees them.
fn errors(text: &str) -> Vec<String> {
    let error = parse(text, NOW).unwrap_err().into_failure("starts.csv".to_owned());
    assert_eq!(error.exit.code(), 2);
    assert!(error.hint.is_none() && error.reasons.is_empty());
    std::iter::once(error.message).chain(error.other_messages).collect()
}

/// The times of all rows together.
fn times(text: &str) -> Vec<Millis> {
    let file = parsed(text);
    let groups: Vec<_> = (0..file.groups().len()).collect();
    file.demand(&groups, None).times().collect()
}

#[test]
fn columns_stand_in_any_order_and_others_are_ignored() {
    let file = parsed(
        "Class,branch,PROJECT ,created_at,environment_id\n\
         regular,\"a,b\",acme-api,2026-11-02T08:15:03Z,e1\n\
         regular,,acme-api,2026-11-02T09:15:04.9999+01:00,e2\n\
         large,,acme-api,2026-11-02T08:15:03Z,e3\n\
         ,,,2026-11-02T08:15:03Z,\n",
    );
    let words = |group: &Group| (group.project.clone(), group.class.clone(), group.line);
    let api = || Some("acme-api".to_owned());
    assert_eq!(
        file.groups().iter().map(words).collect::<Vec<_>>(),
        [
            (api(), Some("regular".to_owned()), 2),
            (api(), Some("large".to_owned()), 4),
            (None, None, 5)
        ]
    );
    assert_eq!(file.demand(&[0], None).times().collect::<Vec<_>>(), [AT, AT + 1_999]);
    assert_eq!(file.skipped(), Skipped::default());
}

#[test]
fn the_header_line_shows_the_delimiter() {
    for delimiter in [",", ";", "\t"] {
        let text = "created_at|project|class\n2026-11-02T08:15:03Z| acme, \"api\";\t |\n";
        let text = text.replace(" acme, \"api\";\t ", "\" acme, \"\"api\"\";\t \"");
        let file = parsed(&text.replace('|', delimiter));
        assert_eq!(file.groups()[0].project.as_deref(), Some("acme, \"api\";"));
    }
    assert_eq!(times("created_at\n2026-11-02T08:15:03Z"), [AT]);
}

#[test]
fn line_ends_quotes_and_blanks_are_those_of_any_program() {
    for end in ["\n", "\r\n", "\r"] {
        let text = "\"created_at\", \"project\" |\"2026-11-02T08:15:03Z\" ,\"acme|api\"|";
        let file = parsed(&text.replace('|', end));
        assert_eq!(file.groups()[0].project, Some(format!("acme{end}api")));
        assert_eq!(file.groups()[0].line, 2);
    }
}

#[test]
fn empty_lines_and_repeated_header_lines_are_skipped() {
    let file = parsed(
        "\n  \ncreated_at,project\n\n2026-11-02T08:15:03Z,a\nCreated_At, project\n\
         2026-11-02T08:15:03Z,a\n\n",
    );
    assert_eq!(file.skipped(), Skipped { blank_lines: 4, repeated_headers: 1 });
    assert_eq!(file.demand(&[0], None).starts.len(), 2);
}

#[test]
fn rows_about_one_environment_are_one_start_at_the_earliest_time() {
    let id = "0190F3C2-7D1E-7A55-9F0B-2B6D8F3F0A11";
    let text = format!(
        "created_at,environment_id,project\n\
         2026-11-02T08:15:09Z,{id},a\n\
         2026-11-02T08:15:03Z,{},A\n\
         2026-11-02T08:15:06Z,{id},\n\
         2026-11-02T08:15:03Z,,a\n\
         2026-11-02T08:15:03Z,,a\n\
         2026-11-02T08:15:04Z,e,a\n\
         2026-11-03T08:15:04Z,e,a\n",
        id.to_lowercase()
    );
    assert_eq!(times(&text), [AT, AT, AT, AT + 1_000]);
    let demand = parsed(&text).demand(&[0, 1, 2], Some(&(AT..AT + 1)));
    assert_eq!((demand.starts.len(), demand.sources.file, demand.found.rows), (3, 3, 7));
    assert_eq!((demand.left_out.restarts, demand.left_out.outside_window), (2, 2));
    assert_eq!((demand.completeness, demand.starters), (Completeness::Complete, None));
}

#[test]
fn a_start_at_the_end_of_the_window_is_outside() {
    let file = parsed("created_at\n2026-11-02T08:15:03Z\n");
    let count = |window: Range<Millis>| file.demand(&[0], Some(&window)).starts.len();
    assert_eq!((count(AT..AT + 1), count(AT - 1..AT)), (1, 0));
}

#[test]
fn a_file_without_rows_has_no_groups() {
    for text in ["created_at", "created_at,project\n", "created_at\n\n\n"] {
        assert!(parsed(text).groups().is_empty());
    }
}

#[test]
fn all_errors_of_the_rows_are_reported_with_their_positions() {
    let text = "created_at;environment_id;project;class\n\
        2026-11-02T08:15:03;e1;a;b\n\
        2026-11-02;e1;a;b\n\
        yesterday;e1;a;b\n\
        ;e1;a;b\n\
        2026-12-01T00:00:00.001Z;e1;a;b\n\
        2026-11-02T08:15:03Z;e1;a\n\
        2026-11-02T08:15:03Z;é1;a;b;;\n\
        2026-11-02T08:15:03Z;é2;a;b\n\
        \"ü\"; 2026-11-02T08:15:03Z;a;b\n\
        2026-11-02T08:15:03Z;é2;A;c\n\
        2026-11-02T08:15:03Z;é2;c;b\n\
        2026-11-02T08:15:03Z;é3;\"a\"b;c\n\
        2026-11-02T08:15:03[Europe/Berlin];e3;a;c\n";
    assert_eq!(
        errors(text),
        [
            r#"starts.csv:2:1: created_at "2026-11-02T08:15:03" has no time zone: add Z, or an offset such as +01:00"#,
            r#"starts.csv:3:1: created_at "2026-11-02" has no time zone: add Z, or an offset such as +01:00"#,
            r#"starts.csv:4:1: created_at "yesterday" is not a time such as 2026-11-02T08:15:03Z"#,
            "starts.csv:5:1: created_at is empty",
            r#"starts.csv:6:1: created_at "2026-12-01T00:00:00.001Z" is in the future"#,
            "starts.csv:7:1: 3 fields, but the header line has 4",
            "starts.csv:8:1: 6 fields, but the header line has 4",
            r#"starts.csv:10:1: created_at "ü" is not a time such as 2026-11-02T08:15:03Z"#,
            r#"starts.csv:11:22: environment "é2" has another class in line 9"#,
            r#"starts.csv:12:22: environment "é2" has another project in line 9"#,
            "2 more errors",
        ]
    );
    let text = "x,created_at\n\"é\", 2026-11-02\n";
    assert!(errors(text)[0].starts_with("starts.csv:2:6: created_at \"2026-11-02\""));
    let text = "created_at,project\n2026-11-02T08:15:03Z, \"é\" x\n2026-11-02T08:15:03Z,a";
    assert_eq!(errors(text), ["starts.csv:2:27: there is text after the closing quote"]);
}

#[test]
fn an_environment_without_a_project_may_be_in_any_but_in_one_only() {
    let row = |project: &str| format!("2026-11-02T08:15:03Z,e,{project}\n");
    let text = |projects: [&str; 3]| {
        format!("created_at,environment_id,project\n{}", projects.map(row).concat())
    };
    assert_eq!(times(&text(["", "a", ""])), [AT]);
    assert_eq!(
        errors(&text(["", "a", "b"])),
        [r#"starts.csv:4:22: environment "e" has another project in line 3"#]
    );
}

#[test]
fn a_header_line_that_does_not_fit_is_an_error() {
    let no_header = "there is no header line, which needs a column created_at";
    assert_eq!(errors(""), [format!("starts.csv:1:1: {no_header}")]);
    assert_eq!(errors("\n \n"), [format!("starts.csv:1:1: {no_header}")]);
    assert_eq!(
        errors("\n  2026-11-02T08:15:03Z,e1\n"),
        [
            r#"starts.csv:2:3: there is no column created_at; the columns are "2026-11-02T08:15:03Z", "e1""#
        ]
    );
    assert_eq!(
        errors("a,b,c,d,e,f,g,h,i\n"),
        [
            r#"starts.csv:1:1: there is no column created_at; the columns are "a", "b", "c", "d", "e", "f", "g", "h", ..."#
        ]
    );
    assert_eq!(
        errors("created_at,project,CREATED_AT, Project,note,note\n"),
        [
            "starts.csv:1:20: duplicate column created_at",
            "starts.csv:1:32: duplicate column project"
        ]
    );
    assert_eq!(errors("created_at,user,User\n"), ["starts.csv:1:17: duplicate column user"]);
}

#[test]
fn a_long_line_is_an_error_and_the_next_ones_are_read() {
    let long = "x".repeat(10_000_000);
    let text = format!("created_at,note\n2026-11-02T08:15:03Z,{long}\n,\n{}\n", ",".repeat(70_000));
    assert_eq!(
        errors(&text),
        [
            "starts.csv:2:1: the line is longer than 64 KiB",
            "starts.csv:3:1: created_at is empty",
            "starts.csv:4:1: the line is longer than 64 KiB",
        ]
    );
    assert_eq!(errors(&long), ["starts.csv:1:1: the line is longer than 64 KiB"]);
    let fits = "x".repeat(65_000);
    assert_eq!(times(&format!("created_at,note\n2026-11-02T08:15:03Z,{fits}\n")), [AT]);
}

#[test]
fn a_quote_that_is_not_closed_is_an_error_and_the_next_line_is_read() {
    let rows = "2026-11-02T08:15:03Z,a\n".repeat(5_000);
    let text = format!("created_at,project\n2026-11-02T08:15:03Z,\"a\n{rows},a\n");
    assert_eq!(
        errors(&text),
        [
            "starts.csv:2:22: the quote is not closed within 64 KiB",
            "starts.csv:5003:1: created_at is empty",
        ]
    );
}

#[test]
fn ten_errors_are_listed_and_the_rest_is_counted() {
    let text = format!("created_at\n{}", "x\n".repeat(100_000));
    let errors = errors(&text);
    assert_eq!((errors.len(), errors[10].as_str()), (11, "99990 more errors"));
}

#[test]
fn a_hundred_thousand_rows_are_read() {
    let mut text = "created_at,environment_id,project,class\n".to_owned();
    for row in 0..100_000 {
        let (hour, minute, second) = (row / 3_600 % 24, row / 60 % 60, row % 60);
        let pool = row % 7;
        writeln!(
            text,
            "2026-11-02T{hour:02}:{minute:02}:{second:02}Z,e{},p{pool},c",
            row / 2 * 7 + pool
        )
        .unwrap();
    }
    let file = parsed(&text);
    assert_eq!(file.groups().len(), 7);
    let all = file.demand(&(0..7).collect::<Vec<_>>(), None);
    assert_eq!((all.found.rows, all.starts.len()), (100_000, 100_000));
    assert!(all.starts.is_sorted());
}

#[test]
fn a_file_and_standard_input_are_read() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("starts.csv");
    let text = "\u{feff}created_at\r\n2026-11-02T08:15:03Z\r\n";
    fs::write(&path, text).unwrap();
    for (path, mut stdin) in [(path.as_path(), &b""[..]), (Path::new("-"), text.as_bytes())] {
        let file = read(path, &mut stdin, NOW).unwrap();
        assert_eq!(file.demand(&[0], None).times().collect::<Vec<_>>(), [AT]);
    }
    let error = read(Path::new("-"), &mut &b"x\n"[..], NOW).unwrap_err();
    assert!(error.message.starts_with("standard input:1:1: there is no column created_at"));
    let utf_16: Vec<_> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(&path, &utf_16).unwrap();
    let file = read(&path, &mut &b""[..], NOW).unwrap();
    assert_eq!(file.demand(&[0], None).times().collect::<Vec<_>>(), [AT]);
    fs::write(&path, &utf_16[1..]).unwrap();
    let error = read(&path, &mut &b""[..], NOW).unwrap_err();
    assert_eq!(error.exit.code(), 2);
    assert_eq!(error.message, format!("cannot read {}", path.display()));
    assert_eq!(error.reasons, ["is not UTF-8 text (byte 1)"]);
}

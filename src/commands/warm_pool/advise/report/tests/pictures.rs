//! Where the parts of the pictures stand, by hand.

use roxmltree::Node;

use super::super::super::document::PoolAdvice;
use super::super::palette::{ADVISED, LEVELS, NOW, OTHER};
use super::{Svg, fixtures, parse, render};

/// The attributes of the elements with a name, as one text each.
fn elements(picture: Node<'_, '_>, name: &str, attributes: &[&str]) -> Vec<String> {
    let values = |node: Node<'_, '_>| {
        let values = attributes.iter().map(|name| node.attribute(*name).unwrap_or("-").to_owned());
        values.collect::<Vec<_>>().join(" ")
    };
    let nodes = picture.descendants().filter(|node| node.has_tag_name(name));
    nodes.map(values).collect()
}

fn with_picture(pool: PoolAdvice, index: usize, check: impl Fn(Node<'_, '_>)) {
    let text = render(&fixtures::document(vec![pool]), Svg);
    let tree = parse(&text);
    check(
        tree.root_element().children().filter(|node| node.has_tag_name("svg")).nth(index).unwrap(),
    );
}

#[test]
fn a_cell_is_where_its_half_hour_is() {
    with_picture(fixtures::pool(), 0, |picture| {
        let cells = elements(picture, "rect", &["x", "y", "width", "height", "fill"]);
        // (720 - 56 - 75) / 48 = 12.27 for each half hour, 25 for each day.
        for (cell, level) in [
            ("240.1 26 10.8 23.5", 1),
            ("350.5 51 10.8 23.5", 4),
            ("289.1 126 10.8 23.5", 8),
            ("632.7 176 10.8 23.5", 1),
            ("56 26 10.8 23.5", 0),
        ] {
            let cell = format!("{cell} {}", LEVELS[level]);
            assert!(cells.contains(&cell), "{cell}");
        }
        assert_eq!(cells.len(), 7 * 48 + LEVELS.len());
    });
}

#[test]
fn a_window_is_a_frame_on_weekdays() {
    let pool = PoolAdvice { windows: Some(fixtures::windows()), ..fixtures::pool() };
    with_picture(pool, 0, |picture| {
        let frames = elements(picture, "rect", &["x", "y", "width", "height", "stroke"]);
        // From 56 + 15 x 12.27 on, 22 x 12.27 wide, 5 x 25 high, and the gap around.
        assert!(frames.contains(&format!("238.6 24.5 271.5 126.5 {OTHER}")), "{frames:?}");
    });
}

#[test]
fn hours_that_cannot_be_read_have_no_frame() {
    let mut windows = fixtures::windows();
    let unreadable = ["", "7", "18:30-07:30", "00:00-25:00", "a:b-c:d", "-", "07:30"];
    windows.windows = unreadable
        .map(|hours| {
            let hours = hours.to_owned();
            super::super::super::document::WindowDocument { days: "mon-fri", hours, min: 1, max: 2 }
        })
        .to_vec();
    with_picture(PoolAdvice { windows: Some(windows), ..fixtures::pool() }, 0, |picture| {
        assert_eq!(elements(picture, "rect", &[]).len(), 7 * 48 + LEVELS.len());
    });
}

#[test]
fn marks_are_where_their_shares_are() {
    with_picture(fixtures::pool(), 1, |picture| {
        // The advised size is at 0.6 of the width from 48 to 706; 50 % is at 292, 100 % at 34.
        let circles = elements(picture, "circle", &["cx", "cy", "fill"]);
        assert!(circles.contains(&format!("442.8 54.6 {ADVISED}")), "{circles:?}");
        let lines = elements(picture, "line", &["x1", "x2", "y1", "y2", "stroke"]);
        for line in [
            format!("260.3 260.3 144.9 56.2 {NOW}"),
            format!("442.8 442.8 54.6 34.5 {ADVISED}"),
            format!("437.5 437.5 62.9 40.2 {OTHER}"),
            "48 706 59.8 59.8 #1c2128".to_owned(),
        ] {
            assert!(lines.contains(&line), "{line} in {lines:?}");
        }
        let texts: Vec<_> = picture.descendants().filter_map(|node| node.text()).collect();
        for text in ["now 1..3", "78–96 %", "cheaper 2..4", "94–99 %", "advised 2..5", "96–100 %"]
        {
            assert!(texts.contains(&text), "{text} in {texts:?}");
        }
        assert!(!texts.iter().any(|text| text.starts_with("better")), "three marks are enough");
    });
}

#[test]
fn windows_are_the_third_mark() {
    let pool = PoolAdvice { windows: Some(fixtures::windows()), ..fixtures::pool() };
    with_picture(pool, 1, |picture| {
        let description = picture.children().find(|node| node.has_tag_name("desc")).unwrap();
        assert_eq!(
            description.text().unwrap(),
            "goal 95 %; now 1..3: 78–96 % with 1.2 running; by hours: 95–100 % with 1.6 running; \
             advised 2..5: 96–100 % with 2.2 running"
        );
    });
}

#[test]
fn the_background_comes_first_and_covers_everything() {
    for document in [
        fixtures::document(Vec::new()),
        fixtures::document(vec![fixtures::pool()]),
        fixtures::several_pools(),
    ] {
        let text = render(&document, Svg);
        let tree = parse(&text);
        let root = tree.root_element();
        let background = root.first_element_child().unwrap();
        let area = ["x", "y", "width", "height"].map(|name| background.attribute(name).unwrap());
        assert_eq!(Some(area.join(" ").as_str()), root.attribute("viewBox"));
        assert_eq!(background.attribute("fill"), Some("#ffffff"));
        let pictures = root.children().filter(|node| node.has_tag_name("svg")).count();
        assert_eq!(pictures, document.pools.len() * 2);
    }
}

#[test]
fn nothing_is_outside_of_a_picture() {
    let mut pool = fixtures::pool();
    for (option, share) in pool.options.iter_mut().zip([f64::NAN, -1.0, 2.0, f64::INFINITY]) {
        option.share.interval = [share; 2];
        option.mean_running = share;
    }
    pool.advised = pool.options.get(2).cloned();
    pool.current = pool.options.first().cloned();
    pool.cheaper = pool.options.last().cloned();
    pool.half_hours[0][0] = f64::NAN;
    with_picture(pool, 1, |picture| {
        for name in ["x", "y", "x1", "x2", "y1", "y2", "cx", "cy"] {
            let values = picture.descendants().filter_map(|node| node.attribute(name));
            for value in values.map(|value| value.parse::<f64>().unwrap()) {
                assert!((-20.0..=740.0).contains(&value), "{name} {value}");
            }
        }
    });
}

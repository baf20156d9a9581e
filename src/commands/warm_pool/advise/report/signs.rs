//! The signs of named sizes, distinct in form and in color.

use super::markup::Markup;
use super::numbers::Coordinate;
use super::palette::{ADVISED, BACKGROUND, NOW, OTHER};
use super::roles::Role;

/// Draws the sign of a role around a point.
pub(super) fn draw(markup: &mut Markup<'_>, role: Role, x: f64, y: f64) {
    let color = color(role);
    match role {
        Role::Advised => markup.empty(
            "circle",
            &[
                ("cx", &Coordinate(x)),
                ("cy", &Coordinate(y)),
                ("r", &6.5),
                ("fill", &color),
                ("stroke", &BACKGROUND),
                ("stroke-width", &1.5),
            ],
        ),
        Role::Now => {
            polygon(markup, color, x, y, &[(0.0, -7.5), (7.5, 0.0), (0.0, 7.5), (-7.5, 0.0)]);
        }
        Role::ByHours => {
            polygon(markup, color, x, y, &[(-5.5, -5.5), (5.5, -5.5), (5.5, 5.5), (-5.5, 5.5)]);
        }
        Role::Cheaper | Role::Better => {
            polygon(markup, color, x, y, &[(0.0, -6.5), (6.5, 5.5), (-6.5, 5.5)]);
        }
    }
}

fn polygon(markup: &mut Markup<'_>, color: &str, x: f64, y: f64, corners: &[(f64, f64)]) {
    let points: Vec<_> = corners
        .iter()
        .map(|(dx, dy)| format!("{},{}", Coordinate(x + dx), Coordinate(y + dy)))
        .collect();
    markup.empty(
        "polygon",
        &[
            ("points", &points.join(" ")),
            ("fill", &color),
            ("stroke", &BACKGROUND),
            ("stroke-width", &1.5),
        ],
    );
}

pub(super) const fn color(role: Role) -> &'static str {
    match role {
        Role::Now => NOW,
        Role::Advised => ADVISED,
        Role::ByHours | Role::Cheaper | Role::Better => OTHER,
    }
}

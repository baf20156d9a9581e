//! The words of `--phase`.

use crate::api::OpenEnum;

/// Reads them, each phase once; what is wrong with any is added to `wrong`.
pub(crate) fn read<P: OpenEnum + PartialEq>(words: &[String], wrong: &mut Vec<String>) -> Vec<P> {
    let mut phases = Vec::new();
    for word in words {
        match P::from_label(word) {
            Some(phase) if phases.contains(&phase) => {}
            Some(phase) => phases.push(phase),
            None => wrong.push(format!(
                "--phase: no phase {word:?}; the phases are {}",
                P::LABELS[1..].join(", ")
            )),
        }
    }
    phases
}

//! Values that are one of a few words, and the word that was probably meant.

/// A value with a fixed list of words.
pub(crate) trait Word: Copy + Eq + 'static {
    /// Every value and its word, in the order in which they are told.
    const ALL: &'static [(&'static str, Self)];

    /// Reads a word; the fault reads after the name of its source.
    fn parse(text: &str) -> Result<Self, String> {
        let words = || Self::ALL.iter().map(|(word, _)| *word);
        match Self::ALL.iter().find(|(word, _)| *word == text) {
            Some((_, value)) => Ok(*value),
            None => Err(format!(
                "is not one of {}{}",
                words().collect::<Vec<_>>().join(", "),
                did_you_mean(text, words())
            )),
        }
    }

    /// The word of a value.
    fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, value)| *value == self).map_or("", |(word, _)| word)
    }
}

/// Longer than any word of ours: not worth a comparison, and comparing is quadratic.
const LONGEST: usize = 64;

/// `; did you mean "output"?` when a known word is near, else nothing.
pub(crate) fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    if word.len() > LONGEST {
        return String::new();
    }
    let word = word.to_lowercase();
    known
        .into_iter()
        .map(|known| (strsim::damerau_levenshtein(&word, &known.to_lowercase()), known))
        .filter(|(distance, known)| *distance <= (known.len() / 3).max(1))
        .min()
        .map(|(_, known)| format!("; did you mean \"{known}\"?"))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::did_you_mean;

    const WORDS: [&str; 5] = ["table", "json", "jsonl", "yaml", "id"];

    #[test]
    fn a_slip_finds_its_word() {
        for (typed, meant) in
            [("tabel", "table"), ("jsno", "json"), ("yml", "yaml"), ("JSONL", "jsonl")]
        {
            let expected = format!("; did you mean \"{meant}\"?");
            assert_eq!(did_you_mean(typed, WORDS), expected, "{typed}");
        }
    }

    #[test]
    fn another_word_finds_nothing() {
        for typed in ["", "xml", "spreadsheet", &"table".repeat(100)] {
            assert_eq!(did_you_mean(typed, WORDS), "", "{typed}");
        }
    }
}

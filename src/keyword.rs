//! Values that are one of a few words, and the word that was probably meant.

/// A value with a fixed list of words.
pub(crate) trait Keyword: Copy + Eq + 'static {
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

/// Longer than any word or name: not worth a comparison, and comparing is quadratic.
const MAX_LENGTH: usize = 128;

/// The known words that are near another, the nearest first: at most one slip of the fingers for
/// every three letters. Case does not matter.
pub(crate) fn suggestions<'a>(
    word: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> impl Iterator<Item = String> {
    let word = word.to_lowercase();
    let slips = |known: &str| strsim::damerau_levenshtein(&word, &known.to_lowercase());
    let mut suggestions: Vec<_> = known
        .into_iter()
        .filter(|known| word.len() <= MAX_LENGTH && known.len() <= MAX_LENGTH)
        .map(|known| (slips(known), known.to_owned()))
        .filter(|(slips, known)| *slips <= (known.len() / 3).max(1))
        .collect();
    suggestions.sort();
    suggestions.dedup();
    suggestions.into_iter().map(|(_, known)| known)
}

/// `; did you mean "output"?` when a known word is near, else nothing.
pub(crate) fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let nearest = suggestions(word, known).next();
    nearest.map(|known| format!("; did you mean \"{known}\"?")).unwrap_or_default()
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

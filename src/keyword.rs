//! Values with a fixed set of keywords, and suggestions for mistyped ones.

pub(crate) trait Keyword: Copy + Eq + 'static {
    /// Every keyword and its value, in the order in which they are listed.
    const ALL: &'static [(&'static str, Self)];

    /// Parses a keyword, in any case. The error follows the name of its source.
    fn parse(text: &str) -> Result<Self, String> {
        let words = || Self::ALL.iter().map(|(word, _)| *word);
        match Self::ALL.iter().find(|(word, _)| word.eq_ignore_ascii_case(text)) {
            Some((_, value)) => Ok(*value),
            None => Err(format!(
                "is not one of {}{}",
                words().collect::<Vec<_>>().join(", "),
                did_you_mean(text, words())
            )),
        }
    }

    fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, value)| *value == self).map_or("", |(word, _)| word)
    }
}

/// Characters; longer than any keyword or name. Comparing takes quadratic time.
const MAX_LENGTH: usize = 128;

/// The known words similar to another, the most similar first: at most one typo for every three
/// letters, ignoring case.
pub(crate) fn suggestions<'a>(
    word: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> impl Iterator<Item = String> {
    let word = word.to_lowercase();
    let length = |text: &str| text.chars().take(MAX_LENGTH + 1).count();
    let is_short = length(&word) <= MAX_LENGTH;
    let typos = |known: &str| strsim::damerau_levenshtein(&word, &known.to_lowercase());
    let mut suggestions: Vec<_> = known
        .into_iter()
        .filter(|known| is_short && length(known) <= MAX_LENGTH)
        .map(|known| (typos(known), known.to_owned()))
        .filter(|(typos, known)| *typos <= (length(known) / 3).max(1))
        .collect();
    suggestions.sort();
    suggestions.dedup();
    suggestions.into_iter().map(|(_, known)| known)
}

/// `; did you mean "output"?` if a known word is similar, else empty.
pub(crate) fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let nearest = suggestions(word, known).next();
    nearest.map(|known| format!("; did you mean \"{known}\"?")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::did_you_mean;

    const WORDS: [&str; 5] = ["table", "json", "jsonl", "yaml", "id"];

    #[test]
    fn a_typo_finds_its_word() {
        for (typed, meant) in
            [("tabel", "table"), ("jsno", "json"), ("yml", "yaml"), ("JSONL", "jsonl")]
        {
            let expected = format!("; did you mean \"{meant}\"?");
            assert_eq!(did_you_mean(typed, WORDS), expected, "{typed}");
        }
    }

    #[test]
    fn characters_are_counted_and_not_bytes() {
        assert_eq!(did_you_mean("東京の山", ["東京都庁"]), "", "two of four characters differ");
        let long = "é".repeat(100);
        let typo = long.replacen('é', "e", 1);
        assert_eq!(did_you_mean(&typo, [&*long]), format!("; did you mean \"{long}\"?"));
    }

    #[test]
    fn another_word_finds_nothing() {
        for typed in ["", "xml", "spreadsheet", &"table".repeat(100)] {
            assert_eq!(did_you_mean(typed, WORDS), "", "{typed}");
        }
    }
}

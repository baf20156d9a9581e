# Completes values, which the program prints: names, ids, columns, keys and others; returns nothing where it
# knows none. A tab separates a word from its description.
function __prebuildctl_names($wordToComplete, $commandAst, $cursorPosition) {
    $words = @($commandAst.CommandElements |
        Select-Object -Skip 1 |
        Where-Object { $_.Extent.StartOffset -lt $cursorPosition } |
        ForEach-Object {
            if ($_ -is [StringConstantExpressionAst]) { $_.Value } else { $_.Extent.Text }
        })
    # Some versions do not pass an empty word.
    $command = if ($wordToComplete -eq '') { '__complete_next' } else { '__complete' }
    $lines = @(& prebuildctl $command prebuildctl @words 2>$null)
    if ($lines.Count -eq 0) { return }

    $typed = $wordToComplete.Trim("'", '"')
    $flag = if ($typed -match '^--[^=]+=') { $Matches[0] } else { '' }
    foreach ($line in ($lines | Select-Object -Skip 1)) {
        $word, $about = $line -split "`t", 2
        if (-not "$flag$word".StartsWith($typed, [StringComparison]::Ordinal)) { continue }
        if ($word -notmatch '^[\w./:@+-]+$') { $word = "'" + $word.Replace("'", "''") + "'" }
        $tip = if ($about) { $about } else { $word }
        [CompletionResult]::new("$flag$word", $word, [CompletionResultType]::ParameterValue, $tip)
    }
}


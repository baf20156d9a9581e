
# Completes values, which the program prints: names, ids, columns, keys and others; elsewhere the words
# above. A tab separates a word from its description.
var prebuildctl-words~ = $edit:completion:arg-completer[prebuildctl]
set edit:completion:arg-completer[prebuildctl] = {|@words|
    var lines = []
    try {
        set lines = [(e:prebuildctl __complete $@words 2>/dev/null </dev/null)]
    } catch {
        nop
    }
    if (== (count $lines) 0) {
        prebuildctl-words $@words
    } else {
        var flag = ''
        if (and (str:has-prefix $words[-1] '--') (str:contains $words[-1] '=')) {
            set flag = [(str:split &max=2 '=' $words[-1])][0]'='
        }
        for line $lines[1..] {
            var word @about = (str:split &max=2 "\t" $line)
            edit:complex-candidate $flag$word &code-suffix=' ' &display=(str:join '  ' [$word $@about])
        }
    }
}

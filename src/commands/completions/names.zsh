# Completes values, which the program prints: names, ids, columns, keys and others; fails where it knows
# none.
_prebuildctl_names() {
    local -a typed names plain about
    typed=("${(@Q)words[2,CURRENT]}")
    typed=("${(@)typed/#\~\//$HOME/}")
    names=("${(@f)$(command prebuildctl __complete prebuildctl "${(@)typed}" 2>/dev/null </dev/null)}")
    [[ -n "$names[1]" ]] || return 1
    [[ "$PREFIX" == --*=* ]] && compset -P 1 '*='
    # A tab separates a word from its description.
    local kind="$names[1]"
    names=("${(@)names[2,-1]}")
    plain=("${(@)names%%$'\t'*}")
    about=("${(@)names/$'\t'/  -- }")
    local expl
    if [[ "$names" == *$'\t'* ]]; then
        _wanted names expl "$kind" compadd -l -d about -a -- plain
    else
        _wanted names expl "$kind" compadd -a -- plain
    fi
    return 0
}


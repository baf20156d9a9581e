# Completes the names of projects, classes, runners, pools and profiles, which the program prints; fails
# where no name is expected.
_prebuildctl_names() {
    local -a typed names
    typed=("${(@Q)words[2,CURRENT]}")
    typed=("${(@)typed/#\~\//$HOME/}")
    names=("${(@f)$(command prebuildctl __complete prebuildctl "${(@)typed}" 2>/dev/null </dev/null)}")
    [[ -n "$names[1]" ]] || return 1
    [[ "$PREFIX" == --*=* ]] && compset -P 1 '*='
    local expl
    _wanted names expl "$names[1]" compadd -a -- "names[2,-1]"
    return 0
}


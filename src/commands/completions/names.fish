
# Completes values, which the program prints: names, ids, columns, keys and others; fails where it knows
# none. A tab separates a word from its description.
function __fish_prebuildctl_at_name
    set -l words (commandline -opc) (commandline -ct | string unescape)
    set -g __fish_prebuildctl_names (command prebuildctl __complete prebuildctl $words[2..] 2>/dev/null </dev/null)
    test (count $__fish_prebuildctl_names) -gt 0
end

function __fish_prebuildctl_names
    string join \n -- $__fish_prebuildctl_names[2..]
end

complete -c prebuildctl -n __fish_prebuildctl_at_name -f -a "(__fish_prebuildctl_names)"

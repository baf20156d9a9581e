
# Completes the names of projects, classes, runners, pools and profiles, which the program prints; fails
# where no name is expected.
function __fish_prebuildctl_at_name
    set -l words (commandline -opc) (commandline -ct | string unescape)
    set -g __fish_prebuildctl_names (command prebuildctl __complete prebuildctl $words[2..] 2>/dev/null </dev/null)
    test (count $__fish_prebuildctl_names) -gt 0
end

function __fish_prebuildctl_names
    string join \n -- $__fish_prebuildctl_names[2..]
end

complete -c prebuildctl -n __fish_prebuildctl_at_name -f -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l project -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l class -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l add-class -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l remove-class -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l profile -x -a "(__fish_prebuildctl_names)"

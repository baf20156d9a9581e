# Completes values, which the program prints: names, ids, columns, keys and others; fails where it knows
# none. Takes the word at the cursor as bash splits it.
_prebuildctl_names() {
    local line="${COMP_LINE:0:COMP_POINT}" word words=() count=0 last blank
    # Joins words that bash split at one of :=@.
    for word in "${COMP_WORDS[@]:0:COMP_CWORD+1}"; do
        blank="${line%%[![:space:]]*}"
        line="${line#"$blank"}"
        if [[ -n "$blank" || $count -eq 0 ]]; then
            words[count++]=""
        fi
        # The last word ends at the cursor.
        [[ "$line" == "$word"* ]] || word="$line"
        words[count - 1]+="$word"
        line="${line#"$word"}"
    done
    last="${words[count - 1]}"

    local quote="" typed index
    case "$last" in
        \'* | \"*) quote="${last:0:1}" ;;
    esac
    for ((index = 1; index < count; index++)); do
        words[index]="${words[index]//[\\\"\']/}"
        words[index]="${words[index]/#\~\//$HOME/}"
    done
    typed="${words[count - 1]}"
    [[ "$typed" == --*=* ]] && typed="${typed#*=}"

    local names=() name
    while IFS= read -r name; do
        names+=("$name")
    done < <(command prebuildctl __complete prebuildctl "${words[@]:1}" 2>/dev/null </dev/null)
    [[ ${#names[@]} -gt 0 ]] || return 1

    COMPREPLY=()
    local plain
    for name in "${names[@]:1}"; do
        [[ "$name" == "$typed"* ]] || continue
        # A tab separates the word from its description.
        plain="${name%%$'\t'*}"
        # Inside quotes, bash adds the closing quote; some names cannot be completed there.
        if [[ -z "$quote" ]]; then
            [[ "$plain" == *[!a-zA-Z0-9_./:@,+=-]* ]] && printf -v plain %q "$plain"
        elif [[ "$plain" == *[\\\`\$\"\'\!]* ]]; then
            continue
        fi
        COMPREPLY+=("$plain")
    done
    # Bash replaces only its own word, which may be a part of the value.
    if [[ -z "$quote" && "$last" == *[:=@]* ]]; then
        [[ "$1" == [:=] ]] || last="${last%"$1"}"
        [[ "$last" == --*=* ]] && last="${last#*=}"
        COMPREPLY=("${COMPREPLY[@]#"$last"}")
    fi
    return 0
}


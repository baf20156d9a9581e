# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_prebuildctl_global_optspecs
    string join \n profile= config= local local-data= host= token-file= token-stdin request-timeout= retries= no-input color= o/output= columns= no-headers jq= r/raw-output c/compact-output arg= argjson= q/quiet v/verbose github h/help V/version
end

function __fish_prebuildctl_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_prebuildctl_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_prebuildctl_using_subcommand
    set -l cmd (__fish_prebuildctl_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c prebuildctl -n "__fish_prebuildctl_needs_command" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_needs_command" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_needs_command" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_needs_command" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_needs_command" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_needs_command" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_needs_command" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_needs_command" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_needs_command" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_needs_command" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_needs_command" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_needs_command" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_needs_command" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_needs_command" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_needs_command" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_needs_command" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_needs_command" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_needs_command" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_needs_command" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_needs_command" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_needs_command" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_needs_command" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_needs_command" -s V -l version -d 'Print version'
complete -c prebuildctl -n "__fish_prebuildctl_needs_command" -f -a "warm-pool" -d 'Manage warm pools'
complete -c prebuildctl -n "__fish_prebuildctl_needs_command" -f -a "wp" -d 'Manage warm pools'
complete -c prebuildctl -n "__fish_prebuildctl_needs_command" -f -a "prebuild" -d 'Manage prebuilds, whose snapshots fill warm pools'
complete -c prebuildctl -n "__fish_prebuildctl_needs_command" -f -a "pb" -d 'Manage prebuilds, whose snapshots fill warm pools'
complete -c prebuildctl -n "__fish_prebuildctl_needs_command" -f -a "project" -d 'Show projects, their prebuild settings and their warm pools'
complete -c prebuildctl -n "__fish_prebuildctl_needs_command" -f -a "class" -d 'Show environment classes, their runners and whether they can be used'
complete -c prebuildctl -n "__fish_prebuildctl_needs_command" -f -a "runner" -d 'Show runners, their state and what they support'
complete -c prebuildctl -n "__fish_prebuildctl_needs_command" -f -a "plan" -d 'Show what applying a fleet file would change'
complete -c prebuildctl -n "__fish_prebuildctl_needs_command" -f -a "apply" -d 'Apply a fleet file or a saved plan'
complete -c prebuildctl -n "__fish_prebuildctl_needs_command" -f -a "drift" -d 'Report differences between the service and the file; exit 3 if there are any'
complete -c prebuildctl -n "__fish_prebuildctl_needs_command" -f -a "export" -d 'Export existing pools as a fleet file or for Terraform'
complete -c prebuildctl -n "__fish_prebuildctl_needs_command" -f -a "fleet" -d 'Validate fleet files'
complete -c prebuildctl -n "__fish_prebuildctl_needs_command" -f -a "metrics" -d 'Export pools, prebuilds and starts of environments to Prometheus'
complete -c prebuildctl -n "__fish_prebuildctl_needs_command" -f -a "auth" -d 'Sign in, show who is signed in, sign out'
complete -c prebuildctl -n "__fish_prebuildctl_needs_command" -f -a "local" -d 'Serve the embedded API, show its data, advance its time, compare it with a service'
complete -c prebuildctl -n "__fish_prebuildctl_needs_command" -f -a "config" -d 'Show and change settings'
complete -c prebuildctl -n "__fish_prebuildctl_needs_command" -f -a "api" -d 'Call any unary method of the service'
complete -c prebuildctl -n "__fish_prebuildctl_needs_command" -f -a "help" -d 'Show the help of a command or of a topic'
complete -c prebuildctl -n "__fish_prebuildctl_needs_command" -f -a "completions" -d 'Print a shell completion script'
complete -c prebuildctl -n "__fish_prebuildctl_needs_command" -f -a "man" -d 'Print the manual page, or write a page for each command'
complete -c prebuildctl -n "__fish_prebuildctl_needs_command" -f -a "version" -d 'Show the version, commit, platform and time zone data of this build'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -f -a "create" -d 'Create the warm pool of a project and an environment class'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -f -a "list" -d 'List warm pools'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -f -a "ls" -d 'List warm pools'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -f -a "get" -d 'Show warm pools'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -f -a "show" -d 'Show warm pools'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -f -a "update" -d 'Resize a warm pool'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -f -a "delete" -d 'Delete warm pools'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -f -a "rm" -d 'Delete warm pools'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -f -a "wait" -d 'Wait for a condition of warm pools'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -f -a "watch" -d 'Watch warm pools change'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -f -a "explain" -d 'Show why a warm pool cannot be created, or why it is not ready'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -f -a "advise" -d 'Advise on the size of warm pools, from the history of environment starts'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -f -a "history" -d 'Show what happened to a warm pool, newest last'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -f -a "stats" -d 'Show how many environments started, and how many of them from the pool'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from create" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from create" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from create" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from create" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from create" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from create" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from create" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from create" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from create" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from create" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from create" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from create" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from create" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from create" -l project -d 'Project name or id; defaults to the profile\'s project' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from create" -l class -d 'Environment class name, CLASS@RUNNER or id' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from create" -l min -d 'Minimum number of running instances, 0 to 20; with 0 the pool may scale down to none' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from create" -l max -d 'Maximum number of instances, 1 to 20; the pool scales up to it on demand' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from create" -l size -d 'Deprecated: sets both --min and --max' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from create" -l if-exists -d 'What to do if the pool already exists' -r -f -a "fail\t'Fail with exit code 7'
skip\t'Keep it unchanged'
update\t'Change the sizes that are given; without one, keep it unchanged'"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from create" -l timeout -d 'Maximum time to wait [default: 15m] [env: PREBUILDCTL_TIMEOUT]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from create" -l poll-interval -d 'Polling interval, in addition to the event stream [default: 5s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from create" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from create" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from create" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from create" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from create" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from create" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from create" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from create" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from create" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from create" -l no-preflight -d 'Skip preflight checks and diagnosis'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from create" -l dry-run -d 'Print the request without sending it'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from create" -l wait -d 'Wait until done; Ctrl-C stops waiting, not the operation'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from create" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from list" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from list" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from list" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from list" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from list" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from list" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from list" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from list" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from list" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from list" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from list" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from list" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from list" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from list" -l project -d 'Filter by project: names, ids or patterns such as \'acme-*\', separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from list" -l class -d 'Filter by environment class: names, ids or patterns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from list" -l phase -d 'Filter by phases, separated by commas: pending, ready, degraded, deleting, deleted' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from list" -l sort -d 'Sort by this column; COLUMN:desc or -COLUMN sorts in descending order' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from list" -l limit -d 'Show at most this many' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from list" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from list" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from list" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from list" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from list" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from list" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from list" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from list" -l all-profiles -d 'Run for each profile of the config file and name the profile in the result'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from ls" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from ls" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from ls" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from ls" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from ls" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from ls" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from ls" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from ls" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from ls" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from ls" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from ls" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from ls" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from ls" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from ls" -l project -d 'Filter by project: names, ids or patterns such as \'acme-*\', separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from ls" -l class -d 'Filter by environment class: names, ids or patterns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from ls" -l phase -d 'Filter by phases, separated by commas: pending, ready, degraded, deleting, deleted' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from ls" -l sort -d 'Sort by this column; COLUMN:desc or -COLUMN sorts in descending order' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from ls" -l limit -d 'Show at most this many' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from ls" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from ls" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from ls" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from ls" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from ls" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from ls" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from ls" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from ls" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from ls" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from ls" -l all-profiles -d 'Run for each profile of the config file and name the profile in the result'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from ls" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from get" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from get" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from get" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from get" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from get" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from get" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from get" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from get" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from get" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from get" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from get" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from get" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from get" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from get" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from get" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from get" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from get" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from get" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from get" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from get" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from get" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from get" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from get" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from show" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from show" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from show" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from show" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from show" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from show" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from show" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from show" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from show" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from show" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from show" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from show" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from show" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from show" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from show" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from show" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from show" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from show" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from show" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from show" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from update" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from update" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from update" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from update" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from update" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from update" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from update" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from update" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from update" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from update" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from update" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from update" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from update" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from update" -l min -d 'Minimum number of running instances, 0 to 20; with 0 the pool may scale down to none' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from update" -l max -d 'Maximum number of instances, 1 to 20; the pool scales up to it on demand' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from update" -l size -d 'Deprecated: sets both --min and --max' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from update" -l timeout -d 'Maximum time to wait [default: 15m] [env: PREBUILDCTL_TIMEOUT]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from update" -l poll-interval -d 'Polling interval, in addition to the event stream [default: 5s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from update" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from update" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from update" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from update" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from update" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from update" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from update" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from update" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from update" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from update" -l dry-run -d 'Print the request without sending it'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from update" -l wait -d 'Wait until done; Ctrl-C stops waiting, not the operation'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from update" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from delete" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from delete" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from delete" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from delete" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from delete" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from delete" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from delete" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from delete" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from delete" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from delete" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from delete" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from delete" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from delete" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from delete" -l if-missing -d 'What to do if a pool does not exist' -r -f -a "fail\t'Fail with exit code 6'
ok\t'Count it as deleted'"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from delete" -l timeout -d 'Maximum time to wait [default: 15m] [env: PREBUILDCTL_TIMEOUT]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from delete" -l poll-interval -d 'Polling interval, in addition to the event stream [default: 5s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from delete" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from delete" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from delete" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from delete" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from delete" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from delete" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from delete" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from delete" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from delete" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from delete" -s y -l yes -d 'Delete without confirmation'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from delete" -l wait -d 'Wait until done; Ctrl-C stops waiting, not the operation'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from delete" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from rm" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from rm" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from rm" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from rm" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from rm" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from rm" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from rm" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from rm" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from rm" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from rm" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from rm" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from rm" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from rm" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from rm" -l if-missing -d 'What to do if a pool does not exist' -r -f -a "fail\t'Fail with exit code 6'
ok\t'Count it as deleted'"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from rm" -l timeout -d 'Maximum time to wait [default: 15m] [env: PREBUILDCTL_TIMEOUT]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from rm" -l poll-interval -d 'Polling interval, in addition to the event stream [default: 5s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from rm" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from rm" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from rm" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from rm" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from rm" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from rm" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from rm" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from rm" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from rm" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from rm" -s y -l yes -d 'Delete without confirmation'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from rm" -l wait -d 'Wait until done; Ctrl-C stops waiting, not the operation'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from rm" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from wait" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from wait" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from wait" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from wait" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from wait" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from wait" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from wait" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from wait" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from wait" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from wait" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from wait" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from wait" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from wait" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from wait" -l for -d 'Condition to wait for: ready, running=N, snapshot or deleted' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from wait" -l timeout -d 'Maximum time to wait [default: 15m] [env: PREBUILDCTL_TIMEOUT]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from wait" -l poll-interval -d 'Polling interval, in addition to the event stream [default: 5s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from wait" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from wait" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from wait" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from wait" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from wait" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from wait" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from wait" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from wait" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from wait" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from wait" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from watch" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from watch" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from watch" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from watch" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from watch" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from watch" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from watch" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from watch" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from watch" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from watch" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from watch" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from watch" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from watch" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from watch" -l project -d 'Only pools of these projects: names, ids or patterns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from watch" -l poll-interval -d 'Polling interval while there is no event stream [default: 5s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from watch" -l record -d 'Append what happens to a file, for stats and history' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from watch" -l claim-below -d 'A start from a prebuild that takes at most this long used an instance of the pool [default: 20s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from watch" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from watch" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from watch" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from watch" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from watch" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from watch" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from watch" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from watch" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from watch" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from watch" -l with-environments -d 'Record the starts of environments, too'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from watch" -l with-users -d 'Record who started an environment, too'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from watch" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from explain" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from explain" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from explain" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from explain" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from explain" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from explain" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from explain" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from explain" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from explain" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from explain" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from explain" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from explain" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from explain" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from explain" -l project -d 'Project name or id; defaults to the profile\'s project' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from explain" -l class -d 'Environment class name, CLASS@RUNNER or id' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from explain" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from explain" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from explain" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from explain" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from explain" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from explain" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from explain" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from explain" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from explain" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from explain" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -l project -d 'Only pools of this project' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -l class -d 'Only the pool of this environment class' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -s f -l file -d 'Advise on the pools and sizes of this fleet file (can be repeated)' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -l since -d 'Use this much history, such as 28d or 8w; today is not part of it [default: 28d]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -l from -d 'The first day of the history, YYYY-MM-DD' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -l to -d 'The day after the last day of the history, YYYY-MM-DD' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -l exclude -d 'Leave out these days: YYYY-MM-DD or YYYY-MM-DD..YYYY-MM-DD (can be repeated)' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -l time-zone -d 'Time zone of days and hours [default: that of the fleet file, else of this machine]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -l demand -d 'Read the starts from this CSV file instead of the service; - reads standard input' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -l recording -d 'Learn from this recording of `watch --record` (can be repeated)' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -l goal -d 'Share of the starts that should find a running instance [default: 95%]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -l confidence -d 'How sure that has to be [default: 90%]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -l min -d 'Only consider these minimums: N or N..M' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -l max -d 'Only consider these maximums: N or N..M' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -l running-price -d 'Cost of a running instance in an hour [default: prices.CLASS.running of the config file]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -l stopped-price -d 'Cost of a stopped instance in an hour [default: a tenth of a running one]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -l budget -d 'The most that the pools may cost in a month; needs prices' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -l claim -d 'How long a start from the pool takes [default: 10s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -l start -d 'How long a stopped instance takes to run [default: 90s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -l provision -d 'How long a new instance takes [default: 5m]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -l without -d 'How long a start without the pool takes [default: 40s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -l growth -d 'Replay this many times the recorded starts, 0.1 to 10' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -l windows -d 'Also look for up to N windows with sizes of their own on weekdays [default: 1]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -l keep-within -d 'Keep a size that meets the goal and costs at most this much more than the cheapest' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -l report -d 'Write a report to this .html, .svg or .md file' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -l timeout -d 'Maximum time to read and replay the history [default: 15m] [env: PREBUILDCTL_TIMEOUT]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -l only-changes -d 'Leave out pools for which there is nothing to do'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -l check -d 'Exit with 3 if a current size does not meet the goal'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -l explain -d 'Show the data, every assumption and closed forms beside the replay'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -l write -d 'With -f: write the advised sizes into the fleet file and show the change'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -l all-profiles -d 'Run for each profile of the config file and name the profile in the result'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from advise" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from history" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from history" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from history" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from history" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from history" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from history" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from history" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from history" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from history" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from history" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from history" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from history" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from history" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from history" -l since -d 'Show this much of the past, such as 30d, 4w or 12h [default: 30d]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from history" -l recording -d 'Add what this recording of `watch --record` shows (can be repeated)' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from history" -l time-zone -d 'Time zone of the times in tables [default: that of this machine]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from history" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from history" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from history" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from history" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from history" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from history" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from history" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from history" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from history" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from history" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from stats" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from stats" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from stats" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from stats" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from stats" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from stats" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from stats" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from stats" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from stats" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from stats" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from stats" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from stats" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from stats" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from stats" -l since -d 'Count this much of the past, such as 7d, 4w or 12h [default: 7d]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from stats" -l by -d 'Count starts by local hour, by local day, or by who started them' -r -f -a "hour\t'Local hours'
day\t'Local days'
creator\t'Users and service accounts'"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from stats" -l recording -d 'Add what this recording of `watch --record` shows (can be repeated)' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from stats" -l claims -d 'Take the claims of instances from this CSV file; - reads standard input' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from stats" -l time-zone -d 'Time zone of days and hours [default: that of this machine]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from stats" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from stats" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from stats" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from stats" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from stats" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from stats" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from stats" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from stats" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from stats" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from stats" -l all-profiles -d 'Run for each profile of the config file and name the profile in the result'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand warm-pool; and __fish_seen_subcommand_from stats" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -f -a "create" -d 'Create the warm pool of a project and an environment class'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -f -a "list" -d 'List warm pools'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -f -a "ls" -d 'List warm pools'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -f -a "get" -d 'Show warm pools'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -f -a "show" -d 'Show warm pools'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -f -a "update" -d 'Resize a warm pool'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -f -a "delete" -d 'Delete warm pools'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -f -a "rm" -d 'Delete warm pools'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -f -a "wait" -d 'Wait for a condition of warm pools'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -f -a "watch" -d 'Watch warm pools change'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -f -a "explain" -d 'Show why a warm pool cannot be created, or why it is not ready'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -f -a "advise" -d 'Advise on the size of warm pools, from the history of environment starts'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -f -a "history" -d 'Show what happened to a warm pool, newest last'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and not __fish_seen_subcommand_from create list ls get show update delete rm wait watch explain advise history stats" -f -a "stats" -d 'Show how many environments started, and how many of them from the pool'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from create" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from create" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from create" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from create" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from create" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from create" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from create" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from create" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from create" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from create" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from create" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from create" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from create" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from create" -l project -d 'Project name or id; defaults to the profile\'s project' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from create" -l class -d 'Environment class name, CLASS@RUNNER or id' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from create" -l min -d 'Minimum number of running instances, 0 to 20; with 0 the pool may scale down to none' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from create" -l max -d 'Maximum number of instances, 1 to 20; the pool scales up to it on demand' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from create" -l size -d 'Deprecated: sets both --min and --max' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from create" -l if-exists -d 'What to do if the pool already exists' -r -f -a "fail\t'Fail with exit code 7'
skip\t'Keep it unchanged'
update\t'Change the sizes that are given; without one, keep it unchanged'"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from create" -l timeout -d 'Maximum time to wait [default: 15m] [env: PREBUILDCTL_TIMEOUT]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from create" -l poll-interval -d 'Polling interval, in addition to the event stream [default: 5s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from create" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from create" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from create" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from create" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from create" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from create" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from create" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from create" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from create" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from create" -l no-preflight -d 'Skip preflight checks and diagnosis'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from create" -l dry-run -d 'Print the request without sending it'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from create" -l wait -d 'Wait until done; Ctrl-C stops waiting, not the operation'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from create" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from list" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from list" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from list" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from list" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from list" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from list" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from list" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from list" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from list" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from list" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from list" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from list" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from list" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from list" -l project -d 'Filter by project: names, ids or patterns such as \'acme-*\', separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from list" -l class -d 'Filter by environment class: names, ids or patterns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from list" -l phase -d 'Filter by phases, separated by commas: pending, ready, degraded, deleting, deleted' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from list" -l sort -d 'Sort by this column; COLUMN:desc or -COLUMN sorts in descending order' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from list" -l limit -d 'Show at most this many' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from list" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from list" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from list" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from list" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from list" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from list" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from list" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from list" -l all-profiles -d 'Run for each profile of the config file and name the profile in the result'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from ls" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from ls" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from ls" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from ls" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from ls" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from ls" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from ls" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from ls" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from ls" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from ls" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from ls" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from ls" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from ls" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from ls" -l project -d 'Filter by project: names, ids or patterns such as \'acme-*\', separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from ls" -l class -d 'Filter by environment class: names, ids or patterns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from ls" -l phase -d 'Filter by phases, separated by commas: pending, ready, degraded, deleting, deleted' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from ls" -l sort -d 'Sort by this column; COLUMN:desc or -COLUMN sorts in descending order' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from ls" -l limit -d 'Show at most this many' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from ls" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from ls" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from ls" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from ls" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from ls" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from ls" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from ls" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from ls" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from ls" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from ls" -l all-profiles -d 'Run for each profile of the config file and name the profile in the result'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from ls" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from get" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from get" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from get" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from get" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from get" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from get" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from get" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from get" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from get" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from get" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from get" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from get" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from get" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from get" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from get" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from get" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from get" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from get" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from get" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from get" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from get" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from get" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from get" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from show" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from show" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from show" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from show" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from show" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from show" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from show" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from show" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from show" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from show" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from show" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from show" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from show" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from show" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from show" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from show" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from show" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from show" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from show" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from show" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from update" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from update" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from update" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from update" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from update" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from update" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from update" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from update" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from update" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from update" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from update" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from update" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from update" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from update" -l min -d 'Minimum number of running instances, 0 to 20; with 0 the pool may scale down to none' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from update" -l max -d 'Maximum number of instances, 1 to 20; the pool scales up to it on demand' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from update" -l size -d 'Deprecated: sets both --min and --max' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from update" -l timeout -d 'Maximum time to wait [default: 15m] [env: PREBUILDCTL_TIMEOUT]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from update" -l poll-interval -d 'Polling interval, in addition to the event stream [default: 5s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from update" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from update" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from update" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from update" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from update" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from update" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from update" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from update" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from update" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from update" -l dry-run -d 'Print the request without sending it'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from update" -l wait -d 'Wait until done; Ctrl-C stops waiting, not the operation'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from update" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from delete" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from delete" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from delete" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from delete" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from delete" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from delete" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from delete" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from delete" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from delete" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from delete" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from delete" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from delete" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from delete" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from delete" -l if-missing -d 'What to do if a pool does not exist' -r -f -a "fail\t'Fail with exit code 6'
ok\t'Count it as deleted'"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from delete" -l timeout -d 'Maximum time to wait [default: 15m] [env: PREBUILDCTL_TIMEOUT]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from delete" -l poll-interval -d 'Polling interval, in addition to the event stream [default: 5s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from delete" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from delete" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from delete" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from delete" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from delete" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from delete" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from delete" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from delete" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from delete" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from delete" -s y -l yes -d 'Delete without confirmation'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from delete" -l wait -d 'Wait until done; Ctrl-C stops waiting, not the operation'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from delete" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from rm" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from rm" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from rm" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from rm" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from rm" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from rm" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from rm" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from rm" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from rm" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from rm" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from rm" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from rm" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from rm" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from rm" -l if-missing -d 'What to do if a pool does not exist' -r -f -a "fail\t'Fail with exit code 6'
ok\t'Count it as deleted'"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from rm" -l timeout -d 'Maximum time to wait [default: 15m] [env: PREBUILDCTL_TIMEOUT]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from rm" -l poll-interval -d 'Polling interval, in addition to the event stream [default: 5s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from rm" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from rm" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from rm" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from rm" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from rm" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from rm" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from rm" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from rm" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from rm" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from rm" -s y -l yes -d 'Delete without confirmation'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from rm" -l wait -d 'Wait until done; Ctrl-C stops waiting, not the operation'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from rm" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from wait" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from wait" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from wait" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from wait" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from wait" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from wait" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from wait" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from wait" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from wait" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from wait" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from wait" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from wait" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from wait" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from wait" -l for -d 'Condition to wait for: ready, running=N, snapshot or deleted' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from wait" -l timeout -d 'Maximum time to wait [default: 15m] [env: PREBUILDCTL_TIMEOUT]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from wait" -l poll-interval -d 'Polling interval, in addition to the event stream [default: 5s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from wait" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from wait" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from wait" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from wait" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from wait" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from wait" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from wait" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from wait" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from wait" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from wait" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from watch" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from watch" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from watch" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from watch" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from watch" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from watch" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from watch" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from watch" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from watch" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from watch" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from watch" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from watch" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from watch" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from watch" -l project -d 'Only pools of these projects: names, ids or patterns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from watch" -l poll-interval -d 'Polling interval while there is no event stream [default: 5s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from watch" -l record -d 'Append what happens to a file, for stats and history' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from watch" -l claim-below -d 'A start from a prebuild that takes at most this long used an instance of the pool [default: 20s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from watch" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from watch" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from watch" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from watch" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from watch" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from watch" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from watch" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from watch" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from watch" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from watch" -l with-environments -d 'Record the starts of environments, too'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from watch" -l with-users -d 'Record who started an environment, too'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from watch" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from explain" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from explain" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from explain" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from explain" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from explain" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from explain" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from explain" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from explain" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from explain" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from explain" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from explain" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from explain" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from explain" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from explain" -l project -d 'Project name or id; defaults to the profile\'s project' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from explain" -l class -d 'Environment class name, CLASS@RUNNER or id' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from explain" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from explain" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from explain" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from explain" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from explain" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from explain" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from explain" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from explain" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from explain" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from explain" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -l project -d 'Only pools of this project' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -l class -d 'Only the pool of this environment class' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -s f -l file -d 'Advise on the pools and sizes of this fleet file (can be repeated)' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -l since -d 'Use this much history, such as 28d or 8w; today is not part of it [default: 28d]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -l from -d 'The first day of the history, YYYY-MM-DD' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -l to -d 'The day after the last day of the history, YYYY-MM-DD' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -l exclude -d 'Leave out these days: YYYY-MM-DD or YYYY-MM-DD..YYYY-MM-DD (can be repeated)' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -l time-zone -d 'Time zone of days and hours [default: that of the fleet file, else of this machine]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -l demand -d 'Read the starts from this CSV file instead of the service; - reads standard input' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -l recording -d 'Learn from this recording of `watch --record` (can be repeated)' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -l goal -d 'Share of the starts that should find a running instance [default: 95%]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -l confidence -d 'How sure that has to be [default: 90%]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -l min -d 'Only consider these minimums: N or N..M' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -l max -d 'Only consider these maximums: N or N..M' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -l running-price -d 'Cost of a running instance in an hour [default: prices.CLASS.running of the config file]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -l stopped-price -d 'Cost of a stopped instance in an hour [default: a tenth of a running one]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -l budget -d 'The most that the pools may cost in a month; needs prices' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -l claim -d 'How long a start from the pool takes [default: 10s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -l start -d 'How long a stopped instance takes to run [default: 90s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -l provision -d 'How long a new instance takes [default: 5m]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -l without -d 'How long a start without the pool takes [default: 40s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -l growth -d 'Replay this many times the recorded starts, 0.1 to 10' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -l windows -d 'Also look for up to N windows with sizes of their own on weekdays [default: 1]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -l keep-within -d 'Keep a size that meets the goal and costs at most this much more than the cheapest' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -l report -d 'Write a report to this .html, .svg or .md file' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -l timeout -d 'Maximum time to read and replay the history [default: 15m] [env: PREBUILDCTL_TIMEOUT]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -l only-changes -d 'Leave out pools for which there is nothing to do'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -l check -d 'Exit with 3 if a current size does not meet the goal'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -l explain -d 'Show the data, every assumption and closed forms beside the replay'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -l write -d 'With -f: write the advised sizes into the fleet file and show the change'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -l all-profiles -d 'Run for each profile of the config file and name the profile in the result'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from advise" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from history" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from history" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from history" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from history" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from history" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from history" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from history" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from history" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from history" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from history" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from history" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from history" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from history" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from history" -l since -d 'Show this much of the past, such as 30d, 4w or 12h [default: 30d]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from history" -l recording -d 'Add what this recording of `watch --record` shows (can be repeated)' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from history" -l time-zone -d 'Time zone of the times in tables [default: that of this machine]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from history" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from history" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from history" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from history" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from history" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from history" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from history" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from history" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from history" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from history" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from stats" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from stats" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from stats" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from stats" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from stats" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from stats" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from stats" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from stats" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from stats" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from stats" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from stats" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from stats" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from stats" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from stats" -l since -d 'Count this much of the past, such as 7d, 4w or 12h [default: 7d]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from stats" -l by -d 'Count starts by local hour, by local day, or by who started them' -r -f -a "hour\t'Local hours'
day\t'Local days'
creator\t'Users and service accounts'"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from stats" -l recording -d 'Add what this recording of `watch --record` shows (can be repeated)' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from stats" -l claims -d 'Take the claims of instances from this CSV file; - reads standard input' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from stats" -l time-zone -d 'Time zone of days and hours [default: that of this machine]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from stats" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from stats" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from stats" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from stats" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from stats" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from stats" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from stats" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from stats" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from stats" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from stats" -l all-profiles -d 'Run for each profile of the config file and name the profile in the result'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand wp; and __fish_seen_subcommand_from stats" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -f -a "list" -d 'List prebuilds'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -f -a "ls" -d 'List prebuilds'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -f -a "get" -d 'Show a prebuild'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -f -a "show" -d 'Show a prebuild'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -f -a "trigger" -d 'Start a prebuild of a project'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -f -a "wait" -d 'Wait until a prebuild has completed'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -f -a "cancel" -d 'Cancel a running prebuild'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -f -a "logs" -d 'Print the log of a prebuild'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -f -a "delete" -d 'Delete prebuilds and their snapshots'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -f -a "rm" -d 'Delete prebuilds and their snapshots'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from list" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from list" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from list" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from list" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from list" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from list" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from list" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from list" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from list" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from list" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from list" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from list" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from list" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from list" -l project -d 'Filter by project: names, ids or patterns such as \'acme-*\', separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from list" -l class -d 'Filter by environment class: names, ids or patterns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from list" -l phase -d 'Filter by phases, separated by commas: pending, starting, running, stopping, snapshotting, completed, failed, canceling, canceled, deleting, deleted' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from list" -l sort -d 'Sort by this column; COLUMN:desc or -COLUMN sorts in descending order' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from list" -l limit -d 'Show at most this many' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from list" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from list" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from list" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from list" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from list" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from list" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from list" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from list" -l all-profiles -d 'Run for each profile of the config file and name the profile in the result'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from ls" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from ls" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from ls" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from ls" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from ls" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from ls" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from ls" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from ls" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from ls" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from ls" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from ls" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from ls" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from ls" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from ls" -l project -d 'Filter by project: names, ids or patterns such as \'acme-*\', separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from ls" -l class -d 'Filter by environment class: names, ids or patterns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from ls" -l phase -d 'Filter by phases, separated by commas: pending, starting, running, stopping, snapshotting, completed, failed, canceling, canceled, deleting, deleted' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from ls" -l sort -d 'Sort by this column; COLUMN:desc or -COLUMN sorts in descending order' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from ls" -l limit -d 'Show at most this many' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from ls" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from ls" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from ls" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from ls" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from ls" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from ls" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from ls" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from ls" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from ls" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from ls" -l all-profiles -d 'Run for each profile of the config file and name the profile in the result'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from ls" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from get" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from get" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from get" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from get" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from get" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from get" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from get" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from get" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from get" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from get" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from get" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from get" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from get" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from get" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from get" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from get" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from get" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from get" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from get" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from get" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from get" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from get" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from get" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from show" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from show" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from show" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from show" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from show" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from show" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from show" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from show" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from show" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from show" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from show" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from show" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from show" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from show" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from show" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from show" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from show" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from show" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from show" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from show" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from trigger" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from trigger" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from trigger" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from trigger" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from trigger" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from trigger" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from trigger" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from trigger" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from trigger" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from trigger" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from trigger" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from trigger" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from trigger" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from trigger" -l project -d 'The project; defaults to the profile\'s project' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from trigger" -l class -d 'The environment class; chosen by the service if omitted' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from trigger" -l run-timeout -d 'Stop the prebuild after this time, 5m to 2h; defaults to the project\'s limit' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from trigger" -l timeout -d 'Maximum time to wait [default: 15m] [env: PREBUILDCTL_TIMEOUT]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from trigger" -l poll-interval -d 'Polling interval, in addition to the event stream [default: 5s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from trigger" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from trigger" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from trigger" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from trigger" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from trigger" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from trigger" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from trigger" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from trigger" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from trigger" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from trigger" -l wait -d 'Wait until done; Ctrl-C stops waiting, not the operation'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from trigger" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from wait" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from wait" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from wait" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from wait" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from wait" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from wait" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from wait" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from wait" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from wait" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from wait" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from wait" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from wait" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from wait" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from wait" -l logs-on-failure -d 'Save the log in this file if the prebuild fails' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from wait" -l timeout -d 'Maximum time to wait [default: 15m] [env: PREBUILDCTL_TIMEOUT]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from wait" -l poll-interval -d 'Polling interval, in addition to the event stream [default: 5s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from wait" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from wait" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from wait" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from wait" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from wait" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from wait" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from wait" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from wait" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from wait" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from wait" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from cancel" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from cancel" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from cancel" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from cancel" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from cancel" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from cancel" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from cancel" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from cancel" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from cancel" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from cancel" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from cancel" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from cancel" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from cancel" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from cancel" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from cancel" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from cancel" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from cancel" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from cancel" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from cancel" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from cancel" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from cancel" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from cancel" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from cancel" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from logs" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from logs" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from logs" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from logs" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from logs" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from logs" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from logs" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from logs" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from logs" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from logs" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from logs" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from logs" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from logs" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from logs" -l project -d 'The project of --latest; defaults to the profile\'s project' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from logs" -l class -d 'Only prebuilds for this environment class' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from logs" -l tail -d 'Print only the last N lines; with --follow, of those that there are, and then all' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from logs" -l save -d 'Save the lines as they came in this file, and print nothing' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from logs" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from logs" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from logs" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from logs" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from logs" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from logs" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from logs" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from logs" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from logs" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from logs" -l latest -d 'The newest prebuild of the project, in any phase'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from logs" -l follow -d 'Print what is added until the prebuild has ended; exit 9 if it did not complete'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from logs" -l raw -d 'Print the lines as they came, with colors, carriage returns and section markers'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from logs" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from delete" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from delete" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from delete" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from delete" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from delete" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from delete" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from delete" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from delete" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from delete" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from delete" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from delete" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from delete" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from delete" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from delete" -l timeout -d 'Maximum time to wait [default: 15m] [env: PREBUILDCTL_TIMEOUT]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from delete" -l poll-interval -d 'Polling interval, in addition to the event stream [default: 5s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from delete" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from delete" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from delete" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from delete" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from delete" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from delete" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from delete" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from delete" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from delete" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from delete" -s y -l yes -d 'Delete without confirmation'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from delete" -l wait -d 'Wait until done; Ctrl-C stops waiting, not the operation'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from delete" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from rm" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from rm" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from rm" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from rm" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from rm" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from rm" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from rm" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from rm" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from rm" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from rm" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from rm" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from rm" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from rm" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from rm" -l timeout -d 'Maximum time to wait [default: 15m] [env: PREBUILDCTL_TIMEOUT]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from rm" -l poll-interval -d 'Polling interval, in addition to the event stream [default: 5s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from rm" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from rm" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from rm" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from rm" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from rm" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from rm" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from rm" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from rm" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from rm" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from rm" -s y -l yes -d 'Delete without confirmation'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from rm" -l wait -d 'Wait until done; Ctrl-C stops waiting, not the operation'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand prebuild; and __fish_seen_subcommand_from rm" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -f -a "list" -d 'List prebuilds'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -f -a "ls" -d 'List prebuilds'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -f -a "get" -d 'Show a prebuild'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -f -a "show" -d 'Show a prebuild'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -f -a "trigger" -d 'Start a prebuild of a project'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -f -a "wait" -d 'Wait until a prebuild has completed'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -f -a "cancel" -d 'Cancel a running prebuild'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -f -a "logs" -d 'Print the log of a prebuild'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -f -a "delete" -d 'Delete prebuilds and their snapshots'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and not __fish_seen_subcommand_from list ls get show trigger wait cancel logs delete rm" -f -a "rm" -d 'Delete prebuilds and their snapshots'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from list" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from list" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from list" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from list" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from list" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from list" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from list" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from list" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from list" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from list" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from list" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from list" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from list" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from list" -l project -d 'Filter by project: names, ids or patterns such as \'acme-*\', separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from list" -l class -d 'Filter by environment class: names, ids or patterns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from list" -l phase -d 'Filter by phases, separated by commas: pending, starting, running, stopping, snapshotting, completed, failed, canceling, canceled, deleting, deleted' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from list" -l sort -d 'Sort by this column; COLUMN:desc or -COLUMN sorts in descending order' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from list" -l limit -d 'Show at most this many' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from list" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from list" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from list" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from list" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from list" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from list" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from list" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from list" -l all-profiles -d 'Run for each profile of the config file and name the profile in the result'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from ls" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from ls" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from ls" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from ls" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from ls" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from ls" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from ls" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from ls" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from ls" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from ls" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from ls" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from ls" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from ls" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from ls" -l project -d 'Filter by project: names, ids or patterns such as \'acme-*\', separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from ls" -l class -d 'Filter by environment class: names, ids or patterns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from ls" -l phase -d 'Filter by phases, separated by commas: pending, starting, running, stopping, snapshotting, completed, failed, canceling, canceled, deleting, deleted' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from ls" -l sort -d 'Sort by this column; COLUMN:desc or -COLUMN sorts in descending order' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from ls" -l limit -d 'Show at most this many' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from ls" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from ls" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from ls" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from ls" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from ls" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from ls" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from ls" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from ls" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from ls" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from ls" -l all-profiles -d 'Run for each profile of the config file and name the profile in the result'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from ls" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from get" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from get" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from get" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from get" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from get" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from get" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from get" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from get" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from get" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from get" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from get" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from get" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from get" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from get" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from get" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from get" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from get" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from get" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from get" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from get" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from get" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from get" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from get" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from show" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from show" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from show" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from show" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from show" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from show" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from show" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from show" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from show" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from show" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from show" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from show" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from show" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from show" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from show" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from show" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from show" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from show" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from show" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from show" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from trigger" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from trigger" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from trigger" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from trigger" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from trigger" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from trigger" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from trigger" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from trigger" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from trigger" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from trigger" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from trigger" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from trigger" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from trigger" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from trigger" -l project -d 'The project; defaults to the profile\'s project' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from trigger" -l class -d 'The environment class; chosen by the service if omitted' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from trigger" -l run-timeout -d 'Stop the prebuild after this time, 5m to 2h; defaults to the project\'s limit' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from trigger" -l timeout -d 'Maximum time to wait [default: 15m] [env: PREBUILDCTL_TIMEOUT]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from trigger" -l poll-interval -d 'Polling interval, in addition to the event stream [default: 5s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from trigger" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from trigger" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from trigger" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from trigger" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from trigger" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from trigger" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from trigger" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from trigger" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from trigger" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from trigger" -l wait -d 'Wait until done; Ctrl-C stops waiting, not the operation'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from trigger" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from wait" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from wait" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from wait" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from wait" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from wait" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from wait" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from wait" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from wait" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from wait" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from wait" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from wait" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from wait" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from wait" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from wait" -l logs-on-failure -d 'Save the log in this file if the prebuild fails' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from wait" -l timeout -d 'Maximum time to wait [default: 15m] [env: PREBUILDCTL_TIMEOUT]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from wait" -l poll-interval -d 'Polling interval, in addition to the event stream [default: 5s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from wait" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from wait" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from wait" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from wait" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from wait" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from wait" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from wait" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from wait" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from wait" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from wait" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from cancel" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from cancel" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from cancel" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from cancel" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from cancel" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from cancel" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from cancel" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from cancel" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from cancel" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from cancel" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from cancel" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from cancel" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from cancel" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from cancel" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from cancel" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from cancel" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from cancel" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from cancel" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from cancel" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from cancel" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from cancel" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from cancel" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from cancel" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from logs" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from logs" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from logs" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from logs" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from logs" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from logs" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from logs" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from logs" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from logs" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from logs" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from logs" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from logs" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from logs" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from logs" -l project -d 'The project of --latest; defaults to the profile\'s project' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from logs" -l class -d 'Only prebuilds for this environment class' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from logs" -l tail -d 'Print only the last N lines; with --follow, of those that there are, and then all' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from logs" -l save -d 'Save the lines as they came in this file, and print nothing' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from logs" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from logs" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from logs" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from logs" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from logs" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from logs" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from logs" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from logs" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from logs" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from logs" -l latest -d 'The newest prebuild of the project, in any phase'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from logs" -l follow -d 'Print what is added until the prebuild has ended; exit 9 if it did not complete'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from logs" -l raw -d 'Print the lines as they came, with colors, carriage returns and section markers'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from logs" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from delete" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from delete" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from delete" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from delete" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from delete" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from delete" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from delete" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from delete" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from delete" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from delete" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from delete" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from delete" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from delete" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from delete" -l timeout -d 'Maximum time to wait [default: 15m] [env: PREBUILDCTL_TIMEOUT]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from delete" -l poll-interval -d 'Polling interval, in addition to the event stream [default: 5s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from delete" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from delete" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from delete" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from delete" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from delete" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from delete" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from delete" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from delete" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from delete" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from delete" -s y -l yes -d 'Delete without confirmation'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from delete" -l wait -d 'Wait until done; Ctrl-C stops waiting, not the operation'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from delete" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from rm" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from rm" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from rm" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from rm" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from rm" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from rm" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from rm" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from rm" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from rm" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from rm" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from rm" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from rm" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from rm" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from rm" -l timeout -d 'Maximum time to wait [default: 15m] [env: PREBUILDCTL_TIMEOUT]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from rm" -l poll-interval -d 'Polling interval, in addition to the event stream [default: 5s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from rm" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from rm" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from rm" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from rm" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from rm" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from rm" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from rm" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from rm" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from rm" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from rm" -s y -l yes -d 'Delete without confirmation'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from rm" -l wait -d 'Wait until done; Ctrl-C stops waiting, not the operation'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand pb; and __fish_seen_subcommand_from rm" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and not __fish_seen_subcommand_from list ls get show prebuilds" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and not __fish_seen_subcommand_from list ls get show prebuilds" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and not __fish_seen_subcommand_from list ls get show prebuilds" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and not __fish_seen_subcommand_from list ls get show prebuilds" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and not __fish_seen_subcommand_from list ls get show prebuilds" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and not __fish_seen_subcommand_from list ls get show prebuilds" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and not __fish_seen_subcommand_from list ls get show prebuilds" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and not __fish_seen_subcommand_from list ls get show prebuilds" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and not __fish_seen_subcommand_from list ls get show prebuilds" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and not __fish_seen_subcommand_from list ls get show prebuilds" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and not __fish_seen_subcommand_from list ls get show prebuilds" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and not __fish_seen_subcommand_from list ls get show prebuilds" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and not __fish_seen_subcommand_from list ls get show prebuilds" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and not __fish_seen_subcommand_from list ls get show prebuilds" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and not __fish_seen_subcommand_from list ls get show prebuilds" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and not __fish_seen_subcommand_from list ls get show prebuilds" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and not __fish_seen_subcommand_from list ls get show prebuilds" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and not __fish_seen_subcommand_from list ls get show prebuilds" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and not __fish_seen_subcommand_from list ls get show prebuilds" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and not __fish_seen_subcommand_from list ls get show prebuilds" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and not __fish_seen_subcommand_from list ls get show prebuilds" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and not __fish_seen_subcommand_from list ls get show prebuilds" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and not __fish_seen_subcommand_from list ls get show prebuilds" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and not __fish_seen_subcommand_from list ls get show prebuilds" -f -a "list" -d 'List projects'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and not __fish_seen_subcommand_from list ls get show prebuilds" -f -a "ls" -d 'List projects'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and not __fish_seen_subcommand_from list ls get show prebuilds" -f -a "get" -d 'Show a project: its classes, whether they are prebuilt, and its warm pools'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and not __fish_seen_subcommand_from list ls get show prebuilds" -f -a "show" -d 'Show a project: its classes, whether they are prebuilt, and its warm pools'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and not __fish_seen_subcommand_from list ls get show prebuilds" -f -a "prebuilds" -d 'Show the prebuild settings of a project beside its warm pools, or change them'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from list" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from list" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from list" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from list" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from list" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from list" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from list" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from list" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from list" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from list" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from list" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from list" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from list" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from list" -l sort -d 'Sort by this column; COLUMN:desc or -COLUMN sorts in descending order' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from list" -l limit -d 'Show at most this many' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from list" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from list" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from list" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from list" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from list" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from list" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from list" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from list" -l all-profiles -d 'Run for each profile of the config file and name the profile in the result'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from ls" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from ls" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from ls" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from ls" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from ls" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from ls" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from ls" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from ls" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from ls" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from ls" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from ls" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from ls" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from ls" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from ls" -l sort -d 'Sort by this column; COLUMN:desc or -COLUMN sorts in descending order' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from ls" -l limit -d 'Show at most this many' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from ls" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from ls" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from ls" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from ls" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from ls" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from ls" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from ls" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from ls" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from ls" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from ls" -l all-profiles -d 'Run for each profile of the config file and name the profile in the result'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from ls" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from get" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from get" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from get" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from get" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from get" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from get" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from get" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from get" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from get" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from get" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from get" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from get" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from get" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from get" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from get" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from get" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from get" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from get" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from get" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from get" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from get" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from get" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from get" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from show" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from show" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from show" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from show" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from show" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from show" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from show" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from show" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from show" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from show" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from show" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from show" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from show" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from show" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from show" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from show" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from show" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from show" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from show" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from show" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from prebuilds" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from prebuilds" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from prebuilds" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from prebuilds" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from prebuilds" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from prebuilds" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from prebuilds" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from prebuilds" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from prebuilds" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from prebuilds" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from prebuilds" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from prebuilds" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from prebuilds" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from prebuilds" -l class -d 'Replace the prebuild classes by these; names or ids, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from prebuilds" -l add-class -d 'Add prebuild classes; names or ids, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from prebuilds" -l remove-class -d 'Remove prebuild classes, which deletes their warm pools; names or ids, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from prebuilds" -l hour -d 'Start a prebuild every day at this hour in UTC, 0 to 23' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from prebuilds" -l timeout -d 'Time limit of a prebuild, 5m to 2h' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from prebuilds" -l executor -d 'Run prebuilds as the user with this id, or as service-account:ID' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from prebuilds" -l jetbrains -d 'Warm up JetBrains editors in prebuilds' -r -f -a "on\t''
off\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from prebuilds" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from prebuilds" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from prebuilds" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from prebuilds" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from prebuilds" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from prebuilds" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from prebuilds" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from prebuilds" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from prebuilds" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from prebuilds" -l on -d 'Turn prebuilds on'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from prebuilds" -l off -d 'Turn prebuilds off, which deletes the warm pools of the project'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from prebuilds" -l no-schedule -d 'Start prebuilds only on request'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from prebuilds" -l dry-run -d 'Print the settings before and after the change, and the pools that it would delete'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from prebuilds" -s y -l yes -d 'Change without confirmation, even if that deletes pools'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand project; and __fish_seen_subcommand_from prebuilds" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and not __fish_seen_subcommand_from list ls get show" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and not __fish_seen_subcommand_from list ls get show" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and not __fish_seen_subcommand_from list ls get show" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and not __fish_seen_subcommand_from list ls get show" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and not __fish_seen_subcommand_from list ls get show" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and not __fish_seen_subcommand_from list ls get show" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and not __fish_seen_subcommand_from list ls get show" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and not __fish_seen_subcommand_from list ls get show" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and not __fish_seen_subcommand_from list ls get show" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and not __fish_seen_subcommand_from list ls get show" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and not __fish_seen_subcommand_from list ls get show" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and not __fish_seen_subcommand_from list ls get show" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and not __fish_seen_subcommand_from list ls get show" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and not __fish_seen_subcommand_from list ls get show" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and not __fish_seen_subcommand_from list ls get show" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and not __fish_seen_subcommand_from list ls get show" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and not __fish_seen_subcommand_from list ls get show" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and not __fish_seen_subcommand_from list ls get show" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and not __fish_seen_subcommand_from list ls get show" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and not __fish_seen_subcommand_from list ls get show" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and not __fish_seen_subcommand_from list ls get show" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and not __fish_seen_subcommand_from list ls get show" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and not __fish_seen_subcommand_from list ls get show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and not __fish_seen_subcommand_from list ls get show" -f -a "list" -d 'List environment classes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and not __fish_seen_subcommand_from list ls get show" -f -a "ls" -d 'List environment classes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and not __fish_seen_subcommand_from list ls get show" -f -a "get" -d 'Show an environment class: its runner, whether it can have warm pools, and its configuration'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and not __fish_seen_subcommand_from list ls get show" -f -a "show" -d 'Show an environment class: its runner, whether it can have warm pools, and its configuration'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from list" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from list" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from list" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from list" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from list" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from list" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from list" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from list" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from list" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from list" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from list" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from list" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from list" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from list" -l project -d 'Filter by project: classes that its environments or prebuilds use; names, ids or patterns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from list" -l sort -d 'Sort by this column; COLUMN:desc or -COLUMN sorts in descending order' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from list" -l limit -d 'Show at most this many' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from list" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from list" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from list" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from list" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from list" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from list" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from list" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from list" -l all-profiles -d 'Run for each profile of the config file and name the profile in the result'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from ls" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from ls" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from ls" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from ls" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from ls" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from ls" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from ls" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from ls" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from ls" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from ls" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from ls" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from ls" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from ls" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from ls" -l project -d 'Filter by project: classes that its environments or prebuilds use; names, ids or patterns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from ls" -l sort -d 'Sort by this column; COLUMN:desc or -COLUMN sorts in descending order' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from ls" -l limit -d 'Show at most this many' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from ls" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from ls" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from ls" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from ls" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from ls" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from ls" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from ls" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from ls" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from ls" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from ls" -l all-profiles -d 'Run for each profile of the config file and name the profile in the result'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from ls" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from get" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from get" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from get" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from get" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from get" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from get" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from get" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from get" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from get" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from get" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from get" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from get" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from get" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from get" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from get" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from get" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from get" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from get" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from get" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from get" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from get" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from get" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from get" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from show" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from show" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from show" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from show" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from show" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from show" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from show" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from show" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from show" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from show" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from show" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from show" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from show" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from show" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from show" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from show" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from show" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from show" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from show" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from show" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand class; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and not __fish_seen_subcommand_from list ls get show" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and not __fish_seen_subcommand_from list ls get show" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and not __fish_seen_subcommand_from list ls get show" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and not __fish_seen_subcommand_from list ls get show" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and not __fish_seen_subcommand_from list ls get show" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and not __fish_seen_subcommand_from list ls get show" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and not __fish_seen_subcommand_from list ls get show" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and not __fish_seen_subcommand_from list ls get show" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and not __fish_seen_subcommand_from list ls get show" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and not __fish_seen_subcommand_from list ls get show" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and not __fish_seen_subcommand_from list ls get show" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and not __fish_seen_subcommand_from list ls get show" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and not __fish_seen_subcommand_from list ls get show" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and not __fish_seen_subcommand_from list ls get show" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and not __fish_seen_subcommand_from list ls get show" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and not __fish_seen_subcommand_from list ls get show" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and not __fish_seen_subcommand_from list ls get show" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and not __fish_seen_subcommand_from list ls get show" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and not __fish_seen_subcommand_from list ls get show" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and not __fish_seen_subcommand_from list ls get show" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and not __fish_seen_subcommand_from list ls get show" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and not __fish_seen_subcommand_from list ls get show" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and not __fish_seen_subcommand_from list ls get show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and not __fish_seen_subcommand_from list ls get show" -f -a "list" -d 'List runners'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and not __fish_seen_subcommand_from list ls get show" -f -a "ls" -d 'List runners'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and not __fish_seen_subcommand_from list ls get show" -f -a "get" -d 'Show a runner: its phase, its version and what it supports'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and not __fish_seen_subcommand_from list ls get show" -f -a "show" -d 'Show a runner: its phase, its version and what it supports'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from list" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from list" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from list" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from list" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from list" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from list" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from list" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from list" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from list" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from list" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from list" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from list" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from list" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from list" -l sort -d 'Sort by this column; COLUMN:desc or -COLUMN sorts in descending order' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from list" -l limit -d 'Show at most this many' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from list" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from list" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from list" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from list" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from list" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from list" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from list" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from list" -l all-profiles -d 'Run for each profile of the config file and name the profile in the result'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from ls" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from ls" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from ls" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from ls" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from ls" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from ls" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from ls" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from ls" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from ls" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from ls" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from ls" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from ls" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from ls" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from ls" -l sort -d 'Sort by this column; COLUMN:desc or -COLUMN sorts in descending order' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from ls" -l limit -d 'Show at most this many' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from ls" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from ls" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from ls" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from ls" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from ls" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from ls" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from ls" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from ls" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from ls" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from ls" -l all-profiles -d 'Run for each profile of the config file and name the profile in the result'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from ls" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from get" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from get" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from get" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from get" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from get" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from get" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from get" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from get" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from get" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from get" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from get" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from get" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from get" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from get" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from get" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from get" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from get" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from get" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from get" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from get" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from get" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from get" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from get" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from show" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from show" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from show" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from show" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from show" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from show" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from show" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from show" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from show" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from show" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from show" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from show" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from show" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from show" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from show" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from show" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from show" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from show" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from show" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from show" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand runner; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand plan" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand plan" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand plan" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand plan" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand plan" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand plan" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand plan" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand plan" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand plan" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand plan" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand plan" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand plan" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand plan" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand plan" -s f -l file -d 'Fleet file, or a folder of *.toml files; - reads standard input (can be repeated)' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand plan" -l at -d 'Instant (2026-12-24T08:00:00Z), or local time in the time zone of the file (2026-12-24T09:00) [default: now]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand plan" -l out -d 'Save the plan for apply; - writes it to stdout; with --quiet it is not printed' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand plan" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand plan" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand plan" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand plan" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand plan" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand plan" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand plan" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand plan" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand plan" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand plan" -l prune -d 'Also delete pools that are in scope but not in the file'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand plan" -l detailed-exitcode -d 'Exit with 3 if there are changes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand plan" -l offline -d 'Only validate the file; works offline'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand plan" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand apply" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand apply" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand apply" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand apply" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand apply" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand apply" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand apply" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand apply" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand apply" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand apply" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand apply" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand apply" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand apply" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand apply" -s f -l file -d 'Fleet file, or a folder of *.toml files; - reads standard input (can be repeated)' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand apply" -l only -d 'Apply only these kinds of changes, separated by commas, and leave the others (can be repeated)' -r -f -a "create\t''
update\t''
delete\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand apply" -l max-deletes -d 'Delete at most N pools [default: 30% of the pools in scope, but always at least 1]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand apply" -l concurrency -d 'Number of concurrent changes, at most 32' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand apply" -l every -d 'With --follow, apply at least this often, 1m to 24h [default: 15m]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand apply" -l timeout -d 'Maximum time to wait [default: 15m] [env: PREBUILDCTL_TIMEOUT]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand apply" -l poll-interval -d 'Polling interval, in addition to the event stream [default: 5s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand apply" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand apply" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand apply" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand apply" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand apply" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand apply" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand apply" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand apply" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand apply" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand apply" -l prune -d 'Also delete pools that are in scope but not in the file'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand apply" -s y -l yes -d 'Apply without asking for confirmation'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand apply" -l follow -d 'Keep running: apply at every edge of a window, when the file changes, and at intervals; never delete'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand apply" -l wait -d 'Wait until done; Ctrl-C stops waiting, not the operation'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand apply" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand drift" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand drift" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand drift" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand drift" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand drift" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand drift" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand drift" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand drift" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand drift" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand drift" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand drift" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand drift" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand drift" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand drift" -s f -l file -d 'Fleet file, or a folder of *.toml files; - reads standard input (can be repeated)' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand drift" -l at -d 'Instant (2026-12-24T08:00:00Z), or local time in the time zone of the file (2026-12-24T09:00) [default: now]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand drift" -l grace -d 'Accept the size before a window began or ended for this long after it; 0s turns it off [default: grace of the file, or 30m]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand drift" -l ignore -d 'Ignore a pool, or only its min, max or pool (whether it exists); can be repeated' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand drift" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand drift" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand drift" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand drift" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand drift" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand drift" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand drift" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand drift" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand drift" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand drift" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand export" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand export" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand export" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand export" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand export" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand export" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand export" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand export" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand export" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand export" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand export" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand export" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand export" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand export" -l project -d 'Only pools of these projects: names, ids or patterns such as \'acme-*\', separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand export" -l format -d 'Output format' -r -f -a "fleet\t'A fleet file'
terraform\t'Resources and import blocks for the official Terraform provider'"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand export" -s f -l file -d 'With --format terraform: a fleet file whose windows Terraform must not fight (can be repeated)' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand export" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand export" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand export" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand export" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand export" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand export" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand export" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand export" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand export" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and not __fish_seen_subcommand_from check schedule show" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and not __fish_seen_subcommand_from check schedule show" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and not __fish_seen_subcommand_from check schedule show" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and not __fish_seen_subcommand_from check schedule show" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and not __fish_seen_subcommand_from check schedule show" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and not __fish_seen_subcommand_from check schedule show" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and not __fish_seen_subcommand_from check schedule show" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and not __fish_seen_subcommand_from check schedule show" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and not __fish_seen_subcommand_from check schedule show" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and not __fish_seen_subcommand_from check schedule show" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and not __fish_seen_subcommand_from check schedule show" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and not __fish_seen_subcommand_from check schedule show" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and not __fish_seen_subcommand_from check schedule show" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and not __fish_seen_subcommand_from check schedule show" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and not __fish_seen_subcommand_from check schedule show" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and not __fish_seen_subcommand_from check schedule show" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and not __fish_seen_subcommand_from check schedule show" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and not __fish_seen_subcommand_from check schedule show" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and not __fish_seen_subcommand_from check schedule show" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and not __fish_seen_subcommand_from check schedule show" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and not __fish_seen_subcommand_from check schedule show" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and not __fish_seen_subcommand_from check schedule show" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and not __fish_seen_subcommand_from check schedule show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and not __fish_seen_subcommand_from check schedule show" -f -a "check" -d 'Validate a fleet file; works offline'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and not __fish_seen_subcommand_from check schedule show" -f -a "schedule" -d 'Print a schedule that applies a fleet file every 15 minutes; works offline'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and not __fish_seen_subcommand_from check schedule show" -f -a "show" -d 'Show the sizes that a fleet file declares now or at another time; works offline'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from check" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from check" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from check" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from check" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from check" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from check" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from check" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from check" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from check" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from check" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from check" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from check" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from check" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from check" -s f -l file -d 'Fleet file, or a folder of *.toml files; - reads standard input (can be repeated)' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from check" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from check" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from check" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from check" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from check" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from check" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from check" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from check" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from check" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from schedule" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from schedule" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from schedule" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from schedule" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from schedule" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from schedule" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from schedule" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from schedule" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from schedule" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from schedule" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from schedule" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from schedule" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from schedule" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from schedule" -s f -l file -d 'Fleet file, or a folder of *.toml files; - reads standard input (can be repeated)' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from schedule" -l format -d 'The scheduler' -r -f -a "cron\t'An entry for a crontab'
github\t'A workflow for GitHub Actions'
systemd\t'A systemd service and its timer'
kubernetes\t'A Kubernetes CronJob'"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from schedule" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from schedule" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from schedule" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from schedule" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from schedule" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from schedule" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from schedule" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from schedule" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from schedule" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from schedule" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from show" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from show" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from show" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from show" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from show" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from show" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from show" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from show" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from show" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from show" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from show" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from show" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from show" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from show" -s f -l file -d 'Fleet file, or a folder of *.toml files; - reads standard input (can be repeated)' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from show" -l at -d 'Instant (2026-12-24T08:00:00Z), or local time in the time zone of the file (2026-12-24T09:00) [default: now]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from show" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from show" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from show" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from show" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from show" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from show" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from show" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from show" -l week -d 'Also show the week from Monday that contains the instant, hour by hour'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand fleet; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand metrics" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand metrics" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand metrics" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand metrics" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand metrics" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand metrics" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand metrics" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand metrics" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand metrics" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand metrics" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand metrics" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand metrics" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand metrics" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand metrics" -l project -d 'Only pools of these projects: names, ids or patterns such as \'acme-*\', separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand metrics" -s f -l file -d 'Also count the differences between a fleet file and the service (can be repeated)' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand metrics" -l textfile -d 'Write the metrics to a file for the textfile collector of node_exporter; must end in .prom' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand metrics" -l listen -d 'Serve the metrics over HTTP until stopped [default address: 127.0.0.1:9464]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand metrics" -l every -d 'Interval of the sweeps; with --textfile the command goes on until stopped [default with --listen: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand metrics" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand metrics" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand metrics" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand metrics" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand metrics" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand metrics" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand metrics" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand metrics" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand metrics" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand metrics" -l all-profiles -d 'Export the service of each profile of the config file, with a label \'profile\''
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand metrics" -l rules -d 'Print alert rules for Prometheus; works offline'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand metrics" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and not __fish_seen_subcommand_from login status logout" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and not __fish_seen_subcommand_from login status logout" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and not __fish_seen_subcommand_from login status logout" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and not __fish_seen_subcommand_from login status logout" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and not __fish_seen_subcommand_from login status logout" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and not __fish_seen_subcommand_from login status logout" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and not __fish_seen_subcommand_from login status logout" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and not __fish_seen_subcommand_from login status logout" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and not __fish_seen_subcommand_from login status logout" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and not __fish_seen_subcommand_from login status logout" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and not __fish_seen_subcommand_from login status logout" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and not __fish_seen_subcommand_from login status logout" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and not __fish_seen_subcommand_from login status logout" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and not __fish_seen_subcommand_from login status logout" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and not __fish_seen_subcommand_from login status logout" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and not __fish_seen_subcommand_from login status logout" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and not __fish_seen_subcommand_from login status logout" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and not __fish_seen_subcommand_from login status logout" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and not __fish_seen_subcommand_from login status logout" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and not __fish_seen_subcommand_from login status logout" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and not __fish_seen_subcommand_from login status logout" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and not __fish_seen_subcommand_from login status logout" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and not __fish_seen_subcommand_from login status logout" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and not __fish_seen_subcommand_from login status logout" -f -a "login" -d 'Sign in: verify a token with the service and save it in the profile'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and not __fish_seen_subcommand_from login status logout" -f -a "status" -d 'Show who is signed in and the source of the token'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and not __fish_seen_subcommand_from login status logout" -f -a "logout" -d 'Sign out: remove the token from the profile'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from login" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from login" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from login" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from login" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from login" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from login" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from login" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from login" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from login" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from login" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from login" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from login" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from login" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from login" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from login" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from login" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from login" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from login" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from login" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from login" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from login" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from login" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from login" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from status" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from status" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from status" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from status" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from status" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from status" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from status" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from status" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from status" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from status" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from status" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from status" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from status" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from status" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from status" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from status" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from status" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from status" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from status" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from status" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from status" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from status" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from status" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from logout" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from logout" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from logout" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from logout" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from logout" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from logout" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from logout" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from logout" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from logout" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from logout" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from logout" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from logout" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from logout" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from logout" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from logout" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from logout" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from logout" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from logout" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from logout" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from logout" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from logout" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from logout" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand auth; and __fish_seen_subcommand_from logout" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and not __fish_seen_subcommand_from serve status advance fault reset compare" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and not __fish_seen_subcommand_from serve status advance fault reset compare" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and not __fish_seen_subcommand_from serve status advance fault reset compare" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and not __fish_seen_subcommand_from serve status advance fault reset compare" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and not __fish_seen_subcommand_from serve status advance fault reset compare" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and not __fish_seen_subcommand_from serve status advance fault reset compare" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and not __fish_seen_subcommand_from serve status advance fault reset compare" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and not __fish_seen_subcommand_from serve status advance fault reset compare" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and not __fish_seen_subcommand_from serve status advance fault reset compare" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and not __fish_seen_subcommand_from serve status advance fault reset compare" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and not __fish_seen_subcommand_from serve status advance fault reset compare" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and not __fish_seen_subcommand_from serve status advance fault reset compare" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and not __fish_seen_subcommand_from serve status advance fault reset compare" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and not __fish_seen_subcommand_from serve status advance fault reset compare" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and not __fish_seen_subcommand_from serve status advance fault reset compare" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and not __fish_seen_subcommand_from serve status advance fault reset compare" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and not __fish_seen_subcommand_from serve status advance fault reset compare" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and not __fish_seen_subcommand_from serve status advance fault reset compare" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and not __fish_seen_subcommand_from serve status advance fault reset compare" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and not __fish_seen_subcommand_from serve status advance fault reset compare" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and not __fish_seen_subcommand_from serve status advance fault reset compare" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and not __fish_seen_subcommand_from serve status advance fault reset compare" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and not __fish_seen_subcommand_from serve status advance fault reset compare" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and not __fish_seen_subcommand_from serve status advance fault reset compare" -f -a "serve" -d 'Serve the embedded API until Ctrl-C or SIGTERM'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and not __fish_seen_subcommand_from serve status advance fault reset compare" -f -a "status" -d 'Show the data file, the token, the simulated time and the number of resources'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and not __fish_seen_subcommand_from serve status advance fault reset compare" -f -a "advance" -d 'Advance the simulated time'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and not __fish_seen_subcommand_from serve status advance fault reset compare" -f -a "fault" -d 'Inject faults: failing instances, prebuilds and calls, slow responses, broken streams'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and not __fish_seen_subcommand_from serve status advance fault reset compare" -f -a "reset" -d 'Reset the data to the built-in seed or to your own; existing data is lost'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and not __fish_seen_subcommand_from serve status advance fault reset compare" -f -a "compare" -d 'Compare a service with the embedded API; exit 3 if they differ'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from serve" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from serve" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from serve" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from serve" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from serve" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from serve" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from serve" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from serve" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from serve" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from serve" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from serve" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from serve" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from serve" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from serve" -l port -d 'Listen on this port; a free one by default' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from serve" -l speed -d 'Run simulated time X times faster than real time; 0 stops it' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from serve" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from serve" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from serve" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from serve" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from serve" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from serve" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from serve" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from serve" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from serve" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from serve" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from status" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from status" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from status" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from status" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from status" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from status" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from status" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from status" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from status" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from status" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from status" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from status" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from status" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from status" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from status" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from status" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from status" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from status" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from status" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from status" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from status" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from status" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from status" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from advance" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from advance" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from advance" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from advance" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from advance" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from advance" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from advance" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from advance" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from advance" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from advance" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from advance" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from advance" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from advance" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from advance" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from advance" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from advance" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from advance" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from advance" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from advance" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from advance" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from advance" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from advance" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from advance" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from fault" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from fault" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from fault" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from fault" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from fault" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from fault" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from fault" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from fault" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from fault" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from fault" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from fault" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from fault" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from fault" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from fault" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from fault" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from fault" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from fault" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from fault" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from fault" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from fault" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from fault" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from fault" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from fault" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from fault" -f -a "instances" -d 'Let the next instances of pools fail; three in a row degrade a pool'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from fault" -f -a "prebuilds" -d 'Let the tasks of the next prebuilds fail'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from fault" -f -a "runner" -d 'Set the phase of a runner'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from fault" -f -a "error" -d 'Let calls of a method fail'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from fault" -f -a "latency" -d 'Delay every response; 0 ends it'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from fault" -f -a "drop-stream" -d 'Cut all open event streams once, without an error'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from fault" -f -a "list" -d 'List the faults in force'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from fault" -f -a "clear" -d 'End all faults, and activate the runners whose phase was set'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from reset" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from reset" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from reset" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from reset" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from reset" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from reset" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from reset" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from reset" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from reset" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from reset" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from reset" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from reset" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from reset" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from reset" -l seed -d 'Read the seed from this file' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from reset" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from reset" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from reset" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from reset" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from reset" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from reset" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from reset" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from reset" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from reset" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from reset" -s y -l yes -d 'Replace a file that is not a data file without confirmation; it is kept as FILE.bak'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from reset" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from compare" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from compare" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from compare" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from compare" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from compare" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from compare" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from compare" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from compare" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from compare" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from compare" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from compare" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from compare" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from compare" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from compare" -l project -d 'Project name or id; defaults to the profile\'s project' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from compare" -l class -d 'Environment class name, CLASS@RUNNER or id; defaults to a prebuild class without a pool' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from compare" -l timeout -d 'Maximum time to wait [default: 15m] [env: PREBUILDCTL_TIMEOUT]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from compare" -l poll-interval -d 'Polling interval, in addition to the event stream [default: 5s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from compare" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from compare" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from compare" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from compare" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from compare" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from compare" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from compare" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from compare" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from compare" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from compare" -s y -l yes -d 'Also create, resize and delete a scratch pool'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand local; and __fish_seen_subcommand_from compare" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and not __fish_seen_subcommand_from path list ls get set unset" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and not __fish_seen_subcommand_from path list ls get set unset" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and not __fish_seen_subcommand_from path list ls get set unset" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and not __fish_seen_subcommand_from path list ls get set unset" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and not __fish_seen_subcommand_from path list ls get set unset" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and not __fish_seen_subcommand_from path list ls get set unset" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and not __fish_seen_subcommand_from path list ls get set unset" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and not __fish_seen_subcommand_from path list ls get set unset" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and not __fish_seen_subcommand_from path list ls get set unset" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and not __fish_seen_subcommand_from path list ls get set unset" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and not __fish_seen_subcommand_from path list ls get set unset" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and not __fish_seen_subcommand_from path list ls get set unset" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and not __fish_seen_subcommand_from path list ls get set unset" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and not __fish_seen_subcommand_from path list ls get set unset" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and not __fish_seen_subcommand_from path list ls get set unset" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and not __fish_seen_subcommand_from path list ls get set unset" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and not __fish_seen_subcommand_from path list ls get set unset" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and not __fish_seen_subcommand_from path list ls get set unset" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and not __fish_seen_subcommand_from path list ls get set unset" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and not __fish_seen_subcommand_from path list ls get set unset" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and not __fish_seen_subcommand_from path list ls get set unset" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and not __fish_seen_subcommand_from path list ls get set unset" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and not __fish_seen_subcommand_from path list ls get set unset" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and not __fish_seen_subcommand_from path list ls get set unset" -f -a "path" -d 'Show the path of the config file'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and not __fish_seen_subcommand_from path list ls get set unset" -f -a "list" -d 'List all settings in effect'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and not __fish_seen_subcommand_from path list ls get set unset" -f -a "ls" -d 'List all settings in effect'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and not __fish_seen_subcommand_from path list ls get set unset" -f -a "get" -d 'Show one setting'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and not __fish_seen_subcommand_from path list ls get set unset" -f -a "set" -d 'Change one setting in the file'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and not __fish_seen_subcommand_from path list ls get set unset" -f -a "unset" -d 'Remove one setting from the file'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from path" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from path" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from path" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from path" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from path" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from path" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from path" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from path" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from path" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from path" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from path" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from path" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from path" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from path" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from path" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from path" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from path" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from path" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from path" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from path" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from path" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from path" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from path" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from list" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from list" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from list" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from list" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from list" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from list" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from list" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from list" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from list" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from list" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from list" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from list" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from list" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from list" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from list" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from list" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from list" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from list" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from list" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from list" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from list" -l show-origin -d 'Show the source of each value'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from list" -l profiles -d 'List the profiles instead'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from ls" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from ls" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from ls" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from ls" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from ls" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from ls" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from ls" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from ls" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from ls" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from ls" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from ls" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from ls" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from ls" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from ls" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from ls" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from ls" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from ls" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from ls" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from ls" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from ls" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from ls" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from ls" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from ls" -l show-origin -d 'Show the source of each value'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from ls" -l profiles -d 'List the profiles instead'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from ls" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from get" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from get" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from get" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from get" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from get" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from get" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from get" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from get" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from get" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from get" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from get" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from get" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from get" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from get" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from get" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from get" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from get" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from get" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from get" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from get" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from get" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from get" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from get" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from set" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from set" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from set" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from set" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from set" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from set" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from set" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from set" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from set" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from set" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from set" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from set" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from set" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from set" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from set" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from set" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from set" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from set" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from set" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from set" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from set" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from set" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from set" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from unset" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from unset" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from unset" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from unset" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from unset" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from unset" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from unset" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from unset" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from unset" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from unset" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from unset" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from unset" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from unset" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from unset" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from unset" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from unset" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from unset" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from unset" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from unset" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from unset" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from unset" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from unset" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand config; and __fish_seen_subcommand_from unset" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand api" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand api" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand api" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand api" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand api" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand api" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand api" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand api" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand api" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand api" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand api" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand api" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand api" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand api" -s d -l data -d 'Request message: JSON, @FILE, or - for stdin' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand api" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand api" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand api" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand api" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand api" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand api" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand api" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand api" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand api" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand api" -l paginate -d 'Fetch all pages of a list and print one array'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand api" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand help" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand help" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand help" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand help" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand help" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand help" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand help" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand help" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand help" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand help" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand help" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand help" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand help" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand help" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand help" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand help" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand help" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand help" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand help" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand help" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand help" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand help" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand completions" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand completions" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand completions" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand completions" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand completions" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand completions" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand completions" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand completions" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand completions" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand completions" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand completions" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand completions" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand completions" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand completions" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand completions" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand completions" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand completions" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand completions" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand completions" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand completions" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand completions" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand completions" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand man" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand man" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand man" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand man" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand man" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand man" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand man" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand man" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand man" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand man" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand man" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand man" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand man" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand man" -l out -d 'Write a page for each command to this folder' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand man" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand man" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand man" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand man" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand man" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand man" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand man" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand man" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand man" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand man" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand version" -l profile -d 'Use this profile of the config file [env: PREBUILDCTL_PROFILE]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand version" -l config -d 'Use this config file [env: PREBUILDCTL_CONFIG]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand version" -l local-data -d 'Store the data of the embedded API in this file [env: PREBUILDCTL_LOCAL_DATA]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand version" -l host -d 'Use the service at this URL; /api is added to a bare host [env: ONA_HOST]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand version" -l token-file -d 'Read the token from this file [env: ONA_TOKEN, the token itself]' -r -F
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand version" -l request-timeout -d 'Timeout for each request [env: PREBUILDCTL_REQUEST_TIMEOUT] [default: 30s]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand version" -l retries -d 'Retry failed requests up to N times; 0 disables retries [env: PREBUILDCTL_RETRIES] [default: 4]' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand version" -l color -d 'Use colors: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand version" -s o -l output -d 'Set the output format [env: PREBUILDCTL_OUTPUT]' -r -f -a "table\t''
wide\t''
json\t''
jsonl\t''
yaml\t''
csv\t''
tsv\t''
markdown\t''
name\t''
id\t''"
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand version" -l columns -d 'Show only these columns, separated by commas' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand version" -l jq -d 'Filter the JSON output with a jq expression' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand version" -l arg -d 'Set a variable of the --jq filter to a text' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand version" -l argjson -d 'Set a variable of the --jq filter to a JSON value' -r
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand version" -l local -d 'Use the embedded API; no account needed [env: PREBUILDCTL_LOCAL=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand version" -l token-stdin -d 'Read the token from standard input'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand version" -l no-input -d 'Never prompt; fail instead [env: PREBUILDCTL_NO_INPUT, CI]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand version" -l no-headers -d 'Omit the header row'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand version" -s r -l raw-output -d 'Print strings that --jq returns without quotes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand version" -s c -l compact-output -d 'Print each value that --jq returns on one line'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand version" -s q -l quiet -d 'Suppress progress and notes'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand version" -s v -l verbose -d 'Log API calls; -vv includes request and response bodies'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand version" -l github -d 'Write GitHub Actions outputs and a job summary [env: PREBUILDCTL_GITHUB=1]'
complete -c prebuildctl -n "__fish_prebuildctl_using_subcommand version" -s h -l help -d 'Print help (see more with \'--help\')'

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
complete -c prebuildctl -n __fish_prebuildctl_at_name -l add-class -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l arg -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l argjson -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l at -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l budget -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l by -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l claim -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l claim-below -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l claims -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l class -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l color -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l columns -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l concurrency -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l confidence -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l config -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -s d -l data -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l demand -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l every -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l exclude -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l executor -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -s f -l file -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l for -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l format -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l from -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l goal -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l grace -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l growth -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l host -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l hour -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l if-exists -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l if-missing -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l ignore -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l jetbrains -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l jq -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l keep-within -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l limit -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l listen -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l local-data -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l logs-on-failure -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l max -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l max-deletes -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l message -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l min -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l only -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l out -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -s o -l output -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l phase -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l poll-interval -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l port -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l profile -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l project -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l provision -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l record -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l recording -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l remove-class -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l report -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l request-timeout -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l retries -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l retry-after -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l run-timeout -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l running-price -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l save -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l seed -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l since -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l size -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l sort -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l speed -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l start -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l stopped-price -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l tail -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l textfile -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l time-zone -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l timeout -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l times -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l to -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l token-file -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l windows -x -a "(__fish_prebuildctl_names)"
complete -c prebuildctl -n __fish_prebuildctl_at_name -l without -x -a "(__fish_prebuildctl_names)"

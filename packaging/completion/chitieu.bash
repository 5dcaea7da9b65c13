# bash completion of chitieu(1). The commands and flags are asked of the program, so they are never stale.

_chitieu_flag_line() {
    chitieu help "$1" 2>/dev/null | sed -n "s/^  \\($2\\)\\([ ,].*\\)\\{0,1\\}\$/\\1\\2/p" | head -n 1
}

_chitieu() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]} line
    COMPREPLY=()
    if [ "$COMP_CWORD" -eq 1 ]; then
        mapfile -t COMPREPLY < <(compgen -W "$(chitieu --help 2>/dev/null |
            sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p') help" -- "$word")
        return
    fi
    case $before in
    --*)
        line=$(_chitieu_flag_line "$command" "$before")
        case $line in
        "$before "DIR*) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
        "$before "SEVERITY*) mapfile -t COMPREPLY < <(compgen -W 'error warning' -- "$word"); return ;;
        "$before "FORMAT*)
            case $command in
            export) mapfile -t COMPREPLY < <(compgen -W 'csv jsonl' -- "$word") ;;
            *) mapfile -t COMPREPLY < <(compgen -W 'json text' -- "$word") ;;
            esac
            return
            ;;
        "$before "N\ * | "$before "P\ * | "$before "I/N* | "$before "ID*) return ;;
        "$before "[A-Z]*) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
        esac
        ;;
    esac
    if [[ $word == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$(chitieu help "$command" 2>/dev/null |
            sed -n 's/^  \(--[a-z-]*\).*/\1/p')" -- "$word")
    elif [ "$COMP_CWORD" -eq 2 ] && [ "$command" = rules ]; then
        mapfile -t COMPREPLY < <(compgen -W 'list check test coverage schema import' -- "$word")
    elif [ "$COMP_CWORD" -eq 2 ] && [ "$command" = log ]; then
        mapfile -t COMPREPLY < <(compgen -W 'verify' -- "$word")
    else
        mapfile -t COMPREPLY < <(compgen -f -- "$word")
    fi
}
complete -o filenames -F _chitieu chitieu

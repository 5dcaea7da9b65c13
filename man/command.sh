#!/bin/sh
# Prints the manual page of one command, from the program's own help:
#
#     man/command.sh build/chitieu run
LC_ALL=C.UTF-8 "$1" help "$2" | awk -v command="$2" -v version="$("$1" --version | cut -d' ' -f2)" '
    function escape(text) {
        gsub(/\\/, "\\e", text); gsub(/-/, "\\-", text); gsub(/…/, "...", text)
        if (text ~ /^[.\047]/) text = "\\&" text
        return text
    }
    function block(on) { if (on != literal) print on ? (seen ? ".PP\n.nf" : ".nf") : ".fi"; literal = on }
    function section(name) { block(0); print ".SH " name; seen = blank = 0 }
    NR == 1 {
        sub(/^[^:]*: /, "")
        print ".\\\" Made from chitieu help " command " by man/command.sh."
        print ".TH CHITIEU\\-" toupper(command) " 1 2026-12-01 \"chitieu " escape(version) "\" \"User Commands\""
        print ".SH NAME\nchitieu\\-" command " \\- " escape($0)
        next
    }
    /^Usage: / { sub(/^Usage: /, ""); print ".SH SYNOPSIS\n" escape($0); next }
    /^Flags:$/ { block(0); print ".SH OPTIONS"; part = "flags"; next }
    /^Limits / { sub(/:$/, ""); print ".SS " escape($0); part = "flags"; next }
    /^Examples:$/ { section("EXAMPLES"); part = "examples"; next }
    /^Exit status: / { sub(/^Exit status: /, ""); section("EXIT STATUS"); part = "" }
    part == "flags" && /^  --/ {
        sub(/^  /, "")
        at = match($0, /  +/)
        print ".TP\n.B " escape(substr($0, 1, at - 1)) "\n" escape(substr($0, at + RLENGTH))
        next
    }
    part == "" && !described { print ".SH DESCRIPTION"; described = 1; blank = 0; if (/^$/) next }
    /^$/ { blank = 1; next }
    { was = literal; block(part == "examples" || /^  /) }
    blank && !literal && !was && seen { print ".PP" }
    blank && literal && was { print "" }
    { print escape($0); blank = 0; seen = 1 }
    END {
        block(0)
        print ".SH SEE ALSO\n.BR chitieu (1)"
    }'

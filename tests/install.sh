#!/bin/bash
# Tests of an installation into a folder: the program finds its rules and configuration there, the pages are clean, the
# completions complete, the units hold. What a tool is missing for is said. Ends with "install: N passed, N failed".
#
#     tests/install.sh build
set -u
cd "$(dirname "$0")/.." || exit 75
build=$1
work=$(mktemp -d) || exit 75
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8 NO_COLOR=1 HOME=$work
unset CHITIEU_RULES
passed=0 failed=0
out=$work/out

# check NAME STATUS PATTERN COMMAND...: the status, and the pattern in what it says; an empty pattern: it says nothing.
check() {
    local name=$1 expected=$2 pattern=$3 status
    shift 3
    "$@" >"$out" 2>&1 </dev/null
    status=$?
    if [ "$status" -eq "$expected" ] &&
        if [ -n "$pattern" ]; then grep -qE -- "$pattern" "$out"; else [ ! -s "$out" ]; fi; then
        passed=$((passed + 1))
    else
        echo "FAILED install: $name: status $status, not $expected, or not \"$pattern\":"
        head -n 5 "$out"
        failed=$((failed + 1))
    fi
}
has() { command -v "$1" >/dev/null || { echo "install: $1 is not installed: $2"; return 1; }; }

# --- An installation that runs where it lies ----------------------------------------------------------
# The program knows its place since it was built; only what asks for it is built anew, beside the tree's own build.
prefix=$work/usr
mkdir "$work/tree"
cp -R Makefile LICENSE core extract normalize load pipeline po rules man docs packaging "$work/tree/"
mkdir -p "$work/tree/build" "$work/tree/$build"
cp -Rp "$build/obj" "$build/libchitieu.a" "$work/tree/$build/"
[ -d "$build/made" ] && cp -Rp "$build/made" "$work/tree/$build/"
variant=(CC="${CC:-gcc}")
case $build in *san*) variant+=(SAN=1) ;; esac
install_into() { (cd "$work/tree" && find "$build/obj" "$build/libchitieu.a" build -type f -name '*.[oa]' -exec touch {} + &&
    make --no-print-directory "${variant[@]}" PREFIX="$prefix" "$@" install); }
check 'make install' 0 . install_into
chitieu=$prefix/bin/chitieu
cp -R samples "$work/samples"
docx=$(find "$work/samples" -name 'bqlkdl-*.docx' | head -n 1)
cd "$work" || exit 75
mv "$work/tree" "$work/gone"
check 'the installed program finds its rules' 0 '"form":"cchc-2021"' "$chitieu" normalize "$docx"
check 'and lists them' 0 . "$chitieu" rules list
for file in share/man/man1/chitieu.1 share/man/man1/chitieu-run.1 share/man/man5/chitieu-events.5 share/man/man5/chitieu.conf.5 \
    share/chitieu/rules/cchc-2021/form.yaml share/chitieu/chitieu.lnav.json share/doc/chitieu/rules.md share/doc/chitieu/LICENSE \
    share/locale/vi/LC_MESSAGES/chitieu.mo lib/systemd/system/chitieu.timer etc/chitieu/chitieu.conf; do
    check "$file is installed" 0 '' test -s "$prefix/$file"
done

# --- The configuration --------------------------------------------------------------------------------
config=$prefix/etc/chitieu/chitieu.conf
mkdir "$work/in" && cp -p "$docx" "$work/in" && touch -d '1 hour ago' "$work/in"/*
printf '# ours\n\ninbox = %s\n  db=%s  \nsummary = yes\nmax-seconds = 1K\n' "$work/in" "$work/c.db" >"$config"
check 'run reads the installed configuration' 0 'bqlkdl' "$chitieu" run
check 'its database is there' 0 '' test -s "$work/c.db"
check 'so does retry' 0 . "$chitieu" retry
check 'a run that names its own does not' 0 '' "$chitieu" run --inbox "$work/in" --db "$work/d.db"
printf 'inbox = %s\ndb = %s\n' "$work/none" "$work/e.db" >"$work/own.conf"
check '--config names another' 66 'none' "$chitieu" run --config "$work/own.conf"
check 'the command line goes before it' 0 '' "$chitieu" run --config "$work/own.conf" --inbox "$work/in"
check 'the rest is taken from it' 0 '' test -s "$work/e.db"
wrong() { printf '%b' "$2" >"$work/wrong.conf"; check "$1" 78 "$3" "$chitieu" run --config "$work/wrong.conf"; }
wrong 'an unknown key' 'db = x\n\njbos = 2\n' 'wrong.conf:3: .*"jbos"; did you mean jobs\?'
wrong 'a key that nothing is like' 'zzzzzzzzzz = 2\n' 'wrong.conf:1: .*flags of chitieu run'
wrong 'a bad number' 'jobs = many\n' 'wrong.conf:1: .*whole number'
wrong 'a bad choice' 'fail-on = never\n' 'wrong.conf:1: .*error\|warning'
wrong 'a bad switch' 'quiet = oui\n' 'wrong.conf:1: .*yes or no'
wrong 'a key twice' 'jobs = 1\njobs = 2\n' 'wrong.conf:2: .*twice'
wrong 'no value' 'db =\n' 'wrong.conf:1: '
wrong 'no key and value' 'inbox\n' 'wrong.conf:1: .*key = value'
wrong 'help is no key' 'help = yes\n' 'wrong.conf:1: There is no key'
wrong 'a NUL' 'db = a\0b\n' 'Not a configuration file'
check 'an absent file' 78 'cannot be opened' "$chitieu" run --config "$work/absent.conf"
check 'a file that is too long' 78 'Not a configuration file' "$chitieu" run --config /dev/zero
mv "$work/gone" "$work/tree"
check 'installing again' 0 . install_into
check 'leaves the configuration' 0 'ours' cat "$config"
check 'make install with DESTDIR' 0 . install_into DESTDIR="$work/stage"
check 'stages everything' 0 '' test -x "$work/stage$prefix/bin/chitieu"
uninstall() { (cd "$work/tree" && make --no-print-directory "${variant[@]}" PREFIX="$prefix" DESTDIR="$work/stage" uninstall); }
check 'make uninstall' 0 . uninstall
check 'leaves nothing but the configuration' 0 '^[^ ]*chitieu.conf$' find "$work/stage" -type f
check 'nothing else' 0 '^1$' sh -c "find '$work/stage' -type f | wc -l"

# --- The pages ------------------------------------------------------------------------------------------
if has mandoc 'the pages were not read'; then
    for page in "$prefix"/share/man/man[15]/*; do
        check "mandoc on ${page##*/}" 0 '' mandoc -T lint -W warning "$page"
    done
    shown() { mandoc -T ascii "$prefix"/share/man/man?/"$1" | sed 's/.\x08//g'; }
    check 'a page tells every flag' 0 'max-log-bytes' shown chitieu-run.1
    check 'the page of events tells of codes' 0 'log-cut \(warning\)' shown chitieu-events.5
fi
codes=$(grep -cE '^CODE\(' "$work/tree/core/codes.def")
check 'no code is left out' 0 "^$((codes - 1))\$" grep -cE '^\.It Cm .* Pq ' "$prefix/share/man/man5/chitieu-events.5"

# --- Completion -----------------------------------------------------------------------------------------
cat >"$work/bash.sh" <<'BASH'
source "$1"; shift
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_chitieu
printf '%s\n' "${COMPREPLY[@]}"
BASH
completed() { PATH=$prefix/bin:$PATH bash "$work/bash.sh" "$prefix/share/bash-completion/completions/chitieu" chitieu "$@"; }
check 'bash completes commands' 0 '^extract$' completed ex
check 'and no others' 0 '^(extract|explain|export)$' completed ex
check 'log among them' 0 '^log$' completed lo
check 'flags of the command' 0 '^--max-log-bytes$' completed run --max-l
check 'not those of others' 0 '^$' completed export --max
check 'subcommands' 0 '^coverage$' completed rules cov
check 'choices' 0 '^warning$' completed run --fail-on w
check 'folders' 0 '/in$' completed run --inbox "$work/i"
check 'files' 0 'own.conf$' completed run --config "$work/ow"
if has zsh 'its completion was not tried'; then
    cat >"$work/zsh.zsh" <<'ZSH'
zmodload zsh/zpty
zpty shell "env PATH=$1:$PATH TERM=dumb zsh -f -i"
zpty -w shell "PS1=; fpath=($2 \$fpath); autoload -U compinit; compinit -u -d $3; LISTMAX=10000; print re''ady"
zpty -r shell line '*ready*'
zpty -n -w shell "$4"$'\t\t'
sleep 2
text=
while zpty -r -t shell line; do text+=$line; done
zpty -d shell
print -r -- "$text"
ZSH
    zsh_completed() { timeout 20 zsh -f "$work/zsh.zsh" "$prefix/bin" "$prefix/share/zsh/site-functions" "$work/dump" "$1"; }
    check 'zsh completes commands' 0 'explain .*show how' zsh_completed 'chitieu ex'
    check 'zsh completes flags' 0 'max-log-bytes' zsh_completed 'chitieu run --max-l'
fi

# --- Units, rotation, lnav -------------------------------------------------------------------------------
if has systemd-analyze 'the units were not verified'; then
    check 'the units' 0 '' systemd-analyze verify --man=no "$prefix/lib/systemd/system/chitieu.service" "$prefix/lib/systemd/system/chitieu.timer"
    check 'the service is hardened' 0 'exposure level.*SAFE' systemd-analyze security --no-pager --offline=yes --threshold=10 "$prefix/lib/systemd/system/chitieu.service"
fi
log=$work/logs/chitieu.log
mkdir "$work/logs"
load() { "$chitieu" load --db "$work/l.db" --log "$log" "$docx" >/dev/null 2>&1; }
if has logrotate 'the rotation was not tried'; then
    sed "s|/var/log/chitieu/chitieu.log|$log|; /su chitieu/d" "$prefix/share/doc/chitieu/examples/chitieu.logrotate" >"$work/rotate.conf"
    load
    check 'logrotate' 0 '' logrotate -f -s "$work/rotate.state" "$work/rotate.conf"
    load
    check 'again' 0 '' logrotate -f -s "$work/rotate.state" "$work/rotate.conf"
    load
    check 'one packed, one not' 0 '' test -s "$log.2.gz" -a -s "$log.1" -a -s "$log"
    check 'the chain goes on over both' 0 'lines are intact' sh -c "zcat '$log.2.gz' | cat - '$log.1' '$log' | '$chitieu' log verify --db '$work/l.db' -"
fi
check 'the lnav format is JSON' 0 '' python3 -c 'import json, sys; json.load(open(sys.argv[1]))' "$prefix/share/chitieu/chitieu.lnav.json"
if has lnav 'its format was not tried'; then
    [ -s "$log" ] || load
    check 'lnav takes the format' 0 'installed' sh -c "lnav -i '$prefix/share/chitieu/chitieu.lnav.json' >/dev/null"
    check 'lnav reads the log by it' 0 "^$(wc -l <"$log")\$" \
        lnav -n -c ';select count(*) as n from chitieu_log where code is not null and chain is not null' -c ':write-csv-to -' "$log"
    check 'levels too' 0 '^info' lnav -n -c ';select distinct log_level from chitieu_log order by 1' -c ':write-csv-to -' "$log"
fi

echo "install: $passed passed, $failed failed"
[ "$failed" -eq 0 ]

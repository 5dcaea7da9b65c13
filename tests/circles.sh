#!/bin/sh
# No circle between the files of the program: circles.sh OBJECTS, where OBJECTS is a folder of object files (build/obj).
#
# A file depends on another when it includes it, or when its object uses a symbol that the other's defines (nm). Files
# that depend on one another in a circle cannot be understood, tested or moved one by one. Every edge of every
# circle is printed, with what makes it. Ends with "circles: N passed, N failed".
#
# Recursion that a format itself has (a document in a document) goes through a pointer that a file above sets, and makes no
# circle here. What cannot be so is listed below, a line each: FROM TO, and why.
objects=${1:?usage: circles.sh OBJECTS} || exit 64
allowed=''

edges=$(mktemp) || exit 75
trap 'rm -f "$edges"' EXIT
cd "$(dirname "$0")/.." || exit 66

# FROM TO REASON; objects of files that are gone are left out.
{
    grep -rE '^#include "[^"]+"' core extract normalize load pipeline --include='*.c' --include='*.h' --include='*.def' |
        sed -E 's/^([^:]+):#include "([^"]+)".*/include \1 \2/'
    find "$objects" -name '*.o' -exec nm -A -P -g {} + 2>/dev/null |
        awk -v objects="$objects/" '{
            file = $1
            sub(/:$/, "", file)
            sub(/\.o$/, ".c", file)
            if (index(file, objects) != 1) next
            file = substr(file, length(objects) + 1)
            if (file !~ /^tests\//) print "symbol", file, $2, $3 # what tests put in its place
        }'
} | awk '
    function exists(path) {
        if (!(path in known)) {
            known[path] = (getline line <path) >= 0
            close(path)
        }
        return known[path]
    }
    $1 == "include" && exists($3) { print $2, $3, "includes it" }
    $1 == "symbol" && exists($2) { if ($4 ~ /^[Uvw]$/) used[$2 " " $3]; else where[$3] = $2 }
    END {
        for (use in used) {
            split(use, part, " ")
            if (part[2] in where && where[part[2]] != part[1]) print part[1], where[part[2]], part[2]
        }
    }' >"$edges"

if ! grep -qv ' includes it$' "$edges"; then
    echo "FAILED no objects with symbols in $objects: build first"
    echo "circles: 0 passed, 1 failed"
    exit 1
fi

# A file that depends on nothing, or that nothing depends on, is in no circle. With such files taken away until there
# are none, the circles are left, and what lies between two of them: an edge whose end does not lead back is in none.
printf '%s\n' "$allowed" | awk -v edges="$edges" '
    NF >= 2 { spared[$1 " " $2] }
    function leads(from, to,    next_one, list, i, n) {
        if (from == to) return 1
        if (from in seen) return 0
        seen[from]
        n = split(out[from], list, " ")
        for (i = 1; i <= n; i++)
            if (list[i] in alive && leads(list[i], to)) return 1
        return 0
    }
    END {
        while ((getline line <edges) > 0) {
            split(line, part, " ")
            pair = part[1] " " part[2]
            if (pair in spared) continue
            reason = substr(line, length(pair) + 2)
            if (pair in why) reason = why[pair] ", " reason
            else out[part[1]] = out[part[1]] " " part[2]
            why[pair] = reason
            alive[part[1]]
            alive[part[2]]
        }
        do {
            split("", from)
            split("", to)
            for (pair in why) {
                split(pair, part, " ")
                if (part[1] in alive && part[2] in alive) { from[part[1]]; to[part[2]] }
            }
            gone = 0
            for (file in alive)
                if (!(file in from) || !(file in to)) { delete alive[file]; gone++ }
        } while (gone)
        for (pair in why) {
            split(pair, part, " ")
            if (!(part[1] in alive) || !(part[2] in alive)) continue
            split("", seen)
            if (leads(part[2], part[1])) print part[1] " -> " part[2] ": " why[pair]
        }
    }' | sort >"$edges.found"

found=$(cat "$edges.found")
rm -f "$edges.found"
if [ -n "$found" ]; then
    echo "FAILED files depend on one another in a circle:"
    echo "$found"
    echo "circles: 0 passed, 1 failed"
    exit 1
fi
echo "circles: 1 passed, 0 failed"

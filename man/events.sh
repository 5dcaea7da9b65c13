#!/bin/sh
# Prints the manual page of the event log, chitieu-events(5), with the codes of core/codes.def.
here=$(dirname "$0")
cat "$here/events.head"
sh "$here/../docs/codes.sh" | sed -n 's/^| `\([a-z0-9-]*\)` | \([a-z]*\) | \([0-9]*\) | \(.*\) |$/\1|\2|\3|\4/p' |
    while IFS='|' read -r code level status sentence; do
        printf '.It Cm %s Pq %s%s\n%s\n' "$code" "$level" "$([ "$status" = 0 ] || echo ", status $status")" "$sentence"
    done
cat "$here/events.tail"

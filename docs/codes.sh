#!/bin/sh
# Prints docs/codes.md from core/codes.def: `make docs` writes it, `make check` holds it.
cat <<'END'
# Codes of errors and events

Every message of `chitieu` and every event of the log (`--log`, table `event`) bears one of these words; they are
stable. Level: *note*, a decision that nobody need look at; *warning*, something was repaired, dropped or is
uncertain; *error*, the document failed and the others go on; *fatal*, the run cannot go on. Status: what a command
over one document ends with (0: an event, no failure). Made by `make docs` from `core/codes.def`.

| code | level | status | |
|---|---|---|---|
END
awk '
    BEGIN { level["NOTE"] = "note"; level["WARNING"] = "warning"; level["FAILED"] = "error"; level["FATAL"] = "fatal" }
    /^CODE\(/ { entry = $0; open = 1 }
    open && !/^CODE\(/ { sub(/^ */, " "); entry = entry $0 }
    open && entry ~ /"\)$/ {
        open = 0
        split(entry, quoted, "\"")
        split(quoted[3], middle, /[ ,]+/)
        if (quoted[2] != "none")
            print "| `" quoted[2] "` | " level[middle[2]] " | " middle[3] " | " quoted[4] " |"
    }' "$(dirname "$0")/../core/codes.def"

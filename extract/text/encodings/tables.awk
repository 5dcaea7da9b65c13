# Makes the tables of encoding.c: tables.awk FILE.tsv ... , each a list of bytes, code point, letter.
# Letters of an encoding are sorted by their first byte, longer sequences first, so that the longest is found first.
BEGIN { FS = "\t"; hex = "0123456789ABCDEF" }

function value(digits,    i, n) {
    for (i = 1; i <= length(digits); i++)
        n = n * 16 + index(hex, substr(digits, i, 1)) - 1
    return n
}

function finish(    i, k, first, entry) {
    if (!name)
        return
    printf "static const struct letter %s_letters[] = {\n", name
    k = 0
    for (first = 0; first < 256; first++) {
        start[first] = k
        for (size = 3; size > 0; size--)
            for (i = 1; i <= count[first, size]; i++) {
                printf "    %s,\n", entries[first, size, i]
                k++
            }
    }
    printf "};\nstatic const uint16_t %s_starts[257] = {", name
    for (first = 0; first < 256; first++)
        printf "%s%d,", first % 16 ? " " : "\n    ", start[first]
    printf "\n    %d};\n\n", k
    split("", count)
    split("", entries)
}

FNR == 1 {
    finish()
    name = FILENAME
    sub(/.*\//, "", name)
    sub(/\.tsv$/, "", name)
}

/^#/ { next }

{
    size = split($1, bytes, " ")
    first = value(bytes[1])
    entry = "{{0x" bytes[1] ", 0x" (size > 1 ? bytes[2] : "00") ", 0x" (size > 2 ? bytes[3] : "00") "}, "
    entries[first, size, ++count[first, size]] = entry size ", 0x" substr($2, 3) "}"
}

END { finish() }

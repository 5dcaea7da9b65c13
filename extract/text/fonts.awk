# Makes the table of encoding.c from fonts.tsv.
BEGIN { FS = "\t"; print "static const struct font_name font_names[] = {" }
/^#/ { next }
{ printf "    {\"%s\", ENCODING_%s, %s},\n", $1, toupper($2), $3 == "capitals" ? "true" : "false" }
END { print "};" }

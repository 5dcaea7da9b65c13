#include "normalize/labels/label_sense.h"
#include "normalize/text/fold.h"

#include <string.h>

static const char digits[] = "0123456789";

/* True when the text holds this number, as a whole. */
static bool contains_number(const char *text, const char *number, size_t length) {
    for (const char *at = text; (at = strpbrk(at, digits)) != NULL;) {
        size_t own = strspn(at, digits);
        if (own == length && strncmp(at, number, length) == 0)
            return true;
        at += own;
    }
    return false;
}

/* True when every number of the wording, but for those in its notes, occurs in the label. */
static bool numbers_occur(const char *wording, const char *label) {
    int depth = 0;
    for (const char *at = wording; *at;) {
        size_t length = strspn(at, digits);
        if (length > 0 && depth == 0 && !contains_number(label, at, length))
            return false;
        depth += *at == '(' ? 1 : *at == ')' && depth > 0 ? -1 : 0;
        at += length > 0 ? length : 1;
    }
    return true;
}

/* The text in the last parentheses, folded; "" when there is none. */
static const char *note_of(const char *label, struct arena *arena) {
    const char *open = strrchr(label, '(');
    const char *close = open ? strchr(open, ')') : NULL;
    return close ? arena_strndup(arena, open + 1, (size_t)(close - open - 1)) : "";
}

/* True when both notes name the same spans of time, of those that a column can be headed by. */
static bool same_time_span(const struct ruleset *ruleset, const char *note, const char *other) {
    for (size_t i = 0; i < ruleset->column_count; i++) {
        const struct column_pattern *column = &ruleset->columns[i];
        if (column->role == COLUMN_OTHER_VALUE &&
            regex_matches(column->regex, note) != regex_matches(column->regex, other))
            return false;
    }
    return true;
}

static bool same_sense(const struct ruleset *ruleset, const char *wording, const char *label,
                       struct arena *arena) {
    const char *folded = fold_text(arena, wording, true);
    const char *note = note_of(label, arena);
    const char *own = folded ? note_of(folded, arena) : NULL;
    return note && own && numbers_occur(folded, label) &&
           (!*note || same_time_span(ruleset, note, own));
}

bool label_sense_matches(const struct ruleset *ruleset, const struct form_row *row,
                         const char *label, struct arena *arena) {
    if (same_sense(ruleset, row->label, label, arena))
        return true;
    for (size_t i = 0; i < row->wording_count; i++)
        if (same_sense(ruleset, row->wordings[i], label, arena))
            return true;
    return false;
}

#include "normalize/value/value_cell.h"
#include "normalize/text/fold.h"
#include "normalize/text/words.h"

#include <stdio.h>
#include <string.h>

/* The code whose label has this key, -1 when none has. */
static int code_of_label(struct cell_text *c, const char *key) {
    for (size_t i = 0; i < c->row->code_count; i++) {
        const char *label = fold_key(c->arena, c->row->codes[i].label);
        if (label && strcmp(label, key) == 0)
            return (int)i;
    }
    return -1;
}

static bool read_near_label(struct cell_text *c, const char *key) {
    for (size_t i = 0; i < c->ruleset->near_label_count; i++) {
        const struct near_label *near = &c->ruleset->near_labels[i];
        int code = strcmp(near->word_key, key) == 0 ? code_of_label(c, near->label_key) : -1;
        if (code < 0)
            continue;
        char why[300];
        snprintf(why, sizeof why,
                 "The cell's word is close to the label \"%s\" of code %d, but differs from it.",
                 c->row->codes[code].label, c->row->codes[code].code);
        return value_review(c, c->row->codes[code].code, why);
    }
    return false;
}

static bool take_label_and_number(struct cell_text *c, int code, double number) {
    value_add_step(c, "code-label");
    if ((double)c->row->codes[code].code == number)
        return value_report(c, number);
    return value_refuse(c, STATUS_REVIEW, "\"%s\" is code %d, but the cell has %g.",
                        c->row->codes[code].label, c->row->codes[code].code, number);
}

/* "1 (Có)", "2 (3 cấp)": a number, then the label of a code. */
static bool read_number_and_label(struct cell_text *c, const char *key) {
    struct number n;
    if (!number_scan(key, &n) || !n.can_whole || key[n.length] != ' ')
        return false;
    int code = code_of_label(c, key + n.length + 1);
    return code >= 0 && take_label_and_number(c, code, n.whole);
}

/* "Có = 1", "3 cấp = 2": the label of a code, then a number. */
static bool read_label_and_number(struct cell_text *c, const char *key) {
    struct number n;
    const char *last = strrchr(key, ' ');
    if (!last || !number_scan(last + 1, &n) || !n.can_whole || last[1 + n.length])
        return false;
    const char *label = arena_strndup(c->arena, key, (size_t)(last - key));
    int code = label ? code_of_label(c, label) : -1;
    return code >= 0 && take_label_and_number(c, code, n.whole);
}

bool value_read_code(struct cell_text *c, const char *key) {
    int code = code_of_label(c, key);
    if (code < 0) {
        size_t done = words_prefix(c->ruleset, WORD_DONE_PREFIX, key);
        code = done && key[done] ? code_of_label(c, key + done + 1) : -1;
    }
    if (code >= 0) {
        value_add_step(c, "code-label");
        return value_report(c, c->row->codes[code].code);
    }
    return read_near_label(c, key) || read_number_and_label(c, key) ||
           read_label_and_number(c, key);
}

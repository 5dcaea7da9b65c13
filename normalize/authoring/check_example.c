#include "normalize/authoring/check_example.h"
#include "normalize/check.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The report that an example writes out. */
struct written {
    const struct ruleset *ruleset;
    const struct check *check;
    struct arena *arena;
    const struct observation **observations; /* by row */
    struct mention mention;
    struct mention_field value;
    size_t mention_count;
    const char *wrong;
};

static bool refuse(struct written *w, const char *format, const char *piece) {
    w->wrong = arena_printf(w->arena, format, piece);
    return false;
}

/* The row of the check with this id; -1 when the check names none. */
static int row_of(const struct written *w, const char *id) {
    const struct form_row *rows = w->ruleset->rows;
    if (strcmp(rows[w->check->left].id, id) == 0)
        return w->check->left;
    for (size_t i = 0; i < w->check->right_count; i++)
        if (strcmp(rows[w->check->right[i]].id, id) == 0)
            return w->check->right[i];
    return -1;
}

/* "19", "98.5", "149/150"; false for anything else. */
static bool read_value(const char *text, struct observation *o) {
    char *end;
    o->value = strtod(text, &end);
    if (end == text || !isfinite(o->value))
        return false;
    if (*end == '/') {
        const char *below = end + 1;
        o->has_fraction = true;
        o->numerator = o->value;
        o->denominator = strtod(below, &end);
        if (end == below || !isfinite(o->denominator) || o->denominator <= 0)
            return false;
        o->value = 100 * o->numerator / o->denominator;
    }
    return end[strspn(end, " ")] == '\0';
}

/* The rule whose mentions the check compares. */
static const char *rule_of(const struct written *w) {
    const char *id = w->ruleset->rows[w->check->left].id;
    for (size_t i = 0; i < w->ruleset->pattern_count; i++)
        if (w->ruleset->patterns[i].indicator && strcmp(w->ruleset->patterns[i].indicator, id) == 0)
            return w->ruleset->patterns[i].id;
    return "";
}

static bool add_prose(struct written *w, const char *number) {
    w->value = (struct mention_field){"value", number};
    w->mention = (struct mention){
        .rule = rule_of(w), .at = "p1", .text = number, .fields = &w->value, .field_count = 1};
    w->mention_count = 1;
    return true;
}

/* "1.1-2 = 19" */
static bool read_piece(struct written *w, char *piece) {
    char *equals = strchr(piece, '=');
    if (!equals)
        return refuse(w, "\"%s\" is not like \"1.1-2 = 19\".", piece);
    char *id = piece + strspn(piece, " "), *number = equals + 1 + strspn(equals + 1, " ");
    size_t length = (size_t)(equals - id);
    while (length > 0 && id[length - 1] == ' ')
        length--;
    id[length] = '\0';
    struct observation *o = arena_alloc(w->arena, sizeof *o);
    if (!o)
        return false;
    if (!read_value(number, o))
        return refuse(w, "\"%s\" is neither a number nor a fraction like 149/150.", number);
    if (strcmp(id, "prose") == 0 && w->check->relation == RELATION_PROSE)
        return add_prose(w, number);
    int row = row_of(w, id);
    if (row < 0)
        return refuse(w, "the check does not name \"%s\".", id);
    o->indicator = w->ruleset->rows[row].id;
    o->status = STATUS_REPORTED;
    o->has_value = true;
    o->at = "t1!R1C1";
    w->observations[row] = o;
    return true;
}

static bool read_text(struct written *w, const char *text) {
    char *copy = arena_strdup(w->arena, text), *rest = copy;
    if (!copy)
        return false;
    for (char *piece = strtok_r(copy, ",", &rest); piece; piece = strtok_r(NULL, ",", &rest))
        if (!read_piece(w, piece))
            return false;
    return w->observations[w->check->left] ||
           refuse(w, "it gives no value to %s.", w->ruleset->rows[w->check->left].id);
}

bool check_try(const struct ruleset *ruleset, const struct check *check, const char *text,
               struct arena *arena, struct check_trial *trial) {
    static const struct event_sink nobody = {.emit = NULL};
    struct written w = {.ruleset = ruleset, .check = check, .arena = arena};
    struct check own = *check;
    struct ruleset only = *ruleset;
    struct finding_list findings = {.arena = arena, .sink = &nobody};
    only.checks = &own;
    only.check_count = 1;
    *trial = (struct check_trial){.wrong = NULL};
    w.observations = arena_array(arena, ruleset->row_count, sizeof(struct observation *));
    if (!w.observations)
        return false;
    if (!read_text(&w, text)) {
        trial->wrong = w.wrong;
        return w.wrong != NULL;
    }
    if (!check_report(&only, w.observations, &w.mention, w.mention_count, &findings))
        return false;
    trial->finding = findings.count > 0 ? findings.items[0].message : NULL;
    return true;
}

/* units.csv into the rule set: the register of the bodies that report. */
#include "normalize/rules/csv_file.h"
#include "normalize/rules/read.h"
#include "normalize/text/fold.h"

#include <string.h>

#define FAULT(part, table, row, name, ...)                                                         \
    csv_file_refuse(table, row, name, (part)->error, __VA_ARGS__)

enum body_field { BODY_ID, BODY_NAME, BODY_OTHER_NAMES, BODY_NAMES };

/* The names of the bodies read so far, as the register is searched for them. */
struct name {
    const char *key;
    size_t body;
};

struct names {
    struct name *all;
    size_t count, capacity;
};

/* Adds a name of a body, unless another body has it: then the index of that one, else -1. */
static long add_name(struct arena *arena, struct names *names, size_t body, const char *text) {
    const char *key = fold_key(arena, text);
    for (size_t i = 0; key && i < names->count; i++)
        if (names->all[i].body != body && strcmp(names->all[i].key, key) == 0)
            return (long)names->all[i].body;
    names->all = arena_grow(arena, names->all, names->count, &names->capacity, sizeof *names->all);
    if (key && names->all)
        names->all[names->count++] = (struct name){key, body};
    return -1;
}

static bool check_names(const struct rule_part *part, const struct csv_file *table, size_t index,
                        struct names *names) {
    const struct body *body = &part->ruleset->bodies[index];
    for (size_t i = 0; i <= body->name_count; i++) {
        const char *name = i == 0 ? body->name : body->names[i - 1];
        long other = add_name(part->ruleset->arena, names, index, name);
        if (other >= 0)
            return FAULT(
                part, table, index, i == 0 ? BODY_NAME : BODY_OTHER_NAMES,
                "the name \"%s\" is also one of %s in line %zu. A name must mean one body.", name,
                part->ruleset->bodies[other].id, table->lines[other]);
    }
    return true;
}

static bool read_body(const struct rule_part *part, const struct csv_file *table, size_t index,
                      struct names *names) {
    struct body *body = &part->ruleset->bodies[index];
    *body = (struct body){.id = csv_file_field(table, index, BODY_ID),
                          .name = csv_file_field(table, index, BODY_NAME)};
    body->names =
        ruleset_split(part->ruleset->arena, csv_file_field(table, index, BODY_OTHER_NAMES), "|",
                      &body->name_count);
    if (!*body->id || !*body->name)
        return FAULT(part, table, index, BODY_ID,
                     "a body needs an id and a name; here they are \"%s\" and \"%s\".", body->id,
                     body->name);
    for (size_t i = 0; i < index; i++)
        if (strcmp(part->ruleset->bodies[i].id, body->id) == 0)
            return FAULT(part, table, index, BODY_ID,
                         "line %zu has this id too. Give each body its own.", table->lines[i]);
    return check_names(part, table, index, names);
}

bool ruleset_load_register(const struct rule_part *part) {
    static const char *const names[BODY_NAMES] = {"id", "name", "names"};
    struct ruleset *ruleset = part->ruleset;
    struct csv_file table;
    struct names known = {0};
    if (!csv_file_load(part->file, part->faults, names, BODY_NAMES, ruleset->arena, &table,
                       part->error))
        return false;
    ruleset->bodies = arena_array(ruleset->arena, table.row_count, sizeof *ruleset->bodies);
    for (size_t i = 0; ruleset->bodies && i < table.row_count; i++) {
        if (!ruleset_goes_on(part, read_body(part, &table, i, &known)))
            return false;
        ruleset->body_count++;
    }
    return !arena_failed(ruleset->arena) || ruleset_too_large(part->file->path, part->error);
}

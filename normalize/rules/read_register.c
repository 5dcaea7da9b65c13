/* units.csv into the rule set: the register of the bodies that report. */
#include "normalize/rules/csv_file.h"
#include "normalize/rules/read.h"
#include "normalize/text/fold.h"

#include <string.h>

#define FAULT(part, table, row, name, ...)                                                         \
    csv_file_refuse(table, row, name, (part)->error, __VA_ARGS__)

enum unit_name { UNIT_ID, UNIT_NAME, UNIT_OTHER_NAMES, UNIT_NAMES };

/* The names of the units read so far, as the register is searched for them. */
struct name {
    const char *key;
    size_t unit;
};

struct names {
    struct name *all;
    size_t count, capacity;
};

/* Adds a name of a unit, unless another unit has it: then the index of that one, else -1. */
static long add_name(struct arena *arena, struct names *names, size_t unit, const char *text) {
    const char *key = fold_key(arena, text);
    for (size_t i = 0; key && i < names->count; i++)
        if (names->all[i].unit != unit && strcmp(names->all[i].key, key) == 0)
            return (long)names->all[i].unit;
    names->all = arena_grow(arena, names->all, names->count, &names->capacity, sizeof *names->all);
    if (key && names->all)
        names->all[names->count++] = (struct name){key, unit};
    return -1;
}

static bool check_names(const struct rule_part *part, const struct csv_file *table, size_t index,
                        struct names *names) {
    const struct unit *unit = &part->ruleset->units[index];
    for (size_t i = 0; i <= unit->name_count; i++) {
        const char *name = i == 0 ? unit->name : unit->names[i - 1];
        long other = add_name(part->ruleset->arena, names, index, name);
        if (other >= 0)
            return FAULT(
                part, table, index, i == 0 ? UNIT_NAME : UNIT_OTHER_NAMES,
                "the name \"%s\" is also one of %s in line %zu. A name must mean one unit.", name,
                part->ruleset->units[other].id, table->lines[other]);
    }
    return true;
}

static bool read_unit(const struct rule_part *part, const struct csv_file *table, size_t index,
                      struct names *names) {
    struct unit *unit = &part->ruleset->units[index];
    *unit = (struct unit){.id = csv_file_field(table, index, UNIT_ID),
                          .name = csv_file_field(table, index, UNIT_NAME)};
    unit->names =
        ruleset_split(part->ruleset->arena, csv_file_field(table, index, UNIT_OTHER_NAMES), "|",
                      &unit->name_count);
    if (!*unit->id || !*unit->name)
        return FAULT(part, table, index, UNIT_ID,
                     "a unit needs an id and a name; here they are \"%s\" and \"%s\".", unit->id,
                     unit->name);
    for (size_t i = 0; i < index; i++)
        if (strcmp(part->ruleset->units[i].id, unit->id) == 0)
            return FAULT(part, table, index, UNIT_ID,
                         "line %zu has this id too. Give each unit its own.", table->lines[i]);
    return check_names(part, table, index, names);
}

bool ruleset_load_register(const struct rule_part *part) {
    static const char *const names[UNIT_NAMES] = {"id", "name", "names"};
    struct ruleset *ruleset = part->ruleset;
    struct csv_file table;
    struct names known = {0};
    if (!csv_file_load(part->file, part->faults, names, UNIT_NAMES, ruleset->arena, &table,
                       part->error))
        return false;
    ruleset->units = arena_array(ruleset->arena, table.row_count, sizeof *ruleset->units);
    for (size_t i = 0; ruleset->units && i < table.row_count; i++) {
        if (!ruleset_goes_on(part, read_unit(part, &table, i, &known)))
            return false;
        ruleset->unit_count++;
    }
    return !arena_failed(ruleset->arena) || ruleset_too_large(part->file->path, part->error);
}

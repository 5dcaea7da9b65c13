/* The form's rows and the register of units, from CSV. */
#include "normalize/ruleset_form.h"
#include "normalize/fold.h"
#include "normalize/table_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *kind_word(enum kind kind) {
    static const char *const words[KIND_COUNT_OF_KINDS] = {"heading", "count", "percent", "enum",
                                                           "money"};
    return words[kind];
}

static enum kind kind_from_word(const char *word) {
    for (int i = 0; i < KIND_COUNT_OF_KINDS; i++)
        if (strcmp(kind_word((enum kind)i), word) == 0)
            return (enum kind)i;
    return KIND_COUNT_OF_KINDS;
}

const char **ruleset_split(struct arena *arena, const char *text, const char *separator,
                           size_t *count) {
    const char **parts = NULL;
    size_t capacity = 0;
    *count = 0;
    while (*text) {
        const char *end = strstr(text, separator);
        size_t length = end ? (size_t)(end - text) : strlen(text);
        const char *next = text + length + (end ? strlen(separator) : 0);
        while (length > 0 && *text == ' ')
            text++, length--;
        while (length > 0 && text[length - 1] == ' ')
            length--;
        if (length > 0) {
            parts = arena_grow(arena, parts, *count, &capacity, sizeof *parts);
            if (!parts)
                return NULL;
            parts[(*count)++] = arena_strndup(arena, text, length);
        }
        text = next;
    }
    return parts;
}

/* ---- indicators.csv ---- */

enum row_name {
    ROW_ID,
    ROW_STT,
    ROW_PARENT,
    ROW_LEVEL,
    ROW_LABEL,
    ROW_UNIT,
    ROW_KIND,
    ROW_CODES,
    ROW_REPORTER,
    ROW_TIME,
    ROW_AGGREGATE,
    ROW_WORDINGS,
    ROW_NAMES
};

static const char *const row_names[ROW_NAMES] = {
    "id",    "stt",      "parent", "level",     "label",   "unit", "kind",
    "codes", "reporter", "time",   "aggregate", "wordings"};

static bool row_fault(const char *path, const char *id, const char *why, const char *text,
                      struct error *error) {
    char place[ERROR_PLACE_BYTES * 2];
    snprintf(place, sizeof place, "%s: row %s", path, id);
    return error_set(error, CODE_RULES, place, "%s \"%s\".", why, text);
}

/* "0=Không; 1=Có". */
static bool read_codes(struct ruleset *ruleset, struct form_row *row, const char *text) {
    size_t count;
    const char **parts = ruleset_split(ruleset->arena, text, ";", &count);
    row->codes = arena_array(ruleset->arena, count, sizeof *row->codes);
    for (size_t i = 0; row->codes && i < count; i++) {
        char *end;
        long code = strtol(parts[i], &end, 10);
        if (end == parts[i] || *end != '=' || !end[1] || code < 0 || code > 999)
            return false;
        row->codes[row->code_count++] = (struct code_label){.code = (int)code, .label = end + 1};
    }
    return row->codes != NULL;
}

static bool read_row(struct ruleset *ruleset, const struct table_file *file, size_t index,
                     struct error *error) {
    struct form_row *row = &ruleset->rows[index];
    struct arena *arena = ruleset->arena;
    const char *id = table_file_field(file, index, ROW_ID);
    const char *parent = table_file_field(file, index, ROW_PARENT);
    const char *kind = table_file_field(file, index, ROW_KIND);
    const char *codes = table_file_field(file, index, ROW_CODES);
    if (!*id || ruleset_row(ruleset, id) >= 0)
        return row_fault(file->path, id, "The id is missing or doubled:", id, error);
    *row = (struct form_row){.id = id,
                             .stt = table_file_field(file, index, ROW_STT),
                             .parent = *parent ? ruleset_row(ruleset, parent) : -1,
                             .level = (unsigned)strtoul(table_file_field(file, index, ROW_LEVEL), NULL, 10),
                             .label = table_file_field(file, index, ROW_LABEL),
                             .unit = table_file_field(file, index, ROW_UNIT),
                             .kind = kind_from_word(kind),
                             .reporter = table_file_field(file, index, ROW_REPORTER),
                             .time = table_file_field(file, index, ROW_TIME),
                             .aggregate = table_file_field(file, index, ROW_AGGREGATE)};
    row->wordings = ruleset_split(arena, table_file_field(file, index, ROW_WORDINGS), "|",
                                  &row->wording_count);
    row->unit_key = fold_key(arena, row->unit);
    if (*parent && row->parent < 0)
        return row_fault(file->path, id, "No row above has the parent's id", parent, error);
    if (row->kind == KIND_COUNT_OF_KINDS)
        return row_fault(file->path, id, "Expected heading, count, percent, enum or money, not", kind,
                         error);
    if (!*row->label)
        return row_fault(file->path, id, "The label is missing in row", id, error);
    if (!read_codes(ruleset, row, codes) || (row->kind == KIND_ENUM) != (row->code_count > 0))
        return row_fault(file->path, id, "Expected codes like \"0=Không; 1=Có\" for enum, none else:",
                         codes, error);
    return true;
}

bool ruleset_load_rows(struct ruleset *ruleset, const struct rule_file *file, struct error *error) {
    struct table_file table;
    if (!table_file_load(file, row_names, ROW_NAMES, ruleset->arena, &table, error))
        return false;
    ruleset->rows = arena_array(ruleset->arena, table.row_count, sizeof *ruleset->rows);
    if (!ruleset->rows)
        return ruleset_too_large(file->path, error);
    for (size_t i = 0; i < table.row_count; i++) {
        if (!read_row(ruleset, &table, i, error))
            return false;
        ruleset->row_count++;
    }
    return true;
}

/* ---- units.csv ---- */

enum unit_name { UNIT_ID, UNIT_NAME, UNIT_OTHER_NAMES, UNIT_NAMES };

bool ruleset_load_units(struct ruleset *ruleset, const struct rule_file *file,
                        struct error *error) {
    static const char *const names[UNIT_NAMES] = {"id", "name", "names"};
    struct table_file table;
    if (!table_file_load(file, names, UNIT_NAMES, ruleset->arena, &table, error))
        return false;
    ruleset->units = arena_array(ruleset->arena, table.row_count, sizeof *ruleset->units);
    for (size_t i = 0; ruleset->units && i < table.row_count; i++) {
        struct unit *unit = &ruleset->units[ruleset->unit_count++];
        *unit = (struct unit){.id = table_file_field(&table, i, UNIT_ID),
                              .name = table_file_field(&table, i, UNIT_NAME)};
        unit->names = ruleset_split(ruleset->arena, table_file_field(&table, i, UNIT_OTHER_NAMES),
                                    "|", &unit->name_count);
        if (!*unit->id || !*unit->name)
            return row_fault(file->path, unit->id, "A unit needs an id and a name:", unit->name, error);
    }
    return true;
}

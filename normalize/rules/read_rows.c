/* indicators.csv into the rule set: the form's rows. */
#include "normalize/rules/read.h"
#include "normalize/text/fold.h"
#include "normalize/rules/csv_file.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum kind kind_from_word(const char *word) {
    for (int i = 0; i < KIND_COUNT_OF_KINDS; i++)
        if (strcmp(kind_word((enum kind)i), word) == 0)
            return (enum kind)i;
    return KIND_COUNT_OF_KINDS;
}

/* The largest code of a coded indicator; real ones have one digit. */
enum { CODE_MAX = 999 };

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

static const char *const row_names[ROW_NAMES] = {"id",       "stt",  "parent",    "level",
                                                 "label",    "unit", "kind",      "codes",
                                                 "reporter", "time", "aggregate", "wordings"};

#define FAULT(part, table, row, name, ...)                                                         \
    csv_file_refuse(table, row, name, (part)->error, __VA_ARGS__)

/* "0=Không; 1=Có": numbers up to 999, each with its own label. */
static bool read_codes(struct arena *arena, struct form_row *row, const char *text) {
    size_t count;
    const char **parts = ruleset_split(arena, text, ";", &count);
    row->codes = arena_array(arena, count, sizeof *row->codes);
    for (size_t i = 0; row->codes && i < count; i++) {
        char *end;
        long code = strtol(parts[i], &end, 10);
        if (end == parts[i] || *end != '=' || !end[1] || code < 0 || code > CODE_MAX)
            return false;
        row->codes[row->code_count++] = (struct code_label){.code = (int)code, .label = end + 1};
    }
    return row->codes != NULL;
}

/* The first code or label that an earlier one has too; NULL when all differ. */
static const char *doubled_code(struct arena *arena, const struct form_row *row) {
    for (size_t i = 0; i < row->code_count; i++) {
        const char *key = fold_key(arena, row->codes[i].label);
        for (size_t k = 0; key && k < i; k++) {
            const char *earlier = fold_key(arena, row->codes[k].label);
            if (row->codes[k].code == row->codes[i].code || (earlier && strcmp(earlier, key) == 0))
                return row->codes[i].label;
        }
    }
    return NULL;
}

static bool is_word(const char *const words[], size_t count, const char *word) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(words[i], word) == 0)
            return true;
    return false;
}

static bool check_id(const struct rule_part *part, const struct csv_file *table, size_t index) {
    const char *id = csv_file_field(table, index, ROW_ID);
    int earlier = ruleset_row(part->ruleset, id);
    if (!*id)
        return FAULT(part, table, index, ROW_ID, "the id is missing. Give it one.");
    if (earlier >= 0)
        return FAULT(part, table, index, ROW_ID, "line %zu has this id too. Give each row its own.",
                     part->ruleset->rows[earlier].line);
    return true;
}

/* A row comes below its parent, one level deeper. */
static bool check_place(const struct rule_part *part, const struct csv_file *table, size_t index) {
    const struct form_row *row = &part->ruleset->rows[index];
    const char *parent = csv_file_field(table, index, ROW_PARENT);
    const char *level = csv_file_field(table, index, ROW_LEVEL);
    unsigned wanted = 1;
    if (*parent && row->parent < 0)
        return FAULT(part, table, index, ROW_PARENT,
                     "the parent \"%s\" is not the id of a row above. Correct it, or move the row.",
                     parent);
    if (row->parent >= 0)
        wanted = part->ruleset->rows[row->parent].level + 1;
    char digits[16];
    snprintf(digits, sizeof digits, "%u", wanted);
    if (strcmp(level, digits) != 0)
        return FAULT(part, table, index, ROW_LEVEL,
                     "the level is \"%s\"; under this parent it must be %s.", level, digits);
    return true;
}

static bool check_words(const struct rule_part *part, const struct csv_file *table, size_t index) {
    static const char *const times[] = {"stock", "flow", "ratio", "state"};
    const struct form_row *row = &part->ruleset->rows[index];
    bool heading = row->kind == KIND_HEADING;
    if (row->kind == KIND_COUNT_OF_KINDS)
        return FAULT(part, table, index, ROW_KIND,
                     "the kind \"%s\" is unknown. It may be: heading, count, percent, enum, money.",
                     csv_file_field(table, index, ROW_KIND));
    if (!*row->label)
        return FAULT(part, table, index, ROW_LABEL,
                     "the label is missing. Write what the form has.");
    if (heading == (*row->unit != '\0'))
        return FAULT(part, table, index, ROW_UNIT,
                     "a row of the kind %s with the unit \"%s\". A heading has no unit, any other "
                     "row has one.",
                     kind_word(row->kind), row->unit);
    if (heading ? *row->time != '\0' : !is_word(times, sizeof times / sizeof *times, row->time))
        return FAULT(
            part, table, index, ROW_TIME,
            "the time \"%s\" is unknown. It may be: stock, flow, ratio, state; nothing for "
            "a heading.",
            row->time);
    return true;
}

static bool check_codes(const struct rule_part *part, const struct csv_file *table, size_t index) {
    struct form_row *row = &part->ruleset->rows[index];
    const char *codes = csv_file_field(table, index, ROW_CODES);
    bool readable = read_codes(part->ruleset->arena, row, codes);
    if (!readable || (row->kind == KIND_ENUM) != (row->code_count > 0))
        return FAULT(part, table, index, ROW_CODES,
                     "the codes \"%s\" of a row of the kind %s. Write them like \"0=Không; "
                     "1=Có\" for an enum, none for another kind.",
                     quote_text(codes, SIZE_MAX).text, kind_word(row->kind));
    const char *doubled = doubled_code(part->ruleset->arena, row);
    if (doubled)
        return FAULT(part, table, index, ROW_CODES,
                     "the code or label of \"%s\" is in \"%s\" twice. Let each have its own.",
                     doubled, quote_text(codes, SIZE_MAX).text);
    return true;
}

static bool read_row(const struct rule_part *part, const struct csv_file *table, size_t index) {
    struct ruleset *ruleset = part->ruleset;
    struct form_row *row = &ruleset->rows[index];
    if (!ruleset_goes_on(part, check_id(part, table, index)))
        return false;
    *row =
        (struct form_row){.id = csv_file_field(table, index, ROW_ID),
                          .stt = csv_file_field(table, index, ROW_STT),
                          .line = table->lines[index],
                          .parent = ruleset_row(ruleset, csv_file_field(table, index, ROW_PARENT)),
                          .label = csv_file_field(table, index, ROW_LABEL),
                          .unit = csv_file_field(table, index, ROW_UNIT),
                          .kind = kind_from_word(csv_file_field(table, index, ROW_KIND)),
                          .reporter = csv_file_field(table, index, ROW_REPORTER),
                          .time = csv_file_field(table, index, ROW_TIME),
                          .aggregate = csv_file_field(table, index, ROW_AGGREGATE)};
    row->level = row->parent < 0 ? 1 : ruleset->rows[row->parent].level + 1;
    row->wordings = ruleset_split(ruleset->arena, csv_file_field(table, index, ROW_WORDINGS), "|",
                                  &row->wording_count);
    row->unit_key = fold_key(ruleset->arena, row->unit);
    bool words = check_words(part, table, index) && check_codes(part, table, index);
    if (row->kind == KIND_COUNT_OF_KINDS)
        row->kind = KIND_COUNT;
    return ruleset_goes_on(part, words) && check_place(part, table, index);
}

bool ruleset_load_rows(const struct rule_part *part) {
    struct ruleset *ruleset = part->ruleset;
    struct csv_file table;
    if (!csv_file_load(part->file, part->faults, row_names, ROW_NAMES, ruleset->arena, &table,
                       part->error))
        return false;
    ruleset->rows = arena_array(ruleset->arena, table.row_count, sizeof *ruleset->rows);
    for (size_t i = 0; ruleset->rows && i < table.row_count; i++) {
        if (!ruleset_goes_on(part, read_row(part, &table, i)))
            return false;
        ruleset->row_count++;
    }
    return !arena_failed(ruleset->arena) || ruleset_too_large(part->file->path, part->error);
}

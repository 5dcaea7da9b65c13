#include "normalize/table/columns_inside.h"
#include "normalize/table/weights.h"
#include "normalize/text/fold.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* A column numbers its rows when it has so many numbers, at least, of which so many tenths are the
 * one before and one. */
#define RUNNING_LEAST 5
#define RUNNING_TENTHS 8
/* A column states the values again when it has so many numbers beside a value, at least, and half
 * of them are equal to it. */
#define RESTATED_LEAST 2

/* Kinds of cells by which a column is recognised. */
enum content_kind { CONTENT_LABEL, CONTENT_UNIT, CONTENT_STT, CONTENT_NUMBER, CONTENT_KINDS };

/* The cells of a column, counted by kind. */
struct content {
    unsigned of[CONTENT_KINDS];
};

static bool looks_like_stt(const char *text) {
    size_t digits = strspn(text, "0123456789. ");
    return digits > 0 && text[digits] == '\0' && strchr(text, '.') != NULL;
}

static bool count_content(const struct table *table, const struct ruleset *ruleset,
                          struct arena *arena, struct content *content) {
    for (size_t i = 0; i < table->cell_count; i++) {
        const struct cell *cell = &table->cells[i];
        if (cell->row >= CONTENT_ROWS)
            break;
        if (cell->column >= COLUMNS_MAX || !*cell->text)
            continue;
        struct content *here = &content[cell->column];
        const char *key = fold_key(arena, cell->text);
        const struct label *label = label_parse(ruleset->labels, arena, cell->text);
        if (!key || !label)
            return false;
        bool stt = looks_like_stt(cell->text);
        here->of[CONTENT_LABEL] += labels_contain(ruleset->labels, label);
        here->of[CONTENT_UNIT] += *key && columns_is_unit(ruleset, key);
        here->of[CONTENT_STT] += stt;
        here->of[CONTENT_NUMBER] += !stt && columns_look_like_number(cell->text);
    }
    return true;
}

/* The column with most cells of a kind, the first of equals; -1 when none has any. */
static int best_column(const struct content *content, enum content_kind kind, int except) {
    int best = -1;
    unsigned most = 0;
    for (int c = 0; c < COLUMNS_MAX; c++) {
        unsigned count = content[c].of[kind];
        if (c != except && count > most) {
            most = count;
            best = c;
        }
    }
    return best;
}

/* True when the column has a role that excludes values. */
static bool has_other_role(const struct columns *columns, int column) {
    static const enum column_role others[] = {COLUMN_STT, COLUMN_LABEL, COLUMN_UNIT,
                                              COLUMN_REPORTER, COLUMN_NOTE};
    return columns_have_role(columns, column, others, sizeof others / sizeof others[0]);
}

/* The value column where no header names it: the one with numbers; of two such columns neither is
 * certain. */
static void choose_value(const struct content *content, struct columns *columns) {
    columns->rival_count = 0;
    for (int c = 0; c < COLUMNS_MAX; c++) {
        if (has_other_role(columns, c) || content[c].of[CONTENT_NUMBER] == 0)
            continue;
        columns_add_rival(columns, c);
        int best = columns->of[COLUMN_VALUE];
        if (best < 0 || content[c].of[CONTENT_NUMBER] > content[best].of[CONTENT_NUMBER])
            columns->of[COLUMN_VALUE] = c;
    }
    if (columns->rival_count == 0 && columns->of[COLUMN_UNIT] >= 0) {
        columns->of[COLUMN_VALUE] = columns->of[COLUMN_UNIT] + 1;
        columns_add_rival(columns, columns->of[COLUMN_VALUE]);
    }
    columns->value_certain = columns->rival_count == 1;
}

bool columns_guess_value(const struct table *table, const struct ruleset *ruleset,
                         struct arena *arena, struct columns *columns) {
    struct content content[COLUMNS_MAX] = {0};
    if (!count_content(table, ruleset, arena, content))
        return false;
    choose_value(content, columns);
    columns->value_certain = false;
    return true;
}

/* What the numbers of a column without a known name are. */
struct numbers {
    unsigned count, steps;  /* all; those that are the one before and one */
    unsigned beside, equal; /* those with a number in the value column beside; those equal to it */
    long last;
};

static void count_number(const struct table *table, const struct columns *columns,
                         const struct cell *cell, struct numbers *numbers) {
    const struct cell *value =
        columns_cell_starting_at(table, cell->row, columns->of[COLUMN_VALUE]);
    long number = strtol(cell->text, NULL, 10);
    numbers->steps += numbers->count > 0 && number == numbers->last + 1;
    numbers->count++;
    numbers->last = number;
    if (value && value != cell && columns_look_like_number(value->text)) {
        numbers->beside++;
        numbers->equal += strcmp(value->text, cell->text) == 0;
    }
}

void columns_judge_unnamed(const struct table *table, struct columns *columns) {
    struct numbers numbers[COLUMNS_MAX] = {0};
    for (size_t i = 0; i < table->cell_count; i++) {
        const struct cell *cell = &table->cells[i];
        if (cell->row >= columns->first_row + CONTENT_ROWS)
            break;
        if (cell->row >= columns->first_row && cell->column < COLUMNS_MAX &&
            columns->role[cell->column] == COLUMN_ROLE_COUNT &&
            columns_look_like_number(cell->text))
            count_number(table, columns, cell, &numbers[cell->column]);
    }
    for (size_t c = 0; c < COLUMNS_MAX; c++) {
        const struct numbers *own = &numbers[c];
        columns->ignored[c] |=
            own->count >= RUNNING_LEAST && own->steps * 10 >= (own->count - 1) * RUNNING_TENTHS;
        if (own->beside >= RESTATED_LEAST && own->equal * 2 >= own->beside)
            columns->role[c] = COLUMN_RESTATED_VALUE;
    }
}

bool columns_from_content(const struct table *table, const struct ruleset *ruleset,
                          struct arena *arena, struct columns *columns) {
    struct content content[COLUMNS_MAX] = {0};
    if (!count_content(table, ruleset, arena, content))
        return false;
    *columns = (struct columns){.caption = "", .width = table->columns};
    columns_clear_roles(columns);
    int label = best_column(content, CONTENT_LABEL, -1);
    if (label < 0 || content[label].of[CONTENT_LABEL] < CONTENT_LABELS_MIN)
        return false;
    columns->of[COLUMN_LABEL] = label;
    columns->of[COLUMN_UNIT] = best_column(content, CONTENT_UNIT, label);
    columns->of[COLUMN_STT] = best_column(content, CONTENT_STT, label);
    choose_value(content, columns);
    return true;
}

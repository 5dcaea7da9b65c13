#include "normalize/table/columns_inside.h"

#include <ctype.h>
#include <string.h>

const char *column_role_word(enum column_role role) {
    static const char *const words[COLUMN_ROLE_COUNT] = {
        "stt",         "label",    "unit", "value", "part-value", "restated-value",
        "other-value", "reporter", "note", "group"};
    return words[role];
}

const struct cell *columns_cell_starting_at(const struct table *table, uint32_t row, int column) {
    if (column < 0)
        return NULL;
    const struct cell *cell = table_cell(table, row, (uint32_t)column);
    return cell && cell->row == row && cell->column == (uint32_t)column ? cell : NULL;
}

uint32_t columns_width(const struct table *table) {
    return table->columns < COLUMNS_MAX ? table->columns : COLUMNS_MAX;
}

void columns_add_rival(struct columns *columns, int column) {
    columns->rivals[columns->rival_count++] = column;
}

void columns_clear_roles(struct columns *columns) {
    for (size_t r = 0; r < COLUMN_ROLE_COUNT; r++)
        columns->of[r] = -1;
    for (size_t c = 0; c < COLUMNS_MAX; c++) {
        columns->role[c] = COLUMN_ROLE_COUNT;
        columns->header[c] = "";
    }
    columns->rival_count = 0;
}

bool columns_is_unit(const struct ruleset *ruleset, const char *key) {
    for (size_t i = 0; i < ruleset->row_count; i++)
        if (ruleset->rows[i].unit_key && strcmp(ruleset->rows[i].unit_key, key) == 0)
            return true;
    return false;
}

bool columns_look_like_number(const char *text) {
    return isdigit((unsigned char)*text) && strspn(text, "0123456789.,/% ") == strlen(text);
}

bool columns_have_role(const struct columns *columns, int column, const enum column_role *roles,
                       size_t count) {
    for (size_t i = 0; i < count; i++)
        if (columns->of[roles[i]] == column)
            return true;
    return false;
}

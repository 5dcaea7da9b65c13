#include "normalize/table/columns_inside.h"
#include "normalize/text/fold.h"
#include "normalize/text/number.h"

#include <ctype.h>
#include <string.h>

static bool is_rival(const struct columns *columns, int column) {
    for (unsigned i = 0; i < columns->rival_count; i++)
        if (columns->rivals[i] == column)
            return true;
    return false;
}

/* Whether numbers may occur in a column: values, another period's values, STT, notes and labels. */
static bool may_hold_numbers(const struct columns *columns, int column) {
    static const enum column_role takers[] = {COLUMN_STT, COLUMN_LABEL, COLUMN_VALUE,
                                              COLUMN_OTHER_VALUE, COLUMN_NOTE};
    enum column_role role = columns->role[column];
    return columns_have_role(columns, column, takers, sizeof takers / sizeof takers[0]) ||
           is_rival(columns, column) || role == COLUMN_OTHER_VALUE || role == COLUMN_NOTE ||
           role == COLUMN_PART_VALUE || role == COLUMN_RESTATED_VALUE || columns->ignored[column];
}

/* "Nhiệm vụ: 25": a unit of the form, then a number that ends the cell. */
static bool is_unit_with_number(const struct ruleset *ruleset, struct arena *arena,
                                const char *text) {
    const char *digit = number_find(text);
    struct number n;
    if (!digit || digit == text || !number_scan(digit, &n) || digit[n.length])
        return false;
    const char *unit = arena_strndup(arena, text, (size_t)(digit - text));
    const char *key = unit ? fold_key(arena, unit) : NULL;
    return key && *key && columns_is_unit(ruleset, key);
}

/* "33 văn bản": a number and a unit of the form; a unit alone ("1 = Có; 0 = Không") is none. */
static bool is_number_with_unit(const struct ruleset *ruleset, struct arena *arena,
                                const char *text) {
    struct number n;
    if (!isdigit((unsigned char)*text))
        return is_unit_with_number(ruleset, arena, text);
    if (!number_scan(text, &n) || number_find(text + n.length))
        return false;
    const char *key = fold_key(arena, text + n.length);
    return key && *key && columns_is_unit(ruleset, key);
}

const struct cell *columns_misplaced_number(const struct table *table, uint32_t row, int after,
                                            const struct columns *columns,
                                            const struct ruleset *ruleset, struct arena *arena) {
    for (int c = after + 1; c < (int)columns_width(table); c++) {
        const struct cell *cell = columns_cell_starting_at(table, row, c);
        if (!cell || !*cell->text || columns->ignored[c])
            continue;
        bool label = c == columns->of[COLUMN_LABEL];
        if ((!may_hold_numbers(columns, c) && columns_look_like_number(cell->text)) ||
            (!label && !is_rival(columns, c) && c != columns->of[COLUMN_NOTE] &&
             columns->role[c] != COLUMN_OTHER_VALUE &&
             is_number_with_unit(ruleset, arena, cell->text)))
            return cell;
    }
    return NULL;
}

const struct cell *columns_unnamed_number(const struct table *table, uint32_t row,
                                          const struct columns *columns) {
    for (int c = 0; columns->named && c < (int)columns_width(table); c++) {
        const struct cell *cell = columns_cell_starting_at(table, row, c);
        bool restates = columns->role[c] == COLUMN_RESTATED_VALUE ||
                        (columns->role[c] == COLUMN_ROLE_COUNT && !*columns->header[c]);
        if (cell && restates && !is_rival(columns, c) && columns_look_like_number(cell->text))
            return cell;
    }
    return NULL;
}

#include "normalize/table/columns_inside.h"
#include "normalize/table/weights.h"
#include "normalize/text/fold.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* A column's own number has so many figures, at most. */
#define COLUMN_DIGITS_MAX 2

/* The role a header text names, COLUMN_ROLE_COUNT when none. */
static enum column_role role_of(const struct ruleset *ruleset, struct arena *arena,
                                const char *text) {
    if (!*text || strlen(text) > HEADER_BYTES_MAX)
        return COLUMN_ROLE_COUNT;
    const char *folded = fold_text(arena, text, true);
    for (size_t i = 0; folded && i < ruleset->column_count; i++)
        if (regex_matches(ruleset->columns[i].regex, folded))
            return ruleset->columns[i].role;
    return COLUMN_ROLE_COUNT;
}

struct header_row {
    enum column_role role[COLUMNS_MAX]; /* by column; COLUMN_ROLE_COUNT: nothing or unknown */
    unsigned own, known,
        distinct; /* filled cells of this row, those with a role, different roles */
};

static void read_header_row(const struct table *table, uint32_t row, const struct ruleset *ruleset,
                            struct arena *arena, struct header_row *out) {
    bool seen[COLUMN_ROLE_COUNT + 1] = {false};
    *out = (struct header_row){0};
    for (uint32_t c = 0; c < columns_width(table); c++) {
        out->role[c] = COLUMN_ROLE_COUNT;
        const struct cell *cell = table_cell(table, row, c);
        if (!cell || cell->row != row || !*cell->text)
            continue;
        if (cell->column != c) {
            out->role[c] = out->role[c - 1];
            continue;
        }
        enum column_role role = role_of(ruleset, arena, cell->text);
        out->role[c] = role;
        out->own++;
        if (role == COLUMN_ROLE_COUNT)
            continue;
        out->known++;
        out->distinct += !seen[role];
        seen[role] = true;
    }
}

static unsigned filled_cells(const struct table *table, uint32_t row, unsigned enough) {
    unsigned filled = 0;
    for (uint32_t c = 0; c < columns_width(table) && filled < enough; c++) {
        const struct cell *cell = columns_cell_starting_at(table, row, (int)c);
        filled += cell && *cell->text;
    }
    return filled;
}

static bool has_role(const struct header_row *row, enum column_role role) {
    for (size_t c = 0; c < COLUMNS_MAX; c++)
        if (row->role[c] == role)
            return true;
    return false;
}

/* A column's own number at the start of a cell: "(1)", "2", "10", "3 (=4+8)", "1=2+3", "A"; -1 when
 * the text is more than that, 0 for a letter. */
static int own_number(const char *text) {
    text += strspn(text, "([ ");
    if (isalpha((unsigned char)*text))
        return text[1 + strspn(text + 1, ")] .")] == '\0' ? 0 : -1;
    size_t digits = strspn(text, "0123456789");
    if (digits == 0 || digits > COLUMN_DIGITS_MAX)
        return -1;
    const char *rest = text + digits + strspn(text + digits, ")] ");
    bool formula = *rest == '=' || (*rest == '(' && rest[1] == '=');
    if (*rest && (!formula || rest[strspn(rest, "0123456789()[]=+-*/:x%, ")] != '\0'))
        return -1;
    return atoi(text);
}

/* A row that numbers the columns: letters, then numbers that count on. */
static bool is_column_numbering(const struct table *table, uint32_t row) {
    unsigned filled = 0;
    int last = 0;
    for (uint32_t c = 0; c < columns_width(table); c++) {
        const struct cell *cell = columns_cell_starting_at(table, row, (int)c);
        if (!cell || !*cell->text)
            continue;
        int number = own_number(cell->text);
        if (number < 0 || (number > 0 && last > 0 && number != last + 1))
            return false;
        last = number > 0 ? number : last;
        filled++;
    }
    return filled >= NUMBERED_COLUMNS_MIN;
}

/* True when a cell of the row bears a label of the form: such a row is none of the header's,
 * whatever its words ("Kế hoạch CCHC"). */
static bool has_form_label(const struct table *table, uint32_t row, const struct ruleset *ruleset,
                           struct arena *arena) {
    for (uint32_t c = 0; c < columns_width(table); c++) {
        const struct cell *cell = columns_cell_starting_at(table, row, (int)c);
        if (!cell || !*cell->text || role_of(ruleset, arena, cell->text) == COLUMN_LABEL)
            continue;
        const struct label *label = label_parse(ruleset->labels, arena, cell->text);
        if (label && labels_contain(ruleset->labels, label))
            return true;
    }
    return false;
}

/* Adds the roles of a lower header row. It cannot turn a column of another period ("Cùng kỳ năm
 * trước" over "Số liệu") into one of this period. */
static void merge_roles(enum column_role *roles, const struct header_row *row) {
    for (size_t c = 0; c < COLUMNS_MAX; c++) {
        bool other = roles[c] == COLUMN_OTHER_VALUE &&
                     (row->role[c] == COLUMN_VALUE || row->role[c] == COLUMN_GROUP);
        if (row->role[c] != COLUMN_ROLE_COUNT && !other)
            roles[c] = row->role[c];
    }
}

/* Where no column is the value's, those of a part of it, or of it stated again, may be; none is
 * certain. */
static void take_part_values(const enum column_role *roles, uint32_t width,
                             struct columns *columns) {
    for (uint32_t c = 0; c < width; c++) {
        if (roles[c] != COLUMN_PART_VALUE && roles[c] != COLUMN_RESTATED_VALUE)
            continue;
        if (columns->of[COLUMN_VALUE] < 0)
            columns->of[COLUMN_VALUE] = (int)c;
        columns_add_rival(columns, (int)c);
    }
}

/* Each role goes to its first column; a second column for the value makes it uncertain. */
static void assign_roles(const enum column_role *roles, uint32_t width, struct columns *columns) {
    columns_clear_roles(columns);
    for (uint32_t c = 0; c < width; c++) {
        columns->role[c] = roles[c];
        if (roles[c] == COLUMN_ROLE_COUNT)
            continue;
        if (columns->of[roles[c]] < 0)
            columns->of[roles[c]] = (int)c;
        if (roles[c] == COLUMN_VALUE)
            columns_add_rival(columns, (int)c);
    }
    columns->value_certain = columns->rival_count == 1;
    if (columns->rival_count == 0)
        take_part_values(roles, width, columns);
}

/* Reads a row into `header`; true when it names columns. */
static bool is_header(const struct table *table, uint32_t row, const struct ruleset *ruleset,
                      struct arena *arena, struct header_row *header) {
    if (filled_cells(table, row, HEADER_ROLES_MIN) < HEADER_ROLES_MIN)
        return false;
    read_header_row(table, row, ruleset, arena, header);
    bool names_rows = has_role(header, COLUMN_LABEL) || has_role(header, COLUMN_STT);
    return header->distinct >= HEADER_ROLES_MIN && names_rows &&
           (double)header->known >= HEADER_KNOWN_SHARE_MIN * (double)header->own;
}

/* The first row that names columns, read into `header`. false when there is none. */
static bool find_header(const struct table *table, const struct ruleset *ruleset,
                        struct arena *arena, uint32_t *row, struct header_row *header) {
    for (*row = 0; *row < table->rows && *row < HEADER_SEARCH_ROWS; (*row)++)
        if (is_header(table, *row, ruleset, arena, header))
            return true;
    return false;
}

/* Takes the roles of the header rows under the first; returns the row after the last. */
static uint32_t read_lower_header(const struct table *table, uint32_t first,
                                  const struct ruleset *ruleset, struct arena *arena,
                                  enum column_role *roles) {
    struct header_row row;
    uint32_t r = first + 1;
    for (; r < table->rows && r - first < HEADER_ROWS_MAX; r++) {
        if (is_column_numbering(table, r))
            continue;
        read_header_row(table, r, ruleset, arena, &row);
        if (row.known < LOWER_HEADER_ROLES_MIN || row.known < row.own ||
            has_form_label(table, r, ruleset, arena))
            break;
        merge_roles(roles, &row);
    }
    return r;
}

/* The texts over each column, from the top header row down, in one line. */
static bool read_header_texts(const struct table *table, uint32_t first, uint32_t end,
                              struct arena *arena, struct columns *columns) {
    for (uint32_t c = 0; c < columns_width(table); c++) {
        const struct cell *above = NULL;
        for (uint32_t row = first; row < end; row++) {
            const struct cell *cell = table_cell(table, row, c);
            const char *text = cell && cell != above ? fold_text(arena, cell->text, true) : "";
            if (text && *text)
                columns->header[c] = arena_printf(arena, "%s%s%s", columns->header[c],
                                                  *columns->header[c] ? " " : "", text);
            if (!text || !columns->header[c])
                return false;
            above = cell;
        }
    }
    return true;
}

/* Where a second header begins beside the first ("STT | Chỉ tiêu | Số liệu | STT | Chỉ tiêu | Số
 * liệu"): at the role that begins the first one again, when labels and values have come; 0 when
 * there is none. */
static uint32_t find_half(const enum column_role *roles, uint32_t from, uint32_t width) {
    bool seen[COLUMN_ROLE_COUNT + 1] = {false};
    uint32_t first = from;
    while (first < width && roles[first] == COLUMN_ROLE_COUNT)
        first++;
    for (uint32_t c = first; c < width; c++) {
        if (c > first && roles[c] == roles[first] && seen[COLUMN_LABEL] && seen[COLUMN_VALUE])
            return c;
        seen[roles[c]] = true;
    }
    return 0;
}

/* Leaves the columns of one half their roles. */
static void take_half(enum column_role *roles, uint32_t width, struct columns *columns) {
    uint32_t end = columns->next_half ? columns->next_half : width;
    for (uint32_t c = 0; c < width; c++) {
        bool outside = c < columns->half || c >= end;
        columns->ignored[c] |= outside;
        if (outside)
            roles[c] = COLUMN_ROLE_COUNT;
    }
}

/* Reads the header that begins in row `first`, which is read already, from column `half` on. */
static bool read_header(const struct table *table, uint32_t first, const struct header_row *header,
                        uint32_t half, const struct ruleset *ruleset, struct arena *arena,
                        struct columns *columns) {
    enum column_role roles[COLUMNS_MAX];
    for (size_t c = 0; c < COLUMNS_MAX; c++)
        roles[c] = COLUMN_ROLE_COUNT;
    merge_roles(roles, header);
    uint32_t end = read_lower_header(table, first, ruleset, arena, roles);
    *columns = (struct columns){.from_header = true,
                                .named = true,
                                .caption = "",
                                .width = table->columns,
                                .first_row = end,
                                .header_rows = end - first,
                                .half = half};
    columns->next_half = find_half(roles, half, columns_width(table));
    take_half(roles, columns_width(table), columns);
    assign_roles(roles, columns_width(table), columns);
    if (columns->of[COLUMN_LABEL] < 0 || !read_header_texts(table, first, end, arena, columns))
        return false;
    columns_judge_unnamed(table, columns);
    return columns->of[COLUMN_VALUE] >= 0 || columns_guess_value(table, ruleset, arena, columns);
}

bool columns_from_header(const struct table *table, const struct ruleset *ruleset,
                         struct arena *arena, struct columns *columns) {
    struct header_row header;
    uint32_t first;
    return find_header(table, ruleset, arena, &first, &header) &&
           read_header(table, first, &header, 0, ruleset, arena, columns);
}

bool columns_of_next_half(const struct table *table, const struct ruleset *ruleset,
                          struct arena *arena, const struct columns *now, struct columns *next) {
    struct header_row header;
    uint32_t first;
    return find_header(table, ruleset, arena, &first, &header) &&
           read_header(table, first, &header, now->next_half, ruleset, arena, next) &&
           next->of[COLUMN_VALUE] >= 0;
}

bool columns_from_next_header(const struct table *table, uint32_t row,
                              const struct ruleset *ruleset, struct arena *arena,
                              const struct columns *now, struct columns *next) {
    struct header_row header;
    if (!is_header(table, row, ruleset, arena, &header) ||
        !read_header(table, row, &header, now->half, ruleset, arena, next))
        return false;
    next->caption = now->caption;
    for (uint32_t c = 0; c < columns_width(table); c++)
        if (strcmp(now->header[c], next->header[c]) != 0)
            return true;
    return false;
}

bool columns_repeats_header(const struct table *table, uint32_t row, const struct ruleset *ruleset,
                            struct arena *arena, const struct columns *columns) {
    const struct cell *value = columns_cell_starting_at(table, row, columns->of[COLUMN_VALUE]);
    const struct cell *label = columns_cell_starting_at(table, row, columns->of[COLUMN_LABEL]);
    bool named = false;
    if (value && *value->text && !isdigit((unsigned char)*value->text)) {
        enum column_role role = role_of(ruleset, arena, value->text);
        named = role == COLUMN_VALUE || role == COLUMN_GROUP;
    }
    if (label && *label->text) {
        bool value_named = named || !value || !*value->text ||
                           role_of(ruleset, arena, value->text) != COLUMN_ROLE_COUNT;
        bool label_named = value_named && role_of(ruleset, arena, label->text) == COLUMN_LABEL;
        struct header_row header;
        if (!label_named)
            return false;
        read_header_row(table, row, ruleset, arena, &header);
        return header.distinct >= HEADER_ROLES_MIN;
    }
    return named || is_column_numbering(table, row);
}

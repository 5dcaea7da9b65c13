#include "normalize/table/columns.h"
#include "normalize/text/fold.h"
#include "normalize/text/number.h"
#include "normalize/table/weights.h"

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
/* A column's own number has so many figures, at most. */
#define COLUMN_DIGITS_MAX 2

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

static uint32_t width_of(const struct table *table) {
    return table->columns < COLUMNS_MAX ? table->columns : COLUMNS_MAX;
}

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
    for (uint32_t c = 0; c < width_of(table); c++) {
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
    for (uint32_t c = 0; c < width_of(table) && filled < enough; c++) {
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
    for (uint32_t c = 0; c < width_of(table); c++) {
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
    for (uint32_t c = 0; c < width_of(table); c++) {
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

static void add_rival(struct columns *columns, int column) {
    columns->rivals[columns->rival_count++] = column;
}

static void clear_roles(struct columns *columns) {
    for (size_t r = 0; r < COLUMN_ROLE_COUNT; r++)
        columns->of[r] = -1;
    for (size_t c = 0; c < COLUMNS_MAX; c++) {
        columns->role[c] = COLUMN_ROLE_COUNT;
        columns->header[c] = "";
    }
    columns->rival_count = 0;
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
        add_rival(columns, (int)c);
    }
}

/* Each role goes to its first column; a second column for the value makes it uncertain. */
static void assign_roles(const enum column_role *roles, uint32_t width, struct columns *columns) {
    clear_roles(columns);
    for (uint32_t c = 0; c < width; c++) {
        columns->role[c] = roles[c];
        if (roles[c] == COLUMN_ROLE_COUNT)
            continue;
        if (columns->of[roles[c]] < 0)
            columns->of[roles[c]] = (int)c;
        if (roles[c] == COLUMN_VALUE)
            add_rival(columns, (int)c);
    }
    columns->value_certain = columns->rival_count == 1;
    if (columns->rival_count == 0)
        take_part_values(roles, width, columns);
}

/* Kinds of cells by which a column is recognised. */
enum content_kind { CONTENT_LABEL, CONTENT_UNIT, CONTENT_STT, CONTENT_NUMBER, CONTENT_KINDS };

/* The cells of a column, counted by kind. */
struct content {
    unsigned of[CONTENT_KINDS];
};

bool columns_is_unit(const struct ruleset *ruleset, const char *key) {
    for (size_t i = 0; i < ruleset->row_count; i++)
        if (ruleset->rows[i].unit_key && strcmp(ruleset->rows[i].unit_key, key) == 0)
            return true;
    return false;
}

static bool looks_like_stt(const char *text) {
    size_t digits = strspn(text, "0123456789. ");
    return digits > 0 && text[digits] == '\0' && strchr(text, '.') != NULL;
}

/* Mostly digits and the signs that numbers are written with. */
static bool looks_like_number(const char *text) {
    return isdigit((unsigned char)*text) && strspn(text, "0123456789.,/% ") == strlen(text);
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
        here->of[CONTENT_NUMBER] += !stt && looks_like_number(cell->text);
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

/* True when the column has one of these roles. */
static bool is_one_of(const struct columns *columns, int column, const enum column_role *roles,
                      size_t count) {
    for (size_t i = 0; i < count; i++)
        if (columns->of[roles[i]] == column)
            return true;
    return false;
}

/* True when the column has a role that excludes values. */
static bool has_other_role(const struct columns *columns, int column) {
    static const enum column_role others[] = {COLUMN_STT, COLUMN_LABEL, COLUMN_UNIT,
                                              COLUMN_REPORTER, COLUMN_NOTE};
    return is_one_of(columns, column, others, sizeof others / sizeof others[0]);
}

/* The value column where no header names it: the one with numbers; of two such columns neither is
 * certain. */
static void choose_value(const struct content *content, struct columns *columns) {
    columns->rival_count = 0;
    for (int c = 0; c < COLUMNS_MAX; c++) {
        if (has_other_role(columns, c) || content[c].of[CONTENT_NUMBER] == 0)
            continue;
        add_rival(columns, c);
        int best = columns->of[COLUMN_VALUE];
        if (best < 0 || content[c].of[CONTENT_NUMBER] > content[best].of[CONTENT_NUMBER])
            columns->of[COLUMN_VALUE] = c;
    }
    if (columns->rival_count == 0 && columns->of[COLUMN_UNIT] >= 0) {
        columns->of[COLUMN_VALUE] = columns->of[COLUMN_UNIT] + 1;
        add_rival(columns, columns->of[COLUMN_VALUE]);
    }
    columns->value_certain = columns->rival_count == 1;
}

/* For a header that names no column for this period: any column with numbers may be of this period,
 * none is certain. */
static bool guess_value_column(const struct table *table, const struct ruleset *ruleset,
                               struct arena *arena, struct columns *columns) {
    struct content content[COLUMNS_MAX] = {0};
    if (!count_content(table, ruleset, arena, content))
        return false;
    choose_value(content, columns);
    columns->value_certain = false;
    return true;
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
    for (uint32_t c = 0; c < width_of(table); c++) {
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
    if (value && value != cell && looks_like_number(value->text)) {
        numbers->beside++;
        numbers->equal += strcmp(value->text, cell->text) == 0;
    }
}

/* Tells columns without a known name apart by their numbers: codes of rows ("Mã số") count on by
 * one, values stated again ("Sở Nội vụ thẩm tra") mostly repeat those beside them. */
static void judge_unnamed(const struct table *table, struct columns *columns) {
    struct numbers numbers[COLUMNS_MAX] = {0};
    for (size_t i = 0; i < table->cell_count; i++) {
        const struct cell *cell = &table->cells[i];
        if (cell->row >= columns->first_row + CONTENT_ROWS)
            break;
        if (cell->row >= columns->first_row && cell->column < COLUMNS_MAX &&
            columns->role[cell->column] == COLUMN_ROLE_COUNT && looks_like_number(cell->text))
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
    columns->next_half = find_half(roles, half, width_of(table));
    take_half(roles, width_of(table), columns);
    assign_roles(roles, width_of(table), columns);
    if (columns->of[COLUMN_LABEL] < 0 || !read_header_texts(table, first, end, arena, columns))
        return false;
    judge_unnamed(table, columns);
    return columns->of[COLUMN_VALUE] >= 0 || guess_value_column(table, ruleset, arena, columns);
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
    for (uint32_t c = 0; c < width_of(table); c++)
        if (strcmp(now->header[c], next->header[c]) != 0)
            return true;
    return false;
}

bool columns_from_content(const struct table *table, const struct ruleset *ruleset,
                          struct arena *arena, struct columns *columns) {
    struct content content[COLUMNS_MAX] = {0};
    if (!count_content(table, ruleset, arena, content))
        return false;
    *columns = (struct columns){.caption = "", .width = table->columns};
    clear_roles(columns);
    int label = best_column(content, CONTENT_LABEL, -1);
    if (label < 0 || content[label].of[CONTENT_LABEL] < CONTENT_LABELS_MIN)
        return false;
    columns->of[COLUMN_LABEL] = label;
    columns->of[COLUMN_UNIT] = best_column(content, CONTENT_UNIT, label);
    columns->of[COLUMN_STT] = best_column(content, CONTENT_STT, label);
    choose_value(content, columns);
    return true;
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
    return is_one_of(columns, column, takers, sizeof takers / sizeof takers[0]) ||
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
    for (int c = after + 1; c < (int)width_of(table); c++) {
        const struct cell *cell = columns_cell_starting_at(table, row, c);
        if (!cell || !*cell->text || columns->ignored[c])
            continue;
        bool label = c == columns->of[COLUMN_LABEL];
        if ((!may_hold_numbers(columns, c) && looks_like_number(cell->text)) ||
            (!label && !is_rival(columns, c) && c != columns->of[COLUMN_NOTE] &&
             columns->role[c] != COLUMN_OTHER_VALUE &&
             is_number_with_unit(ruleset, arena, cell->text)))
            return cell;
    }
    return NULL;
}

const struct cell *columns_unnamed_number(const struct table *table, uint32_t row,
                                          const struct columns *columns) {
    for (int c = 0; columns->named && c < (int)width_of(table); c++) {
        const struct cell *cell = columns_cell_starting_at(table, row, c);
        bool restates = columns->role[c] == COLUMN_RESTATED_VALUE ||
                        (columns->role[c] == COLUMN_ROLE_COUNT && !*columns->header[c]);
        if (cell && restates && !is_rival(columns, c) && looks_like_number(cell->text))
            return cell;
    }
    return NULL;
}

#include "normalize/table_file.h"

#include <csv.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

/* More columns than any rule file has. */
enum { COLUMNS_MAX = 32 };

struct reader {
    struct table_file *table;
    struct arena *arena;
    struct error *error;
    size_t line, column; /* of the record being read; line 0 is the header */
    size_t row_capacity;
    int name_of_column[COLUMNS_MAX]; /* which name a column of the file is */
    bool seen[COLUMNS_MAX];
};

static bool fault(struct reader *r, const char *what, const char *text) {
    char place[ERROR_PLACE_BYTES];
    snprintf(place, sizeof place, "%s: record %zu", r->table->path, r->line + 1);
    return error_set(r->error, CODE_RULES, place, "%s \"%.80s\".", what, text);
}

static int find_name(const struct table_file *table, const char *text) {
    for (size_t i = 0; i < table->name_count; i++)
        if (strcmp(table->names[i], text) == 0)
            return (int)i;
    return -1;
}

static void read_name(struct reader *r, const char *text) {
    int name = find_name(r->table, text);
    if (r->column >= COLUMNS_MAX || name < 0 || r->seen[name])
        fault(r, "Unknown or doubled column", text);
    else {
        r->name_of_column[r->column] = name;
        r->seen[name] = true;
    }
}

/* A fresh row with empty fields. */
static bool add_row(struct reader *r) {
    struct table_file *t = r->table;
    size_t width = t->name_count;
    t->fields = arena_grow(r->arena, t->fields, t->row_count, &r->row_capacity,
                           width * sizeof *t->fields);
    for (size_t i = 0; t->fields && i < width; i++)
        t->fields[t->row_count * width + i] = "";
    t->row_count += t->fields != NULL;
    return t->fields != NULL;
}

static void read_field(struct reader *r, const char *text) {
    struct table_file *t = r->table;
    if (r->column == 0 && !add_row(r))
        return;
    if (r->column >= COLUMNS_MAX || r->name_of_column[r->column] < 0) {
        fault(r, "A field too many:", text);
        return;
    }
    size_t name = (size_t)r->name_of_column[r->column];
    t->fields[(t->row_count - 1) * t->name_count + name] = text;
}

static void on_field(void *bytes, size_t length, void *context) {
    struct reader *r = context;
    const char *text = arena_strndup(r->arena, bytes ? bytes : "", bytes ? length : 0);
    if (!text || r->error->code != CODE_NONE)
        return;
    if (r->line == 0)
        read_name(r, strncmp(text, "\xEF\xBB\xBF", 3) == 0 ? text + 3 : text);
    else
        read_field(r, text);
    r->column++;
}

static void on_record(int end, void *context) {
    struct reader *r = context;
    (void)end;
    for (size_t i = 0; r->line == 0 && i < r->table->name_count; i++)
        if (!r->seen[i])
            fault(r, "Missing column", r->table->names[i]);
    r->line++;
    r->column = 0;
}

static bool parse(FILE *file, struct reader *r, struct error *error) {
    struct csv_parser parser;
    char chunk[8192];
    size_t got;
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        return error_set(error, CODE_NO_MEMORY, r->table->path, "The system has no memory left.");
    bool well = true;
    while (well && (got = fread(chunk, 1, sizeof chunk, file)) > 0)
        well = csv_parse(&parser, chunk, got, on_field, on_record, r) == got;
    well = well && csv_fini(&parser, on_field, on_record, r) == 0;
    if (!well)
        fault(r, "Quotes that do not match, near", csv_strerror(csv_error(&parser)));
    csv_free(&parser);
    return error->code == CODE_NONE;
}

bool table_file_load(const char *path, const char *const *names, size_t name_count,
                     struct arena *arena, struct table_file *table, struct error *error) {
    *table = (struct table_file){.path = path, .names = names, .name_count = name_count};
    struct reader r = {.table = table, .arena = arena, .error = error};
    for (size_t i = 0; i < COLUMNS_MAX; i++)
        r.name_of_column[i] = -1;
    FILE *file = fopen(path, "rb");
    if (!file)
        return error_set(error, CODE_NO_INPUT, path, "The rule file cannot be read: %s.",
                         strerror(errno));
    bool done = parse(file, &r, error);
    fclose(file);
    if (done && arena_failed(arena))
        done = error_set(error, CODE_RULES, path, "The rule set is too large.");
    return done;
}

const char *table_file_field(const struct table_file *table, size_t row, size_t name) {
    return table->fields[row * table->name_count + name];
}

#include "normalize/rules/csv_file.h"
#include "core/text/quote.h"

#include <csv.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* More columns than any rule file has. */
enum { COLUMNS_MAX = 32 };

struct reader {
    struct csv_file *table;
    struct fault_sink *faults;
    struct arena *arena;
    struct error *error;
    size_t line;   /* being read */
    size_t start;  /* where the record being read begins; 0 between records */
    size_t column; /* fields of it so far */
    size_t width;  /* columns of the header; 0 before it is read */
    size_t row_capacity, line_capacity;
    size_t name_of_column[COLUMNS_MAX];
    bool seen[COLUMNS_MAX]; /* by name */
};

#define FAULT(r, ...)                                                                              \
    rule_file_refuse_at((r)->table->file->path, (struct rule_spot){(r)->start, 1}, (r)->error,     \
                        __VA_ARGS__)

/* "id, name, names", for messages. */
static const char *names_of(const struct reader *r) {
    const char *list = r->table->names[0];
    for (size_t i = 1; list && i < r->table->name_count; i++)
        list = arena_printf(r->arena, "%s, %s", list, r->table->names[i]);
    return list ? list : "";
}

static void read_name(struct reader *r, const char *text) {
    size_t name = 0;
    while (name < r->table->name_count && strcmp(r->table->names[name], text) != 0)
        name++;
    if (name == r->table->name_count || r->column >= COLUMNS_MAX)
        FAULT(r, "Unknown column \"%s\". The columns are: %s.", quote_text(text, SIZE_MAX).text,
              names_of(r));
    else if (r->seen[name])
        FAULT(r, "The column \"%s\" is given twice. Keep one.", text);
    else {
        r->name_of_column[r->column] = name;
        r->table->columns[name] = r->column;
        r->seen[name] = true;
    }
}

/* A fresh row with empty fields. */
static bool add_row(struct reader *r) {
    struct csv_file *t = r->table;
    size_t width = t->name_count;
    t->fields =
        arena_grow(r->arena, t->fields, t->row_count, &r->row_capacity, width * sizeof *t->fields);
    t->lines = arena_grow(r->arena, t->lines, t->row_count, &r->line_capacity, sizeof *t->lines);
    if (!t->fields || !t->lines)
        return false;
    for (size_t i = 0; i < width; i++)
        t->fields[t->row_count * width + i] = "";
    t->lines[t->row_count++] = r->start;
    return true;
}

static void read_field(struct reader *r, const char *text) {
    struct csv_file *t = r->table;
    if (r->column >= r->width || (r->column == 0 && !add_row(r)))
        return;
    t->fields[(t->row_count - 1) * t->name_count + r->name_of_column[r->column]] = text;
}

static void on_field(void *bytes, size_t length, void *context) {
    struct reader *r = context;
    const char *text = arena_strndup(r->arena, bytes ? bytes : "", bytes ? length : 0);
    if (text && r->error->code == CODE_NONE)
        (r->width ? read_field : read_name)(r, text);
    r->column++;
}

static void end_header(struct reader *r) {
    for (size_t i = 0; i < r->table->name_count; i++)
        if (!r->seen[i])
            FAULT(r, "The column \"%s\" is missing. The columns are: %s.", r->table->names[i],
                  names_of(r));
    r->width = r->column;
}

static void end_row(struct reader *r) {
    if (r->column != r->width)
        FAULT(r,
              "The row has %zu fields, the header %zu. Write a comma for every empty field, and "
              "quotes "
              "around one that holds a comma.",
              r->column, r->width);
}

static void on_record(int end, void *context) {
    struct reader *r = context;
    (void)end;
    bool header = r->width == 0;
    (header ? end_header : end_row)(r);
    if (!header)
        (void)fault_go_on(r->faults, r->error);
    r->column = 0;
    r->start = 0;
}

static bool is_blank(const char *text, size_t length) {
    return strspn(text, " \t\r\n") >= length;
}

/* Line by line, so that every record knows where it begins. */
static void feed(struct reader *r, struct csv_parser *parser, const struct rule_file *file) {
    size_t length;
    for (size_t at = 0; at < file->length && r->error->code == CODE_NONE; at += length) {
        const char *text = file->text + at;
        length = rule_file_line(text);
        r->line++;
        if (r->start == 0 && is_blank(text, length))
            continue;
        if (r->start == 0)
            r->start = r->line;
        if (csv_parse(parser, text, length, on_field, on_record, r) != length)
            FAULT(r,
                  "The quotes of this record do not match, as line %zu shows. Quote a field as a "
                  "whole, and write a quote within it twice.",
                  r->line);
    }
    if (r->error->code == CODE_NONE && csv_fini(parser, on_field, on_record, r) != 0)
        FAULT(r, "A quote opened in this record is never closed. Close it, or write it twice.");
}

bool csv_file_load(const struct rule_file *file, struct fault_sink *faults,
                   const char *const *names, size_t name_count, struct arena *arena,
                   struct csv_file *table, struct error *error) {
    *table = (struct csv_file){.file = file, .names = names, .name_count = name_count};
    struct reader r = {.table = table, .faults = faults, .arena = arena, .error = error};
    struct csv_parser parser;
    table->columns = arena_array(arena, name_count, sizeof *table->columns);
    if (!table->columns)
        return rule_file_refuse(file->path, 0, error, "The rule set is too large.");
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        return error_no_memory(error, file->path);
    feed(&r, &parser, file);
    csv_free(&parser);
    if (error->code == CODE_NONE && arena_failed(arena))
        rule_file_refuse(file->path, 0, error, "The rule set is too large.");
    if (error->code == CODE_NONE && table->row_count == 0)
        rule_file_refuse(
            file->path, r.line, error,
            "The table has no rows. Its first line has the columns: %s; the rows follow.",
            names_of(&r));
    return error->code == CODE_NONE;
}

const char *csv_file_field(const struct csv_file *table, size_t row, size_t name) {
    return table->fields[row * table->name_count + name];
}

/* The byte behind the field that begins at `at`: its comma, or the end of its record. */
static size_t end_of_field(const char *text, size_t at) {
    bool quoted = false;
    for (; text[at]; at++) {
        if (text[at] == '"')
            quoted = !quoted;
        else if (!quoted && (text[at] == ',' || text[at] == '\n' || text[at] == '\r'))
            break;
    }
    return at;
}

struct rule_spot csv_file_spot(const struct csv_file *table, size_t row, size_t name) {
    const char *text = table->file->text;
    size_t at = 0;
    for (size_t line = 1; line < table->lines[row] && text[at]; line++)
        at += rule_file_line(text + at);
    for (size_t i = 0; i < table->columns[name] && text[at]; i++) {
        at = end_of_field(text, at);
        at += text[at] == ',';
    }
    return rule_file_place(text, at);
}

bool csv_file_refuse(const struct csv_file *table, size_t row, size_t name, struct error *error,
                     const char *format, ...) {
    char message[ERROR_MESSAGE_BYTES];
    const char *id = csv_file_field(table, row, 0);
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    return rule_file_refuse_at(table->file->path, csv_file_spot(table, row, name), error,
                               "Row %s: %s", *id ? id : "without id", message);
}

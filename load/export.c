/* Observations as files for people and programs.
 *
 * CSV keeps absent and empty apart as far as it can: an absent value is nothing between the commas,
 * an empty text (a blank cell) is "". Texts are not altered, so a spreadsheet must not take a text
 * that starts with = for a formula.
 */
#include "core/json/json.h"
#include "load/database.h"

#include <errno.h>
#include <string.h>

/* One line, in which the text of a cell may be quoted. */
#define LINE_BYTES_MAX ((size_t)64 << 20)

static const struct {
    const char *key;
    enum model_type type;
} columns[] = {
#define EXPORT(key, type, sql) {key, MODEL_##type},
#include "load/export.def"
#undef EXPORT
};

enum { COLUMNS = sizeof columns / sizeof *columns };

#define LATER_DOCUMENT                                                                             \
    "(SELECT min(s.\"document_id\") FROM \"document\" AS s WHERE s.\"supersedes\" = "              \
    "d.\"document_id\")"

/* In the order of paths, then of the form's rows; rows that the form no longer has come last. */
#define EXPORT(key, type, sql) ", " sql
static const char export_sql[] =
    "SELECT 0"
#include "load/export.def"
    " FROM \"document\" AS d "
    "JOIN \"observation\" AS o ON o.\"document_id\" = d.\"document_id\" "
    "LEFT JOIN \"indicator\" AS i ON i.\"form_id\" = d.\"form_id\" "
    "AND i.\"indicator_id\" = o.\"indicator_id\" "
    "WHERE d.\"status\" = 'loaded' AND ($1 IS NULL OR d.\"period\" = $1) "
    "AND ($2 IS NOT NULL OR " LATER_DOCUMENT " IS NULL) "
    "ORDER BY d.\"path\", d.\"document_id\", i.\"ordinal\" IS NULL, i.\"ordinal\", "
    "o.\"indicator_id\"";
#undef EXPORT

/* Column 0 of the query is there only because the other columns begin with a comma. */
enum { FIRST = 1 };

/* RFC 4180 §2: quoted if it contains a comma, a quote or a line end. */
static void put_csv_text(struct buffer *line, const char *text) {
    if (*text && !strpbrk(text, ",\"\r\n")) {
        buffer_puts(line, text);
        return;
    }
    buffer_putc(line, '"');
    for (; *text; text++) {
        if (*text == '"')
            buffer_putc(line, '"');
        buffer_putc(line, *text);
    }
    buffer_putc(line, '"');
}

static void put_csv(const struct db_backend *backend, struct db_statement *statement,
                    struct buffer *line) {
    for (unsigned i = 0; i < COLUMNS; i++) {
        struct json number = {.out = line};
        if (i > 0)
            buffer_putc(line, ',');
        if (backend->column_is_null(statement, FIRST + i))
            continue;
        if (columns[i].type == MODEL_REAL)
            json_put_number(&number, backend->column_real(statement, FIRST + i));
        else
            put_csv_text(line, backend->column_text(statement, FIRST + i));
    }
}

static void put_json(const struct db_backend *backend, struct db_statement *statement,
                     struct buffer *line) {
    struct json json = {.out = line};
    json_object_open(&json);
    for (unsigned i = 0; i < COLUMNS; i++) {
        if (backend->column_is_null(statement, FIRST + i))
            continue;
        if (columns[i].type == MODEL_REAL)
            json_key_number(&json, columns[i].key, backend->column_real(statement, FIRST + i));
        else
            json_key_string(&json, columns[i].key, backend->column_text(statement, FIRST + i));
    }
    json_object_close(&json);
}

static void put_header(struct buffer *line) {
    for (unsigned i = 0; i < COLUMNS; i++)
        buffer_printf(line, "%s%s", i > 0 ? "," : "", columns[i].key);
}

static bool write_line(struct buffer *line, FILE *out, struct error *error) {
    buffer_putc(line, '\n');
    errno = 0;
    if (line->failed)
        return buffer_error(line, error, "export") ||
               error_set(error, CODE_LIMIT_MEMORY, "export",
                         "A line needs more than %zu bytes of memory.", line->limit);
    if (fwrite(line->data, line->length, 1, out) != 1)
        return error_set(error, CODE_OUTPUT, "export", "The file cannot be written: %s.",
                         strerror(errno ? errno : EIO));
    buffer_clear(line);
    return true;
}

static bool write_rows(struct database *database, enum export_format format,
                       struct db_statement *statement, struct buffer *line, FILE *out,
                       struct error *error) {
    const struct db_backend *backend = database->backend;
    enum db_step step;
    while ((step = backend->step(statement, error)) == DB_ROW) {
        if (format == EXPORT_CSV)
            put_csv(backend, statement, line);
        else
            put_json(backend, statement, line);
        if (!write_line(line, out, error))
            return false;
    }
    return step == DB_DONE;
}

bool load_export(struct database *database, enum export_format format,
                 const struct export_choice *choice, FILE *out, struct error *error) {
    struct db_statement *statement = database_query(database, export_sql, error);
    struct buffer line;
    if (!statement)
        return false;
    if (choice->period)
        database->backend->bind_text(statement, 1, choice->period);
    if (choice->superseded)
        database->backend->bind_text(statement, 2, "");
    buffer_init(&line, LINE_BYTES_MAX);
    bool written = true;
    if (format == EXPORT_CSV) {
        put_header(&line);
        written = write_line(&line, out, error);
    }
    written = written && write_rows(database, format, statement, &line, out, error);
    buffer_free(&line);
    database->backend->reset(statement);
    return written;
}

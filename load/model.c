#include "load/model.h"

const struct model_column model_columns[COLUMN_COUNT] = {
#define TABLE(table)
#define COLUMN(table, column, type, role, refers)                                                  \
    {TABLE_##table, #column, MODEL_##type, MODEL_##role, refers},
#define INDEX(table, name, columns)
#define VIEW(name, sql)
#include "load/model.def"
#undef TABLE
#undef COLUMN
#undef INDEX
#undef VIEW
};

static const char *const table_names[TABLE_COUNT] = {
#define TABLE(table) #table,
#define COLUMN(table, column, type, role, refers)
#define INDEX(table, name, columns)
#define VIEW(name, sql)
#include "load/model.def"
#undef TABLE
#undef COLUMN
#undef INDEX
#undef VIEW
};

static const struct {
    enum table_id table;
    const char *name, *columns;
} indexes[] = {
#define TABLE(table)
#define COLUMN(table, column, type, role, refers)
#define INDEX(table, name, columns) {TABLE_##table, #name, columns},
#define VIEW(name, sql)
#include "load/model.def"
#undef TABLE
#undef COLUMN
#undef INDEX
#undef VIEW
};

static const struct {
    const char *name, *sql;
} views[] = {
#define TABLE(table)
#define COLUMN(table, column, type, role, refers)
#define INDEX(table, name, columns)
#define VIEW(name, sql) {#name, sql},
#include "load/model.def"
#undef TABLE
#undef COLUMN
#undef INDEX
#undef VIEW
};

unsigned model_first_column(unsigned table) {
    unsigned column = 0;
    while (column < COLUMN_COUNT && model_columns[column].table < table)
        column++;
    return column;
}

/* Lists the quoted names of the columns of these roles with `before` each: "a", "b". With `again`,
 * each name twice and `again` between: "a" = excluded."a". */
static void list_columns(enum table_id table, unsigned roles, const char *before, const char *again,
                         struct buffer *out) {
    const char *comma = "";
    for (unsigned i = model_first_column(table); i < model_first_column(table + 1u); i++) {
        if (!(roles & (1u << model_columns[i].role)))
            continue;
        buffer_printf(out, "%s%s\"%s\"", comma, before, model_columns[i].name);
        if (again)
            buffer_printf(out, "%s\"%s\"", again, model_columns[i].name);
        comma = ", ";
    }
}

enum {
    KEYS = 1u << MODEL_KEY,
    VALUES = 1u << MODEL_NEEDED | 1u << MODEL_FREE,
    ALL = KEYS | VALUES
};

static void create_table(enum table_id table, const struct model_dialect *dialect,
                         struct buffer *out) {
    buffer_printf(out, "CREATE TABLE \"%s\" (\n", table_names[table]);
    for (unsigned i = model_first_column(table); i < model_first_column(table + 1u); i++) {
        const struct model_column *column = &model_columns[i];
        buffer_printf(out, "  \"%s\" %s", column->name, dialect->types[column->type]);
        if (column->role != MODEL_FREE)
            buffer_puts(out, " NOT NULL");
        if (column->refers)
            buffer_printf(out, " REFERENCES \"%s\"", column->refers);
        buffer_puts(out, ",\n");
    }
    buffer_puts(out, "  PRIMARY KEY (");
    list_columns(table, KEYS, "", NULL, out);
    buffer_printf(out, "))%s;\n", dialect->table_end);
}

void model_create_sql(const struct model_dialect *dialect, struct buffer *out) {
    for (unsigned table = 0; table < TABLE_COUNT; table++)
        create_table((enum table_id)table, dialect, out);
    for (size_t i = 0; i < sizeof indexes / sizeof *indexes; i++)
        buffer_printf(out, "CREATE INDEX \"%s\" ON \"%s\" (%s);\n", indexes[i].name,
                      table_names[indexes[i].table], indexes[i].columns);
    for (size_t i = 0; i < sizeof views / sizeof *views; i++)
        buffer_printf(out, "CREATE VIEW \"%s\" AS %s;\n", views[i].name, views[i].sql);
}

static void replace_clause(enum table_id table, struct buffer *out) {
    buffer_puts(out, " ON CONFLICT (");
    list_columns(table, KEYS, "", NULL, out);
    buffer_puts(out, ") DO UPDATE SET ");
    list_columns(table, VALUES, "", " = excluded.", out);
    buffer_puts(out, " WHERE (");
    list_columns(table, VALUES, "old.", NULL, out);
    buffer_puts(out, ") IS DISTINCT FROM (");
    list_columns(table, VALUES, "excluded.", NULL, out);
    buffer_puts(out, ")");
}

void model_insert_sql(enum table_id table, bool replace, struct buffer *out) {
    unsigned first = model_first_column(table), end = model_first_column(table + 1u);
    buffer_printf(out, "INSERT INTO \"%s\" AS old (", table_names[table]);
    list_columns(table, ALL, "", NULL, out);
    buffer_puts(out, ") VALUES (");
    for (unsigned i = first; i < end; i++)
        buffer_printf(out, "%s$%u", i > first ? ", " : "", i - first + 1);
    buffer_puts(out, ")");
    if (replace)
        replace_clause(table, out);
}

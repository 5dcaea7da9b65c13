/* A builder of its own for every test, what is put into it, and what must come out. */
#ifndef CHITIEU_TESTS_EXTRACT_TEST_BUILDER_H
#define CHITIEU_TESTS_EXTRACT_TEST_BUILDER_H

#include "extract/builder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)

struct made {
    struct limits limits;
    struct event_sink sink;
    struct builder *builder;
    struct document *document;
    struct error error;
    size_t events;
    enum code last_event;
};

static inline void count_event(void *context, const struct event *event) {
    struct made *m = context;
    m->events++;
    m->last_event = event->code;
}

static inline int start(void **state) {
    struct made *m = calloc(1, sizeof *m);
    m->limits = limits_default();
    m->sink = (struct event_sink){.emit = count_event, .context = m};
    m->builder = builder_new(&m->limits, &m->sink);
    *state = m;
    return m->builder ? 0 : -1;
}

static inline int stop(void **state) {
    struct made *m = *state;
    document_free(m->document);
    builder_free(m->builder);
    free(m);
    return 0;
}

static inline void finish(struct made *m) {
    if (!builder_finish(m->builder, &m->document, &m->error))
        fail_msg("%s: %s", m->error.place, m->error.message);
}

static inline void expect_failure(struct made *m, enum code code, const char *place) {
    assert_true(builder_failed(m->builder));
    assert_false(builder_finish(m->builder, &m->document, &m->error));
    assert_string_equal(code_word(m->error.code), code_word(code));
    assert_string_equal(m->error.place, place);
    assert_null(m->document);
}

static inline void say(struct made *m, const char *text) {
    builder_paragraph(m->builder, NULL, NULL, text);
}

/* A cell with one paragraph. */
static inline void add(struct made *m, uint32_t colspan, bool continues, const char *text) {
    builder_cell_open(m->builder, colspan, continues);
    say(m, text);
    builder_cell_close(m->builder);
}

static inline void put(struct made *m, uint32_t row, uint32_t column, const char *text) {
    struct cell cell = {.row = row, .column = column, .text = text};
    builder_sheet_cell(m->builder, &cell);
}

static inline void put_number(struct made *m, uint32_t row, uint32_t column, double value,
                              const char *text) {
    struct cell cell = {
        .row = row, .column = column, .text = text, .value_type = VALUE_NUMBER, .value = value};
    builder_sheet_cell(m->builder, &cell);
}

static inline void expect_cell(const struct table *table, size_t n, uint32_t row, uint32_t column,
                               uint32_t rowspan, uint32_t colspan, const char *text) {
    assert_true(n < table->cell_count);
    const struct cell *cell = &table->cells[n];
    assert_string_equal(cell->text, text);
    assert_int_equal(cell->row, row);
    assert_int_equal(cell->column, column);
    assert_int_equal(cell->rowspan, rowspan);
    assert_int_equal(cell->colspan, colspan);
}

static inline void expect_size(const struct table *table, uint32_t rows, uint32_t columns,
                               size_t cells) {
    assert_int_equal(table->rows, rows);
    assert_int_equal(table->columns, columns);
    assert_int_equal(table->cell_count, cells);
}

#endif

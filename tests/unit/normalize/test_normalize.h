/* test_normalize: small documents made by hand, read with the rules of cchc-2021, and what is
 * expected of their reports. Tables are written as text, one row a line, cells divided by '|'; "<"
 * joins a cell to its left neighbour, "^" to the one above, "/" in a cell begins a new paragraph.
 */
#ifndef CHITIEU_TESTS_NORMALIZE_TEST_NORMALIZE_H
#define CHITIEU_TESTS_NORMALIZE_TEST_NORMALIZE_H

#include "extract/builder.h"
#include "normalize/normalize.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

enum { INDICATORS = 126, HEADINGS = 34 };

struct fixture {
    struct ruleset *rules; /* loaded once for all tests, only read */
    struct limits limits;
    struct event_sink no_events;
    struct builder *builder;
    struct document *document;
    struct report *report;
    size_t events[CODE_COUNT];
};

static inline int load(void **state) {
    struct fixture *f = calloc(1, sizeof *f);
    struct error error = {0};
    *state = f;
    bool done = f && ruleset_load("rules/cchc-2021", &f->rules, &error);
    if (!done)
        print_message("%s: %s\n", error.place, error.message);
    return done ? 0 : -1;
}

static inline int unload(void **state) {
    struct fixture *f = *state;
    ruleset_free(f->rules);
    free(f);
    return 0;
}

static inline int start(void **state) {
    struct fixture *f = *state;
    *f = (struct fixture){.rules = f->rules, .limits = limits_default()};
    f->builder = builder_new(&f->limits, &f->no_events);
    builder_source(f->builder, "a.docx", "", 1, "docx");
    return 0;
}

static inline int finish(void **state) {
    struct fixture *f = *state;
    report_free(f->report);
    document_free(f->document);
    builder_free(f->builder);
    return 0;
}

/* ---- documents ---- */

/* Writes one cell, with those joined to it; where the next one begins. */
static inline const char *add_cell(struct builder *builder, const char *text) {
    size_t length = strcspn(text, "|\n");
    const char *next = text + length;
    uint32_t colspan = 1;
    for (; strncmp(next, "|<", 2) == 0; next += 2)
        colspan++;
    builder_cell_open(builder, colspan, length == 1 && *text == '^');
    while (length > 0 && *text != '^') {
        char line[300];
        size_t part = strcspn(text, "/|\n");
        snprintf(line, sizeof line, "%.*s", (int)part, text);
        builder_paragraph(builder, NULL, NULL, line);
        text += part + (text[part] == '/');
        length = text < next ? strcspn(text, "|\n") : 0;
    }
    builder_cell_close(builder);
    return next;
}

static inline void add_table(struct fixture *f, const char *text) {
    builder_table_open(f->builder, NULL, false);
    while (*text) {
        builder_row_open(f->builder, false, 0);
        for (text = add_cell(f->builder, text); *text == '|';)
            text = add_cell(f->builder, text + 1);
        builder_row_close(f->builder);
        text += *text == '\n';
    }
    builder_table_close(f->builder);
}

static inline void count_event(void *context, const struct event *event) {
    struct fixture *f = context;
    f->events[event->code]++;
}

static inline void normalize(struct fixture *f) {
    const struct normalize_options options = normalize_options_default();
    const struct event_sink sink = {.emit = count_event, .context = f};
    struct error error = {0};
    assert_true(builder_finish(f->builder, &f->document, &error));
    if (!normalize_document(f->document, f->rules, &options, &sink, &f->report, &error))
        fail_msg("%s: %s", error.place, error.message);
}

/* ---- reports ---- */

static inline const struct observation *observed(const struct fixture *f, const char *indicator) {
    for (size_t i = 0; i < f->report->observation_count; i++)
        if (strcmp(f->report->observations[i].indicator, indicator) == 0)
            return &f->report->observations[i];
    fail_msg("no observation of %s", indicator);
    return NULL;
}

static inline void expect_status(const struct fixture *f, const char *indicator, enum status status,
                                 const char *raw, const char *at) {
    const struct observation *o = observed(f, indicator);
    assert_string_equal(status_word(o->status), status_word(status));
    assert_string_equal(o->raw ? o->raw : "(none)", raw ? raw : "(none)");
    assert_string_equal(o->at ? o->at : "(none)", at ? at : "(none)");
}

static inline void expect_number(const struct fixture *f, const char *indicator, double value,
                                 const char *at) {
    const struct observation *o = observed(f, indicator);
    assert_string_equal(status_word(o->status), "reported");
    assert_true(o->has_value && o->value == value);
    assert_string_equal(o->at, at);
}

static inline size_t finding_count(const struct fixture *f, const char *check) {
    size_t count = 0;
    for (size_t i = 0; i < f->report->finding_count; i++)
        count += strcmp(f->report->findings[i].check, check) == 0;
    return count;
}

/* The one finding of this check. */
static inline void expect_finding(const struct fixture *f, const char *check,
                                  enum severity severity, const char *indicator, const char *at,
                                  const char *words) {
    const struct finding *finding = f->report->findings;
    assert_int_equal(finding_count(f, check), 1);
    while (strcmp(finding->check, check) != 0)
        finding++;
    assert_int_equal(finding->severity, severity);
    assert_string_equal(finding->indicator ? finding->indicator : "(none)",
                        indicator ? indicator : "(none)");
    assert_string_equal(finding->at ? finding->at : "(none)", at ? at : "(none)");
    if (!finding->message || !strstr(finding->message, words))
        fail_msg("%s: no %s", finding->message ? finding->message : "nothing", words);
}

static inline void expect_rows(const struct fixture *f, uint32_t indicators, uint32_t headings,
                               uint32_t headers, uint32_t continuations, uint32_t unmatched) {
    const struct coverage *c = &f->report->coverage;
    assert_int_equal(c->indicator_rows, indicators);
    assert_int_equal(c->heading_rows, headings);
    assert_int_equal(c->header_rows, headers);
    assert_int_equal(c->continuation_rows, continuations);
    assert_int_equal(c->unmatched_rows, unmatched);
}

static inline void expect_counts(const struct fixture *f, uint32_t observed_values,
                                 uint32_t unmatched) {
    assert_int_equal(f->report->coverage.observed_values, observed_values);
    assert_int_equal(f->report->coverage.unmatched_values, unmatched);
}

#define HEADER                                                                                     \
    "STT|Chỉ tiêu thống kê|Kết quả thống kê|<|Đơn vị thực hiện\n"             \
    "^|^|Đơn vị tính|Số liệu|^\n"
#define PLAN "1.1.|Kế hoạch CCHC|||Sở Nội vụ\n"
#define TASKS(value) "|- Số nhiệm vụ đề ra trong kế hoạch|Nhiệm vụ|" value "|\n"
#define DONE(value) "|- Số nhiệm vụ đã hoàn thành|Nhiệm vụ|" value "|\n"
#define PAPERS(value) "1.2.|Số văn bản chỉ đạo CCHC đã ban hành|Văn bản|" value "|\n"

#endif

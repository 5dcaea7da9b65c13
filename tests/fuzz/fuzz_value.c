/* A value cell of any indicator. The input is the row, what stands behind the cell, eight bytes of a stored number, and
 * the text.
 *
 * Whatever the cell, its reading must hold together, and no figure may be lost or changed in silence.
 */
#include "normalize/value/value.h"
#include "extract/text/nfc.h"
#include "tests/fuzz/fuzz.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MEMORY_BYTES ((size_t)1 << 20)
#define TEXT_BYTES ((size_t)1 << 14)
/* The largest number up to which a double holds every whole one. */
#define WHOLE_MAX 9007199254740992.0
/* DECISIONS §2: everything but a fraction's percentage is exact. */
#define TOLERANCE 1e-6

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Row, kind of cell, stored number: the bytes before the text. */
enum { AT_ROW, AT_KIND, AT_NUMBER, AT_TEXT = AT_NUMBER + 8 };

static const char *const formats[] = {NULL, "0%", "0.00%", "#,##0", "\"%\"0", "0\\%", "dd/mm/yyyy", "@"};

static void expect(bool right, const char *what) {
    if (right)
        return;
    fprintf(stderr, "fuzz_value: not so: %s\n", what);
    abort();
}

static bool has_code(const struct form_row *row, double value) {
    for (size_t i = 0; i < row->code_count; i++)
        if ((double)row->codes[i].code == value)
            return true;
    return false;
}

static void expect_value(const struct form_row *row, double value) {
    expect(isfinite(value) && value >= 0, "a reported value is zero or more");
    if (row->kind == KIND_PERCENT)
        expect(value <= 100, "a percentage is at most 100");
    else
        expect(value == floor(value) && value <= WHOLE_MAX, "what is no percentage is whole and exact");
    if (row->kind == KIND_ENUM)
        expect(has_code(row, value), "a code is one of the row's");
}

/* A count written with digits, spaces and marks alone is reported with these digits, or not at all. */
static void expect_digits(const char *text, double value) {
    double digits = 0;
    if (text[strspn(text, "0123456789., \n")])
        return;
    for (; *text; text++)
        if (*text >= '0' && *text <= '9')
            digits = digits * 10 + (*text - '0');
    expect(digits == value, "a count has the digits of its text");
}

static void expect_sound(const struct form_row *row, const struct cell *cell, const struct value_reading *r) {
    bool quiet = r->status == STATUS_REPORTED || r->status == STATUS_BLANK;
    expect(r->status != STATUS_MISSING, "a cell is not missing");
    expect(quiet == (r->message == NULL), "what is refused says why");
    expect(r->step_count <= VALUE_STEPS_MAX, "steps fit");
    expect(!r->has_value || r->status == STATUS_REPORTED || r->status == STATUS_REVIEW, "only these have values");
    if (strpbrk(cell->text, "0123456789"))
        expect(r->status != STATUS_BLANK, "a cell with a digit is not blank");
    if (r->status != STATUS_REPORTED)
        return;
    expect(r->has_value, "what is reported has a value");
    expect_value(row, r->value);
    if (cell->value_type == VALUE_NUMBER && row->kind != KIND_PERCENT)
        expect(fabs(r->value - cell->value) <= TOLERANCE, "a stored number is not rounded");
    if (cell->value_type == VALUE_NONE && row->kind == KIND_COUNT)
        expect_digits(cell->text, r->value);
}

/* Spaces around a cell's text say nothing. */
static void expect_same_in_spaces(const struct ruleset *ruleset, const struct form_row *row, struct cell cell,
                                  struct arena *arena, const struct value_reading *first) {
    struct value_reading r;
    cell.text = arena_printf(arena, " \n%s\n ", cell.text);
    if (!cell.text || !value_read(ruleset, row, &cell, arena, &r))
        return;
    expect(r.status == first->status && r.has_value == first->has_value, "spaces around a text say nothing");
    expect(!r.has_value || r.value == first->value, "spaces around a text change no value");
}

static void read_cell(const uint8_t *data, const char *text, struct arena *arena) {
    const struct ruleset *ruleset = fuzz_ruleset();
    const struct form_row *row = &ruleset->rows[data[AT_ROW] % ruleset->row_count];
    struct cell cell = {.rowspan = 1, .colspan = 1, .text = text, .error = "#N/A"};
    struct value_reading reading;
    cell.value_type = (enum value_type)(data[AT_KIND] % (VALUE_UNCALCULATED + 1));
    cell.format = formats[data[AT_KIND] >> 5];
    memcpy(&cell.value, data + AT_NUMBER, sizeof cell.value);
    if (!isfinite(cell.value))
        cell.value = 0;
    if (row->kind == KIND_HEADING || !value_read(ruleset, row, &cell, arena, &reading))
        return;
    expect_sound(row, &cell, &reading);
    if (cell.value_type == VALUE_NONE)
        expect_same_in_spaces(ruleset, row, cell, arena, &reading);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < AT_TEXT || size > TEXT_BYTES)
        return 0;
    struct arena *arena = arena_new(MEMORY_BYTES);
    struct buffer text;
    buffer_init(&text, TEXT_BYTES * NFC_GROWTH_MAX);
    const char *raw = arena ? arena_strndup(arena, (const char *)data + AT_TEXT, size - AT_TEXT) : NULL;
    if (raw && nfc_append(raw, &text) && !text.failed)
        read_cell(data, buffer_text(&text), arena);
    buffer_free(&text);
    arena_free(arena);
    return 0;
}

#include "extract/xls/sheet.h"
#include "extract/sheet/serial_date.h"
#include "extract/sheet/decode_cell.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    RECORD_FORMULA = 0x0006,
    RECORD_OBJECT = 0x005D,
    RECORD_COLUMNS = 0x007D,
    RECORD_MUL_RK = 0x00BD,
    RECORD_RICH_STRING = 0x00D6,
    RECORD_MERGES = 0x00E5,
    RECORD_DRAWING = 0x00EC,
    RECORD_LABEL_SST = 0x00FD,
    RECORD_NUMBER = 0x0203,
    RECORD_LABEL = 0x0204,
    RECORD_BOOL_ERROR = 0x0205,
    RECORD_STRING = 0x0207,
    RECORD_ROW = 0x0208,
    RECORD_DEFAULT_ROW = 0x0225,
    RECORD_WINDOW_2 = 0x023E,
    RECORD_RK = 0x027E,
    COLUMNS = 256,
    ROWS = 65536
};

/* Cells and, behind each, how far into it: left, top, right, bottom. */
enum { ANCHOR_LEFT = 0, ANCHOR_TOP = 2, ANCHOR_RIGHT = 4, ANCHOR_BOTTOM = 6, ANCHOR_FIELDS = 8 };

struct reader {
    const struct globals *globals;
    const struct limits *limits;
    const struct event_sink *sink;
    struct builder *builder;
    unsigned table;
    struct arena *scratch;
    struct buffer text, shown;
    struct rich_run *runs;
    struct font_run *font_runs;
    bool zeros_hidden;
    bool rows_hidden; /* those that no record describes */
    unsigned char hidden_rows[ROWS / 8], described_rows[ROWS / 8];
    bool hidden_columns[COLUMNS];
    bool anchored; /* the place of the next object is known */
    unsigned anchor[ANCHOR_FIELDS];
    const struct cursor *record; /* being read */
    bool waits;                  /* a formula whose text comes in the next record */
    struct cell formula;
    unsigned formula_style;
    char iso[32];
    color format_ink; /* that the cell's number format names */
    struct error error;
};

struct place {
    uint32_t row, column;
    unsigned style;
};

static struct place read_place(struct cursor *cursor) {
    struct place place = {.row = cursor_u16(cursor)};
    place.column = cursor_u16(cursor);
    place.style = cursor_u16(cursor);
    return place;
}

static bool bit(const unsigned char *bits, uint32_t i) {
    return bits[i / 8] >> (i % 8) & 1;
}

static void set_bit(unsigned char *bits, uint32_t i) {
    bits[i / 8] |= (unsigned char)(1u << (i % 8));
}

static bool is_hidden(const struct reader *r, uint32_t row, uint32_t column) {
    bool row_hidden = bit(r->described_rows, row) ? bit(r->hidden_rows, row) : r->rows_hidden;
    return row_hidden || r->hidden_columns[column];
}

/* ---- writing ---- */

static void write_cell(struct reader *r, const struct place *place, struct cell *cell,
                       size_t run_count) {
    const struct xls_font own = globals_style_font(r->globals, place->style);
    const struct cell_fonts fonts = {.own = own.font,
                                     .runs = r->font_runs,
                                     .run_count = run_count,
                                     .struck = own.struck,
                                     .ink = r->format_ink ? r->format_ink
                                                          : globals_ink(r->globals, &own),
                                     .paper = globals_paper(r->globals, place->style),
                                     .twips = own.twips};
    const struct cell_place at = {r->table, place->row, place->column};
    if (r->record->failed) {
        event_note(r->sink, CODE_REPAIRED, "Workbook",
                   "A record is cut short; its cell was left out.");
        return;
    }
    if (place->column >= COLUMNS || (cell->value_type == VALUE_NONE && r->shown.length == 0))
        return;
    if (r->shown.failed || r->text.failed) {
        buffer_error(&r->shown, &r->error, "Workbook");
        buffer_error(&r->text, &r->error, "Workbook");
        error_set(
            &r->error, CODE_LIMIT_TEXT, "Workbook",
            "A cell holds more text than %zu bytes; if it is meant to, raise --max-text-bytes.",
            r->limits->cell_text_bytes);
        return;
    }
    cell->row = place->row;
    cell->column = place->column;
    cell->rowspan = cell->colspan = 1;
    cell->hidden = is_hidden(r, place->row, place->column);
    bool unseen = false;
    cell->text =
        decode_cell(r->builder, r->scratch, r->sink, &at, buffer_text(&r->shown), &fonts, &unseen);
    if (unseen)
        cell->value_type = VALUE_NONE;
    if (cell->text && (*cell->text || !unseen))
        builder_sheet_cell(r->builder, cell);
}

static void write_number(struct reader *r, const struct place *place, double value) {
    const struct xls_format *format = globals_format(r->globals, place->style);
    bool date1904 = r->globals->date1904;
    struct cell cell = {.value_type = VALUE_NUMBER, .value = value, .format = format->code};
    buffer_clear(&r->shown);
    if (value != 0 || !r->zeros_hidden)
        numfmt_number(format->format, value, date1904, &r->shown);
    r->format_ink = numfmt_color(format->format, value);
    if (format->code && value >= 1 && numfmt_is_date(format->format, value) &&
        serial_iso_date(value, date1904, r->iso))
        cell.date = r->iso;
    write_cell(r, place, &cell, 0);
}

/* The text in r->text, its runs cut to fonts; a format may show a text otherwise. */
static void write_text(struct reader *r, const struct place *place, size_t run_count) {
    const struct xls_format *format = globals_format(r->globals, place->style);
    struct cell cell = {.value_type = VALUE_NONE};
    struct buffer rich;
    buffer_init(&rich, r->text.limit * 3);
    size_t fonts = globals_rich_text(r->globals, buffer_text(&r->text), r->runs, run_count, &rich,
                                     r->font_runs);
    buffer_clear(&r->shown);
    numfmt_text(format->format, buffer_text(&rich), &r->shown);
    r->format_ink = numfmt_text_color(format->format);
    bool same = strcmp(buffer_text(&rich), buffer_text(&r->shown)) == 0;
    if (rich.failed)
        buffer_fail(&r->shown, rich.no_memory);
    write_cell(r, place, &cell, same ? fonts : 0);
    buffer_free(&rich);
}

static void write_shared(struct reader *r, const struct place *place, uint32_t index) {
    const struct xls_format *format = globals_format(r->globals, place->style);
    const char *text = string_table_get(&r->globals->strings, index);
    struct cell cell = {.value_type = VALUE_NONE};
    size_t count;
    if (!text) {
        event_note(r->sink, CODE_REPAIRED, "Workbook",
                   "The cell refers to a string that the workbook does not have; U+FFFC was put in "
                   "its place.");
        text = BUILDER_OBJECT;
    }
    const struct font_run *runs = string_table_fonts(&r->globals->strings, index, &count);
    buffer_clear(&r->shown);
    numfmt_text(format->format, text, &r->shown);
    r->format_ink = numfmt_text_color(format->format);
    if (strcmp(text, buffer_text(&r->shown)) != 0)
        count = 0;
    if (count)
        memcpy(r->font_runs, runs, count * sizeof *runs);
    write_cell(r, place, &cell, count);
}

static const char *error_text(unsigned code) {
    static const struct {
        unsigned code;
        const char *text;
    } errors[] = {{0x00, "#NULL!"}, {0x07, "#DIV/0!"}, {0x0F, "#VALUE!"}, {0x17, "#REF!"},
                  {0x1D, "#NAME?"}, {0x24, "#NUM!"},   {0x2A, "#N/A"}};
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
        if (errors[i].code == code)
            return errors[i].text;
    return "#?";
}

static void write_special(struct reader *r, const struct place *place, bool is_error,
                          unsigned value) {
    struct cell cell = {.value_type = is_error ? VALUE_ERROR : VALUE_BOOLEAN, .value = value != 0};
    const char *text = is_error ? error_text(value) : value ? "TRUE" : "FALSE";
    cell.error = is_error ? text : NULL;
    buffer_clear(&r->shown);
    buffer_puts(&r->shown, text);
    r->format_ink = COLOR_UNSET;
    if (is_error)
        cell.value = 0;
    write_cell(r, place, &cell, 0);
}

/* ---- records ---- */

/* §2.5.217: 30 bits of an integer or of a double's upper half, perhaps times 100. */
static double rk_value(uint32_t rk) {
    enum { TIMES_100 = 1, INTEGER = 2 };
    double value;
    if (rk & INTEGER) {
        value = (double)((int32_t)rk >> 2);
    } else {
        uint64_t bits = (uint64_t)(rk & ~3u) << 32;
        memcpy(&value, &bits, sizeof value);
    }
    return rk & TIMES_100 ? value / 100 : value;
}

static void read_rk(struct reader *r, struct cursor *cursor) {
    struct place place = read_place(cursor);
    write_number(r, &place, rk_value(cursor_u32(cursor)));
}

static void read_mul_rk(struct reader *r, struct cursor *cursor) {
    enum { PAIR_BYTES = 6, LAST_BYTES = 2 };
    struct place place = {.row = cursor_u16(cursor)};
    place.column = cursor_u16(cursor);
    for (; cursor->left >= PAIR_BYTES + LAST_BYTES; place.column++) {
        place.style = cursor_u16(cursor);
        write_number(r, &place, rk_value(cursor_u32(cursor)));
    }
}

static void read_number(struct reader *r, struct cursor *cursor) {
    struct place place = read_place(cursor);
    write_number(r, &place, cursor_double(cursor));
}

static void read_label_sst(struct reader *r, struct cursor *cursor) {
    struct place place = read_place(cursor);
    write_shared(r, &place, cursor_u32(cursor));
}

/* A string with two bytes of length, in the workbook's version, into r->text. */
static size_t read_string(struct reader *r, struct cursor *cursor) {
    size_t run_count = 0;
    buffer_clear(&r->text);
    if (r->globals->biff8)
        cursor_string(cursor, STRING_WIDE_COUNT, &r->text, r->runs, &run_count);
    else
        cursor_bytes(cursor, cursor_u16(cursor), r->globals->code_page, &r->text);
    return run_count;
}

static void read_label(struct reader *r, struct cursor *cursor) {
    struct place place = read_place(cursor);
    size_t run_count = read_string(r, cursor);
    write_text(r, &place, run_count);
}

/* BIFF5: the runs follow the text, a byte each. */
static void read_rich_string(struct reader *r, struct cursor *cursor) {
    struct place place = read_place(cursor);
    size_t run_count = read_string(r, cursor);
    if (!r->globals->biff8) {
        unsigned count = cursor_u8(cursor);
        for (run_count = 0; run_count < count && !cursor->failed; run_count++) {
            r->runs[run_count].first = cursor_u8(cursor);
            r->runs[run_count].font = cursor_u8(cursor);
        }
    }
    write_text(r, &place, run_count);
}

static void read_bool_error(struct reader *r, struct cursor *cursor) {
    struct place place = read_place(cursor);
    unsigned value = cursor_u8(cursor);
    write_special(r, &place, cursor_u8(cursor) != 0, value);
}

/* §2.5.133: a number, or a kind in its first byte when its last two are FF. */
static void read_formula(struct reader *r, struct cursor *cursor) {
    enum { KIND_STRING = 0, KIND_BOOLEAN = 1, KIND_ERROR = 2 };
    struct place place = read_place(cursor);
    unsigned char bytes[8];
    double value;
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)cursor_u8(cursor);
    memcpy(&value, bytes, sizeof value);
    if (bytes[6] != 0xFF || bytes[7] != 0xFF) {
        write_number(r, &place, value);
    } else if (bytes[0] == KIND_STRING) {
        r->waits = true;
        r->formula = (struct cell){.row = place.row, .column = place.column};
        r->formula_style = place.style;
    } else if (bytes[0] == KIND_BOOLEAN || bytes[0] == KIND_ERROR) {
        write_special(r, &place, bytes[0] == KIND_ERROR, bytes[2]);
    }
}

static void read_formula_string(struct reader *r, struct cursor *cursor) {
    if (!r->waits)
        return;
    struct place place = {r->formula.row, r->formula.column, r->formula_style};
    r->waits = false;
    read_string(r, cursor);
    write_text(r, &place, 0);
}

static void read_row(struct reader *r, struct cursor *cursor) {
    enum { BEFORE_FLAGS = 10, HIDDEN = 0x20 };
    uint32_t row = cursor_u16(cursor);
    cursor_skip(cursor, BEFORE_FLAGS);
    set_bit(r->described_rows, row);
    if (cursor_u16(cursor) & HIDDEN)
        set_bit(r->hidden_rows, row);
}

static void read_default_row(struct reader *r, struct cursor *cursor) {
    enum { HIDDEN = 2 };
    r->rows_hidden = (cursor_u16(cursor) & HIDDEN) != 0;
}

static void read_columns(struct reader *r, struct cursor *cursor) {
    enum { BEFORE_FLAGS = 2, HIDDEN = 1 };
    unsigned first = cursor_u16(cursor), last = cursor_u16(cursor), width = cursor_u16(cursor);
    cursor_skip(cursor, BEFORE_FLAGS);
    bool hidden = (cursor_u16(cursor) & HIDDEN) != 0 || width == 0;
    for (unsigned i = first; hidden && i <= last && i < COLUMNS; i++)
        r->hidden_columns[i] = true;
}

static void read_merges(struct reader *r, struct cursor *cursor) {
    enum { RANGE_BYTES = 8 };
    for (unsigned count = cursor_u16(cursor); count > 0 && cursor->left >= RANGE_BYTES; count--) {
        uint32_t first_row = cursor_u16(cursor), last_row = cursor_u16(cursor);
        uint32_t first_column = cursor_u16(cursor), last_column = cursor_u16(cursor);
        if (first_row <= last_row && first_column <= last_column && last_column < COLUMNS)
            builder_sheet_merge(r->builder, first_row, first_column, last_row, last_column);
    }
}

/* §2.4.346: fDspZerosRt. */
static void read_window(struct reader *r, struct cursor *cursor) {
    enum { SHOWS_ZEROS = 0x10 };
    r->zeros_hidden |= (cursor_u16(cursor) & SHOWS_ZEROS) == 0;
}

struct record {
    unsigned type;
    void (*read)(struct reader *reader, struct cursor *cursor);
};

/* What stands behind the cells and is needed for them. */
static const struct record ahead[] = {{RECORD_WINDOW_2, read_window}};

/* Within containers (version F) goes on to the place of a shape, which the object's record follows:
 * MS-ODRAW §2.2.1, §2.2.46; MS-XLS §2.5.193. */
static void read_drawing(struct reader *r, struct cursor *cursor) {
    enum { VERSION = 0xF, CONTAINER = 0xF, CLIENT_ANCHOR = 0xF010, ANCHOR_BYTES = 18 };
    while (cursor_more(cursor) && !cursor->failed) {
        unsigned version = cursor_u16(cursor) & VERSION, type = cursor_u16(cursor);
        uint32_t length = cursor_u32(cursor);
        if (version == CONTAINER)
            continue;
        if (type == CLIENT_ANCHOR && length >= ANCHOR_BYTES) {
            cursor_skip(cursor, 2);
            for (size_t i = 0; i < ANCHOR_FIELDS; i++)
                r->anchor[i] = cursor_u16(cursor);
            length -= ANCHOR_BYTES;
            r->anchored = true;
        }
        cursor_skip(cursor, length);
    }
}

/* §2.5.143: the kind of object. Lines hide nothing; comments and lists of filters are not shown. */
static void read_object(struct reader *r, struct cursor *cursor) {
    enum { RECTANGLE = 2, OVAL = 3, CHART = 5, TEXT = 6, PICTURE = 8 };
    cursor_skip(cursor, 4); /* ft, cb */
    unsigned kind = cursor_u16(cursor);
    bool shows = kind == TEXT || kind == PICTURE;
    if (r->anchored && (shows || kind == RECTANGLE || kind == OVAL || kind == CHART))
        builder_sheet_overlay(r->builder, r->anchor[ANCHOR_TOP], r->anchor[ANCHOR_LEFT],
                              r->anchor[ANCHOR_BOTTOM], r->anchor[ANCHOR_RIGHT], shows);
    r->anchored = false;
}

static const struct record records[] = {
    {RECORD_LABEL_SST, read_label_sst},
    {RECORD_RK, read_rk},
    {RECORD_MUL_RK, read_mul_rk},
    {RECORD_NUMBER, read_number},
    {RECORD_FORMULA, read_formula},
    {RECORD_STRING, read_formula_string},
    {RECORD_LABEL, read_label},
    {RECORD_RICH_STRING, read_rich_string},
    {RECORD_BOOL_ERROR, read_bool_error},
    {RECORD_ROW, read_row},
    {RECORD_DEFAULT_ROW, read_default_row},
    {RECORD_COLUMNS, read_columns},
    {RECORD_MERGES, read_merges},
    {RECORD_DRAWING, read_drawing},
    {RECORD_OBJECT, read_object},
};

/* Charts and macros within the sheet are substreams of their own and are passed over. */
static void read_records(struct reader *r, size_t offset, const struct record *list, size_t count) {
    struct cursor cursor;
    unsigned depth = 0;
    r->record = &cursor;
    while (record_next(r->globals->stream, &offset, &cursor) && r->error.code == CODE_NONE &&
           !builder_failed(r->builder)) {
        if (cursor.type == RECORD_BOF)
            depth++;
        if (cursor.type == RECORD_EOF && depth-- <= 1)
            return;
        for (size_t i = 0; depth == 1 && i < count; i++)
            if (list[i].type == cursor.type) {
                list[i].read(r, &cursor);
                break;
            }
    }
}

static void read_sheet(struct reader *r, size_t offset) {
    read_records(r, offset, ahead, sizeof ahead / sizeof *ahead);
    read_records(r, offset, records, sizeof records / sizeof *records);
}

bool xls_sheet_read(const struct globals *globals, size_t offset, unsigned table,
                    const struct limits *limits, const struct event_sink *sink,
                    struct builder *builder, struct error *error) {
    struct reader *r = calloc(1, sizeof *r);
    if (!r)
        return error_no_memory(error, "Workbook");
    *r = (struct reader){.globals = globals,
                         .limits = limits,
                         .sink = sink,
                         .builder = builder,
                         .table = table,
                         .scratch = limits_arena(limits->memory_bytes),
                         .runs = calloc(RICH_RUNS_MAX, sizeof *r->runs),
                         .font_runs = calloc(RICH_RUNS_MAX + 1, sizeof *r->font_runs)};
    buffer_init(&r->text, limits->cell_text_bytes);
    buffer_init(&r->shown, limits->cell_text_bytes);
    if (r->scratch && r->runs && r->font_runs)
        read_sheet(r, offset);
    else
        error_no_memory(&r->error, "Workbook");
    bool done = r->error.code == CODE_NONE;
    if (!done)
        *error = r->error;
    buffer_free(&r->text);
    buffer_free(&r->shown);
    arena_free(r->scratch);
    free(r->runs);
    free(r->font_runs);
    free(r);
    return done;
}

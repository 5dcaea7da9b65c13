#include "extract/xlsx/sheet.h"
#include "core/text/utf8.h"
#include "extract/package/sax.h"
#include "extract/sheet/decode_cell.h"
#include "extract/sheet/parse_number.h"
#include "extract/sheet/serial_date.h"
#include "extract/sheet/iso_date.h"
#include "extract/xlsx/string_item.h"
#include "extract/xlsx/styled_range.h"
#include "extract/xlsx/cell_reference.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* So much of a place that is none is quoted; a right one has at most 21 bytes. */
enum { QUOTED_BYTES = 32 };

enum state {
    STATE_DOCUMENT,
    STATE_SHEET,
    STATE_VIEWS,
    STATE_COLUMNS,
    STATE_COLUMN,
    STATE_DATA,
    STATE_ROW,
    STATE_CELL,
    STATE_VALUE,
    STATE_INLINE,
    STATE_MERGES,
    STATE_MERGE,
};

struct reader {
    const struct workbook *workbook;
    const struct limits *limits;
    const struct event_sink *sink;
    struct builder *builder;
    const char *part;
    unsigned table;
    enum state state;
    bool misplaced; /* a place that is none was reported */
    struct error error;

    bool zeros_hidden;
    bool row_hidden;
    uint32_t row, column;           /* of the cell */
    uint32_t next_row, next_column; /* of the next one, if it names none */
    unsigned char hidden_columns[XLSX_COLUMNS / 8];

    /* The open cell. */
    const struct cell_type *type;
    size_t style;
    bool formula;
    bool has_value;              /* v is there, if only empty */
    struct item item;            /* inline string */
    struct buffer value;         /* content of v */
    struct buffer plain;         /* a text without its escapes */
    struct buffer shown;         /* as displayed */
    char iso[32];                /* its date */
    color format_ink;            /* that its number format names */
    const struct font_run *runs; /* the fonts of its text's runs, where they are not the cell's */
    size_t run_count;
    struct arena *scratch; /* of the cell */
    struct arena *arena;   /* of the sheet */
    struct styled_ranges styled;
};

/* A type of cell (attribute t) and how its value is read into `cell`, its text into reader->shown.
 */
struct cell_type {
    const char *name;
    void (*read)(struct reader *reader, struct cell *cell);
    bool text; /* the result of a formula may be an empty text */
};

static const struct cell_type *find_type(const char *name);

/* Telling. */

static void report(const struct reader *reader, enum code code, const char *message) {
    char at[64];
    if (!event_wanted(reader->sink))
        return;
    snprintf(at, sizeof at, "t%u!R%uC%u", reader->table, (unsigned)reader->row,
             (unsigned)reader->column);
    event_note(reader->sink, code, at, "%s", message);
}

/* Once a sheet: a file with one bad place usually has thousands. */
static void report_misplaced(struct reader *reader, const char *place) {
    if (reader->misplaced)
        return;
    reader->misplaced = true;
    event_note(reader->sink, CODE_REPAIRED, reader->part,
               "\"%.*s\" is not a cell reference; the cell was placed after the previous one.",
               utf8_head(place, QUOTED_BYTES), place);
}

/* Attributes. */

static bool is_true(const char *value) {
    return strcmp(value, "1") == 0 || strcmp(value, "true") == 0 || strcmp(value, "on") == 0;
}

static bool is_zero(const char *text) {
    double value;
    return number_parse(text, strlen(text), &value) && value == 0;
}

static bool is_named(const struct xml_attribute *attribute, const char *name) {
    return attribute->ns == XML_NONE && strcmp(attribute->name, name) == 0;
}

/* §18.3.1.87: of several windows on the sheet one is enough to make zeros doubtful. */
static void open_view(struct reader *reader, const struct xml_element *element) {
    const char *zeros = xml_attribute(element, XML_NONE, "showZeros");
    reader->zeros_hidden |= zeros && !is_true(zeros);
}

static void open_column(struct reader *reader, const struct xml_element *element) {
    const char *min = xml_attribute(element, XML_NONE, "min");
    const char *max = xml_attribute(element, XML_NONE, "max");
    const char *hidden = xml_attribute(element, XML_NONE, "hidden");
    const char *width = xml_attribute(element, XML_NONE, "width");
    if (!min || !max || !((hidden && is_true(hidden)) || (width && is_zero(width))))
        return;
    unsigned long first = strtoul(min, NULL, 10), last = strtoul(max, NULL, 10);
    for (unsigned long column = first; column >= 1 && column <= last && column <= XLSX_COLUMNS;
         column++)
        reader->hidden_columns[(column - 1) / 8] |= (unsigned char)(1u << ((column - 1) % 8));
}

static void open_row(struct reader *reader, const struct xml_element *element) {
    reader->row = reader->next_row;
    reader->row_hidden = false;
    for (size_t i = 0; i < element->attribute_count; i++) {
        const struct xml_attribute *attribute = &element->attributes[i];
        if (is_named(attribute, "r")) {
            unsigned long row = strtoul(attribute->value, NULL, 10);
            if (row >= 1 && row <= XLSX_ROWS)
                reader->row = (uint32_t)(row - 1);
            else
                report_misplaced(reader, attribute->value);
        } else if (is_named(attribute, "ht")) {
            reader->row_hidden = is_zero(attribute->value);
        }
    }
    const char *hidden = xml_attribute(element, XML_NONE, "hidden");
    if (hidden)
        reader->row_hidden |= is_true(hidden);
    reader->next_row = reader->row + 1;
    reader->next_column = 0;
}

static void place_cell(struct reader *reader, const char *text) {
    struct reference place;
    if (!text)
        return;
    if (!reference_cell(text, &place)) {
        report_misplaced(reader, text);
        return;
    }
    reader->row = place.row;
    reader->column = place.column;
    reader->next_row = place.row + 1;
}

static void open_cell(struct reader *reader, const struct xml_element *element) {
    const char *place = NULL;
    reader->style = 0;
    reader->type = find_type("n");
    for (size_t i = 0; i < element->attribute_count; i++) {
        const struct xml_attribute *attribute = &element->attributes[i];
        if (attribute->ns != XML_NONE || attribute->name[0] == '\0' || attribute->name[1] != '\0')
            continue;
        if (attribute->name[0] == 'r')
            place = attribute->value;
        else if (attribute->name[0] == 's')
            reader->style = strtoul(attribute->value, NULL, 10);
        else if (attribute->name[0] == 't')
            reader->type = find_type(attribute->value);
    }
    reader->column = reader->next_column;
    place_cell(reader, place);
    reader->next_column = reader->column + 1;
    reader->formula = reader->has_value = false;
    buffer_clear(&reader->value);
    item_clear(&reader->item);
}

static void open_formula(struct reader *reader, const struct xml_element *element) {
    (void)element;
    reader->formula = true;
}

static void open_value(struct reader *reader, const struct xml_element *element) {
    (void)element;
    reader->has_value = true;
}

static void open_merge(struct reader *reader, const struct xml_element *element) {
    const char *range = xml_attribute(element, XML_NONE, "ref");
    struct reference first, last;
    if (range && reference_range(range, &first, &last))
        builder_sheet_merge(reader->builder, first.row, first.column, last.row, last.column);
    else
        event_note(reader->sink, CODE_REPAIRED, reader->part,
                   "\"%.*s\" is not a range; the merge was left out.",
                   utf8_head(range ? range : "", QUOTED_BYTES), range ? range : "");
}

/* Values. Each function below reads one type of cell (§18.18.11) into `cell`, its text into
 * reader->shown. */

static void show_text(struct reader *reader, const char *text) {
    const struct style_format *format = styles_get(&reader->workbook->styles, reader->style);
    numfmt_text(format->format, text, &reader->shown);
    reader->format_ink = numfmt_text_color(format->format);
    if (*text && reader->shown.length == 0)
        report(reader, CODE_TEXT_HIDDEN,
               "The cell's number format shows no text; its text was dropped.");
}

/* The fonts of a text's runs, as long as its format leaves it as it is. */
static void show_runs(struct reader *reader, const char *text, const struct font_run *spans,
                      size_t count) {
    show_text(reader, text);
    if (count > 0 && strcmp(text, buffer_text(&reader->shown)) == 0) {
        reader->runs = spans;
        reader->run_count = count;
    }
}

static void read_shared(struct reader *reader, struct cell *cell) {
    const char *digits = buffer_text(&reader->value);
    char *end;
    unsigned long index = strtoul(digits, &end, 10);
    const char *text = end > digits ? string_table_get(&reader->workbook->strings, index) : NULL;
    (void)cell;
    size_t count;
    const struct font_run *spans = string_table_fonts(&reader->workbook->strings, index, &count);
    if (text) {
        show_runs(reader, text, spans, count);
    } else if (reader->value.length > 0) {
        report(reader, CODE_REPAIRED,
               "The cell refers to a string that the workbook does not have; U+FFFC was put in its "
               "place.");
        show_text(reader, BUILDER_OBJECT);
    }
}

static void read_string(struct reader *reader, struct cell *cell) {
    (void)cell;
    buffer_clear(&reader->plain);
    item_unescape(buffer_text(&reader->value), reader->value.length, &reader->plain);
    show_text(reader, buffer_text(&reader->plain));
}

static void read_inline(struct reader *reader, struct cell *cell) {
    (void)cell;
    show_runs(reader, buffer_text(&reader->item.text), reader->item.runs, reader->item.run_count);
}

static void read_boolean(struct reader *reader, struct cell *cell) {
    const char *text = buffer_text(&reader->value);
    if (!*text)
        return;
    cell->value_type = VALUE_BOOLEAN;
    cell->value = is_true(text) || strcmp(text, "TRUE") == 0 ? 1 : 0;
    buffer_puts(&reader->shown, cell->value != 0 ? "TRUE" : "FALSE");
}

static void read_error(struct reader *reader, struct cell *cell) {
    if (reader->value.length == 0)
        return;
    cell->value_type = VALUE_ERROR;
    cell->error = buffer_text(&reader->value);
    buffer_puts(&reader->shown, cell->error);
}

static void show_number(struct reader *reader, struct cell *cell) {
    const struct style_format *format = styles_get(&reader->workbook->styles, reader->style);
    bool date1904 = reader->workbook->date1904;
    cell->value_type = VALUE_NUMBER;
    cell->format = format->code;
    if (cell->value != 0 || !reader->zeros_hidden)
        numfmt_number(format->format, cell->value, date1904, &reader->shown);
    reader->format_ink = numfmt_color(format->format, cell->value);
    /* A time of day alone is a number below 1 and has no date. */
    if (format->code && cell->value >= 1 && numfmt_is_date(format->format, cell->value) &&
        serial_iso_date(cell->value, date1904, reader->iso))
        cell->date = reader->iso;
}

static void read_unreadable(struct reader *reader) {
    report(reader, CODE_REPAIRED, "The cell's value is not a number; it was kept as text.");
    show_text(reader, buffer_text(&reader->value));
}

static void read_number(struct reader *reader, struct cell *cell) {
    if (reader->value.length == 0)
        return;
    if (number_parse(buffer_text(&reader->value), reader->value.length, &cell->value))
        show_number(reader, cell);
    else
        read_unreadable(reader);
}

/* A date in words of ISO 8601. Under General it is shown as it is stored. */
static void read_date(struct reader *reader, struct cell *cell) {
    const char *text = buffer_text(&reader->value);
    if (!*text)
        return;
    if (!iso_date_serial(text, reader->workbook->date1904, &cell->value)) {
        read_unreadable(reader);
        return;
    }
    show_number(reader, cell);
    if (cell->format)
        return;
    buffer_clear(&reader->shown);
    buffer_puts(&reader->shown, text);
    if (cell->value >= 1 && serial_iso_date(cell->value, reader->workbook->date1904, reader->iso))
        cell->date = reader->iso;
}

static const struct cell_type *find_type(const char *name) {
    static const struct cell_type types[] = {
        {"n", read_number, false},  {"s", read_shared, false},
        {"str", read_string, true}, {"inlineStr", read_inline, false},
        {"b", read_boolean, false}, {"e", read_error, false},
        {"d", read_date, false}};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (strcmp(name, types[i].name) == 0)
            return &types[i];
    return &types[0];
}

static bool is_hidden(const struct reader *reader) {
    uint32_t column = reader->column;
    return reader->row_hidden || (reader->hidden_columns[column / 8] >> (column % 8) & 1) != 0;
}

static bool text_fits(struct reader *reader) {
    if (!reader->shown.failed && !reader->value.failed && !reader->plain.failed &&
        !item_failed(&reader->item))
        return true;
    buffer_error(&reader->shown, &reader->error, reader->part);
    buffer_error(&reader->value, &reader->error, reader->part);
    buffer_error(&reader->plain, &reader->error, reader->part);
    item_error(&reader->item, &reader->error, reader->part);
    return error_set(
        &reader->error, CODE_LIMIT_TEXT, reader->part,
        "A cell holds more text than %zu bytes; if it is meant to, raise --max-text-bytes.",
        reader->limits->cell_text_bytes);
}

/* A formula without a result was written by a program that does not calculate; only a text may be
 * empty, and then it still has its v. */
static bool is_uncalculated(const struct reader *reader) {
    bool empty_text = reader->type->text && reader->has_value;
    return reader->formula && reader->value.length == 0 && reader->item.text.length == 0 &&
           !empty_text;
}

/* The colour behind the cell. */
static color paper_of(const struct reader *reader) {
    color own = styles_paper(&reader->workbook->styles, reader->style);
    bool styled =
        own == COLOR_UNSET && styled_ranges_hold(&reader->styled, reader->row, reader->column);
    return styled ? COLOR_UNKNOWN : own;
}

/* The shown text as it was meant; NULL when memory is out. */
static const char *meant(struct reader *reader, bool *unseen) {
    const struct style_font own = styles_font(&reader->workbook->styles, reader->style);
    const struct cell_fonts fonts = {
        .own = own.font,
        .struck = own.struck,
        .ink = reader->format_ink ? reader->format_ink : own.ink,
        .paper = paper_of(reader),
        .twips = own.twips,
        .runs = reader->runs,
        .run_count = reader->run_count,
    };
    const struct cell_place place = {reader->table, reader->row, reader->column};
    return decode_cell(reader->builder, reader->scratch, reader->sink, &place,
                       buffer_text(&reader->shown), &fonts, unseen);
}

static void close_cell(struct reader *reader) {
    struct cell cell = {.row = reader->row, .column = reader->column, .rowspan = 1, .colspan = 1};
    if (reader->row >= XLSX_ROWS || reader->column >= XLSX_COLUMNS) {
        report(reader, CODE_REPAIRED, "A cell beyond the end of the sheet was left out.");
        return;
    }
    buffer_clear(&reader->shown);
    reader->run_count = 0;
    reader->format_ink = COLOR_UNSET;
    if (is_uncalculated(reader)) {
        cell.value_type = VALUE_UNCALCULATED;
        cell.format = styles_get(&reader->workbook->styles, reader->style)->code;
        report(reader, CODE_VALUE_UNCALCULATED,
               "The cell is a formula whose result was not stored; open the file in a spreadsheet "
               "and save it.");
    } else {
        reader->type->read(reader, &cell);
    }
    if (!text_fits(reader) || (cell.value_type == VALUE_NONE && reader->shown.length == 0))
        return;
    bool unseen = false;
    cell.text = meant(reader, &unseen);
    if (!cell.text || (unseen && !*cell.text))
        return;
    if (unseen)
        cell.value_type = VALUE_NONE;
    cell.hidden = is_hidden(reader);
    builder_sheet_cell(reader->builder, &cell);
}

/* SAX. */

/* What may be where, the most frequent first; anything else is skipped. Where `next` is `in` the
 * element's content is skipped too. */
static const struct {
    enum state in;
    const char *name;
    enum state next;
    void (*open)(struct reader *reader, const struct xml_element *element);
} transitions[] = {
    {STATE_ROW, "c", STATE_CELL, open_cell},
    {STATE_CELL, "v", STATE_VALUE, open_value},
    {STATE_CELL, "f", STATE_CELL, open_formula},
    {STATE_CELL, "is", STATE_INLINE, NULL},
    {STATE_DATA, "row", STATE_ROW, open_row},
    {STATE_MERGES, "mergeCell", STATE_MERGE, open_merge},
    {STATE_COLUMNS, "col", STATE_COLUMN, open_column},
    {STATE_SHEET, "cols", STATE_COLUMNS, NULL},
    {STATE_SHEET, "sheetViews", STATE_VIEWS, NULL},
    {STATE_VIEWS, "sheetView", STATE_VIEWS, open_view},
    {STATE_SHEET, "sheetData", STATE_DATA, NULL},
    {STATE_SHEET, "mergeCells", STATE_MERGES, NULL},
    {STATE_DOCUMENT, "worksheet", STATE_SHEET, NULL},
};

static bool on_start(void *context, const struct xml_element *element) {
    struct reader *reader = context;
    if (element->ns != XML_S)
        return false;
    if (reader->state == STATE_INLINE)
        return item_start(&reader->item, element);
    for (size_t i = 0; i < sizeof transitions / sizeof *transitions; i++) {
        if (transitions[i].in != reader->state || strcmp(transitions[i].name, element->name) != 0)
            continue;
        reader->state = transitions[i].next;
        if (transitions[i].open)
            transitions[i].open(reader, element);
        return transitions[i].next != transitions[i].in;
    }
    return false;
}

static void on_end(void *context, enum xml_namespace ns, const char *name) {
    static const enum state parents[] = {
        [STATE_DOCUMENT] = STATE_DOCUMENT, [STATE_SHEET] = STATE_DOCUMENT,
        [STATE_COLUMNS] = STATE_SHEET,     [STATE_COLUMN] = STATE_COLUMNS,
        [STATE_DATA] = STATE_SHEET,        [STATE_ROW] = STATE_DATA,
        [STATE_CELL] = STATE_ROW,          [STATE_VALUE] = STATE_CELL,
        [STATE_INLINE] = STATE_CELL,       [STATE_MERGES] = STATE_SHEET,
        [STATE_MERGE] = STATE_MERGES,      [STATE_VIEWS] = STATE_SHEET,
    };
    struct reader *reader = context;
    (void)ns;
    (void)name;
    if (reader->state == STATE_INLINE && item_end(&reader->item))
        return;
    if (reader->state == STATE_CELL)
        close_cell(reader);
    reader->state = parents[reader->state];
}

static void on_text(void *context, const char *text, size_t length) {
    struct reader *reader = context;
    if (reader->state == STATE_VALUE)
        buffer_append(&reader->value, text, length);
    else if (reader->state == STATE_INLINE)
        item_text(&reader->item, text, length);
}

static bool on_stopped(void *context) {
    const struct reader *reader = context;
    return reader->error.code != CODE_NONE || builder_failed(reader->builder);
}

static bool read_part(struct reader *reader, struct error *error) {
    static const struct xml_handlers handlers = {on_start, on_end, on_text, on_stopped};
    struct package *package = reader->workbook->package;
    return styled_ranges_read(&reader->styled, package, reader->part, reader->arena, error) &&
           part_parse(package, reader->part, &handlers, reader, error);
}

bool xlsx_sheet_read(const struct workbook *workbook, const char *part, unsigned table,
                     const struct limits *limits, const struct event_sink *sink,
                     struct builder *builder, struct error *error) {
    struct reader *reader = calloc(1, sizeof *reader);
    if (!reader)
        return error_no_memory(error, part);
    *reader = (struct reader){.workbook = workbook,
                              .limits = limits,
                              .sink = sink,
                              .builder = builder,
                              .part = part,
                              .table = table};
    item_init(&reader->item, limits->cell_text_bytes, &workbook->styles.palette);
    buffer_init(&reader->value, limits->cell_text_bytes);
    buffer_init(&reader->plain, limits->cell_text_bytes);
    buffer_init(&reader->shown, limits->cell_text_bytes);
    reader->scratch = limits_arena(limits->memory_bytes);
    reader->arena = limits_arena(limits->memory_bytes);
    bool ok =
        reader->scratch && reader->arena ? read_part(reader, error) : error_no_memory(error, part);
    if (reader->error.code != CODE_NONE) {
        *error = reader->error;
        ok = false;
    }
    item_free(&reader->item);
    buffer_free(&reader->value);
    buffer_free(&reader->plain);
    buffer_free(&reader->shown);
    arena_free(reader->scratch);
    arena_free(reader->arena);
    free(reader);
    return ok;
}

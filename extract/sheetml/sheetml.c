#include "extract/sheetml/sheetml.h"

#include "extract/html/sheet_output.h"
#include "extract/sheetml/style.h"
#include "extract/sheetml/value.h"
#include "extract/text/struck.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    DEEP_MAX = 64, /* elements of formatted text in each other: bold in a font in a script */
    PLACE_BYTES = 64
};

enum state {
    IN_FILE,
    IN_WORKBOOK,
    IN_BOOK_OPTIONS,
    IN_STYLES,
    IN_STYLE,
    IN_SHEET,
    IN_TABLE,
    IN_ROW,
    IN_CELL,
    IN_DATA, /* and in elements of formatted text below */
    IN_SHEET_OPTIONS,
    IN_VISIBLE,
    IN_NOTHING
};

struct reader {
    const struct limits *limits;
    const struct event_sink *sink;
    struct builder *builder;
    struct arena *arena;
    bool cells; /* the second pass */
    enum state state;
    struct sheetml_styles styles;
    struct page_book book;
    struct sheet_target sheet;
    struct page_output output;
    size_t sheet_index;
    struct buffer visible;
    /* the table */
    uint32_t row, column; /* of what comes next */
    uint32_t row_span;    /* rows that the open one counts for, beside itself */
    bool row_hidden;
    bool *hidden_columns;
    uint32_t described;
    size_t column_capacity;
    uint32_t *covered; /* by column: the row behind the last one that a merged cell covers */
    size_t covering;   /* places marked in it so far */
    bool too_many;
    /* the open cell */
    struct page_cell cell;
    const struct sheetml_style *style;
    bool formula;
    struct sheetml_data data;
    struct sheetml_look looks[DEEP_MAX];
    size_t look_count;
};

/* ---- attributes ---- */

static const char *attribute(const struct xml_element *element, const char *name) {
    return xml_attribute(element, XML_OTHER, name);
}

static uint32_t count_of(const struct xml_element *element, const char *name, uint32_t most) {
    const char *value = attribute(element, name);
    long count = value ? strtol(value, NULL, 10) : 0;
    return count < 0 ? 0 : count > (long)most ? most : (uint32_t)count;
}

static bool is_set(const struct xml_element *element, const char *name) {
    const char *value = attribute(element, name);
    return value && strcmp(value, "1") == 0;
}

/* ss:Index counts from 1 and goes on from what came before when it is absent. */
static uint32_t place_of(const struct xml_element *element, uint32_t next, uint32_t most) {
    uint32_t index = count_of(element, "Index", most + 1);
    return index ? index - 1 : next;
}

/* ---- workbook ---- */

static void start_style(struct reader *r, const struct xml_element *element) {
    if (!r->cells)
        sheetml_styles_start(&r->styles, element);
}

static void start_style_font(struct reader *r, const struct xml_element *element) {
    if (!r->cells)
        sheetml_styles_font(&r->styles, element);
}

static void start_style_fill(struct reader *r, const struct xml_element *element) {
    if (!r->cells)
        sheetml_styles_fill(&r->styles, element);
}

static void start_style_format(struct reader *r, const struct xml_element *element) {
    if (!r->cells)
        sheetml_styles_format(&r->styles, element);
}

static void start_date1904(struct reader *r, const struct xml_element *element) {
    (void)element;
    r->book.date1904 = true;
}

static void start_sheet(struct reader *r, const struct xml_element *element) {
    if (r->cells) {
        r->sheet_index++;
        return;
    }
    struct page_sheet *sheets =
        arena_grow(r->arena, r->book.sheets, r->book.count, &r->book.capacity, sizeof *sheets);
    if (!sheets)
        return;
    r->book.sheets = sheets;
    sheets[r->book.count++] =
        (struct page_sheet){.name = arena_strdup(r->arena, attribute(element, "Name"))};
}

static void start_no_zeros(struct reader *r, const struct xml_element *element) {
    (void)element;
    if (!r->cells && r->book.count)
        r->book.sheets[r->book.count - 1].zeros_hidden = true;
}

static void end_visible(struct reader *r) {
    const char *text = buffer_text(&r->visible);
    bool hidden = strcmp(text, "SheetHidden") == 0 || strcmp(text, "SheetVeryHidden") == 0;
    if (!r->cells && r->book.count && hidden)
        r->book.sheets[r->book.count - 1].hidden = true;
    buffer_clear(&r->visible);
}

/* ---- rows and columns ---- */

static void start_table(struct reader *r, const struct xml_element *element) {
    (void)element;
    r->row = r->column = r->described = 0;
    memset(r->covered, 0, TABLE_COLUMNS_MAX * sizeof *r->covered);
    if (!r->cells)
        return;
    r->sheet.tables = r->sheet_index - 1; /* whose name it bears */
    r->output.table_open(r->output.context);
}

static void end_table(struct reader *r) {
    if (r->cells)
        r->output.table_close(r->output.context);
}

static void start_column(struct reader *r, const struct xml_element *element) {
    uint32_t first = place_of(element, r->described, TABLE_COLUMNS_MAX);
    uint32_t end = first + 1 + count_of(element, "Span", TABLE_COLUMNS_MAX);
    while (r->cells && r->described < end && r->described < TABLE_COLUMNS_MAX) {
        bool *grown = arena_grow(r->arena, r->hidden_columns, r->described, &r->column_capacity,
                                 sizeof *grown);
        if (!grown)
            return;
        r->hidden_columns = grown;
        grown[r->described] = r->described >= first && is_set(element, "Hidden");
        r->described++;
    }
}

static void start_row(struct reader *r, const struct xml_element *element) {
    r->row = place_of(element, r->row, TABLE_ROWS_MAX);
    r->row_span = count_of(element, "Span", TABLE_ROWS_MAX);
    r->row_hidden = is_set(element, "Hidden");
    r->column = 0;
    if (r->row + 1 > r->sheet.rows)
        r->sheet.rows = r->row + 1;
}

static void end_row(struct reader *r) {
    r->row = r->row < TABLE_ROWS_MAX ? r->row + 1 + r->row_span : r->row;
}

/* ---- cells ---- */

/* Excel writes the index of a cell behind a covered place; LibreOffice does not, and means the next
 * free one. Excel takes no file in which it would be another. */
static uint32_t next_free(const struct reader *r) {
    uint32_t column = r->column;
    while (column < TABLE_COLUMNS_MAX && r->covered[column] > r->row)
        column++;
    return column;
}

static void cover(struct reader *r) {
    uint32_t end = r->cell.column + r->cell.colspan;
    if (r->cell.rowspan < 2)
        return;
    for (uint32_t i = r->cell.column; i < end && i < TABLE_COLUMNS_MAX; i++) {
        r->covered[i] = r->cell.row + r->cell.rowspan;
        r->too_many = r->too_many || ++r->covering > r->limits->cells;
    }
}

static void start_cell(struct reader *r, const struct xml_element *element) {
    uint32_t column = place_of(element, next_free(r), TABLE_COLUMNS_MAX);
    uint32_t across = count_of(element, "MergeAcross", TABLE_COLUMNS_MAX);
    r->column = column < TABLE_COLUMNS_MAX ? column + 1 + across : column;
    if (!r->cells)
        return;
    r->style = sheetml_styles_find(&r->styles, attribute(element, "StyleID"));
    r->formula = attribute(element, "Formula") != NULL;
    r->cell = (struct page_cell){.row = r->row,
                                 .column = column,
                                 .colspan = 1 + across,
                                 .rowspan = 1 + count_of(element, "MergeDown", TABLE_ROWS_MAX),
                                 .hidden = r->row_hidden ||
                                           (column < r->described && r->hidden_columns[column])};
    cover(r);
    r->data.type = NULL;
    r->data.spans.count = r->data.looks.count = 0;
    buffer_clear(&r->data.text);
}

static void report_uncalculated(struct reader *r) {
    char at[PLACE_BYTES];
    snprintf(at, sizeof at, "t%u!R%uC%u", r->sheet.table, (unsigned)r->cell.row,
             (unsigned)r->cell.column);
    event_note(r->sink, CODE_VALUE_UNCALCULATED, at,
               "The cell is a formula whose result was not stored; open the file in a spreadsheet "
               "and save it.");
}

/* A zero of a sheet that shows none (x:DoNotDisplayZeros). */
static bool is_hidden_zero(const struct reader *r) {
    const struct page_value *value = &r->cell.value;
    bool known = r->sheet_index > 0 && r->sheet_index <= r->book.count;
    return value->type == VALUE_NUMBER && value->number == 0 && known &&
           r->book.sheets[r->sheet_index - 1].zeros_hidden;
}

/* The colour that the number format names goes before the font's. */
static color format_color(const struct reader *r, const struct sheetml_style *style) {
    bool is_number = r->cell.value.type == VALUE_NUMBER;
    return is_number ? numfmt_color(style->format, r->cell.value.number)
                     : numfmt_text_color(style->format);
}

/* What is seen of what is shown. */
static void put_shown(struct reader *r, const struct sheetml_style *style, bool as_read) {
    struct sheetml_look look = sheetml_style_look(r->style);
    color format_ink = format_color(r, style);
    const struct text_span font = {.end = r->data.shown.length, .font = look.font};
    const struct look_span ink = {.end = r->data.shown.length,
                                  .ink = format_ink ? format_ink : look.ink,
                                  .twips = look.twips};
    bool own_looks = as_read && !format_ink;
    const struct looked_text looked = {.text = buffer_text(&r->data.shown),
                                       .spans = as_read ? r->data.spans.list : &font,
                                       .span_count = as_read ? r->data.spans.count : 1,
                                       .looks = own_looks ? r->data.looks.list : &ink,
                                       .look_count = own_looks ? r->data.looks.count : 1,
                                       .paper = sheetml_style_paper(r->style),
                                       .in_cell = true,
                                       .judge = visible_if_auto_is_black};
    struct seen_text seen;
    if (!looks_read(&looked, r->arena, &seen)) {
        builder_fail_memory(r->builder, r->arena);
        return;
    }
    if (seen.dropped)
        r->output.event(r->output.context, CODE_TEXT_HIDDEN, seen.dropped);
    struct page_paragraph paragraph = {
        .text = seen.text, .spans = seen.spans, .span_count = seen.span_count};
    r->output.paragraph(r->output.context, &paragraph);
}

static void end_cell(struct reader *r) {
    if (!r->cells)
        return;
    const struct sheetml_style *style = sheetml_style_format(&r->styles, r->style);
    bool as_read = sheetml_data_show(&r->data, style, r->book.date1904, &r->cell.value);
    r->cell.format = style->code;
    if (r->formula && !r->data.type) {
        r->cell.value.type = VALUE_UNCALCULATED;
        report_uncalculated(r);
    }
    if (is_hidden_zero(r))
        buffer_clear(&r->data.shown);
    r->output.cell_open(r->output.context, &r->cell);
    put_shown(r, style, as_read);
    r->output.cell_close(r->output.context);
}

/* ---- a cell's text ---- */

static void start_data(struct reader *r, const struct xml_element *element) {
    r->look_count = 0;
    if (!r->cells)
        return;
    r->data.type = arena_strdup(r->arena, attribute(element, "Type"));
    r->looks[r->look_count++] = sheetml_style_look(r->style);
}

/* Elements of formatted text are those of HTML 4. */
static bool start_formatted(struct reader *r, const struct xml_element *element) {
    if (r->look_count == 0 || r->look_count == DEEP_MAX)
        return false;
    struct sheetml_look look = r->looks[r->look_count - 1];
    const char *face = attribute(element, "Face");
    if (strcmp(element->name, "Sup") == 0)
        look.script = SCRIPT_RAISED;
    else if (strcmp(element->name, "Sub") == 0)
        look.script = SCRIPT_LOWERED;
    else if (strcmp(element->name, "S") == 0)
        look.struck = true;
    else if (strcmp(element->name, "Font") == 0) {
        look.font = face ? font_of_name(face) : look.font;
        sheetml_look_set(&look, element);
    }
    r->looks[r->look_count++] = look;
    return true;
}

static void append_text(struct reader *r, const char *text, size_t length) {
    const struct sheetml_look *look = &r->looks[r->look_count - 1];
    bool is_text = !r->data.type || strcmp(r->data.type, "String") == 0;
    if (is_text && look->script >= SCRIPT_RAISED) {
        text_spans_script(&r->data.spans, r->arena, look->script, text, length, look->font,
                          &r->data.text);
        return;
    }
    if (is_text && look->struck)
        struck_append(text, length, true, &r->data.text);
    else
        buffer_append(&r->data.text, text, length);
    text_spans_add(&r->data.spans, r->arena, r->data.text.length, look->font);
}

static void put_text(struct reader *r, const char *text, size_t length) {
    const struct sheetml_look *look = &r->looks[r->look_count - 1];
    size_t start = r->data.text.length;
    append_text(r, text, length);
    look_spans_add(&r->data.looks, r->arena, start, r->data.text.length, look->ink, look->twips);
}

/* ---- elements ---- */

static const struct word {
    enum state in;
    const char *name;
    enum state inside;
    void (*start)(struct reader *r, const struct xml_element *element);
    void (*end)(struct reader *r);
} words[] = {
    {IN_FILE, "Workbook", IN_WORKBOOK, NULL, NULL},
    {IN_WORKBOOK, "ExcelWorkbook", IN_BOOK_OPTIONS, NULL, NULL},
    {IN_BOOK_OPTIONS, "Date1904", IN_NOTHING, start_date1904, NULL},
    {IN_WORKBOOK, "Styles", IN_STYLES, NULL, NULL},
    {IN_STYLES, "Style", IN_STYLE, start_style, NULL},
    {IN_STYLE, "Font", IN_NOTHING, start_style_font, NULL},
    {IN_STYLE, "Interior", IN_NOTHING, start_style_fill, NULL},
    {IN_STYLE, "NumberFormat", IN_NOTHING, start_style_format, NULL},
    {IN_WORKBOOK, "Worksheet", IN_SHEET, start_sheet, NULL},
    {IN_SHEET, "Table", IN_TABLE, start_table, end_table},
    {IN_TABLE, "Column", IN_NOTHING, start_column, NULL},
    {IN_TABLE, "Row", IN_ROW, start_row, end_row},
    {IN_ROW, "Cell", IN_CELL, start_cell, end_cell},
    {IN_CELL, "Data", IN_DATA, start_data, NULL},
    {IN_SHEET, "WorksheetOptions", IN_SHEET_OPTIONS, NULL, NULL},
    {IN_SHEET_OPTIONS, "DoNotDisplayZeros", IN_NOTHING, start_no_zeros, NULL},
    {IN_SHEET_OPTIONS, "Visible", IN_VISIBLE, NULL, end_visible},
};

static bool on_start(void *context, const struct xml_element *element) {
    struct reader *r = context;
    if (r->state == IN_DATA)
        return start_formatted(r, element);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (words[i].in == r->state && strcmp(words[i].name, element->name) == 0) {
            r->state = words[i].inside;
            if (words[i].start)
                words[i].start(r, element);
            return true;
        }
    return false;
}

static void on_end(void *context, enum xml_namespace ns, const char *name) {
    struct reader *r = context;
    (void)ns;
    if (r->state == IN_DATA && r->look_count > 1) {
        r->look_count--;
        return;
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (words[i].inside == r->state && strcmp(words[i].name, name) == 0) {
            r->state = words[i].in;
            if (words[i].end)
                words[i].end(r);
            return;
        }
}

static void on_text(void *context, const char *text, size_t length) {
    struct reader *r = context;
    if (r->state == IN_VISIBLE)
        buffer_append(&r->visible, text, length);
    else if (r->state == IN_DATA && r->look_count)
        put_text(r, text, length);
}

static bool has_stopped(void *context) {
    struct reader *r = context;
    return builder_failed(r->builder) || arena_failed(r->arena) || r->data.text.failed ||
           r->data.shown.failed || r->too_many;
}

/* ---- the reader ---- */

static bool pass(struct reader *r, const struct format_input *input, bool cells,
                 struct error *error) {
    static const struct xml_handlers handlers = {
        .start = on_start, .end = on_end, .text = on_text, .stopped = has_stopped};
    r->cells = cells;
    r->state = IN_FILE;
    return xml_parse_bytes("", input->bytes, input->length, r->limits, &handlers, r, error);
}

static bool finish(struct reader *r, struct error *error) {
    if (r->data.text.failed || r->data.shown.failed)
        return buffer_error(&r->data.text, error, "") || buffer_error(&r->data.shown, error, "") ||
               error_set(error, CODE_LIMIT_TEXT, "",
                         "A cell holds more text than %zu bytes (--max-text-bytes).",
                         r->limits->cell_text_bytes);
    if (r->too_many)
        return error_set(error, CODE_LIMIT_CELLS, "",
                         "Merged cells cover more than %zu places (--max-cells).",
                         r->limits->cells);
    return (!arena_failed(r->arena) && !r->styles.no_memory) || arena_error(r->arena, error, "");
}

static bool read_all(struct reader *r, const struct format_input *input, struct error *error) {
    struct error ignored = {.code = CODE_NONE};
    r->covered = arena_array(r->arena, TABLE_COLUMNS_MAX, sizeof *r->covered);
    if (!r->covered || !sheetml_styles_open(&r->styles, r->arena))
        return arena_error(r->arena, error, "");
    r->output = sheet_output(&r->sheet);
    bool done = pass(r, input, false, error) && pass(r, input, true, error) && finish(r, error);
    return sheet_output_end(&r->sheet, done ? error : &ignored) && done;
}

bool sheetml_read(const struct format_input *input, const struct limits *limits,
                  const struct event_sink *sink, struct builder *builder, struct error *error) {
    struct reader r = {.limits = limits, .sink = sink, .builder = builder};
    struct buffer *const buffers[] = {&r.visible, &r.data.text, &r.data.shown};
    r.arena = limits_arena(limits->memory_bytes);
    if (!r.arena)
        return error_no_memory(error, "");
    r.sheet = (struct sheet_target){.base = {.builder = builder, .sink = sink, .arena = r.arena},
                                    .book = &r.book,
                                    .limit = limits->cell_text_bytes};
    for (size_t i = 0; i < sizeof buffers / sizeof *buffers; i++)
        buffer_init(buffers[i], limits->cell_text_bytes);
    bool done = read_all(&r, input, error);
    for (size_t i = 0; i < sizeof buffers / sizeof *buffers; i++)
        buffer_free(buffers[i]);
    sheetml_styles_close(&r.styles);
    arena_free(r.arena);
    return done;
}

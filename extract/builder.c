#include "extract/builder.h"
#include "extract/cells.h"
#include "extract/text/decoder.h"
#include "extract/text/nfc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A table being written. */
struct open_table {
    struct open_table *outer;
    size_t block; /* index: the array of blocks may move */
    struct cell *cells;
    size_t cell_count, cell_capacity;
    size_t *starts; /* by column: 1 + index of the last cell that begins there */
    uint32_t start_count;
    uint32_t row, column; /* where the next cell goes */
    uint32_t rows, columns;
    bool header, in_cell, continues;
    bool unread; /* something that is no text stands in the open cell */
    uint32_t colspan;
    struct buffer text; /* of the open cell */
    unsigned newlines;  /* not yet written: they count only before more text */
    const char *number;
    const char *format; /* of the last cell that had one */
    bool sorted;
    struct merge *merges;
    size_t merge_count, merge_capacity;
};

struct builder {
    const struct limits *limits;
    const struct event_sink *sink;
    struct document *document;
    struct arena *arena;
    struct error error;
    size_t block_capacity, warning_capacity, cells;
    size_t text_bytes; /* of all texts kept */
    uint32_t paragraphs, tables;
    enum part part;
    struct open_table *table; /* the innermost */
    struct buffer normal;     /* a text on its way to NFC */
    struct decoder *decoder;
};

/* ---- life ---- */

struct builder *builder_new(const struct limits *limits, const struct event_sink *sink) {
    struct builder *builder = calloc(1, sizeof *builder);
    struct document *document = document_new(limits->memory_bytes);
    struct decoder *decoder = decoder_new(limits, sink);
    if (!builder || !document || !decoder) {
        free(builder);
        document_free(document);
        decoder_free(decoder);
        return NULL;
    }
    *builder = (struct builder){.limits = limits,
                                .sink = sink,
                                .document = document,
                                .arena = document->arena,
                                .decoder = decoder};
    buffer_init(&builder->normal, SIZE_MAX); /* the text that goes in is within its limit */
    return builder;
}

static void drop_tables(struct builder *builder) {
    for (struct open_table *table = builder->table; table; table = table->outer)
        buffer_free(&table->text);
    builder->table = NULL;
}

void builder_free(struct builder *builder) {
    if (!builder)
        return;
    drop_tables(builder);
    buffer_free(&builder->normal);
    decoder_free(builder->decoder);
    document_free(builder->document);
    free(builder);
}

struct decoder *builder_decoder(struct builder *builder) {
    return builder->decoder;
}

bool builder_failed(const struct builder *builder) {
    return builder->error.code != CODE_NONE;
}

void builder_fail(struct builder *builder, const struct error *error) {
    if (!builder_failed(builder))
        builder->error = *error;
}

/* Notes that the arena is full. Returns true when the builder has failed. */
static bool memory_out(struct builder *builder) {
    if (arena_failed(builder->arena))
        error_set(&builder->error, CODE_LIMIT_MEMORY, "",
                  "The document needs more than %zu bytes of memory (--max-memory-bytes).",
                  builder->limits->memory_bytes);
    return builder_failed(builder);
}

static void warn_of_encoding(void *context, const char *message) {
    builder_warning(context, CODE_LEGACY_ENCODING, NULL, message);
}

bool builder_finish(struct builder *builder, struct document **document, struct error *error) {
    while (builder->table && !builder_failed(builder))
        builder_table_close(builder);
    decoder_sum_up(builder->decoder, warn_of_encoding, builder);
    if (!memory_out(builder) && !document_index(builder->document))
        memory_out(builder);
    if (builder_failed(builder))
        return error_set(error, builder->error.code, builder->error.place, "%s",
                         builder->error.message);
    *document = builder->document;
    builder->document = NULL;
    return true;
}

/* ---- text ---- */

/* The text in NFC, in the builder's buffer or as given. NULL when memory is out. */
static const char *normalize_text(struct builder *builder, const char *text) {
    if (nfc_is_certain(text))
        return text;
    buffer_clear(&builder->normal);
    if (nfc_append(text, &builder->normal))
        return buffer_text(&builder->normal);
    error_set(&builder->error, CODE_NO_MEMORY, "", "The system has no memory left.");
    return NULL;
}

/* Whether a text is within its limit. */
static bool fits(struct builder *builder, size_t length) {
    char place[64];
    if (length <= builder->limits->cell_text_bytes)
        return true;
    builder_location(builder, place, sizeof place);
    error_set(&builder->error, CODE_LIMIT_TEXT, place,
              "A paragraph or cell holds more than %zu bytes of text (--max-text-bytes).",
              builder->limits->cell_text_bytes);
    return false;
}

static const char *keep(struct builder *builder, const char *text) {
    if (!*text)
        return "";
    if (!fits(builder, strlen(text)))
        return NULL;
    const char *normal = normalize_text(builder, text);
    if (!normal)
        return NULL;
    builder->text_bytes += strlen(normal);
    if (builder->text_bytes > builder->limits->text_bytes) {
        error_set(&builder->error, CODE_LIMIT_TEXT, "",
                  "The document holds more than %zu bytes of text (--max-text-total-bytes).",
                  builder->limits->text_bytes);
        return NULL;
    }
    return arena_strdup(builder->arena, normal);
}

/* The same for text that may be absent. */
static const char *keep_some(struct builder *builder, const char *text) {
    return text && *text ? keep(builder, text) : NULL;
}

/* ---- facts of the document ---- */

void builder_source(struct builder *builder, const char *path, const char *sha256, uint64_t bytes,
                    const char *format) {
    struct source *source = &builder->document->source;
    source->path = arena_strdup(builder->arena, path);
    source->format = arena_strdup(builder->arena, format);
    source->bytes = bytes;
    snprintf(source->sha256, sizeof source->sha256, "%s", sha256);
    memory_out(builder);
}

struct properties *builder_properties(struct builder *builder) {
    return &builder->document->properties;
}

char *builder_strdup(struct builder *builder, const char *text) {
    const char *normal = text && !builder_failed(builder) ? normalize_text(builder, text) : NULL;
    char *copy = arena_strdup(builder->arena, normal);
    memory_out(builder);
    return copy;
}

void builder_warning(struct builder *builder, enum code code, const char *at, const char *message) {
    struct document *document = builder->document;
    if (builder_failed(builder))
        return;
    document->warnings = arena_grow(builder->arena, document->warnings, document->warning_count,
                                    &builder->warning_capacity, sizeof *document->warnings);
    if (document->warnings)
        document->warnings[document->warning_count++] =
            (struct warning){.code = code_word(code),
                             .at = arena_strdup(builder->arena, at),
                             .message = arena_strdup(builder->arena, message)};
    memory_out(builder);
}

bool builder_go_on_without(struct builder *builder, const char *part, struct error *error) {
    if (code_is_limit(error->code) || builder_failed(builder))
        return false;
    struct event_field field = {"part", part};
    event_emit(builder->sink, &(struct event){.code = CODE_PART_UNREADABLE,
                                              .message = error->message,
                                              .fields = &field,
                                              .field_count = 1});
    builder_warning(builder, CODE_PART_UNREADABLE, part, error->message);
    *error = (struct error){.code = CODE_NONE};
    return true;
}

void builder_part(struct builder *builder, enum part part) {
    builder->part = part;
}

/* ---- blocks ---- */

static struct block *add_block(struct builder *builder, enum block_type type) {
    struct document *document = builder->document;
    if (document->block_count >= builder->limits->blocks) {
        error_set(&builder->error, CODE_LIMIT_BLOCKS, "",
                  "The document has more than %zu paragraphs and tables (--max-blocks).",
                  builder->limits->blocks);
        return NULL;
    }
    document->blocks = arena_grow(builder->arena, document->blocks, document->block_count,
                                  &builder->block_capacity, sizeof *document->blocks);
    if (!document->blocks) {
        memory_out(builder);
        document->block_count = 0;
        return NULL;
    }
    struct block *block = &document->blocks[document->block_count++];
    *block = (struct block){.type = type, .part = builder->part};
    block->number = type == BLOCK_TABLE ? ++builder->tables : ++builder->paragraphs;
    return block;
}

static void cell_paragraph(struct builder *builder, struct open_table *table, const char *number,
                           const char *text) {
    bool first = table->text.length == 0 && !table->number;
    if (first && number && *number) {
        table->number = keep(builder, number);
        number = NULL;
    }
    if (!*text && !(number && *number)) {
        table->newlines++;
        return;
    }
    for (; table->text.length > 0 && table->newlines > 0; table->newlines--)
        buffer_putc(&table->text, '\n');
    table->newlines = 1;
    if (number && *number) {
        buffer_puts(&table->text, number);
        buffer_puts(&table->text, *text ? " " : "");
    }
    buffer_puts(&table->text, text);
    if (table->text.failed)
        fits(builder, builder->limits->cell_text_bytes + 1);
}

void builder_paragraph(struct builder *builder, const char *style, const char *number,
                       const char *text) {
    if (builder_failed(builder))
        return;
    if (builder->table && builder->table->in_cell) {
        cell_paragraph(builder, builder->table, number, text);
        return;
    }
    if (!*text && !(number && *number))
        return;
    struct block *block = add_block(builder, BLOCK_PARAGRAPH);
    if (!block)
        return;
    block->paragraph = (struct paragraph){.style = keep_some(builder, style),
                                          .number = keep_some(builder, number),
                                          .text = keep(builder, text)};
    memory_out(builder);
}

void builder_location(const struct builder *builder, char *place, size_t size) {
    const struct open_table *table = builder->table;
    if (!table) {
        snprintf(place, size, "p%u", builder->paragraphs + 1);
        return;
    }
    unsigned number = builder->document->blocks[table->block].number;
    snprintf(place, size, "t%u!R%uC%u", number, table->row, table->column);
}

/* ---- tables ---- */

/* Whether a row or cell of the open table may stand here. */
static bool on_grid(struct builder *builder, uint32_t row, uint64_t end_column) {
    char place[64];
    if (row < TABLE_ROWS_MAX && end_column <= TABLE_COLUMNS_MAX)
        return true;
    builder_location(builder, place, sizeof place);
    return error_set(&builder->error, CODE_LIMIT_CELLS, place,
                     "A table has more than %d rows or %d columns.", TABLE_ROWS_MAX,
                     TABLE_COLUMNS_MAX);
}

void builder_table_open(struct builder *builder, const char *name, bool hidden) {
    struct open_table *outer = builder->table;
    if (builder_failed(builder))
        return;
    struct block *block = add_block(builder, BLOCK_TABLE);
    struct open_table *table = block ? arena_alloc(builder->arena, sizeof *table) : NULL;
    if (!table) {
        memory_out(builder);
        return;
    }
    block->table = (struct table){.name = keep_some(builder, name), .hidden = hidden};
    if (outer && outer->in_cell) {
        block->table.nested = true;
        block->table.in = builder->document->blocks[outer->block].number;
        block->table.in_row = outer->row;
        block->table.in_column = outer->column;
    }
    *table = (struct open_table){
        .outer = outer, .block = builder->document->block_count - 1, .sorted = true};
    buffer_init(&table->text, builder->limits->cell_text_bytes);
    builder->table = table;
}

void builder_row_open(struct builder *builder, bool header, uint32_t skip_before) {
    struct open_table *table = builder->table;
    if (builder_failed(builder) || !table)
        return;
    table->header = header;
    table->column = skip_before;
}

void builder_row_close(struct builder *builder) {
    struct open_table *table = builder->table;
    if (builder_failed(builder) || !table || !on_grid(builder, table->row, 0))
        return;
    table->row++;
    table->rows = table->row;
    table->column = 0; /* for locations until the next row opens */
}

void builder_row_headed(struct builder *builder) {
    struct open_table *table = builder->table;
    if (builder_failed(builder) || !table)
        return;
    for (size_t i = table->cell_count; i > 0 && table->cells[i - 1].row == table->row; i--)
        table->cells[i - 1].header = true;
}

void builder_cell_open(struct builder *builder, uint32_t colspan, bool continues) {
    struct open_table *table = builder->table;
    if (builder_failed(builder) || !table)
        return;
    table->in_cell = true;
    table->continues = continues;
    table->unread = false;
    table->colspan = colspan ? colspan : 1;
    table->number = NULL;
    table->newlines = 0;
    buffer_clear(&table->text);
}

static struct cell *add_cell(struct builder *builder, struct open_table *table) {
    if (builder->cells >= builder->limits->cells) {
        char place[64];
        builder_location(builder, place, sizeof place);
        error_set(&builder->error, CODE_LIMIT_CELLS, place,
                  "The document has more than %zu cells (--max-cells).", builder->limits->cells);
        return NULL;
    }
    builder->cells++;
    table->cells = arena_grow(builder->arena, table->cells, table->cell_count,
                              &table->cell_capacity, sizeof *table->cells);
    if (!table->cells) {
        memory_out(builder);
        return NULL;
    }
    return &table->cells[table->cell_count++];
}

/* The place that holds 1 + index of the last cell beginning at a column; NULL when memory is out.
 */
static size_t *start_at(struct builder *builder, struct open_table *table, uint32_t column) {
    if (column >= table->start_count) {
        uint32_t count = column < 32 ? 64 : column * 2;
        size_t *starts = arena_array(builder->arena, count, sizeof *starts);
        if (!starts) {
            memory_out(builder);
            return NULL;
        }
        if (table->start_count)
            memcpy(starts, table->starts, table->start_count * sizeof *starts);
        table->starts = starts;
        table->start_count = count;
    }
    return &table->starts[column];
}

/* Makes the cell above one row taller; false when there is none to continue. */
static bool continue_above(struct builder *builder, struct open_table *table, const size_t *start) {
    struct cell *above = *start ? &table->cells[*start - 1] : NULL;
    if (!above || above->row + above->rowspan != table->row)
        return false;
    above->rowspan++;
    if (table->text.length > 0) {
        const char *number = table->number ? table->number : "";
        char *both =
            arena_printf(builder->arena, "%s%s%s%s%s", above->text, *above->text ? "\n" : "",
                         number, *number ? " " : "", buffer_text(&table->text));
        const char *text = both ? keep(builder, both) : NULL;
        above->text = text ? text : "";
    }
    return true;
}

void builder_unread(struct builder *builder) {
    if (builder->table)
        builder->table->unread = true;
}

void builder_cell_close(struct builder *builder) {
    struct open_table *table = builder->table;
    if (builder_failed(builder) || !table || !table->in_cell)
        return;
    table->in_cell = false;
    if (table->unread && table->text.length == 0)
        buffer_puts(&table->text, BUILDER_UNREAD);
    if (!on_grid(builder, table->row, (uint64_t)table->column + table->colspan))
        return;
    size_t *start = start_at(builder, table, table->column);
    if (!start)
        return;
    if (!table->continues || !continue_above(builder, table, start)) {
        struct cell *cell = add_cell(builder, table);
        const char *text = cell ? keep(builder, buffer_text(&table->text)) : NULL;
        if (!text)
            return;
        *cell = (struct cell){.row = table->row,
                              .column = table->column,
                              .rowspan = 1,
                              .colspan = table->colspan,
                              .header = table->header,
                              .number = table->number,
                              .text = text};
        *start = table->cell_count;
    }
    table->column += table->colspan;
    table->columns = table->column > table->columns ? table->column : table->columns;
    memory_out(builder);
}

/* ---- sheets ---- */

/* A number format's code. A column of a sheet has one, so that the last cell's often serves. */
static const char *keep_format(struct builder *builder, struct open_table *table,
                               const char *format) {
    if (!format)
        return NULL;
    if (!table->format || strcmp(table->format, format) != 0)
        table->format = arena_strdup(builder->arena, format);
    return table->format;
}

void builder_sheet_cell(struct builder *builder, const struct cell *cell) {
    struct open_table *table = builder->table;
    if (builder_failed(builder) || !table ||
        !on_grid(builder, cell->row, (uint64_t)cell->column + 1))
        return;
    struct cell *own = add_cell(builder, table);
    if (!own)
        return;
    *own = *cell;
    own->rowspan = own->colspan = 1;
    table->row = own->row; /* for locations in errors */
    table->column = own->column;
    own->text = cell->text ? keep(builder, cell->text) : "";
    own->format = keep_format(builder, table, cell->format);
    own->error = arena_strdup(builder->arena, cell->error);
    own->date = arena_strdup(builder->arena, cell->date);
    own->number = arena_strdup(builder->arena, cell->number);
    const struct cell *last = table->cell_count > 1 ? own - 1 : NULL;
    if (last && (last->row > own->row || (last->row == own->row && last->column >= own->column)))
        table->sorted = false;
    table->rows = own->row + 1 > table->rows ? own->row + 1 : table->rows;
    table->columns = own->column + 1 > table->columns ? own->column + 1 : table->columns;
    memory_out(builder);
}

void builder_sheet_merge(struct builder *builder, uint32_t first_row, uint32_t first_column,
                         uint32_t last_row, uint32_t last_column) {
    struct open_table *table = builder->table;
    if (builder_failed(builder) || !table || first_row > last_row || first_column > last_column)
        return;
    if (table->merge_count >= builder->limits->cells) {
        error_set(&builder->error, CODE_LIMIT_CELLS, "",
                  "A sheet has more than %zu merged ranges (--max-cells).", builder->limits->cells);
        return;
    }
    table->merges = arena_grow(builder->arena, table->merges, table->merge_count,
                               &table->merge_capacity, sizeof *table->merges);
    if (table->merges)
        table->merges[table->merge_count++] =
            (struct merge){first_row, first_column, last_row, last_column};
    memory_out(builder);
}

/* Two cells of a file at one place: neither is taken for the other, so both texts stay and no value
 * does. */
static void join_twin(struct builder *builder, struct open_table *table, struct cell *kept,
                      const struct cell *twin) {
    static const char message[] =
        "Two cells of the file stand at this place; both texts were kept, and neither value.";
    if (cells_say_the_same(kept, twin) || cell_is_empty(twin))
        return;
    if (cell_is_empty(kept)) {
        *kept = *twin;
        return;
    }
    char place[64];
    char *both = arena_printf(builder->arena, "%s\n%s", kept->text, twin->text);
    const char *text = both ? keep(builder, both) : NULL;
    *kept = (struct cell){.row = kept->row,
                          .column = kept->column,
                          .rowspan = 1,
                          .colspan = 1,
                          .hidden = kept->hidden && twin->hidden,
                          .text = text ? text : ""};
    table->row = kept->row; /* for the location */
    table->column = kept->column;
    builder_location(builder, place, sizeof place);
    event_note(builder->sink, CODE_REPAIRED, place, "%s", message);
    builder_warning(builder, CODE_REPAIRED, place, message);
}

static void join_twins(struct builder *builder, struct open_table *table) {
    size_t out = 0;
    for (size_t i = 0; i < table->cell_count && !builder_failed(builder); i++) {
        if (out > 0 && cells_are_at_one_place(&table->cells[out - 1], &table->cells[i]))
            join_twin(builder, table, &table->cells[out - 1], &table->cells[i]);
        else
            table->cells[out++] = table->cells[i];
    }
    table->cell_count = out;
}

void builder_table_close(struct builder *builder) {
    struct open_table *table = builder->table;
    if (builder_failed(builder) || !table)
        return;
    if (!table->sorted) {
        cells_sort(table->cells, table->cell_count);
        join_twins(builder, table);
    }
    table->cell_count = cells_merge(table->cells, table->cell_count, table->rows, table->merges,
                                    table->merge_count);
    struct table *out = &builder->document->blocks[table->block].table;
    out->rows = table->rows;
    out->columns = table->columns;
    out->cells = table->cells;
    out->cell_count = table->cell_count;
    buffer_free(&table->text);
    builder->table = table->outer;
}

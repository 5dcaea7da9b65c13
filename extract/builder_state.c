#include "extract/builder_state.h"

#include "extract/text/decoder.h"
#include "extract/text/nfc.h"

#include <stdio.h>
#include <string.h>

bool builder_failed(const struct builder *builder) {
    return builder->error.code != CODE_NONE;
}

bool builder_memory_out(struct builder *builder) {
    if (arena_failed(builder->arena))
        arena_error(builder->arena, &builder->error, "");
    return builder_failed(builder);
}

void builder_fail_memory(struct builder *builder, const struct arena *arena) {
    if (arena_failed(arena))
        arena_error(arena, &builder->error, "");
    else
        decoder_error(builder->decoder, &builder->error);
}

const char *builder_normalize(struct builder *builder, const char *text) {
    if (nfc_is_certain(text))
        return text;
    buffer_clear(&builder->normal);
    if (nfc_append(text, &builder->normal))
        return buffer_text(&builder->normal);
    if (strlen(text) > NFC_TEXT_BYTES_MAX)
        error_set(&builder->error, CODE_LIMIT_TEXT, "",
                  "A paragraph or cell holds more than %zu bytes of text, which no normal form can "
                  "be made of.",
                  NFC_TEXT_BYTES_MAX);
    error_no_memory(&builder->error, "");
    return NULL;
}

bool builder_text_fits(struct builder *builder, size_t length) {
    char place[64];
    if (length <= builder->limits->cell_text_bytes)
        return true;
    builder_location(builder, place, sizeof place);
    error_set(&builder->error, CODE_LIMIT_TEXT, place,
              "A paragraph or cell holds more than %zu bytes of text (--max-text-bytes).",
              builder->limits->cell_text_bytes);
    return false;
}

void builder_check_cell_text(struct builder *builder) {
    const struct buffer *text = &builder->table->text;
    if (!text->failed)
        return;
    buffer_error(text, &builder->error, "");
    builder_text_fits(builder, builder->limits->cell_text_bytes + 1);
}

const char *builder_keep(struct builder *builder, const char *text) {
    if (!*text)
        return "";
    if (!builder_text_fits(builder, strlen(text)))
        return NULL;
    const char *normal = builder_normalize(builder, text);
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

const char *builder_keep_some(struct builder *builder, const char *text) {
    return text && *text ? builder_keep(builder, text) : NULL;
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
    builder_memory_out(builder);
}

struct block *builder_add_block(struct builder *builder, enum block_type type) {
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
        builder_memory_out(builder);
        document->block_count = 0;
        return NULL;
    }
    struct block *block = &document->blocks[document->block_count++];
    *block = (struct block){.type = type, .part = builder->part};
    block->number = type == BLOCK_TABLE ? ++builder->tables : ++builder->paragraphs;
    return block;
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

bool builder_on_grid(struct builder *builder, uint32_t row, uint64_t end_column) {
    char place[64];
    if (row < TABLE_ROWS_MAX && end_column <= TABLE_COLUMNS_MAX)
        return true;
    builder_location(builder, place, sizeof place);
    return error_set(&builder->error, CODE_LIMIT_CELLS, place,
                     "A table has more than %d rows or %d columns.", TABLE_ROWS_MAX,
                     TABLE_COLUMNS_MAX);
}

struct cell *builder_add_cell(struct builder *builder, struct open_table *table) {
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
        builder_memory_out(builder);
        return NULL;
    }
    return &table->cells[table->cell_count++];
}

void builder_event(struct builder *builder, enum code code, const char *text) {
    char place[64];
    if (!event_wanted(builder->sink))
        return;
    builder_location(builder, place, sizeof place);
    struct event_field field = {"text", text};
    event_emit(builder->sink,
               &(struct event){.code = code, .at = place, .fields = &field, .field_count = 1});
}

#include "extract/builder_state.h"
#include "extract/text/decoder.h"
#include "extract/text/nfc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

void builder_fail(struct builder *builder, const struct error *error) {
    if (!builder_failed(builder))
        builder->error = *error;
}

static void warn_of_encoding(void *context, const char *message) {
    builder_warning(context, CODE_LEGACY_ENCODING, NULL, message);
}

bool builder_finish(struct builder *builder, struct document **document, struct error *error) {
    while (builder->table && !builder_failed(builder))
        builder_table_close(builder);
    decoder_summarize(builder->decoder, warn_of_encoding, builder);
    if (!builder_memory_out(builder) && !document_index(builder->document))
        builder_memory_out(builder);
    if (builder_failed(builder))
        return error_set(error, builder->error.code, builder->error.place, "%s",
                         builder->error.message);
    *document = builder->document;
    builder->document = NULL;
    return true;
}

/* ---- facts of the document ---- */

void builder_source(struct builder *builder, const char *path, const char *sha256, uint64_t bytes,
                    const char *format) {
    struct source *source = &builder->document->source;
    source->path = arena_strdup(builder->arena, path);
    source->format = arena_strdup(builder->arena, format);
    source->bytes = bytes;
    snprintf(source->sha256, sizeof source->sha256, "%s", sha256);
    builder_memory_out(builder);
}

struct properties *builder_properties(struct builder *builder) {
    return &builder->document->properties;
}

char *builder_strdup(struct builder *builder, const char *text) {
    const char *normal = text && !builder_failed(builder) ? builder_normalize(builder, text) : NULL;
    char *copy = arena_strdup(builder->arena, normal);
    builder_memory_out(builder);
    return copy;
}

bool builder_continue_without(struct builder *builder, const char *part, struct error *error) {
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

static void cell_paragraph(struct builder *builder, struct open_table *table, const char *number,
                           const char *text) {
    bool first = table->text.length == 0 && !table->number;
    if (first && number && *number) {
        table->number = builder_keep(builder, number);
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
    builder_check_cell_text(builder);
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
    struct block *block = builder_add_block(builder, BLOCK_PARAGRAPH);
    if (!block)
        return;
    block->paragraph = (struct paragraph){.style = builder_keep_some(builder, style),
                                          .number = builder_keep_some(builder, number),
                                          .text = builder_keep(builder, text)};
    builder_memory_out(builder);
}

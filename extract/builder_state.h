/* builder_state: a document that is being built, and what the files of the builder share: keeping
 * text under the limits, adding blocks and cells. Nobody else includes it.
 *
 *   builder.c        its life, facts of the document, paragraphs
 *   builder_table.c  tables of text documents, on their grid
 *   builder_sheet.c  sheets, whose cells have absolute places
 *   builder_overlay.c  what lies over the cells of a sheet
 *
 * What fails makes the builder failed; functions that give something then give NULL.
 */
#ifndef CHITIEU_EXTRACT_BUILDER_STATE_H
#define CHITIEU_EXTRACT_BUILDER_STATE_H

#include "extract/builder.h"
#include "extract/cells.h"

/* A picture or a drawing over cells. */
struct overlay {
    uint32_t first_row, first_column, last_row, last_column;
    bool shows;
};

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
    bool has_object; /* something in the open cell is no text */
    uint32_t colspan;
    struct buffer text; /* of the open cell */
    unsigned newlines;  /* not yet written: they count only before more text */
    const char *number;
    const char *format; /* of the last cell that had one */
    bool sorted;
    struct merge *merges;
    size_t merge_count, merge_capacity;
    struct overlay *overlays;
    size_t overlay_count, overlay_capacity;
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

/* Notes that the arena has failed. Returns true when the builder has failed. */
bool builder_memory_out(struct builder *builder);

/* Whether a text of so many bytes is within its limit. */
bool builder_text_fits(struct builder *builder, size_t length);

/* Makes the builder failed when the text of the open cell is not whole. */
void builder_check_cell_text(struct builder *builder);

/* The text in NFC, in the builder's buffer or as given. */
const char *builder_normalize(struct builder *builder, const char *text);

/* A copy in NFC, "" for "". */
const char *builder_keep(struct builder *builder, const char *text);
/* The same for text that may be absent. */
const char *builder_keep_some(struct builder *builder, const char *text);

/* A block at the end of the document, with its number. */
struct block *builder_add_block(struct builder *builder, enum block_type type);

/* Whether a row or cell of the open table may be here. */
bool builder_on_grid(struct builder *builder, uint32_t row, uint64_t end_column);

/* A cell at the end of the table's, to be filled. */
struct cell *builder_add_cell(struct builder *builder, struct open_table *table);

/* ---- builder_sheet.c ---- */

/* Joins cells at one place into one; the cells must be sorted. */
void builder_join_twins(struct builder *builder, struct open_table *table);

/* Spans the first cells of merged ranges and leaves out what these cover; the cells must be sorted.
 */
void builder_apply_merges(struct builder *builder, struct open_table *table);

/* Reports what lies over cells and marks the empty ones that it begins in; the cells must be
 * sorted, and are. */
void builder_apply_overlays(struct builder *builder, struct open_table *table);

#endif

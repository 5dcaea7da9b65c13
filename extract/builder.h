/* builder: the only writer of a document. Readers of every format call it; it alone assigns ids,
 * keeps the table grid, normalizes text to NFC and holds the limits.
 *
 * Ownership: builder_new() makes the document, builder_finish() hands it to the caller,
 * builder_free() drops whatever was not handed over. All strings given are copied. Failure: SAX
 * callbacks cannot return, so the builder stays failed: after the first limit or memory failure
 * every call does nothing, and builder_finish() (or builder_failed()) reports it. Readers poll
 * builder_failed() and stop their parser early. Order: blocks come in the order they are opened.
 * Tables nest: builder_table_open() inside an open cell makes a nested table; its text is not part
 * of the outer cell.
 */
#ifndef CHITIEU_EXTRACT_BUILDER_H
#define CHITIEU_EXTRACT_BUILDER_H

#include "core/event.h"
#include "core/limits.h"
#include "extract/document.h"

struct builder;
struct decoder;

/* U+FFFC OBJECT REPLACEMENT CHARACTER: the text of a cell whose content is no text or cannot be
 * read.
 */
#define BUILDER_OBJECT "\xEF\xBF\xBC"

/* `limits` and `sink` must live as long as the builder. NULL when memory is out. */
struct builder *builder_new(const struct limits *limits, const struct event_sink *sink);
void builder_free(struct builder *builder);

/* Gives the finished document, or false with the first error. */
MUST_USE bool builder_finish(struct builder *builder, struct document **document,
                             struct error *error);

/* What decodes the text of paragraphs and cells before it is given here. What it met becomes
 * warnings of the document. */
struct decoder *builder_decoder(struct builder *builder);

bool builder_failed(const struct builder *builder);

/* Makes the builder failed with this error, unless it is already. */
void builder_fail(struct builder *builder, const struct error *error);
/* The same where a text could not be made for want of memory: it says whether `arena`, the
 * decoder's arena or the system ran out. */
void builder_fail_memory(struct builder *builder, const struct arena *arena);

/* Document-level facts. */
void builder_source(struct builder *builder, const char *path, const char *sha256, uint64_t bytes,
                    const char *format);
struct properties *
builder_properties(struct builder *builder); /* fill with builder_strdup()ed text */
char *builder_strdup(struct builder *builder, const char *text); /* in NFC */
/* A warning that travels with the record; `at` may be NULL. */
void builder_warning(struct builder *builder, enum code code, const char *at, const char *message);
/* A part beside the main one could not be read: reported as PART_UNREADABLE, in event and record,
 * and the error cleared, so that the document goes on without it. false, with the error kept, when
 * a limit or memory stopped the reading. */
MUST_USE bool builder_continue_without(struct builder *builder, const char *part,
                                       struct error *error);

/* The part that blocks opened from now on belong to; PART_BODY at first. */
void builder_part(struct builder *builder, enum part part);

/* A paragraph: outside any cell a block of its own, inside a cell one line of the cell.
 * style and number may be NULL. `text` must be UTF-8. A paragraph outside a cell with neither text
 * nor number is kept out of the record. The first paragraph of a cell gives the cell its `number`;
 * a later one is prefixed with it. */
void builder_paragraph(struct builder *builder, const char *style, const char *number,
                       const char *text);

/* The id of the block (or, in a cell, the location "t1!R5C3") that a paragraph written now would
 * get: for events. */
void builder_location(const struct builder *builder, char *place, size_t size);

/* An event about text that is not shown (its field "text"), at this location. */
void builder_event(struct builder *builder, enum code code, const char *text);

/* A word-processing table. Rows and cells come in order; the builder resolves the grid. `name` may
 * be NULL. */
void builder_table_open(struct builder *builder, const char *name, bool hidden);
void builder_table_close(struct builder *builder);

/* A row; `skip_before` columns are empty (w:gridBefore). */
void builder_row_open(struct builder *builder, bool header, uint32_t skip_before);
void builder_row_close(struct builder *builder);
/* The open row turns out to be a header: its cells so far become header cells. */
void builder_row_mark_header(struct builder *builder);

/* A cell `colspan` columns wide. When `continues` it is the lower part of the vertical merge above
 * it: the cell above at the same column grows by a row, and paragraphs in this part are
 * joined to it. */
void builder_cell_open(struct builder *builder, uint32_t colspan, bool continues);
void builder_cell_close(struct builder *builder);

/* Something in the open cell is no text (a picture, an object, a field without result).
 * A cell that has nothing else gets U+FFFC for its text, so that it is not taken for an empty one.
 */
void builder_object(struct builder *builder);

/* A sheet's cell, at an absolute place, complete in one call (between builder_table_open and
 * _close). `cell` gives everything; its strings are copied. Cells come by row, then column; others
 * are sorted at the end. Of two different ones at one place both texts are kept, joined by a line
 * end, and no value; that is reported as REPAIRED. */
void builder_sheet_cell(struct builder *builder, const struct cell *cell);

/* A merged range of the open sheet, which may come before or behind its cells. The page shows its
 * first cell alone: what the others hold is left out and reported as CELL_COVERED. */
void builder_sheet_merge(struct builder *builder, uint32_t first_row, uint32_t first_column,
                         uint32_t last_row, uint32_t last_column);

/* A picture or a drawing lies over these cells of the open sheet; what reaches beyond the last row
 * and column of cells does not count. Reported as CELLS_OVERLAID. With `shows` it has something to
 * read: its first cell, when empty, gets U+FFFC, so that it is not taken for an empty one. */
void builder_sheet_overlay(struct builder *builder, uint32_t first_row, uint32_t first_column,
                           uint32_t last_row, uint32_t last_column, bool shows);

#endif

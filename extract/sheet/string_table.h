/* string_table: the shared strings of a workbook, one after the other in one block of memory, with
 * the fonts, colours and sizes of their runs.
 *
 * Ownership: string_table_free(); texts live until then.
 */
#ifndef CHITIEU_EXTRACT_SHEET_STRING_TABLE_H
#define CHITIEU_EXTRACT_SHEET_STRING_TABLE_H

#include "core/buffer.h"
#include "core/error.h"
#include "extract/text/color.h"
#include "extract/text/encoding.h"

#include <stdint.h>

/* The text from the last run's end up to `end` (bytes). */
struct font_run {
    uint32_t end;
    bool own; /* else the font is the cell's */
    struct font font;
    bool own_look; /* else colour and size are the cell's */
    color ink;
    unsigned twips; /* 0: the usual size */
};

/* The runs of a string that has fonts of its own. */
struct string_fonts {
    uint32_t string;       /* index */
    uint32_t first, count; /* of the table's runs */
};

struct string_table {
    struct buffer bytes; /* each string with its NUL */
    uint32_t *offsets;
    size_t count, capacity;
    struct font_run *runs;
    size_t run_count, run_capacity;
    struct string_fonts *fonts; /* by string */
    size_t font_count, font_capacity;
};

/* `limit`: bytes of all texts together. */
void string_table_init(struct string_table *table, size_t limit);
void string_table_free(struct string_table *table);

/* Adds the next string; `runs` are copied, none when all of it is in the cell's font. false when
 * memory or the limit is out, and from then on. */
MUST_USE bool string_table_add(struct string_table *table, const char *text, size_t length,
                               const struct font_run *runs, size_t run_count);

/* Why string_table_add() failed: LIMIT_MEMORY (the limit being --max-memory-bytes) or NO_MEMORY.
 * Always returns false. */
bool string_table_error(const struct string_table *table, struct error *error, const char *place);

/* The text of an index, or NULL when there is none. */
const char *string_table_get(const struct string_table *table, size_t index);

/* The fonts of its runs; NULL and 0 when all are the cell's. */
const struct font_run *string_table_fonts(const struct string_table *table, size_t index,
                                          size_t *count);

#endif

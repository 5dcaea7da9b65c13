/* strings: the shared strings of a workbook, one after the other in one block of memory.
 *
 * Ownership: strings_free(); texts live until then. Source: ECMA-376-1 §18.4.8, §18.4.9.
 */
#ifndef CHITIEU_EXTRACT_XLSX_STRINGS_H
#define CHITIEU_EXTRACT_XLSX_STRINGS_H

#include "core/buffer.h"
#include "core/limits.h"
#include "extract/package/opc.h"
#include "extract/xlsx/item.h"

#include <stdint.h>

/* The fonts of a string whose runs have their own. */
struct string_fonts {
    uint32_t string; /* index */
    uint32_t first, count; /* of spans */
};

struct strings {
    struct buffer bytes; /* each string with its NUL */
    uint32_t *offsets;
    size_t count, capacity;
    struct item_span *spans;
    size_t span_count, span_capacity;
    struct string_fonts *fonts; /* by string */
    size_t font_count, font_capacity;
};

/* Reads the part; `strings` is zeroed before. strings_free() is due either way. */
MUST_USE bool strings_read(struct strings *strings, struct package *package, const char *part,
                           const struct limits *limits, struct error *error);
void strings_free(struct strings *strings);

/* The text of an index, or NULL when there is none. */
const char *strings_get(const struct strings *strings, size_t index);

/* The fonts of its runs; NULL and 0 when all are the cell's. */
const struct item_span *strings_fonts(const struct strings *strings, size_t index, size_t *count);

#endif

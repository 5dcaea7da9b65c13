/* styles: the number format of every cell style, compiled once, and its font.
 *
 * Ownership: styles_free(). Source: ECMA-376-1 §18.8.10 (cellXfs), §18.8.30 and §18.8.31 (numFmt,
 * numFmts), §18.8.22 and §18.8.29 (font, name).
 */
#ifndef CHITIEU_EXTRACT_XLSX_STYLES_H
#define CHITIEU_EXTRACT_XLSX_STYLES_H

#include "core/arena.h"
#include "core/limits.h"
#include "extract/package/opc.h"
#include "extract/sheet/numfmt.h"
#include "extract/text/encoding.h"

/* A format by its id. */
struct style_format {
    unsigned id;
    const char *code; /* NULL for General */
    struct numfmt *format;
};

/* Ids below this have a code without being listed (the last one that Excel defines is 81, files
 * list from 164). */
enum { STYLES_BUILTIN = 164 };

struct style_font {
    struct font font; /* the encoding it implies */
    bool struck;
};

/* What a style of cells names. */
struct style_cell {
    unsigned format; /* numFmtId */
    unsigned font;   /* index of fonts */
};

struct styles {
    struct style_format *formats; /* numFmts, by id once all are read */
    size_t format_count, format_capacity;
    struct style_font *fonts;
    size_t font_count, font_capacity;
    struct style_cell *cells; /* cellXfs */
    size_t cell_count, cell_capacity;
    const struct style_format **cell_formats; /* the same, resolved */
    struct style_format builtins[STYLES_BUILTIN];
    struct style_format general;
};

/* Reads the part (NULL: a workbook without styles); `styles` is zeroed before. styles_free() is due
 * either way. */
MUST_USE bool styles_read(struct styles *styles, struct arena *arena, struct package *package,
                          const char *part, struct error *error);
void styles_free(struct styles *styles);

/* The font of a cell's style index; an ordinary one when there is none. */
struct style_font styles_font(const struct styles *styles, size_t index);

/* The format of a cell's style index (attribute s); General when there is none. */
const struct style_format *styles_get(const struct styles *styles, size_t index);

#endif

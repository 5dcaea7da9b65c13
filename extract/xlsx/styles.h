/* styles: the number format of every cell style, compiled once, its font and its filling.
 *
 * Ownership: styles_free(). Units: twips. Source: ECMA-376-1 §18.8.10 (cellXfs), §18.8.30 and
 * §18.8.31 (numFmt, numFmts), §18.8.22 and §18.8.29 (font, name), §18.8.20, §18.8.24 and §18.8.32
 * (fill, gradientFill, patternFill).
 */
#ifndef CHITIEU_EXTRACT_XLSX_STYLES_H
#define CHITIEU_EXTRACT_XLSX_STYLES_H

#include "core/arena.h"
#include "core/limits.h"
#include "extract/package/opc.h"
#include "extract/sheet/numfmt.h"
#include "extract/text/encoding.h"
#include "extract/text/visible.h"
#include "extract/xlsx/colors.h"

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
    struct xlsx_color named; /* as the font names it */
    color ink;
    unsigned twips; /* 0: the usual size */
};

struct style_fill {
    unsigned pattern; /* thousandths of the front that are seen; 0: not filled */
    struct xlsx_color front, back;
};

/* What a style of cells names. */
struct style_cell {
    unsigned format; /* numFmtId */
    unsigned font;   /* index of fonts */
    unsigned fill;   /* index of fills */
    color paper;     /* of the filling; COLOR_UNSET when there is none */
};

struct styles {
    struct style_format *formats; /* numFmts, by id once all are read */
    size_t format_count, format_capacity;
    struct style_font *fonts;
    size_t font_count, font_capacity;
    struct style_fill *fills;
    size_t fill_count, fill_capacity;
    struct xlsx_palette palette; /* its theme is given */
    struct style_cell *cells;    /* cellXfs */
    size_t cell_count, cell_capacity;
    const struct style_format **cell_formats; /* the same, resolved */
    struct style_format builtins[STYLES_BUILTIN];
    struct style_format general;
};

/* Reads the part (NULL: a workbook without styles); `styles` is zeroed before, but for the theme of
 * its palette. styles_free() is due either way. */
MUST_USE bool styles_read(struct styles *styles, struct arena *arena, struct package *package,
                          const char *part, struct error *error);
void styles_free(struct styles *styles);

/* The font of a cell's style index; an ordinary one when there is none. */
struct style_font styles_font(const struct styles *styles, size_t index);

/* The colour of the filling of a cell's style index; COLOR_UNSET when it has none. */
color styles_paper(const struct styles *styles, size_t index);

/* The format of a cell's style index (attribute s); General when there is none. */
const struct style_format *styles_get(const struct styles *styles, size_t index);

#endif

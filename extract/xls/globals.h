/* globals: what the sheets of a BIFF workbook share.
 *
 * Ownership: globals_free(). Source: MS-XLS §2.4 (BoundSheet8, CodePage, Date1904, Font, Format,
 * Palette, SST, XF).
 */
#ifndef CHITIEU_EXTRACT_XLS_GLOBALS_H
#define CHITIEU_EXTRACT_XLS_GLOBALS_H

#include "core/arena.h"
#include "core/limits.h"
#include "extract/text/script.h"
#include "extract/sheet/numfmt.h"
#include "extract/sheet/palette.h"
#include "extract/sheet/string_table.h"
#include "extract/xls/record.h"

/* Records that more than one file names. */
enum record_type {
    RECORD_EOF = 0x000A,
    RECORD_FILE_PASS = 0x002F,
    RECORD_BOF = 0x0809,
};

enum bound_kind { BOUND_WORKSHEET = 0, BOUND_MACROS = 1, BOUND_CHART = 2, BOUND_CODE = 6 };

struct bound_sheet {
    const char *name;
    uint32_t offset; /* of its BOF in the stream */
    bool hidden;
    unsigned kind;
};

struct xls_font {
    struct font font;
    bool struck;
    enum script script;
    unsigned color; /* an index of the palette */
    unsigned twips;
};

struct xls_format {
    unsigned id;
    const char *code; /* NULL for General */
    struct numfmt *format;
};

/* A style of cells (XF). */
struct xls_style {
    unsigned font, format;
    unsigned front, back, pattern; /* of its filling; indexes of the palette */
};

/* Ids below this have a code without being listed. */
enum { XLS_BUILTIN = 164 };

struct globals {
    struct arena *arena;
    const struct stream *stream;
    bool biff8;
    bool date1904;
    unsigned code_page;
    struct bound_sheet *sheets;
    size_t sheet_count, sheet_capacity;
    struct xls_font *fonts;
    size_t font_count, font_capacity;
    struct xls_format *formats;
    size_t format_count, format_capacity;
    struct xls_format builtins[XLS_BUILTIN];
    struct xls_style *styles;
    size_t style_count, style_capacity;
    color palette[PALETTE_COLORS]; /* of the workbook; unset: Excel's */
    struct string_table strings;
};

/* Reads the workbook's substream; globals_free() is due either way. */
MUST_USE bool globals_read(struct globals *globals, const struct stream *stream,
                           const struct limits *limits, struct error *error);
void globals_free(struct globals *globals);

/* A cell's format, compiled; General when the style has none. */
const struct xls_format *globals_format(const struct globals *globals, size_t style);

/* The font of a cell's style, or by the index that runs have (there is no font 4). */
struct xls_font globals_style_font(const struct globals *globals, size_t style);
struct xls_font globals_font(const struct globals *globals, size_t index);

/* The colour of a font; the one behind a cell of a style, COLOR_UNSET when it is not filled. */
color globals_ink(const struct globals *globals, const struct xls_font *font);
color globals_paper(const struct globals *globals, size_t style);

/* Writes a string of UTF-8 with its runs: raised and struck figures become such characters, fonts
 * go to `font_runs` (room for RICH_RUNS_MAX + 1); returns how many there are. */
size_t globals_rich_text(const struct globals *globals, const char *text,
                         const struct rich_run *runs, size_t run_count, struct buffer *out,
                         struct font_run *font_runs);

#endif

/* string_item: the text of one string item (si of the shared strings, is of a cell) while it is
 * being parsed.
 *
 * Joins the runs, keeps their fonts, colours and sizes where they are not the cell's, leaves
 * phonetic runs out, undoes _xHHHH_ escapes and writes raised digits as superscript characters, so
 * that 25 with a raised 1 never reads as 251. Source: ECMA-376-1 §18.4.4 (is), §18.4.5 (rFont),
 * §18.4.6 (rPh), §18.4.8 (si), §18.4.12 (t), §22.9.2.19 (ST_Xstring).
 */
#ifndef CHITIEU_EXTRACT_XLSX_STRING_ITEM_H
#define CHITIEU_EXTRACT_XLSX_STRING_ITEM_H

#include "core/buffer.h"
#include "extract/text/script.h"
#include "extract/package/sax.h"
#include "extract/sheet/string_table.h"
#include "extract/xlsx/colors.h"

enum item_state {
    ITEM_OUTSIDE,
    ITEM_TEXT,
    ITEM_RUN,
    ITEM_RUN_PROPERTIES,
    ITEM_RUN_MARK, /* a property that has been looked at */
    ITEM_RUN_TEXT
};

struct item {
    struct buffer text;  /* the item so far */
    struct buffer piece; /* the t element being read */
    enum item_state state;
    bool preserve; /* xml:space="preserve" */
    enum script script;
    bool struck; /* the run is raised, struck through */
    bool run_has_font;
    struct font run_font;
    bool run_has_look; /* the run has properties, which are all that it has of a font */
    color run_ink;
    unsigned run_twips;
    const struct xlsx_palette *palette;
    struct font_run *runs; /* the fonts of the runs; none while all runs have the cell's */
    size_t run_count, run_capacity;
};

/* `limit`: bytes of text that one item may have. The palette must live as long. */
void item_init(struct item *item, size_t limit, const struct xlsx_palette *palette);
void item_free(struct item *item);
void item_clear(struct item *item);

/* The handlers for what is inside si or is. item_end() is false for the end of si or is itself.
 */
bool item_start(struct item *item, const struct xml_element *element);
bool item_end(struct item *item);
void item_text(struct item *item, const char *text, size_t length);

/* Over the limit or out of memory. */
bool item_failed(const struct item *item);
/* Fills the error when it was the system's memory. Always returns false. */
bool item_error(const struct item *item, struct error *error, const char *place);

/* Appends `text` with _xHHHH_ escapes undone and line ends as \n. */
void item_unescape(const char *text, size_t length, struct buffer *out);

#endif

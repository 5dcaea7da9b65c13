/* sprm: lists of properties (grpprl; each is an Sprm) of Word documents. Those of Word 6 and 95 are
 * given as the ones of Word 97 that they became.
 *
 * A list is a view into the file. Source: MS-DOC §2.6 (Sprm), §2.6.1, §2.9.182 (tab stops); for
 * Word 6 the "Microsoft Word 6.0 Binary File Format" as its readers have it.
 */
#ifndef CHITIEU_EXTRACT_DOC_SPRM_H
#define CHITIEU_EXTRACT_DOC_SPRM_H

#include "extract/doc/file.h"

/* Those that change what is read, by their code in Word 97. */
enum {
    SPRM_DELETED = 0x0800,
    SPRM_STRUCK = 0x0837,
    SPRM_STRUCK_TWICE = 0x2A53,
    SPRM_HIDDEN = 0x083C,
    SPRM_SPECIAL = 0x0855,
    SPRM_ISS = 0x2A48,
    SPRM_POSITION = 0x4845,
    SPRM_FONT_ASCII = 0x4A4F,
    SPRM_FONT_OTHER = 0x4A51,
    SPRM_STYLE = 0x4A30,
    SPRM_SYMBOL = 0x6A09,
    SPRM_LEVEL = 0x260A,
    SPRM_LIST = 0x460B,
    SPRM_IN_TABLE = 0x2416,
    SPRM_ROW_END = 0x2417,
    SPRM_DEPTH = 0x6649,
    SPRM_INNER_CELL = 0x244B,
    SPRM_INNER_ROW = 0x244C,
    SPRM_ELSEWHERE = 0x6646,
    SPRM_ELSEWHERE_OLD = 0x6645,
    SPRM_TABLE = 0xD608,
    SPRM_TABLE_HEADER = 0x3404,
    SPRM_MERGE = 0x5624,
    SPRM_VERTICAL_MERGE = 0xD62B,
    SPRM_COLOR_INDEX = 0x2A42,
    SPRM_COLOR = 0x6870,
    SPRM_SIZE = 0x4A43,
    SPRM_HIGHLIGHT = 0x2A0C,
    SPRM_SHADOW = 0x0839,
    SPRM_IMPRINT = 0x0854,
    SPRM_EMBOSS = 0x0858,
    SPRM_CHARACTER_SHADE = 0xCA71,
    SPRM_CHARACTER_SHADE_80 = 0x4866,
    SPRM_PARAGRAPH_SHADE = 0xC64D,
    SPRM_PARAGRAPH_SHADE_80 = 0x442D,
    SPRM_CELL_SHADES = 0xD612,
    SPRM_CELL_SHADES_2 = 0xD616,
    SPRM_CELL_SHADES_3 = 0xD60C,
    SPRM_CELL_SHADES_80 = 0xD609,
    SPRM_RANGE_SHADE = 0xD62D,
    SPRM_RANGE_SHADE_80 = 0x7627
};

struct property_list {
    struct bytes bytes;
    bool word_6;
};

struct property {
    unsigned code; /* 0: one that changes nothing here */
    struct bytes operand;
};

/* Takes the first property off the list; false at its end. */
bool property_next(struct property_list *list, struct property *property);

#endif

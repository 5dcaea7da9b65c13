/* palette: the colours that cells name by a number.
 *
 * Source: ECMA-376-1 §18.8.27 (indexedColors); MS-XLS §2.5.161 (Icv).
 */
#ifndef CHITIEU_EXTRACT_SHEET_PALETTE_H
#define CHITIEU_EXTRACT_SHEET_PALETTE_H

#include "extract/text/color.h"

/* From 64 on the numbers mean the system's colours, of text and of what is behind it. */
enum { PALETTE_COLORS = 64 };

/* The colour of a number in Excel's own palette; COLOR_AUTO beyond it. */
color palette_color(unsigned index);

/* How much of a pattern's front is seen by the name it has in XLSX, in thousandths; lines, checks
 * and names that are none give PATTERN_COARSE. */
enum { PATTERN_COARSE = 1001 };
unsigned palette_pattern(const char *name);

/* The colour behind a cell that is filled by a pattern of so many thousandths. */
color palette_fill(color front, color back, unsigned thousandths);

#endif

/* numfmt: a number as Excel displays it under a number format code. Serves XLSX and XLS.
 *
 * Formats are compiled once a workbook (numfmt_new) and rendered many times. Source: ECMA-376-1
 * §18.8.30 and §18.8.31 (format codes and built-in ids); where Excel differs from the standard,
 * Excel. Units: a date is a serial day number (serial_date.h). Ownership: a format belongs to the
 * caller until numfmt_free().
 */
#ifndef CHITIEU_EXTRACT_SHEET_NUMFMT_H
#define CHITIEU_EXTRACT_SHEET_NUMFMT_H

#include "core/buffer.h"
#include "extract/text/color.h"

#include <stdbool.h>

struct numfmt;

/* Compiles a code; a code that cannot be understood renders as General. NULL when memory is out. */
struct numfmt *numfmt_new(const char *code);
void numfmt_free(struct numfmt *format);

/* The code of a built-in id, or NULL when the id has none (0 is "General"). */
const char *numfmt_builtin(unsigned id);

/* True when the section for this number shows a date or time of day (not elapsed time alone). */
bool numfmt_is_date(const struct numfmt *format, double value);

/* The colour that the section for this number, or for texts, names; COLOR_UNSET when it names none.
 */
color numfmt_color(const struct numfmt *format, double value);
color numfmt_text_color(const struct numfmt *format);

/* Appends the number (or, with numfmt_text, a text through the @ section) as displayed in a column
 * wide enough. */
void numfmt_number(const struct numfmt *format, double value, bool date1904, struct buffer *out);
void numfmt_text(const struct numfmt *format, const char *text, struct buffer *out);

#endif

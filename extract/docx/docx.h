/* docx: reads WordprocessingML packages (.docx, .docm, .dotx, .dotm, transitional and strict).
 *
 * The main part is found by the package's officeDocument relationship, never by its name. Blocks
 * come in this order: headers, body, footers, footnotes, endnotes, comments,
 * the sheets of embedded workbooks (embedded_workbook.h); a text box follows the paragraph that
 * anchors it, what w:altChunk inserts in its place (alt_chunk.h). Headers come first because they
 * are at the top of the page; they are taken in the order of their names from the main part's
 * relationships, footers only where a section refers to them, notes only where shown text refers to
 * them. Text is what Word shows with all changes accepted: what is deleted or hidden goes to
 * events, not to text. Errors: those of package/opc.h and package/sax.h for the main part. A
 * damaged other part is left out (or cut at its damage) with the event PART_UNREADABLE; a limit
 * that is exceeded fails the document in any part. Events: TEXT_DELETED, TEXT_INSERTED,
 * TEXT_HIDDEN, ROW_DELETED (field "text"), PART_UNREADABLE, PART_SKIPPED (field "part"), REPAIRED.
 * Source: ECMA-376-1 §11 (package), §17 (WordprocessingML); DESIGN §4.
 */
#ifndef CHITIEU_EXTRACT_DOCX_DOCX_H
#define CHITIEU_EXTRACT_DOCX_DOCX_H

#include "extract/format.h"

/* Bits checked: the ZIP signature and the content type of the main part, or less by its place
 * alone. */
unsigned docx_bid(const struct format_input *input);

/* Reads the package into the builder. When the builder itself failed, its own error is the one to
 * report. */
MUST_USE bool docx_read(const struct format_input *input, const struct limits *limits,
                        const struct event_sink *sink, struct builder *builder,
                        struct error *error);

#endif

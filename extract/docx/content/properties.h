/* properties: the elements of properties: of paragraphs, runs, tables, rows, cells, content
 * controls, sections, form fields. Kept is what changes what a reader sees as text.
 *
 * Source: ECMA-376-1 §17.3.1, §17.3.2, §17.4, §17.6, §17.13.5, §17.16.
 */
#ifndef CHITIEU_EXTRACT_DOCX_CONTENT_PROPERTIES_H
#define CHITIEU_EXTRACT_DOCX_CONTENT_PROPERTIES_H

#include "extract/docx/content/state.h"

/* The vocabulary of every context that content_vocabulary() does not have. */
struct vocabulary property_vocabulary(enum context context);

#endif

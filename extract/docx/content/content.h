/* content: the elements of content: blocks, runs, content controls, notes, text boxes.
 *
 * Source: ECMA-376-1 §17.2 to §17.5, §17.11, §17.16; ECMA-376-4 §19 (VML).
 */
#ifndef CHITIEU_EXTRACT_DOCX_CONTENT_CONTENT_H
#define CHITIEU_EXTRACT_DOCX_CONTENT_CONTENT_H

#include "extract/docx/content/state.h"

/* The vocabulary of IN_CONTENT, IN_DRAWING, IN_MATH. */
struct vocabulary content_vocabulary(enum context context);

#endif

/* math: formulas (Office Math) on one line of text.
 *
 * Source: ECMA-376-1 §22.1.
 */
#ifndef CHITIEU_EXTRACT_DOCX_CONTENT_MATH_H
#define CHITIEU_EXTRACT_DOCX_CONTENT_MATH_H

#include "extract/docx/content/state.h"

struct vocabulary math_vocabulary(void);

/* A construct of a formula begins and ends; the signs between its parts are written with them. */
bool math_begin(struct story *story, const struct xml_element *element);
void math_end(struct story *story);

#endif

/* level: the levels of a story: the story itself, and each text box in it. */
#ifndef CHITIEU_EXTRACT_DOCX_CONTENT_LEVEL_H
#define CHITIEU_EXTRACT_DOCX_CONTENT_LEVEL_H

#include "extract/docx/content/state.h"

/* A new level for a text box, of which nothing is shown when `not_shown` is a code; false when
 * memory is out. */
bool level_push(struct story *story, enum code not_shown);
/* Closes what is open in the innermost level and leaves it. */
void level_pop(struct story *story);

#endif

/* outlet: what comes out of a story. It goes to the builder, or onto the tape of what must wait:
 * a merged cell that is still growing, the paragraph that anchors a text box.
 *
 * Events: those that are put in, at the place where a paragraph written now would be.
 */
#ifndef CHITIEU_EXTRACT_DOCX_CONTENT_OUTLET_H
#define CHITIEU_EXTRACT_DOCX_CONTENT_OUTLET_H

#include "extract/docx/content/state.h"

void outlet_put(struct story *story, const struct output *output);
void outlet_event(struct story *story, enum code code, const char *text);
/* Plays a tape to where output goes now, and empties it. */
void outlet_play(struct story *story, struct tape *tape);

/* Makes the document failed, through the builder, when a text of it ("run", "paragraph") failed. */
void outlet_check_text(struct story *story, const struct buffer *text, const char *what);
/* Frees a text whose limit was checked before, and checks that no memory was short for it. */
void outlet_free_text(struct story *story, struct buffer *text);

#endif

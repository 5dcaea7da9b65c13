/* paragraph: paragraphs of a story and the fate of their text: shown, or dropped with an event.
 *
 * Events: TEXT_DELETED, TEXT_INSERTED, TEXT_HIDDEN. Source: ECMA-376-1 §17.3.1, §17.7.3 (toggle
 * properties), §17.9 (numbers), §17.13.5 (revisions).
 */
#ifndef CHITIEU_EXTRACT_DOCX_CONTENT_PARAGRAPH_H
#define CHITIEU_EXTRACT_DOCX_CONTENT_PARAGRAPH_H

#include "extract/docx/content/state.h"

/* Why text that comes now is not shown, or CODE_NONE. */
enum code paragraph_drop_reason(const struct story *story);
void paragraph_open(struct story *story);
void paragraph_close(struct story *story);
/* Ends whatever paragraph is open or carried: a table, a cell's or the story's end follows. */
void paragraph_finish(struct story *story);
/* Text in the run's font, as shown, or dropped with an event when it is not. */
void paragraph_put(struct story *story, const char *text, size_t length);
/* The same of characters that are what they look like, whatever the font. */
void paragraph_put_shown(struct story *story, const char *text, size_t length);
void paragraph_break(struct story *story);
void paragraph_insertion_begins(struct story *story);
void paragraph_insertion_ends(struct story *story);

#endif

/* run: the text of runs as they show it: raised and struck figures, symbols by their font.
 *
 * Source: ECMA-376-1 §17.3.2, §17.3.3.31 (t), §17.3.3.30 (sym).
 */
#ifndef CHITIEU_EXTRACT_DOCX_CONTENT_RUN_H
#define CHITIEU_EXTRACT_DOCX_CONTENT_RUN_H

#include "extract/docx/content/state.h"

void run_begin(struct story *story);
/* Text as the run shows it, figures raised and symbols by their font; NUL-terminated. */
void run_put(struct story *story, const char *text, size_t length);
bool run_start_text(struct story *story, const struct xml_element *element);
void run_end_text(struct story *story);
void run_end_deleted_text(struct story *story);
void run_put_symbol(struct story *story, const struct xml_element *element);

#endif

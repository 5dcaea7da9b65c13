/* references: ids of notes and footers, or names of parts, that a document refers to. Gathered with
 * repetitions; sorted before they are looked up or walked.
 *
 * Ownership: the arena given. When it is full it stays failed and is asked at the end.
 */
#ifndef CHITIEU_EXTRACT_DOCX_CONTENT_REFERENCES_H
#define CHITIEU_EXTRACT_DOCX_CONTENT_REFERENCES_H

#include "core/arena.h"

struct references {
    const char **ids;
    size_t count, capacity;
};

void references_add(struct references *references, struct arena *arena, const char *id);
/* Sorts by length, then by letters (header2 before header10), and drops repetitions. */
void references_sort(struct references *references);
/* Whether a sorted list has the id. */
bool references_have(const struct references *references, const char *id);

#endif

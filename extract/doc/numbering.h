/* numbering: automatic numbers of a DOC file.
 *
 * A paragraph names a use of a list (LFO) and a level; counters belong to the list and are shared
 * by its uses. A level that is used restarts the deeper ones. Ownership: the arena's. Source:
 * MS-DOC §2.9.131 (LFO), §2.9.147 (LSTF), §2.9.150 (LVL), [MS-OSHARED] §2.2.1.3 (MSONFC).
 */
#ifndef CHITIEU_EXTRACT_DOC_NUMBERING_H
#define CHITIEU_EXTRACT_DOC_NUMBERING_H

#include "extract/doc/formatting.h"

struct doc_lists;

/* NULL when memory is out. */
struct doc_lists *doc_lists_read(const struct doc_file *file, const struct doc_formats *formats,
                                 struct arena *arena);

/* Every list begins anew: another story follows. */
void doc_lists_restart(struct doc_lists *lists);

/* Counts a paragraph and appends its number. `*font` becomes that of the level, if it has one. */
void doc_lists_next(struct doc_lists *lists, unsigned list, unsigned level, struct buffer *out,
                    unsigned *font);

#endif

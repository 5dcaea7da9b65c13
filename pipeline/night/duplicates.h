/* duplicates: the contents that a run has met, so that the same bytes under two names are one
 * document.
 *
 * Ownership: duplicates_free() frees everything; the texts are copied. Failure: without memory
 * nothing is remembered, and the bytes are read twice, which changes nothing in the database.
 */
#ifndef CHITIEU_PIPELINE_NIGHT_DUPLICATES_H
#define CHITIEU_PIPELINE_NIGHT_DUPLICATES_H

#include "core/arena.h"

struct duplicates {
    struct arena *arena;
    struct duplicates_entry *entries; /* open addressing; a power of two */
    size_t count, capacity;
};

/* The name under which the bytes were met first. NULL when they are new: the name is then
 * remembered. */
const char *duplicates_first_name(struct duplicates *duplicates, const char *sha256,
                                  const char *name);

/* Forgets the bytes, when they could not be read to the end. */
void duplicates_forget(struct duplicates *duplicates, const char *sha256);
void duplicates_free(struct duplicates *duplicates);

#endif

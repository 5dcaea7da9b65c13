/* lock: only one run at a time on a database.
 *
 * The lock is flock(2) on DATABASE.lock: it ends with the process, however that ends; the file
 * stays. A run of one part of the inbox (--shard I/N) shares the lock with the other parts and
 * holds DATABASE.I-N.lock alone. A worker holds neither. Ownership: lock_close() closes. Errors:
 * LOCKED with the holder; OUTPUT.
 */
#ifndef CHITIEU_PIPELINE_NIGHT_LOCK_H
#define CHITIEU_PIPELINE_NIGHT_LOCK_H

#include "core/error.h"

struct lock {
    int whole, part; /* descriptors, -1: none */
};

/* `shard` may be NULL. */
MUST_USE bool lock_open(struct lock *lock, const char *url, const char *shard, struct error *error);
void lock_close(struct lock *lock);

#endif

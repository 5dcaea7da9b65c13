/* arena: memory that is freed whole.
 *
 * One arena holds one document, one report or one rule set. Nothing in it is freed alone.
 * Ownership: whoever calls arena_new() calls arena_free(); every pointer out of an arena dies with
 * it. Units: bytes. Failure: an arena over its limit (or out of memory) returns NULL and stays
 * failed, so a caller may build on and ask arena_failed() once, provided it checks pointers before
 * it writes. arena_error() says which of the two it was. Source: DESIGN §9 (bounded memory).
 */
#ifndef CHITIEU_CORE_ARENA_H
#define CHITIEU_CORE_ARENA_H

#include "core/error.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* A new arena that hands out at most `limit` bytes in all; NULL when the system has no memory. */
struct arena *arena_new(size_t limit);

/* The same under a limit that people set: `flag` ("--max-memory-bytes", a constant) is named when
 * the arena is full. */
struct arena *arena_new_under(size_t limit, const char *flag);

/* Frees the arena and everything in it. NULL is allowed. */
void arena_free(struct arena *arena);

/* Frees everything in the arena, which is then empty and not failed. */
void arena_reset(struct arena *arena);

/* `size` zeroed bytes aligned for any type, or NULL. A size of 0 returns a valid pointer. */
void *arena_alloc(struct arena *arena, size_t size);

/* An array of `count` zeroed elements of `size` bytes, or NULL (also when the product overflows).
 */
void *arena_array(struct arena *arena, size_t count, size_t size);

/* Grows an array kept in the arena: when `*capacity` elements are not more than `count`, moves the
 * `count` elements to a place twice as large. Returns the array to use, or NULL. The old place is
 * freed only with the arena, so growing costs at most twice the final size. */
void *arena_grow(struct arena *arena, void *array, size_t count, size_t *capacity, size_t size);

/* NUL-terminated copies. arena_strdup(NULL) is NULL. */
char *arena_strdup(struct arena *arena, const char *text);
char *arena_strndup(struct arena *arena, const char *text, size_t length);

/* A formatted string in the arena, or NULL. */
char *arena_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* True once any allocation has failed. */
bool arena_failed(const struct arena *arena);

/* Makes it failed as `part` is, an arena of a part of the same work. */
void arena_fail_as(struct arena *arena, const struct arena *part);

/* Why it failed: LIMIT_MEMORY when it was its own limit, NO_MEMORY when the system had no more
 * (also for NULL, an arena that could not be made). Always returns false. */
bool arena_error(const struct arena *arena, struct error *error, const char *place);

#endif
